#!/usr/bin/env python3
"""Follows AWS's service models: reads them and rewrites schema/api/ in our notation (see schema/README.md).

    schema/import.py [--botocore DIRECTORY] [--sdk aws-sdk-client-iam-VERSION.tgz]

It is a merge. AWS's models decide which operations, shapes, constraints and errors exist; what they do not know
(the family, `access`, `status`, `checked`, who may call an operation, `sentence`, `encoding`, the order of members and
entries, the comment on top of a file) is kept from the files as they are. Where AWS contradicts its own model,
schema/corrections.yaml wins.
"""

import argparse
import ast
import gzip
import json
import pathlib
import re
import tarfile

import yaml

SCHEMA = pathlib.Path(__file__).resolve().parent
SERVICES = {"iam": "iam/2010-05-08", "sts": "sts/2011-06-15"}
BUILTIN = ("string", "integer", "long", "boolean", "timestamp", "blob")
WIDTH = 120

# Where an operation or shape that no file holds yet is put: the first expression found in its name decides.
FAMILIES = {
    "iam": [
        ("delegation_requests", "Delegat|HumanReadableSummary|[Pp]olicyParameter|permissionCheck"),
        ("permissions_boundaries", "(Put|Delete)(User|Role)PermissionsBoundary"),
        ("organizations", "Organization(s|Id)|organizations"),
        ("simulation", "Simulat|ContextKey|ContextEntry|Evaluation|EvalDecision|ResourceSpecificResult"),
        ("credential_report", "CredentialReport"),
        ("access_advisor", "ServiceLastAccessed|PoliciesGrantingServiceAccess|serviceNamespace"),
        ("attachments", "(Attach|Detach)(User|Group|Role)Policy|ListAttached|ListEntitiesForPolicy"),
        ("inline_policies", "(Put|Get|Delete)(User|Group|Role)Policy|List(User|Group|Role)Policies"),
        ("role_templates", "AcquireRole|(?<!Source)RoleTemplate"),
        ("service_linked_roles", "ServiceLinkedRole"),
        ("instance_profiles", "[Ii]nstanceProfile"),
        ("login_profiles", "LoginProfile|ChangePassword"),
        ("password_policy", "AccountPasswordPolicy"),
        ("access_keys", "[Aa]ccessKey"),
        ("ssh_public_keys", "SSHPublicKey"),
        ("signing_certificates", "SigningCertificate"),
        ("server_certificates", "[Ss]erverCertificate"),
        ("service_specific_credentials", "[Ss]erviceSpecificCredential"),
        ("mfa_devices", "MFADevice"),
        ("oidc_providers", "OpenIDConnectProvider"),
        ("saml_providers", "SAMLProvider"),
        ("web_identity_federation", "OutboundWebIdentityFederation"),
        ("account", "Account(Alias|Summary|Authorization|Properties)|SecurityTokenServicePreferences"),
        ("groups", "^(?!.*Policy).*[Gg]roup"),
        ("users", "^(Tag|Untag|Create|Get|Update|Delete|List)?Users?(Tags)?$|[uU]serNameType"),
        ("roles", "[Rr]ole"),
        ("policies", "[Pp]olic(y|ies)"),
    ],
    "sts": [
        ("assumed_roles", "^Assume"),
        ("web_identity_tokens", "GetWebIdentityToken"),
        ("session_tokens", "GetSessionToken|GetFederationToken|GetDelegatedAccessToken"),
        ("callers", "GetCallerIdentity|GetAccessKeyInfo|DecodeAuthorizationMessage"),
    ],
}
COMMON = {"iam": "common", "sts": "sts_common"}

# Attributes that only our files know.
OWN_PERMISSION_ATTRIBUTES = ("action", "resource", "keys", "also", "moves", "passes", "decided")
OWN_OPERATION_ATTRIBUTES = ("access", "status", "sessions", "checked", *OWN_PERMISSION_ATTRIBUTES)
OWN_TYPE_ATTRIBUTES = ("sentence", "encoding", "never_null")


# --- AWS's models ---------------------------------------------------------------------------------------------------

def read_botocore(directory, service):
    """The model botocore ships, with the result keys of the paged operations added to them."""
    folder = directory / "data" / SERVICES[service]

    def load(name):
        packed = folder / (name + ".gz")
        return json.loads(gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / name).read_bytes())

    model = load("service-2.json")
    for name, pages in load("paginators-1.json")["pagination"].items():
        model["operations"][name]["paged"] = pages["result_key"]
    return model


