"""schema/import_data.py: what others collect becomes the files under schema/data, and nothing of it is lost."""

import io
import json
import shutil
import subprocess
import sys
import tarfile

import pytest
import yaml

from conftest import SCHEMA

ACTIONS = {
    "getthing": {"name": "GetThing", "accessLevel": "Read", "conditionKeys": [],
                 "resourceTypes": [{"name": "thing", "conditionKeys": ["aws:ResourceTag/${TagKey}"]}]},
    "tagthing": {"name": "TagThing", "accessLevel": "Tagging, Write", "conditionKeys": ["aws:TagKeys"],
                 "resourceTypes": []},
}
RESOURCES = {"thing": {"key": "thing", "arn": "arn:${Partition}:things:::${Name}", "conditionKeys": ["things:Size"]},
             "box": {"key": "box", "arn": "arn:${Partition}:things:::box/${Name}"}}
KEYS = {"things:size": {"key": "things:Size", "type": "Numeric"}}
LINE = ('{"prefix":"things","name":"Amazon Things","actions":{"GetThing":{"level":"r","resources":["thing"]},'
        '"TagThing":{"level":"Tagging, Write","keys":["aws:TagKeys"]}},"resources":{"thing":{"arn":'
        '"arn:${Partition}:things:::${Name}","keys":["things:Size"]},"box":{"arn":"arn:${Partition}:things:::box/'
        '${Name}"}},"keys":{"things:Size":"Numeric"}}\n')


class Data:
    def __init__(self, folder):
        self.scripts = folder / "schema"
        (self.scripts / "data").mkdir(parents=True)
        shutil.copy(SCHEMA / "import_data.py", self.scripts)
        self.add("")
        self.package = folder / "package.tgz"
        files = {"services.json": ["things"], "serviceNames.json": {"things": "Amazon Things"},
                 "actions/things.json": ACTIONS, "resourceTypes/things.json": RESOURCES,
                 "conditionKeys/things.json": KEYS}
        with tarfile.open(self.package, "w:gz") as archive:
            for name, content in files.items():
                text = json.dumps(content).encode()
                entry = tarfile.TarInfo("package/data/" + name)
                entry.size = len(text)
                archive.addfile(entry, io.BytesIO(text))

    def add(self, text):
        (self.scripts / "data" / "additions.yaml").write_text(text)

    def run(self, *arguments):
        answer = subprocess.run([sys.executable, self.scripts / "import_data.py", *arguments], capture_output=True,
                                text=True, check=False)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def read(self, name):
        return (self.scripts / "data" / name).read_text()


@pytest.fixture
def data(tmp_path):
    return Data(tmp_path)


def test_a_service_is_a_line(data):
    data.run("--iam-data", data.package)
    assert data.read("service-authorization.jsonl") == LINE


def test_importing_twice_changes_nothing(data):
    data.run("--iam-data", data.package)
    data.run("--iam-data", data.package)
    assert data.read("service-authorization.jsonl") == LINE


def test_what_is_newer_is_added_to_what_is_known(data):
    data.add("""things:
  actions:
    TagThing: { keys: ['things:New'], source: a page }
    OpenBox: { level: w, resources: [box], source: another page }
  keys:
    things:New: { type: Bool, source: a page }
""")
    assert "by now" not in data.run("--iam-data", data.package)
    line = json.loads(data.read("service-authorization.jsonl"))
    assert line["actions"]["TagThing"] == {"level": "Tagging, Write", "keys": ["aws:TagKeys", "things:New"]}
    assert line["actions"]["OpenBox"] == {"level": "w", "resources": ["box"]}
    assert line["keys"]["things:New"] == "Bool"


def test_an_addition_that_the_package_has_by_now_is_named(data):
    data.add("things:\n  keys:\n    things:Size: { type: Numeric, source: a page }\n")
    assert "additions.yaml: the package has things:Size of things by now\n" in data.run("--iam-data", data.package)
    assert data.read("service-authorization.jsonl") == LINE


DOCUMENTS = [{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["a:Get", "a:List"]}]},
             {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "a:Get"}]},
             {"Version": "2012-10-17", "Statement": [{"Sid": "One", "Effect": "Allow", "Action": "a:\"*"}]}]


def archive_of(path, name, text):
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text.encode()))
    return path


def history(data, dates=("2026-03-03", "2026-01-01", "2026-01-01")):
    """An npm package whose policy has v3, v2 and v1; it gives v2 the date of the policy."""
    versions = {f"v{3 - i}": {"createdDate": f"{date}T00:00:00.000Z", "document": document}
                for i, (date, document) in enumerate(zip(dates, DOCUMENTS))}
    policy = {"arn": "arn:aws:iam::aws:policy/service-role/Reader", "latestVersionId": "v3", "versions": versions,
              "createdDate": "2026-01-01T00:00:00.000Z", "lastUpdatedDate": "2026-03-03T00:00:00.000Z"}
    return archive_of(data.scripts / "history.tgz", "package/dist/managedPolicies.json", json.dumps({"Reader": policy}))


