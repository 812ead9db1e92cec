"""`iamlocal mcp` as a client meets it over pipes: messages, and the revisions of the Model Context Protocol from
2024-11-05 to 2026-07-28 (https://modelcontextprotocol.io)."""

import os
import signal
import subprocess

import pytest

from environment import clean_environment
from mcp_agent import NEWEST, PROGRAM, TIMEOUT_S, Agent, agent

VERSIONS = [NEWEST, "2025-06-18", "2025-03-26", "2024-11-05"]
STATELESS = "2026-07-28"
TOOLS = ["simulate", "lint", "why_denied", "least_privilege", "who_can"]

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
UNSUPPORTED_VERSION = -32022


# Lifecycle


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_that_it_speaks_is_agreed_on(version):
    with Agent() as agent:
        told = agent.initialize(version)
        assert told["protocolVersion"] == version
        assert told["capabilities"] == {"tools": {}}
        assert told["serverInfo"]["name"] == "iamlocal"
        assert "why_denied" in told["instructions"]
        assert agent.end() == (0, b"")


def test_of_a_version_that_it_does_not_speak_it_offers_its_newest():
    with Agent() as agent:
        assert agent.initialize("2099-01-01")["protocolVersion"] == VERSIONS[0]


def test_before_initialize_only_ping_is_answered():
    with Agent() as agent:
        assert agent.request("ping")["result"] == {}
        assert agent.request("tools/list")["error"]["code"] == INVALID_REQUEST
        assert agent.request("tools/call", {"name": "lint"})["error"]["code"] == INVALID_REQUEST
        agent.initialize()
        assert agent.request("tools/list")["result"]["tools"]


def test_initialize_says_its_version_and_comes_once():
    with Agent() as agent:
        assert agent.request("initialize")["error"]["code"] == INVALID_PARAMS
        assert agent.request("initialize", {"protocolVersion": 1})["error"]["code"] == INVALID_PARAMS
        agent.initialize()
        again = agent.request("initialize", {"protocolVersion": VERSIONS[0]})
        assert again["error"]["code"] == INVALID_REQUEST


def test_a_standard_stream_that_is_closed_is_one_that_has_ended():
    closed = ["sh", "-c", 'exec "$0" mcp <&-', PROGRAM]
    ended = subprocess.run(closed, env=clean_environment(), capture_output=True, timeout=TIMEOUT_S)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_well(number):
    with Agent() as agent:
        agent.initialize()
        agent.process.send_signal(number)
        assert agent.process.wait(timeout=TIMEOUT_S) == 0


def test_the_end_of_input_ends_it_and_what_was_asked_before_is_answered():
    with Agent() as agent:
        agent.initialize()
        agent.write('{"jsonrpc": "2.0", "id": 7, "method": "ping"}')  # without the end of its line
        assert agent.end() == (0, b"")
        assert agent.read()["id"] == 7
        assert agent.read() is None


def test_the_end_of_input_within_a_message_ends_it():
    with Agent() as agent:
        agent.initialize()
        agent.write('{"jsonrpc": "2.0", "id": 7, "meth')
        assert agent.end()[0] == 0
        assert agent.read()["error"]["code"] == PARSE_ERROR
        assert agent.read() is None


def test_a_client_that_reads_no_more_ends_it():
    with Agent() as agent:
        agent.initialize()
        reader, writer = os.pipe()
        os.close(reader)
        broken = subprocess.run(
            [PROGRAM, "mcp"],
            input=b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n' * 3,
            stdout=writer,
            env=clean_environment(),
            timeout=TIMEOUT_S,
        )
        os.close(writer)
        assert broken.returncode == 0


# JSON-RPC


@pytest.mark.parametrize("id", [0, 1, -5, 2**53, "a", "", "é"])
def test_an_answer_has_the_id_of_its_request(agent, id):
    assert agent.request("ping", id=id)["result"] == {}


@pytest.mark.parametrize("id", [None, 1.5, True, [1], {"a": 1}])
def test_an_id_is_a_text_or_a_whole_number(agent, id):
    answer = agent.ask({"jsonrpc": "2.0", "id": id, "method": "ping"})
    assert (answer["id"], answer["error"]["code"]) == (None, INVALID_REQUEST)


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense",
        b"{",
        b"\xff\xfe",
        b'{"jsonrpc": "2.0", "id": 1, "id": 2, "method": "ping"}',
        b'{"jsonrpc": "2.0", "id": 1, "method": "ping"} {}',
        b"[" * 1000 + b"]" * 1000,
        b"\xef\xbb\xbf{}",
    ],
)
def test_what_is_no_json_is_a_parse_error_and_the_next_line_is_read(agent, line):
    agent.write(line + b"\n")
    answer = agent.read()
    assert (answer["id"], answer["error"]["code"]) == (None, PARSE_ERROR)
    assert agent.request("ping")["result"] == {}


