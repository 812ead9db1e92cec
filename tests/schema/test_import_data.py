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


def test_policies_are_sorted_and_one_without_a_document_is_named(data):
    def policy(name, **more):
        return json.dumps({"PolicyName": name, "Path": "/", "DefaultVersionId": "v1", "CreateDate": "2026-01-01",
                           "UpdateDate": "2026-01-01", **more})

    collected = data.scripts / "collected.jsonl"
    document = {"Version": "2012-10-17", "Statement": []}
    collected.write_text("\n".join([policy("B", Document=document, Noise=1), policy("C"),
                                    policy("A", Document=document)]))
    assert "C has no document\n" in data.run("--managed-policies", collected)
    once = data.read("aws-managed-policies.jsonl")
    assert [json.loads(line)["PolicyName"] for line in once.splitlines()] == ["A", "B"]
    assert "Noise" not in once
    data.run("--managed-policies", data.scripts / "data" / "aws-managed-policies.jsonl")
    assert data.read("aws-managed-policies.jsonl") == once


@pytest.mark.parametrize("prefix", ["iam", "sts"])
def test_the_additions_of_the_tree_are_in_its_data(prefix):
    lines = map(json.loads, (SCHEMA / "data" / "service-authorization.jsonl").read_text().splitlines())
    ours = next(line for line in lines if line["prefix"] == prefix)
    additions = yaml.safe_load((SCHEMA / "data" / "additions.yaml").read_text())[prefix]
    for section, entries in additions.items():
        assert entries.keys() <= ours[section].keys()
        assert all(entry["source"] for entry in entries.values())
