"""The program as a person or a script meets it: exit statuses, streams and signals."""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from environment import clean_environment

PROGRAM = os.environ["IAM_PROGRAM"]
TIMEOUT_S = 30  # far beyond what any of this takes, sanitizers included


def run(*arguments, **settings):
    return subprocess.run(
        [PROGRAM, *arguments],
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
    )


class Serving:
    """`iamlocal serve` on a free port, from its listening line to the end of the block."""

    def __init__(self, *arguments, **settings):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", *arguments],
            env=clean_environment(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.line = self.process.stdout.readline()
        match = re.fullmatch(r"iamlocal listening on (https?://\S+:(\d+))\n", self.line)
        if not match:
            self.process.kill()
            raise AssertionError(f"not a listening line: {self.line!r}; {self.process.communicate()[1]}")
        self.url, self.port = match[1], int(match[2])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=TIMEOUT_S)

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        output, errors = self.process.communicate(timeout=TIMEOUT_S)
        return self.process.returncode, output, errors


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
        + ["-keyout", key, "-out", cert],
        check=True,
        capture_output=True,
    )
    return str(cert), str(key)


def test_what_cannot_be_done_is_refused_with_status_2():
    for arguments, settings, message in [
        (["serve", "--prot", "80"], {}, "iamlocal: unknown flag --prot; did you mean --port?\n"),
        (["serve"], {"IAMLOCAL_PROT": "80"},
         "iamlocal: unknown environment variable IAMLOCAL_PROT; did you mean IAMLOCAL_PORT?\n"),
        (["serve", "--seed", "f.yaml"], {}, "iamlocal: cannot read the seed f.yaml\n"),
        (["import"], {}, "iamlocal: import needs a file, - for stdin, or --profile NAME\n"),
    ]:
        result = run(*arguments, **settings)
        assert (result.returncode, result.stdout, result.stderr) == (2, "", message)


def test_help_and_version_go_to_stdout():
    assert run("--version").stdout.startswith("iamlocal ")
    assert "--durability" in run("serve", "--help").stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_gracefully(number):
    with Serving() as serving:
        status, output, _ = serving.stop(number)
        assert (status, output) == (0, "")


def test_a_second_signal_ends_what_is_still_in_flight():
    with Serving() as serving, socket.create_connection(("127.0.0.1", serving.port)) as client:
        # The answer to the first request tells that the server has read the second, unfinished one, too.
        whole = b"GET /_iam/health HTTP/1.1\r\nHost: x\r\n\r\n"
        unfinished = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
        client.sendall(whole + unfinished)
        assert client.recv(4096).startswith(b"HTTP/1.1 200")
        serving.process.send_signal(signal.SIGTERM)
        assert "stopping" in next(line for line in serving.process.stderr if "stopping" in line)
        status, _, _ = serving.stop()
        assert status == 128 + signal.SIGTERM


def test_the_banner_states_how_the_server_was_set_up():
    with Serving("--account-id", "000000000042", "--strictness", "loose") as serving:
        _, _, errors = serving.stop()
        facts = ["auth off", "store :memory:", "durability normal", "account 000000000042", "strictness loose"]
        for fact in [*facts, serving.url]:
            assert fact in errors


def test_logs_can_be_json():
    with Serving("--log-format", "json") as serving:
        _, _, errors = serving.stop()
        assert errors
        for line in errors.splitlines():
            json.loads(line)


def test_kubernetes_variables_do_not_disturb():
    with Serving(IAMLOCAL_SERVICE_HOST="10.0.0.1", IAMLOCAL_PORT_4566_TCP="tcp://10.0.0.1:4566") as serving:
        assert serving.port != 0


def test_a_port_in_use_is_a_clear_error():
    with Serving() as serving:
        result = run("serve", "--port", str(serving.port))
        assert result.returncode == 1
        assert str(serving.port) in result.stderr
        assert result.stdout == ""


