"""docker/postgres: what the compose file says, and its servers run as processes, behind nginx with its configuration.

No engine is needed, and no image of a registry's: Debian has the same programs."""

import contextlib
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import urllib.parse
import urllib.request

import boto3
import botocore.config
import pytest
import yaml

from environment import clean_environment

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "docker" / "postgres"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
NGINX = (FOLDER / "nginx.conf").read_text()
SERVERS = [name for name, service in SERVICES.items() if service["image"].startswith("iamlocal")]
ROOT = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def database_of(service):
    return urllib.parse.urlsplit(service["environment"]["IAMLOCAL_DB"])


def replaced(text, old, new):
    assert old in text, old
    return text.replace(old, new)


# --- What the file says ----------------------------------------------------------------------------------------------


def test_nginx_alone_is_published_and_to_this_machine_alone():
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "nginx": ["127.0.0.1:4566:4566"]
    }


def test_every_server_is_in_the_upstream_of_nginx():
    assert len(SERVERS) == 2
    assert re.findall(r"^ *server ([\w-]+):4566", NGINX, re.MULTILINE) == SERVERS
    assert SERVICES["nginx"]["volumes"] == ["./nginx.conf:/etc/nginx/nginx.conf:ro"]


def test_the_servers_share_the_database_that_the_file_makes():
    made = SERVICES["database"]["environment"]
    for name in SERVERS:
        address = database_of(SERVICES[name])
        assert address.hostname == "database"
        assert (address.username, address.password) == (made["POSTGRES_USER"], made["POSTGRES_PASSWORD"])
        assert address.path == f"/{made['POSTGRES_DB']}"


def test_who_needs_a_service_waits_until_it_is_healthy():
    healthy = {"condition": "service_healthy"}
    for name in SERVERS:
        assert SERVICES[name]["depends_on"] == {"database": healthy}
    assert SERVICES["nginx"]["depends_on"] == {name: healthy for name in SERVERS}
    assert "healthcheck" in SERVICES["database"]  # the servers' own is that of their image


def test_the_servers_may_do_nothing_that_they_need_not():
    for name in SERVERS:
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


def test_every_volume_is_named_and_used():
    used = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])]
    assert [name for name in used if not name.startswith(".")] == list(COMPOSE["volumes"])


# --- What it does ----------------------------------------------------------------------------------------------------


class Server:
    """One of the compose file's, with its variables; only where things are differs."""

    def __init__(self, service):
        address = database_of(service)
        folder = urllib.parse.parse_qs(urllib.parse.urlsplit(os.environ["IAM_POSTGRES"]).query)["host"][0]
        here = address._replace(netloc=replaced(address.netloc, "@database", "@" + urllib.parse.quote(folder, safe="")))
        variables = {**service["environment"], "IAMLOCAL_DB": here.geturl(), "IAMLOCAL_AUTH": "enforce"}
        self.process = subprocess.Popen(
            [os.environ["IAMLOCAL_BINARY"], "serve", "--port=0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=clean_environment(**variables),
        )
        self.address = self.process.stdout.readline().strip().removeprefix("iamlocal listening on ")
        assert self.address.startswith("http://"), self.address

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def make_database():
    made = SERVICES["database"]["environment"]
    psql = [os.path.join(os.environ["IAM_POSTGRES_BIN"], "psql"), "-XqAt"]
    uri = os.environ["IAM_POSTGRES"].replace("?", "postgres?")
    for sql in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}"):
        statement = sql.format(made["POSTGRES_DB"])
        subprocess.run([*psql, uri, "-c", statement], check=True, capture_output=True, env=clean_environment())


@contextlib.contextmanager
def nginx_before(servers, folder):
    """Its address, once it listens."""
    port = free_port()
    text = replaced(NGINX, "listen 4566;", f"listen 127.0.0.1:{port};")
    for name, server in zip(SERVERS, servers):
        text = replaced(text, f"server {name}:4566", f"server {server.address.removeprefix('http://')}")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    text = replaced(text, "http {\n", "http {\n" + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds))
    (folder / "nginx.conf").write_text(text)
    said = ["-e", folder / "error.log", "-g", f"daemon off; pid {folder}/nginx.pid;"]
    with subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf", *said]) as process:
        address = f"http://127.0.0.1:{port}"
        ask = ["curl", "-sf", "--noproxy", "*", "--retry", "100", "--retry-all-errors", "--retry-delay", "0"]
        subprocess.run([*ask, "--max-time", "60", f"{address}/_iam/health"], check=True, capture_output=True)
        try:
            yield address
        finally:
            process.terminate()


