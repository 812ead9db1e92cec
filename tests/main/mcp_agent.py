"""What the tests of `iamlocal mcp` share: a client of it that waits for each answer, and a server."""

import itertools
import json
import os
import queue
import subprocess
import threading

import boto3
import pytest

from environment import clean_environment

PROGRAM = os.environ["IAM_PROGRAM"]
TIMEOUT_S = 60  # far beyond what any of this takes, sanitizers included
ACCOUNT = "123456789012"
BOB = f"arn:aws:iam::{ACCOUNT}:user/Bob"
APP = f"arn:aws:iam::{ACCOUNT}:role/App"
NEWEST = "2025-11-25"  # of the revisions with a handshake


def policy(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action, resource="*", **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def trust(principal):
    return policy({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})


class Agent:
    """The program, and a client that waits for each answer."""

    def __init__(self, *arguments, **settings):
        self.process = subprocess.Popen(
            [PROGRAM, "mcp", *arguments],
            env=clean_environment(**settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.ids = itertools.count(1)
        self.answers = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put(b"")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=TIMEOUT_S)
        for stream in (self.process.stdin, self.process.stderr):
            stream.close()

    def write(self, line):
        self.process.stdin.write(line if isinstance(line, bytes) else line.encode())
        self.process.stdin.flush()

    def read(self):
        line = self.answers.get(timeout=TIMEOUT_S)
        return json.loads(line) if line else None

    def say(self, message):
        self.write(json.dumps(message) + "\n")

    def ask(self, message):
        self.say(message)
        return self.read()

    def request(self, method, params=None, id=None):
        message = {"jsonrpc": "2.0", "id": next(self.ids) if id is None else id, "method": method}
        answer = self.ask(message if params is None else message | {"params": params})
        assert answer["jsonrpc"] == "2.0" and answer["id"] == message["id"], answer
        assert ("result" in answer) != ("error" in answer), answer
        return answer

    def initialize(self, version=NEWEST):
        client = {"name": "test", "version": "1"}
        result = self.request(
            "initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": client}
        )["result"]
        self.say({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return result

    def call(self, name, **arguments):
        return self.request("tools/call", {"name": name, "arguments": arguments})["result"]

    def structured(self, name, **arguments):
        result = self.call(name, **arguments)
        assert not result["isError"], result
        return result["structuredContent"]

    def headline(self, name, **arguments):
        result = self.call(name, **arguments)
        headline, facts = result["content"]
        assert headline["type"] == facts["type"] == "text"
        assert json.loads(facts["text"]) == result["structuredContent"]
        return headline["text"]

    def failure(self, name, **arguments):
        result = self.call(name, **arguments)
        assert result["isError"] and "structuredContent" not in result, result
        return result["content"][0]["text"]

    def end(self):
        self.process.stdin.close()
        status = self.process.wait(timeout=TIMEOUT_S)
        return status, self.process.stderr.read()


class Server:
    """`iamlocal serve`, on a free port unless it is named."""

    def __init__(self, *arguments, port="0", **settings):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", port, "--log-level", "error", *arguments],
            env=clean_environment(**settings),
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stdout.readline().split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate(timeout=TIMEOUT_S)

    def client(self, service="iam", key="test", secret="test"):
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=key,
            aws_secret_access_key=secret,
        )


@pytest.fixture(scope="module")
def agent():
    """Without a server: it has one of its own when it needs one."""
    with Agent("--port", "1") as started:
        started.initialize()
        yield started
