"""A server that speaks AWS IAM and STS exactly, for the tests of this process.

    import boto3, iamlocal

    with iamlocal.start(auth="enforce") as server:
        iam = boto3.client("iam", **server.client_options)
        iam.create_user(UserName="Ada")

With pytest, the fixtures `iamlocal` and `iamlocal_server` are there by themselves. For tests only: it protects nothing.
"""

import contextlib
import datetime
import itertools
import json
import os
import pathlib
import platform
import random
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import uuid

__all__ = ["Account", "OperatorError", "Server", "binary_path", "connect", "start"]

# The platforms that have a wheel with the program, as Python names them.
_PLATFORMS = ("linux_x86_64", "linux_aarch64")
# The secret of every account's root.
_SECRET = "test"
# The numbers that accounts made up here begin with.
_FIRST_ACCOUNT = 300_000_000_000
# What ends the environment of `cat`, and then what is sent through it: no environment has an empty entry.
_END = b"\0\0"


class OperatorError(Exception):
    """An answer of the operator's endpoints that is no success. `status` is that of HTTP, `body` the answer itself."""

    def __init__(self, message, status, body):
        super().__init__(message)
        self.status = status
        self.body = body


# --- The program -----------------------------------------------------------------------------------------------------


def binary_path():
    """The path of the program: that of IAMLOCAL_BINARY, or the wheel's. Raises FileNotFoundError, which says why."""
    if named := os.environ.get("IAMLOCAL_BINARY"):
        return named
    here = f"{platform.system()}_{platform.machine()}".lower()
    if here not in _PLATFORMS:
        raise FileNotFoundError(
            f"there is no program for {here}, only for {', '.join(_PLATFORMS)}: use the container image, "
            "or let IAMLOCAL_BINARY name a program that you built"
        )
    program = pathlib.Path(__file__).resolve().parent / f"iamlocal_{here}" / "iamlocal"
    if not program.exists():
        raise FileNotFoundError(f"{program} is not there: install the wheel, or let IAMLOCAL_BINARY name the program")
    return str(program)


def _program_environment():
    """What the program is to find. It refuses settings that it does not know, as IAMLOCAL_BINARY."""
    return {name: value for name, value in os.environ.items() if name != "IAMLOCAL_BINARY"}


def main():
    """Becomes the program, so that arguments, signals and status are its own."""
    try:
        program = binary_path()
        os.execve(program, [program, *sys.argv[1:]], _program_environment())
    except OSError as error:
        sys.stderr.write(f"iamlocal: {error}\n")
        sys.exit(126)


def _flags_of(options):
    """{"log_level": "debug"} is --log-level debug."""
    for name, value in options.items():
        flag = f"--{name.replace('_', '-')}"
        # A list of texts is the flag several times; faults are a list of objects, and JSON.
        is_repeated = isinstance(value, (list, tuple)) and not any(isinstance(each, dict) for each in value)
        for each in value if is_repeated else [value]:
            if each is None:
                continue
            if isinstance(each, bool):
                each = "on" if each else "off"
            elif isinstance(each, (dict, list, tuple)):
                each = json.dumps(each)
            yield from (flag, str(each))


def _log_file():
    try:
        return tempfile.TemporaryFile()
    except FileNotFoundError:  # no folder can be written to, as in a container that is read-only
        return os.fdopen(os.memfd_create("iamlocal-log"), "w+b")


class _Process:
    """`iamlocal exec`, whose command is `cat`: that shows the environment in which clients reach the server and nothing
    else, and ends with its standard input. So the server ends with this process, whatever ends that."""

    def __init__(self, options):
        flags = _flags_of({"db": ":memory:", "port": 0, **options})
        self._log = _log_file()
        self._process = subprocess.Popen(
            [binary_path(), "exec", *flags, "--", "cat", "/proc/self/environ", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=_program_environment(),
            # In a session of its own, so that the keyboard's interrupt leaves it to tests that still tidy up.
            start_new_session=True,
        )
        self.environment = self._read_environment()

    def _read_environment(self):
        with contextlib.suppress(BrokenPipeError):  # told by the output, which ends early
            self._process.stdin.write(b"\0")
            self._process.stdin.flush()
        shown = b""
        while not shown.endswith(_END):
            piece = os.read(self._process.stdout.fileno(), 65536)
            if not piece:
                status = self._process.wait()
                raise RuntimeError(self.log().strip() or f"{binary_path()} ended with {status}")
            shown += piece
        entries = os.fsdecode(shown[: -len(_END)]).split("\0")
        return dict(entry.split("=", 1) for entry in entries)

    def log(self):
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), size, 0).decode(errors="replace")

    def end(self):
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        # A forked process may hold the other end of that pipe.
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()


