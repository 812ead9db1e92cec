#!/usr/bin/env python3
"""Prints what AWS's newest models have and schema/api has not, and exits with 3 when there is something.

    schema/follow.py [PACKAGE…]

PACKAGE is an npm package of @aws-sdk/client-iam or client-sts (.tgz), or a wheel of botocore (.whl). Without one, the
newest of each are fetched; botocore is passed over where it cannot be had, for the npm packages are the newer ones.
Looked at are operations, their members, which of these are required, enumerations and errors, of what exists already,
too; botocore adds lengths, ranges and patterns. What schema/corrections.yaml decides otherwise is no difference.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import zipfile

from aws_models import SERVICES, Sdk, read_botocore
from notation import BUILTIN, convert, correct, corrections, read_files

DIFFERENT = 3
SECTIONS = ("operations", "structures", "types", "errors")
CONSTRAINTS = ("length", "range", "pattern")


class Api:
    """A service's API in our notation: the entries of all its families, in their sections.

    What `sections` refer to and do not have is looked up in `otherwise`: corrections name types of ours.
    """

    def __init__(self, sections, otherwise=None):
        self.sections = {section: sections.get(section) or {} for section in SECTIONS}
        self._otherwise = otherwise

    @classmethod
    def of_files(cls, files):
        return cls({section: {name: entry for file in files.values()
                              for name, entry in (file.get(section) or {}).items()}
                    for section in SECTIONS})

    def type(self, reference):
        """A type by its name; of structures and of built-in types only what they are."""
        if reference in BUILTIN:
            return {"type": reference}
        if reference in self.sections["structures"]:
            return {"structure": reference}
        if reference in self.sections["types"] or self._otherwise is None:
            return self.sections["types"][reference]
        return self._otherwise.type(reference)


def kind(entry):
    """What clients send for a type. An enumeration is a string to them, a long number a number."""
    if "enum" in entry:
        return "string"
    if "type" in entry:
        return "integer" if entry["type"] == "long" else entry["type"]
    return next(word for word in ("list", "map", "structure") if word in entry)


def differences(ours, theirs):
    """The sentences that say what `theirs` has and `ours` has not."""
    for name, error in theirs.sections["errors"].items():
        known = ours.sections["errors"].get(name)
        if known is None:
            yield f"error {name} is missing: status {error['status']}"
        elif known["status"] != error["status"] and not error.get("unconfirmed"):
            yield f"error {name} has status {known['status']}, AWS says {error['status']}"
    seen = set()
    for name, operation in theirs.sections["operations"].items():
        known = ours.sections["operations"].get(name)
        if known is None:
            yield f"operation {name} is missing"
            continue
        for side in ("in", "out"):
            yield from _of_members(ours, theirs, f"{name}.{side}", known.get(side, {}), operation.get(side, {}), seen)
        for error in operation["errors"]:
            if error not in known["errors"]:
                yield f"{name} does not list the error {error}"


def _of_members(ours, theirs, place, known, members, seen):
    for member, reference in members.items():
        if member not in known:
            yield f"{place} lacks {member}: {reference}"
            continue
        if reference.endswith("!") != known[member].endswith("!"):
            yield f"{place}.{member} is {'' if reference.endswith('!') else 'not '}required by AWS"
        yield from _of_types(ours, theirs, f"{place}.{member}", known[member].removesuffix("!"),
                             reference.removesuffix("!"), seen)


def _of_types(ours, theirs, place, known_name, name, seen):
    known, entry = ours.type(known_name), theirs.type(name)
    if kind(known) != kind(entry):
        yield f"{place} is a {kind(known)} ({known_name}), AWS has a {kind(entry)} ({name})"
        return
    if (known_name, name) in seen:
        return
    seen.add((known_name, name))
    if kind(entry) == "structure":
        yield from _of_members(ours, theirs, known_name, ours.sections["structures"][known_name],
                               theirs.sections["structures"][name], seen)
    elif kind(entry) in ("list", "map"):
        yield from _of_types(ours, theirs, place, known[kind(entry)], entry[kind(entry)], seen)
    if "enum" in entry:
        lacking = [value for value in entry["enum"] if value not in known.get("enum", [])]
        if lacking:
            yield f"{place} ({known_name}) lacks the value{'s' * (len(lacking) > 1)} {', '.join(lacking)}"
    for constraint in CONSTRAINTS:
        if constraint in entry and entry[constraint] != known.get(constraint):
            yield f"{place} ({known_name}) has {constraint} {known.get(constraint)}, AWS says {entry[constraint]}"


# --- The packages ---------------------------------------------------------------------------------------------------

def fetch(folder):
    """The newest packages, as files in `folder`."""
    for service in SERVICES:
        subprocess.run(["npm", "pack", "--silent", f"@aws-sdk/client-{service}"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
    wheel = subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, "botocore"],
                           capture_output=True, check=False)
    if wheel.returncode != 0:
        print("follow: botocore cannot be had: lengths, ranges and patterns are not compared", file=sys.stderr)
    return sorted(pathlib.Path(folder).iterdir())


def models(package, folder):
    """(where it is from, service, model) of every service that a package describes."""
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            wheel.extractall(folder, [name for name in wheel.namelist() if name.startswith("botocore/data/")])
        for service in SERVICES:
            yield package.stem.rsplit("-py", 1)[0], service, read_botocore(pathlib.Path(folder) / "botocore", service)
    else:
        sdk = Sdk(package)
        yield f"{sdk.name} {sdk.version}", sdk.service, sdk.model()


def corrected(model, service, ours):
    """The model in our notation, with what schema/corrections.yaml decides otherwise."""
    theirs = convert(model, ours.sections["types"].keys())
    decided = {section: {name: entry for name, entry in entries.items() if name in theirs[section]}
               for section, entries in corrections().get(service, {}).items()}
    for name, entry in decided.get("types", {}).items():  # a package that tells no constraint needs none corrected
        decided["types"][name] = {key: value for key, value in entry.items() if key in theirs["types"][name]}
    correct(theirs, decided)
    return Api(theirs, ours)


def amount(sentences):
    if not sentences:
        return "nothing is missing"
    return f"{len(sentences)} difference{'s' * (len(sentences) > 1)}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("packages", nargs="*", metavar="PACKAGE", type=pathlib.Path)
    options = arguments.parse_args()
    found = False
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as unpacked:
        for package in options.packages or fetch(folder):
            for origin, service, model in models(package, unpacked):
                if service not in SERVICES:
                    arguments.error(f"{package} is of {service}, which is not followed")
                ours = Api.of_files(read_files(service))
                sentences = list(differences(ours, corrected(model, service, ours)))
                found = found or bool(sentences)
                print(f"{origin}, {service}: {amount(sentences)}")
                for sentence in sentences:
                    print(f"  {sentence}")
    sys.exit(DIFFERENT if found else 0)


if __name__ == "__main__":
    main()
