"""docs/operator.md and docs/federation.md list the operator's endpoints: all there are, and no other."""

import json
import re
import urllib.error
import urllib.request

from blocks import ROOT

PAPERS = "\n".join((ROOT / "docs" / name).read_text() for name in ("operator.md", "federation.md"))
ROW = re.compile(r"^\| `(?P<method>[A-Z]+) (?P<path>/\S+?)(\?\S*)?`", re.MULTILINE)

# As the sources write paths that the operator answers.
LITERAL = re.compile(r'"((?:/_iam|/metrics|/moto-api|/_localstack)(?:/[\w.-]+)*/?)"')


def answer(endpoint, method, path):
    """The status, the Allow header and the body of an answer."""
    request = urllib.request.Request(endpoint + path, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.headers.get("Allow"), response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Allow"), error.read().decode()


def documented():
    return {(row["method"], row["path"]) for row in ROW.finditer(PAPERS)}


def test_the_tables_are_found():
    assert len(documented()) > 25


def test_every_documented_endpoint_takes_its_method(endpoint):
    for method, path in documented():
        # PATCH is a method that nothing takes, so that asking changes nothing.
        status, allowed, body = answer(endpoint, "PATCH", path.replace("…", "x"))
        assert status == 405, f"{path}: {status} {body}"
        assert method in allowed.split(", "), f"{method} {path}: {allowed}"


def test_every_method_is_documented(endpoint):
    paths = {path for _, path in documented()}
    for path in paths:
        allowed = answer(endpoint, "PATCH", path.replace("…", "x"))[1].split(", ")
        assert {method for method, other in documented() if other == path} == set(allowed), path


def test_every_path_in_the_sources_is_documented():
    known = {path for source in (ROOT / "src").rglob("*.cc") for path in LITERAL.findall(source.read_text())}
    assert len(known) > 15
    paths = {path for _, path in documented()}
    for each in known - {"/_iam/", "/_iam"}:
        assert any(path == each or path.startswith(each.rstrip("/") + "/") for path in paths), each


def test_another_path_is_not_there(endpoint):
    status, _, body = answer(endpoint, "GET", "/_iam/nothing")
    assert status == 404
    assert "error" in json.loads(body)