class Sdk:
    """The JavaScript SDK's package: newer than botocore, but without lengths, patterns and names of plain types."""

    SCALARS = {0: "string", 1: "integer", 2: "boolean", 4: "timestamp", 21: "blob"}

    def __init__(self, package):
        with tarfile.open(package) as archive:
            self.files = {m.name: archive.extractfile(m).read().decode() for m in archive if m.isfile()}
        source = self.files["package/dist-es/schemas/schemas_0.js"]
        names = dict(re.findall(r'^const (_\w+) = "(.*)";', source, re.M))
        self.entries = {}
        for body in re.findall(r"^(?:export )?(?:var|const) \w+\$? = (\[-?\d.*?)\n?;$", source, re.S | re.M):
            body = re.sub(r"\b(_\w+|n0)\b", lambda m: json.dumps(names.get(m[1], m[1])), body)
            body = re.sub(r'\(\) => "?(\w+)"?\$?', r'"@\1"', body)
            body = re.sub(r'\[("\w+")\]:', r"\1:", body).replace("`", '"')
            entry = ast.literal_eval(re.sub(r"(\d+) \| (\d+)", lambda m: str(int(m[1]) | int(m[2])), body))
            self.entries[entry[2]] = entry
        self.types = "".join(text for name, text in self.files.items() if "/dist-types/models/" in name)

    def complete(self, model):
        """Adds to botocore's model what only the package has."""
        shapes, operations = model["shapes"], model["operations"]
        for name, entry in self.entries.items():
            if entry[0] == 9 and name not in operations:
                thrown = self.files[f"package/dist-types/commands/{name}Command.d.ts"]
                errors = [e for e in re.findall(r"@throws \{@link (\w+)\}", thrown) if e != "IAMServiceException"]
                operations[name] = {"input": {"shape": entry[4][1:]}, "errors": [{"shape": e} for e in errors]}
                if entry[5] != "@__Unit":
                    operations[name]["output"] = {"shape": entry[5][1:]}
            elif entry[0] == -3 and name not in shapes and entry[3]:
                code, status = entry[3].get("awsQueryError", (name, entry[3].get("httpError")))
                shapes[name] = {"type": "structure", "members": {}, "error": {"code": code, "httpStatusCode": status}}
            elif entry[0] in (3, 4):  # a structure, or a union: one of its members is sent
                self._structure(entry, shapes)
            elif entry[0] == 1 and name not in shapes:
                shapes[name] = {"type": "list", "member": {"shape": self._plain(entry[4], name, "", shapes)}}
            elif entry[0] == 2 and name not in shapes:
                shapes[name] = {"type": "map", "key": {"shape": "String"},
                                "value": {"shape": self._plain(entry[5], name, "", shapes)}}
        shapes.setdefault("String", {"type": "string"})

    def _structure(self, entry, shapes):
        name, members, kinds = entry[2], entry[4], entry[5]
        known = shapes.setdefault(name, {"type": "structure", "members": {}, "required": []})
        for position, (member, kind) in enumerate(zip(members, kinds)):
            if member not in known["members"]:
                known["members"][member] = {"shape": self._plain(kind, name, member, shapes)}
                if position < (entry[6] if len(entry) > 6 else 0):
                    known.setdefault("required", []).append(member)

    def _plain(self, kind, structure, member, shapes):
        """The shape of a member that the package describes by its kind alone; invents a name where it must."""
        if isinstance(kind, str):
            return kind[1:]
        declared = re.search(rf"interface {structure} \{{.*?\n    {member}\??: (\w+)", self.types, re.S)
        values = declared and re.search(rf"const {declared[1]}: \{{(.*?)\}}", self.types, re.S)
        if values:
            shapes.setdefault(declared[1], {"type": "string", "enum": re.findall(r': "(.*)";', values[1])})
            return declared[1]
        # A kind of 64 and above is a list of scalars, of 128 and above a map of them.
        scalar = self.SCALARS[kind & 63]
        constrained = scalar in ("string", "integer")
        inner = ("unconfirmed" if constrained else "") + scalar.title()
        shapes.setdefault(inner, {"type": scalar, **({"unconfirmed": True} if constrained else {})})
        if kind < 64:
            return inner
        name = member[0].lower() + member[1:].removesuffix("List") + ("ListType" if kind < 128 else "MapType")
        shapes[name] = ({"type": "list", "member": {"shape": inner}} if kind < 128 else
                        {"type": "map", "key": {"shape": "String"}, "value": {"shape": inner}})
        return name


# --- Our notation ---------------------------------------------------------------------------------------------------

def type_entry(shape, reference):
    """A scalar, list or map in our notation."""
    if shape["type"] == "list":
        entry = {"list": reference(shape["member"]["shape"])}
    elif shape["type"] == "map":
        entry = {"map": reference(shape["value"]["shape"]), "keys": reference(shape["key"]["shape"])}
    elif "enum" in shape:
        return {"enum": shape["enum"]}
    else:
        entry = {"type": shape["type"]}
    if "min" in shape or "max" in shape:
        entry["range" if shape["type"] in ("integer", "long") else "length"] = [shape.get("min", 0), shape.get("max")]
    for attribute in ("pattern", "sensitive", "unconfirmed"):
        if attribute in shape:
            entry[attribute] = shape[attribute]
    return entry


