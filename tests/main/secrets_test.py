"""No secret reaches log or journal: each member that the model calls sensitive, of every operation, is sent once."""

import json
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request

from program_test import Serving, TIMEOUT_S

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "schema"))
from notation import read_files  # noqa: E402

VERSIONS = {"iam": "2010-05-08", "sts": "2011-06-15"}
CANARY = "canary"


class Api:
    """A service's operations, and the shapes that they refer to."""

    def __init__(self, service):
        self.operations, self.structures, self.types = {}, {}, {}
        for file in read_files(service).values():
            self.operations |= file.get("operations") or {}
            self.structures |= file.get("structures") or {}
            self.types |= file.get("types") or {}

    def secrets_in(self, shape, path, seen=()):
        """The names, as forms have them, of what is sensitive below a parameter."""
        shape = shape.removesuffix("!")
        if shape in seen:
            return
        if shape in self.structures:
            for name, inner in self.structures[shape].items():
                yield from self.secrets_in(inner, f"{path}.{name}", (*seen, shape))
        entry = self.types.get(shape, {})
        if entry.get("sensitive"):
            yield path
        elif "list" in entry:
            yield from self.secrets_in(entry["list"], f"{path}.member.1", (*seen, shape))
        elif "map" in entry:
            yield from self.secrets_in(entry["map"], f"{path}.entry.1.value", (*seen, shape))


def sensitive_parameters():
    """(service, operation, parameter) of all there are."""
    for service in VERSIONS:
        api = Api(service)
        for operation, entry in api.operations.items():
            for member, shape in (entry.get("in") or {}).items():
                for path in api.secrets_in(shape, member):
                    yield service, operation, path


def send(url, service, operation, parameters):
    form = urllib.parse.urlencode({"Action": operation, "Version": VERSIONS[service], **parameters})
    try:
        urllib.request.urlopen(urllib.request.Request(url, form.encode()), timeout=TIMEOUT_S).read()
    except urllib.error.HTTPError as error:
        error.read()


def test_no_secret_reaches_log_or_journal():
    cases = list(sensitive_parameters())
    assert len(cases) > 10 and {operation for _, operation, _ in cases} >= {"CreateLoginProfile", "AssumeRoleWithSAML"}
    with Serving("--log-level", "debug") as server:
        for number, (service, operation, parameter) in enumerate(cases):
            # Of a length that all rules take, and of one that is refused with sentences that quote it.
            for value in (f"{CANARY}-{number:04}-Aa1!", CANARY):
                send(server.url, service, operation, {parameter: value, "UserName": "Bob", "RoleArn": "x" * 30})
                # A slip of the pen is no way around it.
                send(server.url, service, operation + "s", {parameter.lower(): value})
        journal = urllib.request.urlopen(server.url + "/_iam/requests?limit=1000", timeout=TIMEOUT_S).read().decode()
        _, _, log = server.stop()
    assert len(json.loads(journal)["requests"]) == 4 * len(cases)
    assert CANARY not in journal
    assert log.count("parameters: {") == 4 * len(cases)
    assert CANARY not in log


def test_the_log_tells_sentences_of_errors_and_with_debug_parameters():
    for level, has_parameters in (("info", False), ("debug", True)):
        with Serving("--log-level", level) as server:
            send(server.url, "iam", "GetUser", {"UserName": "Nobody"})
            _, _, log = server.stop()
        assert "404 NoSuchEntity" in log and ": The user with name Nobody cannot be found.\n" in log
        assert ('GetUser parameters: {"UserName":"Nobody"}' in log) == has_parameters
