"""docs/policies.md lists what lint finds: every code of the sources, each with statements that have it."""

import json
import re
import subprocess

import pytest

from blocks import ROOT
from stage import program

PAPER = (ROOT / "docs" / "policies.md").read_text()
ROW = re.compile(r"^\| `(?P<code>[a-z]+(-[a-z]+)+)` \|(?P<about>[^|]*)\| (`(?P<example>.*)`|–) \|$", re.MULTILINE)
ROWS = {row["code"]: row["example"] for row in ROW.finditer(PAPER)}

# Words with a hyphen in src/lint that are no codes.
OTHERS = {"tag-key"}


def codes(example):
    text = example if example.startswith('{"Statement"') else f'{{"Version":"2012-10-17","Statement":[{example}]}}'
    # A managed policy needs a version, an inline one does not.
    use = "trust" if '"Principal"' in text else "identity" if '"Version"' in text else "inline"
    command = [program(), "lint", "--type", use, "--format", "json", "-"]
    answer = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
    assert answer.returncode in (0, 3, 4), answer.stderr
    return set(re.findall(r'"code": ?"([a-z-]+)"', answer.stdout))


def test_every_code_of_the_sources_is_in_the_table():
    sources = "".join(source.read_text() for source in (ROOT / "src" / "lint").glob("*.cc"))
    assert set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', sources)) - OTHERS == set(ROWS)


@pytest.mark.parametrize("code", sorted(code for code, example in ROWS.items() if example))
def test_the_example_has_the_code(code):
    json.loads(f"[{ROWS[code]}]")
    assert codes(ROWS[code]) == {code}


def test_only_a_code_whose_example_would_be_long_has_none():
    assert [code for code, example in ROWS.items() if not example] == ["too-large"]
