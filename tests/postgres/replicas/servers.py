"""The PostgreSQL server of this test, which tests/postgres/with_server started, and servers of IAM Local on it."""

import concurrent.futures
import contextlib
import http.client
import itertools
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import tempfile
import urllib.parse

from environment import clean_environment

# Nothing that a test waits for takes as long as this: past it, it hangs.
PATIENCE_S = 120

# And those that begin with AssumeRole.
OF_STS = ("GetSessionToken", "GetFederationToken", "GetCallerIdentity")

ACCOUNTS = itertools.count(400_000_000_000)


class Unanswered(Exception):
    """The connection ended before the answer: whether the call was carried out, nobody knows."""


class Failed(Exception):
    """The answer says that it is the server's fault: whether the call was carried out, nobody knows."""


class Postgres:
    """The server of databases: it can be stopped, crashed and frozen, and belongs to this process alone."""

    def __init__(self):
        self.folder = os.environ["IAM_POSTGRES_FOLDER"]
        self.data = os.path.join(self.folder, "data")
        self.port = 5432
        self._uri = os.environ["IAM_POSTGRES"]
        self._names = (f"t{number}" for number in itertools.count(1))

    def database(self, *, empty=False):
        """The URI of a new one, with the tables of IAM Local unless it is to be empty."""
        name = next(self._names)
        template = "template0" if empty else os.environ["IAM_POSTGRES_TEMPLATE"]
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        # with_server does without, for speed: a server that crashed would then have lost what it confirmed.
        self.ask(f"ALTER DATABASE {name} SET synchronous_commit = on")
        return self._uri.replace("?", f"{name}?")

    def ask(self, sql, uri=None):
        """The answer to statements, put to the database of this URI: a line for each row, its values parted by |."""
        done = subprocess.run([*self._psql(uri), "-c", sql], capture_output=True, text=True)
        assert done.returncode == 0, f"{sql}: {done.stderr}"
        return done.stdout.splitlines()

    @contextlib.contextmanager
    def session(self, uri):
        """A connection to ask several times over, each time for one row; it ends as one that went away."""
        with subprocess.Popen(self._psql(uri), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as psql:

            def ask(sql):
                print(f"{sql};", file=psql.stdin, flush=True)
                return psql.stdout.readline().strip()

            try:
                yield ask
            finally:
                psql.kill()

    def _psql(self, uri):
        uri = uri or self._uri.replace("?", "postgres?")
        return [os.path.join(os.environ["IAM_POSTGRES_BIN"], "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", uri]

    @contextlib.contextmanager
    def standby(self):
        """A second server, which follows this one, in the same folder: its port, and what makes it the primary."""
        port = self.port + 1
        *as_owner, pg_ctl, _, _ = shlex.split(os.environ["IAM_POSTGRES_CTL"])
        data = os.path.join(self.folder, "standby")
        copy = os.path.join(os.environ["IAM_POSTGRES_BIN"], "pg_basebackup")
        source = ["-h", self.folder, "-p", str(self.port), "-U", "iam", "-R", "-c", "fast", "--no-sync"]
        subprocess.run([*as_owner, copy, "-D", data, *source], cwd=self.folder, check=True, capture_output=True)
        act = [*as_owner, pg_ctl, "-D", data, "-w"]
        # A standby takes as many connections as its primary, or does not start.
        options = f"-k {self.folder} -c listen_addresses='' -p {port} -c max_connections=500"
        start = [*act, "start", "-l", f"{data}.log", "-o", options]
        subprocess.run(start, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        promote = [*act, "promote"]
        try:
            yield port, lambda: subprocess.run(promote, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        finally:
            subprocess.run([*act, "stop", "-m", "immediate"], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def control(self, *arguments):
        command = [*shlex.split(os.environ["IAM_POSTGRES_CTL"]), *arguments, "-w", "-t", str(PATIENCE_S)]
        log = os.path.join(self.folder, "log")
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 0, f"{arguments}: {done.stderr}, see {log}"

    def crash_and_restart(self):
        """As after a loss of power, but for what the operating system still held."""
        self._restart("-m", "immediate")

    @contextlib.contextmanager
    def stopped(self):
        self.control("stop", "-m", "fast")
        try:
            yield
        finally:
            # Of pg_ctl's two commands the one that remembers the options.
            self._restart()

    def listen(self, options):
        """Starts anew with these options, and at a free port of 127.0.0.1 as well."""
        for attempt in range(5):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            try:
                self._restart("-o", f"-k {self.folder} -c listen_addresses=127.0.0.1 -p {port} {options}")
            except AssertionError:  # somebody else took it
                if attempt == 4:
                    raise
            else:
                self.port = port
                self._uri += f"&port={port}"
                return

    def _restart(self, *arguments):
        self.control("restart", *arguments, "-l", os.path.join(self.folder, "log"))

    @contextlib.contextmanager
    def frozen(self):
        """Takes connections and answers nobody, as a machine whose disk hangs."""
        with open(os.path.join(self.data, "postmaster.pid"), encoding="ascii") as file:
            postmaster = int(file.readline())
        stopped = [postmaster]
        os.kill(postmaster, signal.SIGSTOP)
        try:
            for child in children_of(postmaster):
                os.kill(child, signal.SIGSTOP)
                stopped.append(child)
            yield
        finally:
            for process in stopped:
                os.kill(process, signal.SIGCONT)


def children_of(process):
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            with open(f"/proc/{entry}/stat", encoding="utf-8") as file:
                # The name, in brackets, may hold anything.
                if int(file.read().rpartition(")")[2].split()[1]) == process:
                    yield int(entry)


class Replica:
    """A server of IAM Local on the database of this URI. It starts at once; `endpoint` waits until it listens."""

    def __init__(self, uri, *flags, environment=None):
        self.said = tempfile.TemporaryFile("a+b")
        command = [os.environ["IAMLOCAL_BINARY"], "serve", "--port=0", "--threads=8", *flags]
        self.process = subprocess.Popen(
            command + ([f"--db={uri}"] if uri else []),
            stdout=subprocess.PIPE,
            stderr=self.said,
            env=clean_environment(AWS_EC2_METADATA_DISABLED="true", HOME="/nonexistent", **(environment or {})),
            text=True,
        )
        self._address = None

    @property
    def address(self):
        """Host and port."""
        if self._address is None:
            line = self.process.stdout.readline()
            assert line.startswith("iamlocal listening on http://"), f"{line!r}, and its log:\n{self.log()}"
            self._address = line.split("//")[1].strip()
        return self._address

    @property
    def endpoint(self):
        return f"http://{self.address}"

    def log(self):
        """What it wrote to stderr so far; the end of it only when the server has ended."""
        self.said.seek(0)
        return self.said.read().decode()

    def output_of_failed_start(self):
        """What it writes until it ends by itself, which has to be with a failure."""
        try:
            output, _ = self.process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        assert self.process.returncode not in (0, -signal.SIGSEGV, -signal.SIGABRT), self.log()
        return output + self.log()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        """As its operator ends it, who looks at how it went."""
        if self.process.poll() is None:
            self.process.terminate()
            assert self.process.wait(timeout=PATIENCE_S) == 0, self.log()

    def client(self, account=None, credentials=None):
        return Client(self, account, credentials)

    def health(self):
        """Status and content of /_iam/health."""
        return self.client().get("/_iam/health")


class Answer:
    """The answer to a call of IAM or STS."""

    def __init__(self, status, text):
        self.status = status
        self.text = text
        # Empty of a call that succeeded.
        self.code = "" if status == 200 else self.value("Code")

    def value(self, name):
        """The content of the first element of that name, or None."""
        return next(iter(self.values(name)), None)

    def values(self, name):
        return re.findall(f"<{name}>([^<]*)</{name}>", self.text)

    def credentials(self):
        return tuple(self.value(name) for name in ("AccessKeyId", "SecretAccessKey", "SessionToken"))


class Client:
    """A connection to a replica, for one thread; it connects anew when it was lost, and never asks twice.

    Calls are signed by the credentials: two or three texts; without them by nobody, as the account's root.
    """

    def __init__(self, replica, account=None, credentials=None):
        self.replica = replica
        self.account = account or str(next(ACCOUNTS))
        self.credentials = credentials
        self._connection = None

    def call(self, action, **parameters):
        """Carries out an operation of IAM, or of STS. Lists and objects are given as those of Python."""
        is_sts = action.startswith("AssumeRole") or action in OF_STS
        version = "2011-06-15" if is_sts else "2010-05-08"
        body = urllib.parse.urlencode({"Action": action, "Version": version} | flattened(parameters))
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        service = "sts" if is_sts else "iam"
        if self.credentials:
            headers = signed(self.credentials, service, f"{self.replica.endpoint}/", headers, body)
        else:
            scope = f"{self.account}/20260101/us-east-1/{service}/aws4_request"
            headers["Authorization"] = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"
        return Answer(*self._exchange("POST", "/", body, headers))

    def succeed(self, action, **parameters):
        """What it answers. Raises Failed."""
        answer = self.call(action, **parameters)
        if answer.status >= 500:
            raise Failed(answer.text)
        assert answer.code == "", f"{action} {parameters}: {answer.text}"
        return answer

    def get(self, path):
        status, text = self._exchange("GET", path, None, {})
        return status, json.loads(text)

    def put_in(self, path, content):
        status, text = self._exchange("POST", path, content, {})
        return status, json.loads(text)

    def _exchange(self, method, path, body, headers):
        address = self.replica.address
        if self._connection is None:
            self._connection = http.client.HTTPConnection(address, timeout=PATIENCE_S)
        try:
            self._connection.request(method, path, body and body.encode(), headers)
            response = self._connection.getresponse()
            return response.status, response.read().decode()
        except TimeoutError:
            raise AssertionError(f"no answer to {method} {path} {body}") from None
        except (OSError, http.client.HTTPException) as why:
            self._connection.close()
            self._connection = None
            raise Unanswered from why


def at_once(functions):
    """What each of them returns, each in a thread of its own; an exception of one is raised here."""
    with concurrent.futures.ThreadPoolExecutor(len(functions)) as pool:
        return [future.result() for future in [pool.submit(function) for function in functions]]


def signed(credentials, service, url, headers, body):
    # Imported here, because not every test needs it.
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    request = AWSRequest("POST", url, headers=headers, data=body)
    SigV4Auth(Credentials(*credentials), service, "us-east-1").add_auth(request)
    return dict(request.headers.items())


def flattened(value, name=""):
    """As the Query API writes lists and objects: Tags.member.1.Key."""
    if isinstance(value, dict):
        parts = {f"{name}.{key}" if name else key: each for key, each in value.items()}
    elif isinstance(value, list):
        parts = {f"{name}.member.{place}": each for place, each in enumerate(value, 1)}
    else:
        return {name: str(value)}
    return {key: text for part, each in parts.items() for key, text in flattened(each, part).items()}