def convert(model, known):
    """AWS's model as {operations, structures, types, errors}. `known`: our types, for what they add to AWS's."""
    shapes = model["shapes"]

    def reference(name):
        shape = shapes[name]
        plain = shape["type"] in BUILTIN and set(type_entry(shape, None)) == {"type"}
        return shape["type"] if plain and name not in known else name

    def members(name):
        shape = shapes[name]
        return {member: reference(target["shape"]) + ("!" if member in shape.get("required", []) else "")
                for member, target in shape["members"].items()}

    def wire_code(name):
        return shapes[name].get("error", {}).get("code", name)

    ours = {"operations": {}, "structures": {}, "types": {}, "errors": {}}
    wanted = []
    for name, operation in sorted(model["operations"].items()):
        entry = ours["operations"][name] = {}
        if operation.get("authtype") == "none":
            entry["auth"] = "none"
        if "paged" in operation:
            entry["paged"] = operation["paged"]
        for key, side in (("in", "input"), ("out", "output")):
            if side in operation:
                entry[key] = members(operation[side]["shape"])
                wanted += shapes[operation[side]["shape"]]["members"].values()
        if "in" in entry and not entry["in"]:
            del entry["in"]
        if "IsTruncated" in entry.get("out", {}):
            entry["out"] = in_order(entry["out"], ["IsTruncated", "Marker"])
        entry["errors"] = [wire_code(e["shape"]) for e in operation.get("errors", [])]
        for error in operation.get("errors", []):
            status = shapes[error["shape"]].get("error", {}).get("httpStatusCode")
            ours["errors"][wire_code(error["shape"])] = (
                {"status": status} if status else {"status": 400, "unconfirmed": True})
    while wanted:
        name = wanted.pop(0)["shape"]
        shape = shapes[name]
        if name in ours["structures"] or name in ours["types"]:
            continue
        if shape["type"] == "structure":
            ours["structures"][name] = members(name)
            wanted += shape["members"].values()
        else:
            if reference(name) == name:
                ours["types"][name] = type_entry(shape, reference)
            wanted += [shape[key] for key in ("member", "key", "value") if key in shape]
    ours["errors"] = dict(sorted(ours["errors"].items()))
    return ours


def correct(ours, corrections):
    for section, entries in corrections.items():
        for name, correction in entries.items():
            if name not in ours[section]:
                raise SystemExit(f"corrections.yaml: {section} has no '{name}' any more")
            ours[section][name].update({key: value for key, value in correction.items() if key != "because"})


# --- The merge ------------------------------------------------------------------------------------------------------

def in_order(entries, order):
    """`entries` with those named by `order` first, in that order."""
    return {**{key: entries[key] for key in order if key in entries}, **entries}


def family_of(service, name):
    return next((family for family, pattern in FAMILIES[service] if re.search(pattern, name)), None)


def references(entry):
    if "in" in entry or "out" in entry or "errors" in entry:
        entry = {**{"in " + k: v for k, v in entry.get("in", {}).items()}, **entry.get("out", {})}
    return [value.removesuffix("!") for value in entry.values() if isinstance(value, str)]


def place(service, ours, existing):
    """Which family each entry belongs to. A shape that several families use goes to the one it is named after."""
    home = {("operations", name): family_of(service, name) or COMMON[service] for name in ours["operations"]}
    home |= {(s, name): family for family, file in existing.items() for s in ours for name in file.get(s) or ()}
    users = {}
    reach = [(name, home["operations", name]) for name in ours["operations"]]
    entries = {**ours["types"], **ours["structures"]}
    seen = set()
    while reach:
        name, family = reach.pop()
        for target in references(ours["operations"].get(name) or entries[name]):
            if target in entries and (target, family) not in seen:
                seen.add((target, family))
                users.setdefault(target, set()).add(family)
                reach.append((target, family))
    for section in ("structures", "types"):
        for name in ours[section]:
            named = family_of(service, ours["types"].get(name, {}).get("list", name))
            only = min(users[name]) if len(users[name]) == 1 else COMMON[service]
            home.setdefault((section, name), named if named in users[name] else only)
    return home


