"""What boto3 makes of throttling, of an unavailable service, and of answers that never come."""

import json
import time
import urllib.request

import botocore.exceptions
import pytest
from botocore.config import Config

from conftest import client


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch):
    """What clients wait between their tries is theirs; here nobody has time for it."""
    monkeypatch.setattr(time, "sleep", lambda _: None)


@pytest.fixture
def faults(endpoint, account):
    """Puts faults for this test's account. Told are the times that the only one has left."""

    def put(**fault):
        ask("PUT", [{"account": account, **fault}])

    def ask(method, body=None):
        request = urllib.request.Request(f"{endpoint}/_iam/faults", method=method)
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data=data, timeout=60) as response:
            return json.load(response)["faults"]

    put.remaining = lambda: ask("GET")[0]["remaining"]
    yield put
    ask("DELETE")


def iam_with(endpoint, account, mode, attempts=3):
    return client("iam", endpoint, account, config=Config(retries={"mode": mode, "total_max_attempts": attempts}))


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
@pytest.mark.parametrize("preset", ["throttle", "unavailable", "reset"])
def test_the_third_try_succeeds(endpoint, account, faults, mode, preset):
    faults(preset=preset, times=2)
    answer = iam_with(endpoint, account, mode).create_user(UserName="Ada")
    assert answer["User"]["UserName"] == "Ada"
    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert faults.remaining() == 0


def test_sts_is_throttled_as_iam_is(endpoint, account, faults):
    faults(service="sts", preset="throttle", times=2)
    sts = client("sts", endpoint, account, config=Config(retries={"mode": "standard", "total_max_attempts": 3}))
    answer = sts.get_caller_identity()
    assert answer["Account"] == account
    assert answer["ResponseMetadata"]["RetryAttempts"] == 2


@pytest.mark.parametrize("mode", ["legacy", "standard"])
def test_more_faults_than_tries_are_told(endpoint, account, faults, mode):
    faults(preset="throttle", times=5)
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        iam_with(endpoint, account, mode).list_users()
    error = caught.value.response["Error"]
    assert (error["Code"], error["Message"]) == ("Throttling", "Rate exceeded")
    assert faults.remaining() == 2


def test_an_answer_lost_after_the_commit_makes_the_retry_find_the_user(endpoint, account, faults):
    faults(operation="CreateUser", drop="after", times=1)
    iam = iam_with(endpoint, account, "standard")
    with pytest.raises(iam.exceptions.EntityAlreadyExistsException) as caught:
        iam.create_user(UserName="Ada")
    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 1
    assert [user["UserName"] for user in iam.list_users()["Users"]] == ["Ada"]


def test_a_client_without_retries_sees_the_connection_end(endpoint, account, faults):
    faults(preset="reset", times=1)
    with pytest.raises(botocore.exceptions.HTTPClientError):
        iam_with(endpoint, account, "standard", attempts=1).list_users()


def test_a_client_that_waits_less_than_the_latency_gives_up_and_tries_again(endpoint, account, faults):
    faults(latency_ms=[60_000, 60_000], times=1)
    config = Config(read_timeout=1, retries={"mode": "standard", "total_max_attempts": 2})
    answer = client("iam", endpoint, account, config=config).list_users()
    assert answer["ResponseMetadata"]["RetryAttempts"] == 1