def policies(data):
    return [json.loads(line) for line in data.read("aws-managed-policies.jsonl").splitlines()]


def collected(data, *entries):
    path = data.scripts / "collected.jsonl"
    path.write_text("\n".join(map(json.dumps, entries)))
    return path


def entry(name, version, **more):
    return {"PolicyName": name, "Path": "/", "DefaultVersionId": version, "CreateDate": "2026-01-01T00:00:00+00:00",
            "UpdateDate": "2026-02-02T00:00:00+00:00", **more}


def test_policies_are_sorted_and_one_without_a_document_is_named(data):
    listed = collected(data, entry("B", "v1", Document=DOCUMENTS[0], Noise=1), entry("C", "v1"),
                       entry("A", "v1", Document=DOCUMENTS[1]))
    assert "C has no document\n" in data.run("--managed-policies", listed)
    once = data.read("aws-managed-policies.jsonl")
    assert [policy["PolicyName"] for policy in policies(data)] == ["A", "B"]
    assert "Noise" not in once
    data.run("--managed-policies", data.scripts / "data" / "aws-managed-policies.jsonl")
    assert data.read("aws-managed-policies.jsonl") == once


# v2 keeps what stands before v3's list of actions and has one action in its place; v1 has a Sid and another action.
CHANGES = [[[64, len('["a:Get","a:List"]'), '"a:Get"']],
           [[38, 0, '"Sid":"One",'], [26, len('"a:Get"'), r'"a:\"*"']]]


def test_older_versions_are_what_changed(data):
    data.run("--managed-policies", history(data))
    [policy] = policies(data)
    assert (policy["PolicyName"], policy["Path"]) == ("Reader", "/service-role/")
    assert (policy["DefaultVersionId"], policy["UpdateDate"]) == ("v3", "2026-03-03T00:00:00+00:00")
    assert policy["Document"] == DOCUMENTS[0]
    assert [version["Changes"] for version in policy["Versions"]] == CHANGES
    once = data.read("aws-managed-policies.jsonl")
    data.run("--managed-policies", history(data))
    assert data.read("aws-managed-policies.jsonl") == once


def test_a_date_that_is_that_of_the_policy_is_not_known(data):
    data.run("--managed-policies", history(data))
    [policy] = policies(data)
    assert [version.get("CreateDate") for version in policy["Versions"]] == [None, "2026-01-01T00:00:00+00:00"]


def test_what_is_known_of_a_version_is_kept_and_its_date_added(data):
    data.run("--managed-policies", history(data))
    data.run("--managed-policies", collected(data, entry("Reader", "v2", Document=DOCUMENTS[0])))
    [policy] = policies(data)
    assert policy["DefaultVersionId"] == "v3"
    assert policy["Versions"][0]["CreateDate"] == "2026-02-02T00:00:00+00:00"
    assert [version["Changes"] for version in policy["Versions"]] == CHANGES


def test_a_newer_version_becomes_the_default_one(data):
    data.run("--managed-policies", history(data))
    data.run("--managed-policies", collected(data, entry("Reader", "v4", Document=DOCUMENTS[2])))
    [policy] = policies(data)
    assert (policy["DefaultVersionId"], policy["Document"]) == ("v4", DOCUMENTS[2])
    assert [version["VersionId"] for version in policy["Versions"]] == ["v3", "v2", "v1"]


def test_descriptions_are_added_and_policies_without_one_named(data):
    script = """/** Reads. It's all. */
AwsManagedPolicy.Reader = 'service-role/Reader';
/** Of another. */
AwsManagedPolicy.Other = 'Other';
"""
    name = "package/lib/generated/aws-managed-policies/iam-floyd.js"
    package = archive_of(data.scripts / "floyd.tgz", name, script)
    data.run("--managed-policies", collected(data, entry("B", "v1", Document=DOCUMENTS[0])))
    data.run("--managed-policies", history(data))
    assert "without a description: B\n" in data.run("--policy-descriptions", package)
    assert [policy.get("Description") for policy in policies(data)] == [None, "Reads. It's all."]
    data.run("--managed-policies", history(data))
    assert policies(data)[1]["Description"] == "Reads. It's all."


@pytest.mark.parametrize("prefix", ["iam", "sts"])
def test_the_additions_of_the_tree_are_in_its_data(prefix):
    lines = map(json.loads, (SCHEMA / "data" / "service-authorization.jsonl").read_text().splitlines())
    ours = next(line for line in lines if line["prefix"] == prefix)
    additions = yaml.safe_load((SCHEMA / "data" / "additions.yaml").read_text())[prefix]
    for section, entries in additions.items():
        assert entries.keys() <= ours[section].keys()
        assert all(entry["source"] for entry in entries.values())