def test_a_database_that_cannot_be_opened_is_a_clear_error(tmp_path):
    damaged = tmp_path / "iam.db"
    damaged.write_bytes(b"not a database" * 100)
    result = run("serve", "--port", "0", "--db", str(damaged))
    assert result.returncode == 1
    assert str(damaged) in result.stderr
    assert damaged.read_bytes() == b"not a database" * 100


def test_health_asks_the_server():
    with Serving() as serving:
        result = run("health", "--port", str(serving.port))
        assert result.returncode == 0, result.stderr
        json.loads(result.stdout)
        assert run("health", IAMLOCAL_PORT=str(serving.port), IAMLOCAL_HOST="0.0.0.0").returncode == 0


def test_health_fails_when_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        result = run("health", "--port", str(taken.getsockname()[1]))
        assert result.returncode == 1
        assert "nothing answers" in result.stderr


def test_health_gives_up_on_a_server_that_does_not_answer():
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        result = run("health", "--port", str(mute.getsockname()[1]))
        assert result.returncode == 1
        assert "no answer within 2 seconds" in result.stderr


def test_tls_serves_and_health_follows(certificate):
    cert, key = certificate
    with Serving("--tls-cert", cert, "--tls-key", key) as serving:
        assert serving.url.startswith("https://")
        context = ssl.create_default_context(cafile=cert)
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
        )
        assert opener.open(serving.url + "/_iam/health", timeout=TIMEOUT_S).status == 200
        result = run("health", "--port", str(serving.port), IAMLOCAL_TLS_CERT=cert, IAMLOCAL_TLS_KEY=key)
        assert result.returncode == 0, result.stderr


def opened(url, context):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    return opener.open(url, timeout=TIMEOUT_S)


def test_a_certificate_of_its_own_can_be_fetched_and_trusted(tmp_path):
    written = tmp_path / "ca.pem"
    with Serving("--tls", "self-signed", "--tls-cert-out", str(written)) as serving:
        assert serving.url.startswith("https://127.0.0.1:")
        careless = ssl._create_unverified_context()
        fetched = opened(serving.url + "/_iam/tls/certificate.pem", careless).read().decode()
        assert fetched == written.read_text()
        assert [each.name for each in tmp_path.iterdir()] == ["ca.pem"]
        trusting = ssl.create_default_context(cadata=fetched)
        trusting.verify_flags |= ssl.VERIFY_X509_STRICT
        for host in ["127.0.0.1", "localhost"]:
            assert opened(f"https://{host}:{serving.port}/_iam/health", trusting).status == 200
        with pytest.raises(urllib.error.URLError, match="certificate"):
            opened(serving.url + "/_iam/health", ssl.create_default_context())
        result = run("health", "--port", str(serving.port), IAMLOCAL_TLS="self-signed")
        assert result.returncode == 0, result.stderr
        assert serving.url + "/_iam/tls/certificate.pem" in serving.stop()[2]


def test_where_no_certificate_was_made_none_can_be_fetched():
    with Serving() as serving, pytest.raises(urllib.error.HTTPError, match="404"):
        opened(serving.url + "/_iam/tls/certificate.pem", None)


def test_a_certificate_that_cannot_be_written_is_a_clear_error():
    result = run("serve", "--port", "0", "--tls", "self-signed", "--tls-cert-out", "/nonexistent/ca.pem")
    assert (result.returncode, result.stdout) == (1, "")
    assert "cannot write the certificate /nonexistent/ca.pem" in result.stderr


def test_exec_hands_over_the_certificate_that_was_made(tmp_path):
    result = run(
        "exec", "--tls", "self-signed", "--",
        "sh", "-c", 'curl -s --noproxy "*" --cacert "$AWS_CA_BUNDLE" "$AWS_ENDPOINT_URL/_iam/health"',
        TMPDIR=str(tmp_path),
    )
    assert result.returncode == 0, result.stderr
    json.loads(result.stdout)
    assert list(tmp_path.iterdir()) == []


