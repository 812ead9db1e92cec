#!/usr/bin/env python3
"""Follows AWS's service models: reads them and rewrites schema/api/ in our notation (see schema/README.md).

    schema/import.py [--botocore DIRECTORY] [--sdk aws-sdk-client-SERVICE-VERSION.tgz]…

It is a merge. AWS's models decide which operations, shapes, constraints and errors exist; what they do not know
(the family, `access`, `stable`, `status`, `checked`, who may call an operation, `sentence`, `encoding`, the order of
members and entries, the comment on top of a file) is kept from the files as they are. Where AWS contradicts its own model,
schema/corrections.yaml wins; what no model has yet is in schema/additions.yaml.
"""

import argparse
import pathlib
import re

from aws_models import SERVICES, Sdk, complete, read_botocore
from notation import (OWN_PERMISSION_ATTRIBUTES, SCHEMA, add, additions, convert, correct, corrections, in_order,
                      leading_comment, read_files, referenced, render)

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
        ("scoped_credentials", "GetScopedCredentials|[sS]copedSession"),
        ("session_tokens", "Get(SessionToken|FederationToken|DelegatedAccessToken)"),
        ("callers", "GetCallerIdentity|GetAccessKeyInfo|DecodeAuthorizationMessage"),
    ],
}
COMMON = {"iam": "common", "sts": "sts_common"}

# Attributes that only our files know.
OWN_OPERATION_ATTRIBUTES = ("access", "stable", "status", "sessions", "checked", *OWN_PERMISSION_ATTRIBUTES)
OWN_TYPE_ATTRIBUTES = ("sentence", "encoding", "never_null", "told", "quoted")


# --- The merge ------------------------------------------------------------------------------------------------------

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


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--botocore", type=pathlib.Path, help="directory of the package; default: the one installed")
    arguments.add_argument("--sdk", type=pathlib.Path, action="append", default=[],
                           help="npm package of a service, for what is newer; repeatable")
    options = arguments.parse_args()
    if options.botocore is None:
        import botocore
        options.botocore = pathlib.Path(botocore.__file__).parent

    packages = {package.service: package for package in map(Sdk, options.sdk)}
    for service in SERVICES:
        folder = SCHEMA / "api" / service
        folder.mkdir(parents=True, exist_ok=True)
        existing = read_files(service)
        known = {name for file in existing.values() for name, entry in (file.get("types") or {}).items()
                 if entry.keys() & set(OWN_TYPE_ATTRIBUTES)}
        model = read_botocore(options.botocore, service)
        if service in packages:
            complete(model, packages[service].model())
        ours = convert(model, known)
        for name in add(ours, additions().get(service, {})):
            print(f"{service}: {name} can leave additions.yaml")
        correct(ours, corrections().get(service, {}))
        ours = referenced(ours)
        files = merge(service, ours, existing)
        for family, sections in files.items():
            path = folder / f"{family}.yaml"
            path.write_text(render(leading_comment(path), sections))
        for family in existing.keys() - files.keys():
            (folder / f"{family}.yaml").unlink()


if __name__ == "__main__":
    main()
