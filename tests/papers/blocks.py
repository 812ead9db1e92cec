"""The code blocks of a paper, and what its authors say about them to the test alone.

A block is fenced by ``` and has a language. An HTML comment right before it tells what the test cannot know:

    <!-- papers: skip docker -->      it is not run, for one of the reasons in SKIPS
    <!-- papers: status 3 -->         the last command of the block exits with 3
    <!-- papers: file bob.json -->    the block is a file that later commands read
"""

import dataclasses
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "tests" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

# Why a block is not run. Each is a program that `./dev test` does not install, or a thing that a test must not do.
SKIPS = {
    "docker": "needs a container engine; ./dev image builds and tries the image",
    "npm": "needs a package of npm; tests/clients/js and tests/packaging/npm install and call it",
    "wheel": "needs the wheel; tests/packaging/python installs and uses it",
    "cluster": "needs a cluster; tests/packaging/containers reads the chart and runs the manifests",
    "devcontainer": "needs a dev container; tests/packaging/containers starts one with the feature",
    "root": "needs root, and changes the machine; ./dev package --check deb does it on a Debian of its own",
    "runner": "needs a runner of GitHub's; tests/packaging/containers takes the steps of the action as one does",
    "testcontainers": "needs a container engine; tests/packaging/containers runs the block of JavaScript",
    "new-cli": "needs an AWS CLI or SDK newer than Debian 12's",
    "postgres": "needs a server of PostgreSQL; tests/postgres starts one",
    "sketch": "shows a notation, and is no file that a program reads",
}

MARKER = re.compile(r"^<!-- papers: (?P<kind>\S+) (?P<value>.+) -->$")
FENCE = re.compile(r"^```(?P<language>\w*)$")


@dataclasses.dataclass
class Block:
    paper: pathlib.Path
    line: int  # of the fence, counted from 1
    language: str
    lines: list
    markers: dict = dataclasses.field(default_factory=dict)

    @property
    def place(self):
        return f"{self.paper.relative_to(ROOT)}:{self.line}"

    @property
    def text(self):
        return "\n".join(self.lines) + "\n"


@dataclasses.dataclass
class Command:
    place: str
    text: str
    expected: list  # the lines that the paper shows below it
    status: int = 0


def blocks_of(paper):
    blocks, markers, block = [], {}, None
    for number, line in enumerate(paper.read_text().splitlines(), start=1):
        if block is not None:
            if line == "```":
                blocks.append(block)
                block = None
            else:
                block.lines.append(line)
        elif marker := MARKER.match(line):
            markers[marker["kind"]] = marker["value"]
        elif fence := FENCE.match(line):
            block, markers = Block(paper, number, fence["language"], [], markers), {}
        else:
            assert not line.startswith("```"), f"{paper}:{number}: a fence is ``` and a language"
            assert not markers, f"{paper}:{number}: a marker stands right before a block"
    assert block is None, f"{paper}: the last block has no end"
    return blocks


def without_code(text):
    """A paper's text between its blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def is_whole(command):
    """Whether bash has all of it: no quote, brace or backslash is left open."""
    if command.endswith("\\"):
        return False
    looked = subprocess.run(["bash", "-n"], input=command, text=True, capture_output=True, check=False)
    return looked.returncode == 0 and "here-document" not in looked.stderr


def commands_of(block):
    """Of a console block: a command begins with `$ ` and goes on until it is whole; what follows is its output."""
    commands = []
    for number, line in enumerate(block.lines, start=block.line + 1):
        if commands and not is_whole(commands[-1].text):
            commands[-1].text += "\n" + line
        elif line.startswith("$ "):
            commands.append(Command(f"{block.paper.relative_to(ROOT)}:{number}", line[2:], []))
        else:
            assert commands, f"{block.place}: a console block begins with a command"
            commands[-1].expected.append(line)
    if commands:
        commands[-1].status = int(block.markers.get("status", "0"))
    return commands