def test_exec_signs_for_the_region_it_is_given():
    assert run("exec", "--region", "eu-west-1", "--", "sh", "-c", "echo $AWS_REGION").stdout == "eu-west-1\n"


# In a network of its own, whose loopback has 127.0.0.1 and no ::1.
WITHOUT_IPV6 = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14x", b"lo", 1 | 64))  # SIOCSIFFLAGS: up and running
with open("/proc/sys/net/ipv6/conf/all/disable_ipv6", "w") as setting:
    setting.write("1")
os.execv(sys.argv[1], sys.argv[1:])
"""


def run_without_ipv6(*arguments):
    command = ["unshare", "--user", "--map-root-user", "--net", sys.executable, "-c", WITHOUT_IPV6]
    if subprocess.run([*command, "/bin/true"], capture_output=True).returncode != 0:
        pytest.skip("may not make a network without IPv6")
    return subprocess.run(
        [*command, PROGRAM, *arguments], env=clean_environment(), capture_output=True, text=True, timeout=TIMEOUT_S
    )


@pytest.mark.parametrize("host", [[], ["--host", "localhost"], ["--host", "::"], ["--host", "::,127.0.0.1"]])
def test_without_ipv6_a_server_goes_on_with_ipv4(host):
    result = run_without_ipv6(
        "exec", *host, "--", "sh", "-c",
        'port=${AWS_ENDPOINT_URL##*:}; curl -s --noproxy "*" "http://127.0.0.1:$port/_iam/health"',
    )
    assert result.returncode == 0, result.stderr
    json.loads(result.stdout)


def test_exec_answers_the_command_and_keeps_stdout_for_it():
    result = run("exec", "--", "sh", "-c", 'curl -s --noproxy "*" "$AWS_ENDPOINT_URL/_iam/health"')
    assert result.returncode == 0, result.stderr
    json.loads(result.stdout)
    assert result.stderr == ""


def test_exec_with_tls_hands_over_the_certificate(certificate):
    cert, key = certificate
    result = run(
        "exec", "--tls-cert", cert, "--tls-key", key, "--",
        "sh", "-c", 'curl -s --noproxy "*" --cacert "$AWS_CA_BUNDLE" "$AWS_ENDPOINT_URL/_iam/health"',
    )
    assert result.returncode == 0, result.stderr
    json.loads(result.stdout)


@pytest.mark.parametrize(
    "command, status",
    [
        (["sh", "-c", "exit 7"], 7),
        (["sh", "-c", "kill -KILL $$"], 128 + signal.SIGKILL),
        (["no-such-command"], 127),
        (["/dev/null"], 126),
    ],
)
def test_exec_exits_with_the_status_of_the_command(command, status):
    result = run("exec", "--", *command)
    assert (result.returncode, result.stdout) == (status, "")


def test_exec_passes_signals_on_to_the_command():
    process = subprocess.Popen(
        [PROGRAM, "exec", "--", "sh", "-c", "trap 'exit 9' TERM; echo ready; while :; do read -r _ || :; done"],
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    # The shell runs its trap once it is back from reading.
    process.communicate("\n", timeout=TIMEOUT_S)
    assert process.returncode == 9


def test_exec_starts_the_command_with_default_signals_and_no_open_sockets():
    result = run("exec", "--", "sh", "-c", "grep -E 'Sig(Blk|Ign)' /proc/self/status; ls -l /proc/self/fd")
    blocked = int(re.search(r"SigBlk:\s*(\w+)", result.stdout)[1], 16)
    ignored = int(re.search(r"SigIgn:\s*(\w+)", result.stdout)[1], 16)
    for number in [signal.SIGPIPE, signal.SIGTERM, signal.SIGINT, signal.SIGCHLD]:
        assert not blocked >> (number - 1) & 1
    assert not ignored >> (signal.SIGPIPE - 1) & 1 and not ignored >> (signal.SIGXFSZ - 1) & 1
    assert "socket:" not in result.stdout.split("SigIgn", 1)[1]
