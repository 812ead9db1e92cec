"""No example opens the port to the network of whoever copies it: containers are published on 127.0.0.1."""

import re

import pytest

from blocks import PAPERS, ROOT, blocks_of

ASIDE = {"node_modules", "__pycache__"}
OTHERS = [
    path
    for folder in ("docker", "packaging")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and not ASIDE & set(path.parts)
]

# `-p 4566:4566` and the like, and an item of what Compose and GitHub's services call `ports`.
OPTION = re.compile(r"(?:\s-p|--publish)[ =]*[\"']?(?P<where>[\w.:\[\]$*-]+)")
ITEM = re.compile(r"(?:-|ports: *\[) *[\"']?(?P<where>(?:[\d.]+:)?\d+:\d+)[\"']?\s*[\],]?\s*$", re.MULTILINE)
LOOPBACK = ("127.0.0.1:", "[::1]:", "localhost:")


def published(text):
    """What a text publishes, and not on loopback alone."""
    found = [match["where"] for pattern in (OPTION, ITEM) for match in pattern.finditer(text)]
    return [where for where in found if ":" in where and not where.startswith(LOOPBACK)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_a_paper_publishes_on_loopback(paper):
    for block in blocks_of(paper):
        assert not published(block.text), block.place


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_publishes_on_loopback(file):
    assert not published(file.read_text())


def test_what_is_open_is_noticed():
    for text in (
        "docker run -p 4566:4566 iamlocal",
        "docker run --publish=4566:4566 iamlocal",
        "docker run -p 0.0.0.0:4566:4566 iamlocal",
        "ports:\n  - 4566:4566\n",
        'ports:\n  - "4566:4566"\n',
        'ports: ["4566:4566"]\n',
    ):
        assert published(text), text
    for text in ("docker run -p 127.0.0.1:4566:4566 iamlocal", 'ports:\n  - "127.0.0.1:4566:4566"\n', "mkdir -p a/b"):
        assert not published(text), text
