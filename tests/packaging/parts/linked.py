"""What the program is really made of: read from the build, never from the list that is to be proved."""

import collections
import os
import pathlib
import re
import subprocess

import pytest

BUILD = pathlib.Path(os.environ["IAMLOCAL_BUILD"])
# Below the build's folder: the usual program, or the one with PostgreSQL.
PROGRAM = os.environ.get("IAMLOCAL_PROGRAM", "iamlocal")
# Numbers and structures of the kernel's interface; nothing of it is code in the program.
NOT_LINKED = {"linux-libc-dev"}


def ninja(*args):
    return subprocess.run(["ninja", "-C", BUILD, "-t", *args], check=True, capture_output=True, text=True).stdout


def archives(folder):
    """The archives of which the linker took something: it links the program once more, and draws a map."""
    command = ninja("commands", PROGRAM).splitlines()[-1]
    again = command.replace(f" -o {PROGRAM} ", " -o $PROGRAM -Wl,-Map=$MAP ")
    assert again != command, command
    program, linker_map = folder / "program", folder / "map"
    environment = {**os.environ, "PROGRAM": str(program), "MAP": str(linker_map)}
    subprocess.run(again, shell=True, check=True, cwd=BUILD, env=environment)
    assert program.read_bytes() == (BUILD / PROGRAM).read_bytes(), "the map is of another program"
    found = set(re.findall(r"(\S+\.a)\(", linker_map.read_text(errors="replace")))
    return {path for path in found if not path.startswith("src/")}


def original(path):
    """A copy without unwinding tables is made of an archive of the same name."""
    if path.startswith("/"):
        return os.path.realpath(path)
    return next(made for made in inputs([path]) if made.endswith(os.path.basename(path)))


def headers():
    """The headers from outside of the project, of all units that are linked."""
    objects, seen, left = set(), set(), [PROGRAM]
    while left:
        found = inputs(left) - seen
        seen |= found
        objects |= {path for path in found if path.endswith(".o")}
        left = [path for path in found if path.endswith(".a") and not path.startswith("/")]
    assert len(objects) > 100, objects
    # A unit's own list ends where a precompiled header begins: those have lists of their own.
    precompiled = {path for path in inputs(sorted(objects)) if path.endswith(".gch")}
    assert precompiled
    listed = ninja("deps", *sorted(objects | precompiled))
    return {line.strip() for line in listed.splitlines() if line.startswith("    /usr/")}


def inputs(targets):
    """What the targets are made of by themselves, by `ninja -t query`; what is only made before them begins with ||."""
    found, reading = set(), False
    for line in ninja("query", *targets).splitlines():
        if line.startswith("  ") and not line.startswith("    "):
            reading = line.startswith("  input:")
        elif reading and not line.strip().startswith("||"):
            found.add(line.strip().removeprefix("| "))
    return found


def packages(paths):
    """The files by the packages of Debian that have them."""
    foreign = [path for path in paths if path.startswith("/usr/local/")]
    if foreign:
        pytest.skip(f"these are not Debian's: {foreign}")
    out = subprocess.run(["dpkg", "-S", *sorted(paths)], capture_output=True, text=True, check=True).stdout
    owners = collections.defaultdict(set)
    for line in out.splitlines():
        owner, path = line.split(": ", 1)
        owners[owner.split(":")[0]].add(path)
    return owners
