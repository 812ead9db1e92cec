"""How servers log in at PostgreSQL: by passwords and over TLS. What goes wrong is said, the password never."""

import os
import shutil
import subprocess
import urllib.parse

import pytest

from servers import Replica

ACCOUNT = "471111111111"
USER = "ada"
# What has to be written otherwise in a URI, and in a password file.
PASSWORD = "pass/w@rd%:zq'x\\y"
HBA = """
local    all,replication all trust
hostssl  all all 127.0.0.1/32 scram-sha-256
"""
# Any part of it that a message might quote.
PARTS_OF_PASSWORD = ["w@rd", "w%40rd", "zq", "%3Azq"]


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A folder with ca.pem, other.pem (of another authority), and server.key and server.pem for localhost."""
    folder = tmp_path_factory.mktemp("authority")
    for name in ("ca", "other"):
        openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.pem")  # fmt: skip
    openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=database",
            "-keyout", "server.key", "-out", "server.csr")  # fmt: skip
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1")
    openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2",
            "-extfile", "names", "-out", "server.pem")  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def port(postgres, authority):
    """Where the server of databases takes passwords over TLS, and nothing else."""
    owner = os.stat(postgres.data)
    for name in ("server.key", "server.pem"):
        copy = shutil.copy(authority / name, postgres.data)
        os.chmod(copy, 0o600)
        os.chown(copy, owner.st_uid, owner.st_gid)
    with open(os.path.join(postgres.data, "pg_hba.conf"), "w", encoding="ascii") as file:
        file.write(HBA)
    postgres.listen("-c ssl=on -c ssl_cert_file=server.pem -c ssl_key_file=server.key -c fsync=off")
    quoted = PASSWORD.replace("'", "''")
    postgres.ask(f"CREATE ROLE {USER} LOGIN SUPERUSER PASSWORD '{quoted}'")
    return postgres.port


@pytest.fixture
def name(port, database):
    """Of a database that only who logs in reaches."""
    return urllib.parse.urlsplit(database).path[1:]


@pytest.fixture
def address(port, name, authority):
    """A function that writes an address, of which parts are as they should not be."""

    def write(password=PASSWORD, host="127.0.0.1", port=port, name=name, ca="ca.pem", mode="verify-full", more=""):
        secret = "" if password is None else ":" + urllib.parse.quote(password, safe="")
        root = authority / ca
        return f"postgres://{USER}{secret}@{host}:{port}/{name}?sslmode={mode}&sslrootcert={root}{more}"

    return write


def assert_secret(text):
    assert not [part for part in PARTS_OF_PASSWORD if part in text], text


def assert_works(uri, expected, environment=None):
    """A server with this address serves, says that its store is the expected one, and nobody learns the password."""
    server = Replica(uri, "--log-level=trace", environment=environment)
    try:
        client = server.client(ACCOUNT)
        client.succeed("CreateUser", UserName="Ada")
        status, health = server.health()
        assert (status, health["store"]) == (200, expected)
        for path in ("/_iam/health", "/_iam/requests", "/_iam/state", "/_localstack/health"):
            assert_secret(str(client.get(path)))
    finally:
        server.end()
    assert_secret(server.log())


def failure(uri, environment=None):
    said = Replica(uri, environment=environment).output_of_failed_start()
    assert_secret(said)
    assert "listening" not in said
    return said


def test_a_password_and_a_certificate_of_an_own_authority(address, name, port):
    assert_works(address(), f"postgresql://127.0.0.1:{port}/{name}")


def test_a_name_of_the_server(address, name, port):
    assert_works(address(host="localhost"), f"postgresql://localhost:{port}/{name}")


def test_the_address_in_the_environment(address, name, port):
    assert_works(None, f"postgresql://127.0.0.1:{port}/{name}", {"IAMLOCAL_DB": address()})


def test_a_password_in_the_environment(address, name, port):
    assert_works(address(password=None), f"postgresql://127.0.0.1:{port}/{name}", {"PGPASSWORD": PASSWORD})


@pytest.fixture
def passfile(tmp_path, port, name):
    file = tmp_path / "passwords"
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    file.write_text(f"127.0.0.1:{port}:{name}:{USER}:{escaped}\n")
    file.chmod(0o600)
    return file


def test_a_password_file(address, name, port, passfile):
    shown = f"postgresql://127.0.0.1:{port}/{name}"
    assert_works(address(password=None, more=f"&passfile={passfile}"), shown)


def test_a_password_file_that_the_environment_names(address, name, port, passfile):
    assert_works(address(password=None), f"postgresql://127.0.0.1:{port}/{name}", {"PGPASSFILE": str(passfile)})


@pytest.fixture
def services(tmp_path, port, name, authority):
    file = tmp_path / "services"
    lines = ["[prod]", "host=127.0.0.1", f"port={port}", f"dbname={name}", f"user={USER}", f"password={PASSWORD}"]
    file.write_text("\n".join([*lines, "sslmode=verify-full", f"sslrootcert={authority}/ca.pem", ""]))
    return {"PGSERVICEFILE": str(file)}


def test_a_service_file(services):
    assert_works("postgres:///?service=prod", "postgresql:///?service=prod", services)


def test_a_service_that_the_environment_names(services, name, port):
    assert_works("postgres://", f"postgresql://127.0.0.1:{port}/{name}", services | {"PGSERVICE": "prod"})


def test_a_service_that_the_file_does_not_have(services):
    assert "prod2" in failure("postgres:///?service=prod2", services)


def test_a_wrong_password_is_told_with_the_server(address, name, port):
    said = failure(address(password="not w@rd zq"))
    assert f"postgresql://127.0.0.1:{port}/{name}" in said and "password authentication failed" in said


def test_no_password_is_told_with_the_server(address, name, port):
    said = failure(address(password=None))
    assert f"postgresql://127.0.0.1:{port}/{name}" in said and "no password supplied" in said


def test_an_unknown_database_is_told_with_the_server(address, port):
    said = failure(address(name="nowhere"))
    assert f"postgresql://127.0.0.1:{port}/nowhere" in said and 'database "nowhere" does not exist' in said


def test_a_port_where_nobody_listens_is_told(address, name):
    said = failure(address(port=1))
    assert f"postgresql://127.0.0.1:1/{name}" in said and "Connection refused" in said


def test_a_host_that_there_is_not_is_told(address, name, port):
    said = failure(address(host="nowhere.invalid"))
    assert f"postgresql://nowhere.invalid:{port}/{name}" in said and "could not translate host name" in said


def test_a_certificate_of_another_authority_is_refused(address, name, port):
    said = failure(address(ca="other.pem"))
    assert f"postgresql://127.0.0.1:{port}/{name}" in said and "certificate verify failed" in said


def test_a_certificate_of_another_name_is_refused(address, name, port):
    said = failure(address(host="db.example", more="&hostaddr=127.0.0.1"))
    assert f"postgresql://db.example:{port}/{name}" in said and "does not match host name" in said


def test_a_server_that_wants_tls_is_not_spoken_to_without(address, name, port):
    said = failure(address(mode="disable"))
    assert f"postgresql://127.0.0.1:{port}/{name}" in said and "no encryption" in said


@pytest.mark.parametrize("text", [PASSWORD, "w@rd/zq", "zq#w@rd", "zq?w@rd", "zq:w@rd"])
def test_a_password_that_was_not_escaped_is_not_quoted(name, port, text):
    failure(f"postgres://{USER}:{text}@127.0.0.1:{port}/{name}")


def test_a_password_that_is_changed_meanwhile_is_told_by_the_health_alone(address, postgres, name, port):
    server = Replica(address())
    try:
        assert server.health()[0] == 200
        postgres.ask(f"ALTER ROLE {USER} PASSWORD 'another'")
        postgres.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        assert server.client(ACCOUNT).call("CreateUser", UserName="Ada").code == "ServiceFailure"
        status, health = server.health()
        assert status == 503 and "password" not in str(health)
        postgres.ask("ALTER ROLE {} PASSWORD '{}'".format(USER, PASSWORD.replace("'", "''")))
        while server.health()[0] != 200:
            assert server.process.poll() is None
        server.client(ACCOUNT).succeed("CreateUser", UserName="Ada")
    finally:
        server.end()
    said = server.log()
    assert_secret(said)
    assert f"postgresql://127.0.0.1:{port}/{name}" in said and "password authentication failed" in said
