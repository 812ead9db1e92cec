"""The journal of requests as it is written, the way a person with curl or a page of a browser reads it."""

import contextlib
import http.client
import json
import socket
import urllib.error
import urllib.parse
import urllib.request

import pytest

from program_test import Serving, TIMEOUT_S

STREAMS_MAX = 16


class SmallBuffer(http.client.HTTPConnection):
    """Has little room for what nobody reads: the system would take tens of megabytes."""

    def connect(self):
        self.sock = socket.socket()
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        self.sock.settimeout(self.timeout)
        self.sock.connect((self.host, self.port))


class SmallBufferHandler(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(SmallBuffer, request)


@contextlib.contextmanager
def listening(server, query="", *handlers, **headers):
    """An open stream, past its first comment: from here on each request is told."""
    headers = {"Accept": "text/event-stream"} | headers
    request = urllib.request.Request(f"{server.url}/_iam/requests{query}", headers=headers)
    with urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT_S) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert stream.readline() == b": listening\n" and stream.readline() == b"\n"
        yield stream


def event(stream):
    """The name and the data of the next event."""
    name = stream.readline().decode().removeprefix("event: ").strip()
    data = stream.readline().decode().removeprefix("data: ")
    assert stream.readline() == b"\n"
    return name, json.loads(data)


def call(server, action, **parameters):
    form = urllib.parse.urlencode({"Action": action, "Version": "2010-05-08", **parameters})
    with contextlib.suppress(urllib.error.HTTPError):
        urllib.request.urlopen(server.url, form.encode(), timeout=TIMEOUT_S).read()


@pytest.fixture(scope="module")
def server():
    with Serving("--log-level", "warning") as serving:
        yield serving


def test_each_request_is_told_when_it_is_answered(server):
    with listening(server) as stream:
        call(server, "CreateUser", UserName="Streamed")
        name, told = event(stream)
        assert (name, told["operation"], told["parameters"]) == ("request", "CreateUser", {"UserName": "Streamed"})
        call(server, "GetUser", UserName="Streamd")
        _, told = event(stream)
        assert told["error"]["code"] == "NoSuchEntity"
        assert told["help"] == {"did_you_mean": {"UserName": ["Streamed"]}}


def test_a_stream_has_what_its_query_wants(server):
    with listening(server, "?operation=ListGroups&status=success") as stream:
        call(server, "ListUsers")
        call(server, "ListGroups", MaxItems="0")
        call(server, "ListGroups", MaxItems="7")
        assert event(stream)[1]["parameters"] == {"MaxItems": "7"}


def test_a_query_that_makes_no_sense_opens_no_stream(server):
    with pytest.raises(urllib.error.HTTPError) as refused, listening(server, "?operatoin=ListUsers"):
        pass
    assert refused.value.code == 400


def test_there_is_a_limit_of_streams_and_they_are_given_back(server):
    with contextlib.ExitStack() as open_streams:
        for _ in range(STREAMS_MAX):
            open_streams.enter_context(listening(server))
        with pytest.raises(urllib.error.HTTPError) as refused, listening(server):
            pass
        assert refused.value.code == 503
        assert "16 streams" in json.load(refused.value)["error"]
    for _ in range(1000):  # the server hears of the ends when it looks
        with contextlib.suppress(urllib.error.HTTPError), listening(server):
            return
    pytest.fail("no stream was given back")


# A thousand wait for a reader; what comes then is counted, and told when it has caught up.
def test_a_reader_that_is_too_slow_is_told_how_many_it_missed(server):
    with listening(server, "", SmallBufferHandler) as stream:
        long_name = "x" * 20_000
        for _ in range(600):
            call(server, "GetUser", UserName=long_name)
        skipped = 0
        told = 0
        while skipped == 0:
            name, data = event(stream)
            if name == "skipped":
                skipped = data["skipped"]
            else:
                told += 1
        assert told > 50 and told + skipped == 600


def test_a_stream_ends_with_the_server():
    with Serving() as server, listening(server) as stream:
        status, _, _ = server.stop()
        assert status == 0
        assert stream.read() == b""


def test_pages_of_strangers_may_not_listen(server):
    with pytest.raises(urllib.error.HTTPError) as refused, listening(server, Origin="https://evil.example"):
        pass
    assert refused.value.code == 403


def test_only_the_operator_may_listen():
    with Serving("--operator-token", "sesame") as server:
        with pytest.raises(urllib.error.HTTPError) as refused, listening(server):
            pass
        assert refused.value.code == 401
        with listening(server, Authorization="Bearer sesame"):
            pass


def test_without_a_journal_there_is_no_stream():
    with Serving("--requests", "off") as server:
        with pytest.raises(urllib.error.HTTPError) as refused, listening(server):
            pass
        assert refused.value.code == 404
