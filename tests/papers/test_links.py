"""Papers point to what is there: papers, their headings, files of the house, tests."""

import re

import pytest

from blocks import PAPERS, ROOT, without_code

ALL = [*PAPERS, ROOT / "schema" / "README.md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
# A path in backticks; what a reader has to fill in is in angle brackets, and `build/` is made by building.
PATH = re.compile(r"`((?:src|include|schema|tests|docker|docs)/[\w./-]+)`")
TEST = re.compile(r"`([A-Z]\w+\.[a-z]\w+)`")
TEST_MACRO = re.compile(r"^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", re.MULTILINE)


def name_of(paper):
    return str(paper.relative_to(ROOT))


def anchors_of(paper):
    """What GitHub makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", without_code(paper.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("paper", ALL, ids=name_of)
def test_every_link_resolves(paper):
    for link in LINK.findall(without_code(paper.read_text())):
        if link.startswith(("https://", "http://")):
            continue
        file, _, anchor = link.partition("#")
        target = (paper.parent / file).resolve() if file else paper
        assert target.exists(), link
        assert not anchor or anchor in anchors_of(target), link


@pytest.mark.parametrize("paper", ALL, ids=name_of)
def test_every_path_exists(paper):
    missing = {path for path in PATH.findall(paper.read_text()) if not (ROOT / path).exists()}
    assert not missing


def test_every_paper_can_be_reached_from_the_readme():
    reached, new = set(), [ROOT / "README.md"]
    while new:
        paper = new.pop()
        reached.add(paper)
        links = {link.partition("#")[0] for link in LINK.findall(paper.read_text())} - {""}
        found = {(paper.parent / link).resolve() for link in links if link.endswith(".md") and "://" not in link}
        new += found - reached
    assert set(ALL) <= reached


def names_of_all_tests():
    sources = (source for source in (ROOT / "tests").rglob("*_test.cc") if "node_modules" not in source.parts)
    return {".".join(names) for source in sources for names in TEST_MACRO.findall(source.read_text())}


@pytest.mark.parametrize("paper", ALL, ids=name_of)
def test_every_test_that_is_named_exists(paper):
    missing = set(TEST.findall(paper.read_text())) - names_of_all_tests()
    assert not missing


def test_every_floor_is_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text().split("\n## Floors\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    floors = {floor.name for floor in (ROOT / "src").iterdir() if floor.is_dir()} - {"tools"}
    assert len(floors) > 8
    assert floors == {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_every_name_for_who_is_a_type():
    text = (ROOT / "docs" / "glossary.md").read_text().split("\n## Other")[0]
    names = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert len(names) > 8
    headers = "".join(header.read_text() for part in ("src", "include") for header in (ROOT / part).rglob("*.h"))
    assert not {name for name in names if not re.search(rf"\b(struct|class|using) {name}\b", headers)}


def test_every_difference_has_its_test():
    text = (ROOT / "docs" / "compatibility.md").read_text().split("\n## Differences\n")[1].split("\n## ")[0]
    differences = text.split("\n### ")[1:]
    assert len(differences) > 10
    for difference in differences:
        assert TEST.search(difference) or "`tests/" in difference, difference.splitlines()[0]
