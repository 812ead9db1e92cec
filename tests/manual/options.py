"""What the program takes, as its --help says: the completions and the man page are made from the same options by
another way, and are compared with this."""

import os
import re
import subprocess
from typing import NamedTuple

PROGRAM = os.environ["IAM_PROGRAM"]


class Option(NamedTuple):
    flag: str
    placeholder: str

    @property
    def words(self):
        """All that there is to choose from; nothing where anything may stand."""
        return [word for word in re.split(r"[|,]", self.placeholder) if re.fullmatch(r"[a-z][a-z-]*", word)]

    @property
    def takes_files(self):
        return "FILE" in self.placeholder.split("|")


def help_of(*arguments):
    return subprocess.run([PROGRAM, *arguments, "--help"], text=True, capture_output=True, check=True).stdout


def commands():
    return re.findall(r"^  (\w+)", help_of().split("Subcommands:")[1], re.MULTILINE)


def options_of(command):
    """Without --help."""
    found = re.findall(r"^  (--[\w-]+)(?: (\S+))?", help_of(command), re.MULTILINE)
    assert found, command
    return [Option(*each) for each in found]
