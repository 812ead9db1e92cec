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


def codes(example):
    is_whole = example.startswith(('{"Statement"', '{"Version"'))
    text = example if is_whole else f'{{"Version":"2012-10-17","Statement":[{example}]}}'
    # A managed policy needs a version, an inline one does not.
    use = "identity" if '"Version":"2012-10-17"' in text else "inline"
    if '"Principal"' in text or '"NotPrincipal"' in text:
        use = "trust" if "sts:" in text else "resource"
    command = [program(), "lint", "--type", use, "--format", "json", "-"]
    answer = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
    assert answer.returncode in (0, 3, 4), answer.stderr
    return set(re.findall(r'"code": ?"([a-z-]+)"', answer.stdout))


def test_every_code_of_the_sources_is_in_the_table():
    # Each in the table of rules; those that a role action has stand with it.
    sources = "".join((ROOT / "src" / "lint" / name).read_text() for name in ("codes.h", "reach.cc"))
    assert set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', sources)) == set(ROWS)


@pytest.mark.parametrize("code", sorted(code for code, example in ROWS.items() if example))
def test_the_example_has_the_code(code):
    json.loads(f"[{ROWS[code]}]")
    assert codes(ROWS[code]) == {code}


def test_only_a_code_whose_example_would_be_long_has_none():
    assert [code for code, example in ROWS.items() if not example] == ["too-large"]
