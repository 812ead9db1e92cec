"""docs/policies.md lists every member of a question to /_iam/authorize, and the program understands each."""

import json
import re
import urllib.error
import urllib.request

import pytest

from blocks import ROOT

PAPER = (ROOT / "docs" / "policies.md").read_text()
QUESTION = {"principal": "arn:aws:iam::123456789012:root", "action": "s3:GetObject"}


def members_of(what):
    """The names in the first column of a table."""
    table = PAPER.split(f"| member of {what} | |\n|---|---|\n")[1].split("\n\n")[0]
    return {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}


def read_by_the_sources(what):
    (source,) = (ROOT / "src").rglob("authorize_question.cc")
    names = re.search(rf'expect_members\("{what}", \w+,\s*\{{([^}}]*)\}}', source.read_text())[1]
    return set(re.findall(r'"(\w+)"', names))


@pytest.mark.parametrize("what", ["a question", "`principal`", "`policies`"])
def test_every_member_is_in_its_table(what):
    assert members_of(what) == read_by_the_sources(what)


def refusal(endpoint, question):
    request = urllib.request.Request(endpoint + "/_iam/authorize", json.dumps(question).encode(), method="POST")
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_no_member_is_unknown(endpoint):
    # Of a wrong type, all of them: only the name is asked about.
    for name in members_of("a question"):
        assert "unknown member" not in refusal(endpoint, {**QUESTION, name: 0.5})
    for name in members_of("`principal`"):
        assert "unknown member" not in refusal(endpoint, {**QUESTION, "principal": {"kind": "user", name: 0.5}})
    for name in members_of("`policies`"):
        assert "unknown member" not in refusal(endpoint, {**QUESTION, "policies": {name: 0.5}})
    assert "unknown member" in refusal(endpoint, {**QUESTION, "principle": 0.5})