@pytest.mark.parametrize(
    "message",
    [
        1,
        "ping",
        None,
        {},
        {"id": 1, "method": "ping"},
        {"jsonrpc": "1.0", "id": 1, "method": "ping"},
        {"jsonrpc": 2.0, "id": 1, "method": "ping"},
        {"jsonrpc": "2.0", "id": 1},
        {"jsonrpc": "2.0", "id": 1, "method": 7},
        {"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []},
    ],
)
def test_what_is_no_message_is_an_invalid_request(agent, message):
    assert agent.ask(message)["error"]["code"] == INVALID_REQUEST


@pytest.mark.parametrize("method", ["resources/list", "prompts/list", "logging/setLevel", "tools/List"])
def test_a_method_that_it_does_not_have_is_not_found(agent, method):
    assert agent.request(method)["error"]["code"] == METHOD_NOT_FOUND


def test_a_line_has_an_end(agent):
    agent.write(b'{"jsonrpc": "2.0", "id": 1, "method": "' + b"a" * (5 * 1024 * 1024) + b'"}\n')
    assert agent.read()["error"]["code"] == INVALID_REQUEST
    assert agent.request("ping")["result"] == {}


def test_nothing_answers_notifications_answers_and_empty_lines(agent):
    agent.say({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}})
    agent.say({"jsonrpc": "2.0", "method": "notifications/nobody/knows"})
    agent.say({"jsonrpc": "2.0", "method": "tools/list"})
    agent.say({"jsonrpc": "2.0", "id": 1, "result": {}})
    agent.say({"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "no"}})
    agent.write("\n  \n\r\n")
    assert agent.request("ping", id="last")["id"] == "last"


def test_lines_may_come_in_pieces_and_together(agent):
    agent.write('{"jsonrpc": "2.0", "id": "a", ')
    agent.write('"method": "ping"}\r\n{"jsonrpc": "2.0", "id": "b", "method": "ping"}\n')
    assert [agent.read()["id"], agent.read()["id"]] == ["a", "b"]


@pytest.mark.parametrize("version", VERSIONS)
def test_batches_are_of_the_versions_that_have_them(version):
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    note = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    with Agent() as agent:
        assert agent.ask([ping])["error"]["code"] == INVALID_REQUEST  # initialize is never in one
        agent.initialize(version)
        answer = agent.ask([ping, note, ping | {"id": "b"}, 1])
        if version >= "2025-06-18":
            assert answer["error"]["code"] == INVALID_REQUEST
            return
        assert [each["id"] for each in answer] == [1, "b", None]
        assert answer[2]["error"]["code"] == INVALID_REQUEST
        assert agent.ask([])["error"]["code"] == INVALID_REQUEST
        assert agent.ask([ping] * 101)["error"]["code"] == INVALID_REQUEST
        agent.say([note])
        assert agent.request("ping")["result"] == {}


# The revision without a handshake


def stateless(**more):
    meta = {"io.modelcontextprotocol/protocolVersion": STATELESS, "io.modelcontextprotocol/clientCapabilities": {}}
    return {"_meta": meta | more.pop("meta", {}), **more}


def test_a_request_that_says_its_version_needs_no_other_before_it():
    with Agent("--port", "1") as agent:
        found = agent.request("server/discover", stateless())["result"]
        assert found["supportedVersions"] == [STATELESS, *VERSIONS]
        listed = agent.request("tools/list", stateless())["result"]
        assert [tool["name"] for tool in listed["tools"]] == TOOLS
        called = agent.request("tools/call", stateless(name="lint", arguments={"document": "{"}))["result"]
        assert called["structuredContent"]["savable"] is False
        for result in (found, listed, called):
            assert result["resultType"] == "complete"
            assert result["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "iamlocal"
        for result in (found, listed):
            assert result["ttlMs"] > 0 and result["cacheScope"] == "private"


def test_a_request_of_another_version_is_told_which_there_are():
    asked = stateless(meta={"io.modelcontextprotocol/protocolVersion": "1900-01-01"})
    with Agent() as agent:
        error = agent.request("tools/list", asked)["error"]
        assert error["code"] == UNSUPPORTED_VERSION
        assert error["data"] == {"supported": [STATELESS, *VERSIONS], "requested": "1900-01-01"}


def test_a_request_of_that_version_says_what_its_client_can():
    with Agent() as agent:
        meta = {"io.modelcontextprotocol/protocolVersion": STATELESS}
        assert agent.request("tools/list", {"_meta": meta})["error"]["code"] == INVALID_PARAMS
        assert agent.request("ping", stateless())["error"]["code"] == METHOD_NOT_FOUND
        assert agent.request("server/discover")["error"]["code"] == METHOD_NOT_FOUND


# The list of tools


def test_the_tools_are_listed_in_one_page_and_in_order(agent):
    result = agent.request("tools/list", {"_meta": {"progressToken": 1}})["result"]
    assert [tool["name"] for tool in result["tools"]] == TOOLS
    assert "nextCursor" not in result
    assert agent.request("tools/list", {"cursor": "x"})["error"]["code"] == INVALID_PARAMS


def test_a_tool_says_what_it_takes_and_that_it_changes_nothing(agent):
    for tool in agent.request("tools/list")["result"]["tools"]:
        assert tool["inputSchema"]["type"] == tool["outputSchema"]["type"] == "object"
        assert tool["inputSchema"]["additionalProperties"] is False
        assert tool["annotations"]["readOnlyHint"] is True
        assert len(tool["description"]) < 600


def test_what_a_version_does_not_know_is_not_said():
    for version, names in (("2024-11-05", set()), ("2025-03-26", {"annotations"})):
        with Agent("--port", "1") as agent:
            agent.initialize(version)
            tool = agent.request("tools/list")["result"]["tools"][0]
            assert set(tool) == {"name", "description", "inputSchema"} | names
            assert "structuredContent" not in agent.call("lint", document={})


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(agent):
    error = agent.request("tools/call", {"name": "who_cann"})["error"]
    assert (error["code"], error["message"]) == (INVALID_PARAMS, "Unknown tool: who_cann; did you mean who_can?")
    assert agent.request("tools/call")["error"]["code"] == INVALID_PARAMS
    assert agent.request("tools/call", {"name": "lint", "arguments": []})["error"]["code"] == INVALID_PARAMS