@pytest.fixture
def servers():
    if "IAM_POSTGRES" not in os.environ:
        pytest.skip("tests/postgres/with_server starts PostgreSQL")
    make_database()
    with contextlib.ExitStack() as ends:
        started = []
        for name in SERVERS:
            started.append(Server(SERVICES[name]))
            ends.callback(started[-1].end)
        yield started


@pytest.fixture
def address(servers):
    if not os.access("/usr/sbin/nginx", os.X_OK):
        pytest.skip("nginx is not here")
    # nginx's workers are nobody, and write large bodies there.
    with tempfile.TemporaryDirectory(prefix="iam-nginx-") as folder:
        os.chmod(folder, 0o755)
        with nginx_before(servers, pathlib.Path(folder)) as address:
            yield address


def client(name, address, retries=0, **credentials):
    return boto3.client(
        name,
        endpoint_url=address,
        region_name="us-east-1",
        config=botocore.config.Config(retries={"total_max_attempts": retries + 1, "mode": "standard"}, proxies={}),
        **(credentials or ROOT),
    )


def credentials_of(key):
    return {
        "aws_access_key_id": key["AccessKeyId"],
        "aws_secret_access_key": key.get("SecretAccessKey"),
        **({"aws_session_token": key["SessionToken"]} if "SessionToken" in key else {}),
    }


def test_signatures_hold_behind_nginx(address):
    assert client("sts", address).get_caller_identity()["Arn"].endswith(":root")
    environment = clean_environment(
        AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1"
    )
    ask = ["/usr/bin/aws", "--endpoint-url", address, "iam", "create-user", "--user-name", "Ada"]
    told = subprocess.run(
        [*ask, "--query", "User.UserName", "--output", "text"], capture_output=True, text=True, env=environment
    )
    assert told.stdout == "Ada\n", told.stderr
    with pytest.raises(Exception, match="SignatureDoesNotMatch"):
        client("iam", address, aws_access_key_id="test", aws_secret_access_key="wrong").list_users()


def test_what_one_call_made_the_next_one_finds_whichever_server_answers(address):
    iam = client("iam", address)
    for number in range(40):
        name = f"user-{number}"
        iam.create_user(UserName=name)
        assert iam.get_user(UserName=name)["User"]["UserName"] == name
        assert len(iam.list_users()["Users"]) == number + 1


def test_calls_reach_both_servers(address, servers):
    iam = client("iam", address)
    for _ in range(20):
        iam.list_users()
    for server in servers:
        with urllib.request.urlopen(f"{server.address}/_iam/requests?operation=ListUsers") as told:
            assert b"ListUsers" in told.read()


def test_a_session_is_good_on_either_server(address):
    iam = client("iam", address)
    iam.create_user(UserName="Ada")
    key = iam.create_access_key(UserName="Ada")["AccessKey"]
    session = client("sts", address, **credentials_of(key)).get_session_token()["Credentials"]
    asked = client("sts", address, **credentials_of(session))
    for _ in range(10):
        assert asked.get_caller_identity()["Arn"].endswith(":user/Ada")


def test_calls_go_on_when_a_server_is_gone(address, servers):
    iam = client("iam", address, retries=3)
    iam.create_user(UserName="Ada")
    servers[0].end()
    for _ in range(20):
        assert iam.get_user(UserName="Ada")["User"]["UserName"] == "Ada"
    iam.create_user(UserName="Bob")


# nginx lets no more than a megabyte pass unless it is told to.
def test_a_large_document_passes(address):
    document = "Users: [{UserName: Ada}]\n" + "#" * 1_500_000
    request = urllib.request.Request(f"{address}/_iam/seed", document.encode(), method="POST")
    with urllib.request.urlopen(request) as told:
        assert told.status == 200
    assert client("iam", address).get_user(UserName="Ada")