def merge(service, ours, existing):
    """The files to write: {family: {section: {name: entry}}}."""
    before = {section: {name: entry for file in existing.values() for name, entry in (file.get(section) or {}).items()}
              for section in ours}
    home = place(service, ours, existing)
    for name, entry in ours["operations"].items():
        old = before["operations"].get(name)
        if old is None:
            reads = service == "sts" or re.match("Get|List|Simulate", name)
            entry.update(access="read" if reads else "write", status="planned")
            print(f"{service}: new operation {name} ({home['operations', name]})")
            continue
        entry.update({key: old[key] for key in OWN_OPERATION_ATTRIBUTES if key in old})
        for side in ("in", "out"):
            if side in entry:
                entry[side] = in_order(entry[side], old.get(side) or {})
    for name, entry in ours["structures"].items():
        ours["structures"][name] = in_order(entry, before["structures"].get(name, {}))
    for name, entry in ours["types"].items():
        entry.update({key: value for key, value in before["types"].get(name, {}).items() if key in OWN_TYPE_ATTRIBUTES})
    common = {name: entry for name, entry in before["errors"].items() if entry.get("common")}
    ours["errors"] = dict(sorted({**common, **ours["errors"]}.items()))
    for section in ours:
        for name in before[section].keys() - ours[section].keys():
            print(f"{service}: {section} {name} is gone")

    files = {}
    for section in ("operations", "structures", "types"):
        for name in in_order(ours[section], before[section]):
            files.setdefault(home[section, name], {}).setdefault(section, {})[name] = ours[section][name]
    files.setdefault(COMMON[service], {})["errors"] = ours["errors"]
    return files


# --- Writing --------------------------------------------------------------------------------------------------------

def scalar(value):
    if value is None:
        return "~"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and not (re.fullmatch(r"\w[\w /.-]*!?", text) and yaml.safe_load(text) == text):
        return "'" + text.replace("'", "''") + "'"
    return text


def pieces(value):
    """`value` in flow style, cut where a line may end."""
    if not isinstance(value, (list, dict)) or not value:
        return [str(value) if value in ([], {}) else scalar(value)]
    if isinstance(value, list):
        inner = [[scalar(item)] for item in value]
        opening, closing = "[", "]"
    else:
        inner = [[f"{key}: {parts[0]}", *parts[1:]] for key, parts in ((k, pieces(v)) for k, v in value.items())]
        opening, closing = "{ ", " }"
    flat = [piece for parts in inner for piece in (*parts[:-1], parts[-1] + ",")]
    flat[0] = opening + flat[0]
    flat[-1] = flat[-1].removesuffix(",") + closing
    return flat


def flow(prefix, value):
    """`prefix` followed by `value` in flow style, wrapped under its first item."""
    text, line = "", prefix
    for piece in pieces(value):
        if len(line) + len(piece) > WIDTH and line != prefix:
            text += line.rstrip() + "\n"
            line = " " * (len(prefix) + (2 if isinstance(value, dict) else 1))
        line += piece + " "
    return text + line.rstrip() + "\n"


def render(comment, sections):
    text = comment
    for section, entries in sections.items():
        text += ("\n" if text else "") + section + ":\n"
        for name, entry in entries.items():
            if section == "operations":
                text += f"  {name}:\n"
                ordered = in_order(entry, ["access", "status", "auth", "sessions", *OWN_PERMISSION_ATTRIBUTES, "paged", "in",
                                           "checked", "out", "errors"])
                text += "".join(flow(f"    {key}: ", value) for key, value in ordered.items())
            else:
                line = flow(f"  {name}: ", entry)
                text += line if line.count("\n") == 1 else f"  {name}:\n" + flow("    ", entry)
    return text


def leading_comment(path):
    return re.match(r"(#.*\n)*", path.read_text())[0] if path.exists() else ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--botocore", type=pathlib.Path, help="directory of the package; default: the one installed")
    arguments.add_argument("--sdk", type=pathlib.Path, help="npm package @aws-sdk/client-iam, for what is newer")
    options = arguments.parse_args()
    if options.botocore is None:
        import botocore
        options.botocore = pathlib.Path(botocore.__file__).parent

    corrections = yaml.safe_load((SCHEMA / "corrections.yaml").read_text()) or {}
    for service in SERVICES:
        folder = SCHEMA / "api" / service
        folder.mkdir(parents=True, exist_ok=True)
        existing = {path.stem: yaml.safe_load(path.read_text()) for path in sorted(folder.glob("*.yaml"))}
        known = {name for file in existing.values() for name, entry in (file.get("types") or {}).items()
                 if entry.keys() & set(OWN_TYPE_ATTRIBUTES)}
        model = read_botocore(options.botocore, service)
        if service == "iam" and options.sdk is not None:
            Sdk(options.sdk).complete(model)
        ours = convert(model, known)
        correct(ours, corrections.get(service, {}))
        files = merge(service, ours, existing)
        for family, sections in files.items():
            path = folder / f"{family}.yaml"
            path.write_text(render(leading_comment(path), sections))
        for family in existing.keys() - files.keys():
            (folder / f"{family}.yaml").unlink()


if __name__ == "__main__":
    main()
