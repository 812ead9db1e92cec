"""The fixtures, by sessions of pytest that use them."""

import json

import pytest

# Each test writes down which server and account it met.
TESTS = """
import json, os

import boto3
import pytest


def met(account):
    with open(os.environ["MET"], "a") as file:
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        file.write(json.dumps({"url": account.url, "account": account.id, "worker": worker}) + "\\n")


@pytest.mark.parametrize("number", range(4))
def test_users(iamlocal, number):
    iam = boto3.client("iam")
    assert iam.create_user(UserName="Ada")["User"]["Arn"] == f"arn:aws:iam::{iamlocal.id}:user/Ada"
    assert len(iam.list_users()["Users"]) == 1
    assert boto3.client("sts").get_caller_identity()["Account"] == iamlocal.id
    met(iamlocal)


@pytest.mark.parametrize("number", range(4))
def test_a_session_and_a_resource(iamlocal, number):
    boto3.Session().resource("iam").create_user(UserName="Ada")
    iamlocal.verify("CreateUser", count=1)
    met(iamlocal)
"""

# What would lead elsewhere, if a fixture left it there.
MISLEADING = {
    "AWS_PROFILE": "production",
    "AWS_ENDPOINT_URL_IAM": "https://iam.amazonaws.com",
    "AWS_SESSION_TOKEN": "a real one",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1/",
}


@pytest.fixture
def session(run, tmp_path):
    """Runs pytest over a file of these tests."""

    def session(tests, *arguments, conftest="", variables=None):
        (tmp_path / "test_it.py").write_text(tests)
        (tmp_path / "conftest.py").write_text(conftest)
        command = ("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)
        return run(*command, variables={**MISLEADING, "MET": str(tmp_path / "met.txt"), **(variables or {})}).stdout

    return session


@pytest.fixture
def met(tmp_path):
    return lambda: [json.loads(line) for line in (tmp_path / "met.txt").read_text().splitlines()]


def test_each_test_has_an_account_of_its_own_on_the_session_s_server(session, met):
    assert "8 passed" in session(TESTS)
    assert len({row["url"] for row in met()}) == 1
    assert len({row["account"] for row in met()}) == 8


def test_each_worker_of_xdist_has_a_server_of_its_own(session, met):
    assert "8 passed" in session(TESTS, "-n", "2")
    workers = {row["worker"] for row in met()}
    assert len({(row["url"], row["worker"]) for row in met()}) == len(workers) == len({row["url"] for row in met()})
    assert len({(row["url"], row["account"]) for row in met()}) == 8


def test_a_client_of_another_service_reaches_the_server_too(session):
    tests = """
import boto3, botocore.exceptions, pytest

def test_tables(iamlocal):
    with pytest.raises(botocore.exceptions.ClientError, match="IAM Local speaks IAM and STS"):
        boto3.client("dynamodb").list_tables()
"""
    assert "1 passed" in session(tests)


def test_a_client_with_an_endpoint_of_its_own_keeps_it(session):
    tests = """
import boto3

def test_endpoint(iamlocal):
    other = "http://127.0.0.1:1"
    assert boto3.client("iam", endpoint_url=other).meta.endpoint_url == other
    assert boto3.session.Session().client("iam", None, None, True, None, other).meta.endpoint_url == other
"""
    assert "1 passed" in session(tests)


def test_the_environment_is_as_before_after_the_test(session):
    tests = """
import os

BEFORE = dict(os.environ)

def without_pytest(environment):
    return {name: value for name, value in environment.items() if name != "PYTEST_CURRENT_TEST"}

def test_inside(iamlocal):
    assert "AWS_PROFILE" not in os.environ and "AWS_EC2_METADATA_SERVICE_ENDPOINT" not in os.environ
    assert os.environ["AWS_EC2_METADATA_DISABLED"] == "true" and os.environ["AWS_CONFIG_FILE"] == "/dev/null"

def test_after():
    assert without_pytest(os.environ) == BEFORE
"""
    assert "2 passed" in session(tests)


def test_a_variable_that_comes_after_the_server_leads_nowhere(session):
    tests = """
import boto3, pytest

@pytest.fixture
def production(iamlocal_server, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "production")

def test_users(production, iamlocal):
    assert boto3.client("iam").list_users()["Users"] == []
"""
    assert "1 passed" in session(tests)


# Of a fixture that lasts longer than a test, and makes something when the last test is over.
LONG_FIXTURE = """
import os

import boto3
import pytest


def account():
    return boto3.client("sts").get_caller_identity()["Account"]


@pytest.fixture(scope="module")
def users(iamlocal_server):
    boto3.client("iam").create_user(UserName="Ada")
    yield
    boto3.client("iam").delete_user(UserName="Ada")


@pytest.fixture(scope="module")
def others(users):
    assert len(boto3.client("iam").list_users()["Users"]) == 1


def test_server(others):
    assert len(boto3.client("iam").list_users()["Users"]) == 1


def test_nobody():
    assert os.environ["AWS_PROFILE"] == "production" and os.environ["AWS_SESSION_TOKEN"] == "a real one"


def test_account(others, iamlocal):
    assert account() == iamlocal.id


def test_asked_for_in_between(request):
    assert os.environ["AWS_PROFILE"] == "production"
    asked_for = request.getfixturevalue("iamlocal")
    assert account() == asked_for.id


def test_nobody_at_the_end():
    assert os.environ["AWS_PROFILE"] == "production" and os.environ["AWS_SESSION_TOKEN"] == "a real one"
"""


def test_clients_of_fixtures_that_outlive_a_test_reach_the_server(session):
    assert "5 passed" in session(LONG_FIXTURE)


def test_a_fixture_may_lead_to_an_account_for_a_whole_module(session):
    tests = """
import os

import boto3
import pytest


@pytest.fixture(scope="module")
def account(iamlocal_server):
    account = iamlocal_server.account()
    with account.applied():
        yield account


@pytest.mark.parametrize("number", range(2))
def test_account(account, number):
    assert boto3.client("sts").get_caller_identity()["Account"] == account.id
"""
    assert "2 passed" in session(tests)


def test_options_of_the_server_are_a_fixture(session):
    conftest = """
import pytest

@pytest.fixture(scope="session")
def iamlocal_options():
    return {"auth": "enforce", "account_id": "000000000000"}
"""
    tests = """
def test_health(iamlocal_server):
    health = iamlocal_server.operator("GET", "health")
    assert (health["auth"], health["account"]) == ("enforce", "000000000000")
"""
    assert "1 passed" in session(tests, conftest=conftest)


def test_only_a_test_that_asks_for_a_server_starts_one(session):
    tests = """
import pytest

def test_nothing():
    pass

def test_server(request):
    with pytest.raises(FileNotFoundError, match="/nowhere/iamlocal"):
        request.getfixturevalue("iamlocal")
"""
    assert "2 passed" in session(tests, variables={"IAMLOCAL_BINARY": "/nowhere/iamlocal"})


def test_pytest_lists_the_fixtures(session):
    listed = session("", "--fixtures", "-v")
    for name in ("iamlocal", "iamlocal_server", "iamlocal_options"):
        assert f"\n{name} " in listed
