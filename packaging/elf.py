"""What a program is for."""

import sys

# e_machine of ELF: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html. The names are those of Node.
_MACHINES = {62: "x64", 183: "arm64"}


def machine_of(program):
    """The machine that a program is for, a path. Exits with 3 and the reason when there is no package for it."""
    with program.open("rb") as file:
        machine = int.from_bytes(file.read(20)[18:20], "little")
    if machine not in _MACHINES:
        print(f"there is no package for the machine of {program} yet", file=sys.stderr)
        sys.exit(3)
    return _MACHINES[machine]