# --- The operator's endpoints ----------------------------------------------------------------------------------------


class _Operator:
    def __init__(self, environment):
        self._url = environment["AWS_ENDPOINT_URL"]
        self._token = environment.get("IAMLOCAL_OPERATOR_TOKEN")
        handlers = [urllib.request.ProxyHandler({})]
        if self._url.startswith("https:"):
            context = ssl.create_default_context(cafile=environment.get("AWS_CA_BUNDLE"))
            handlers.append(urllib.request.HTTPSHandler(context=context))
        self._opener = urllib.request.build_opener(*handlers)

    def ask(self, method, path, query=None, body=None):
        given = {name: value for name, value in (query or {}).items() if value is not None}
        times = {name: _text_of(value) for name, value in given.items() if isinstance(value, datetime.datetime)}
        query = urllib.parse.urlencode({**given, **times})
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body, default=_text_of)
        request = urllib.request.Request(
            f"{self._url}/_iam/{path}" + (f"?{query}" if query else ""),
            method=method,
            data=body.encode() if isinstance(body, str) else body,
            headers={"Authorization": f"Bearer {self._token}"} if self._token else {},
        )
        try:
            with self._opener.open(request) as answer:
                return _parsed(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                answer = _parsed(error.read())
            reason = answer.get("error", answer) if isinstance(answer, dict) else answer
            raise OperatorError(f"{method} /_iam/{path}: {reason}", error.code, answer) from None
        except urllib.error.URLError as error:
            raise ConnectionError(f"{method} /_iam/{path}: nothing answers at {self._url}: {error.reason}") from error


def _text_of(value):
    """Of what JSON has no word for: times. Those without a zone are of this machine's."""
    if not isinstance(value, datetime.datetime):
        raise TypeError(f"{value!r} is nothing that JSON has")
    return value.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _parsed(answer):
    try:
        return json.loads(answer)
    except ValueError:
        return answer.decode(errors="replace")


# --- What a test does ------------------------------------------------------------------------------------------------


class _Place:
    """What all accounts, and one of them, can be asked for."""

    def __init__(self, operator, variables, account=None):
        self._operator = operator
        self._account = account
        self._variables = dict(variables)
        if account is not None:
            self._variables.update(AWS_ACCESS_KEY_ID=account, AWS_SECRET_ACCESS_KEY=_SECRET)
        self._latest = None

    @property
    def url(self):
        return self._variables["AWS_ENDPOINT_URL"]

    @property
    def region(self):
        """The one that clients sign for."""
        return self._variables["AWS_REGION"]

    @property
    def credentials(self):
        """Those of the account's root, as boto3 names them."""
        return {
            "aws_access_key_id": self._variables["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": self._variables["AWS_SECRET_ACCESS_KEY"],
        }

    @property
    def client_options(self):
        """What makes a client: `boto3.client("iam", **server.client_options)`."""
        options = {"endpoint_url": self.url, "region_name": self.region, **self.credentials}
        if self.url.startswith("https:") and "AWS_CA_BUNDLE" in self._variables:
            options["verify"] = self._variables["AWS_CA_BUNDLE"]
        return options

    def changes(self, environment):
        """What leads clients of this environment here and nowhere else: values by name, None for what has to go."""
        removed = {name: None for name in environment if name.startswith("AWS_")}
        return {**removed, **self._variables}

    @property
    def env(self):
        """The environment of a child process whose clients are to reach this, and cannot reach AWS."""
        changed = {**os.environ, **self.changes(os.environ)}
        return {name: value for name, value in changed.items() if value is not None}

    @contextlib.contextmanager
    def applied(self):
        """Makes `env` the environment of this process for as long as it takes."""
        before = dict(os.environ)
        _set_environment(self.changes(os.environ))
        try:
            yield self
        finally:
            _set_environment({**dict.fromkeys(os.environ), **before})

    def reset(self):
        """Forgets everything."""
        self._operator.ask("POST", "reset", {"account": self._account})

    def savepoint(self, name=None):
        """Keeps what is stored. Returns the savepoint's name, which is made up unless it is given."""
        name = name or f"savepoint-{uuid.uuid4()}"
        whose = {} if self._account is None else {"account": self._account}
        self._operator.ask("POST", "savepoints", body={"name": name, **whose})
        self._latest = name
        return name

    def restore(self, name=None):
        """Goes back to the savepoint of that name, or to the one made last."""
        name = name or self._latest
        if name is None:
            raise ValueError("no savepoint was made here")
        path = f"savepoints/{urllib.parse.quote(name, safe='')}/restore"
        self._operator.ask("POST", path, {"account": self._account})
        self._latest = name

    def seed(self, document):
        """Adds what a state document says: a dictionary, its text in JSON or YAML, or a path. Returns what was made."""
        if isinstance(document, os.PathLike):
            document = pathlib.Path(document).read_bytes()
        return self._operator.ask("POST", "seed", {"account": self._account}, document)

    def state(self):
        """What is stored, as a state document: credentials included."""
        return self._operator.ask("GET", "state", {"account": self._account})

    def requests(self, **query):
        """The latest requests, the newest first."""
        return self._operator.ask("GET", "requests", {"account": self._account, **query})["requests"]

    def verify(self, operation, **expectation):
        """Raises AssertionError unless as many requests were sent as expected: `count`, `at_least` or `at_most`, with
        these `parameters`. It says which came nearest."""
        whose = {} if self._account is None else {"account": self._account}
        expected = {**whose, "operation": operation, **expectation}
        try:
            return self._operator.ask("POST", "requests/verify", body=expected)
        except OperatorError as error:
            if error.status != 409:
                raise
            told = {name: error.body.get(name) for name in ("nearest", "operations")}
            raise AssertionError(f"{operation}: {error.body['error']}\n{json.dumps(told, indent=2)}") from None

    def denials(self):
        """The latest denials, each with the statement that would have allowed it."""
        return self._operator.ask("GET", "denials", {"account": self._account})["denials"]


class Account(_Place):
    """An account of its own: nothing of it is visible in another."""

    @property
    def id(self):
        """Its twelve digits."""
        return self._account


class Server(_Place):
    """A server that runs. Leaving its context stops it."""

    def __init__(self, environment, variables, first_account, process=None):
        super().__init__(_Operator(environment), variables)
        self._accounts = itertools.count(first_account)
        self._process = process

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def account(self):
        """An account that nobody has used."""
        return Account(self._operator, self._variables, str(next(self._accounts)))

    def operator(self, method, path, query=None, body=None):
        """Sends a request to an endpoint under /_iam/. A body that is no text goes as JSON."""
        return self._operator.ask(method, path, query, body)

    def faults(self, *faults):
        """Replaces the faults that calls meet; without any, all are removed."""
        return self._operator.ask("PUT", "faults", body=list(faults))["faults"]

    def clock(self, now=None, *, advance_s=None):
        """Sets the clock, to a time or further; without either, back to real time. Returns the time."""
        change = {name: value for name, value in (("now", now), ("advance_s", advance_s)) if value is not None}
        answer = self._operator.ask("PUT", "clock", body=change) if change else self._operator.ask("DELETE", "clock")
        return datetime.datetime.fromisoformat(answer["now"].replace("Z", "+00:00"))

    def log(self):
        """What the server logged; the option `log_level` says how much that is."""
        return self._process.log() if self._process else ""

    def stop(self):
        """Ends the server, unless it is somebody else's."""
        if self._process:
            self._process.end()


def _set_environment(changes):
    for name, value in changes.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def start(**options):
    """Starts a server on a free port. The options are the program's flags: `auth="enforce"`, `log_level="info"`."""
    process = _Process(options)
    environment = process.environment
    variables = {
        name: value
        for name, value in environment.items()
        if name.startswith("AWS_") or os.environ.get(name) != value
    }
    return Server(environment, variables, _FIRST_ACCOUNT, process)


def connect():
    """The server that this process's environment leads to, as below `iamlocal exec`. The accounts it makes up are drawn
    at random, since others may do the same."""
    if not os.environ.get("AWS_ENDPOINT_URL"):
        raise ValueError("AWS_ENDPOINT_URL names no server: run below `iamlocal exec`")
    variables = {
        name: value for name, value in os.environ.items() if name.startswith("AWS_") or name.lower() == "no_proxy"
    }
    return Server(os.environ, variables, _FIRST_ACCOUNT + random.SystemRandom().randrange(600_000_000) * 1_000)


if __name__ == "__main__":
    main()
