"""What the tests of all clients share: a server of their own, and an account of its own for each test."""

import contextlib
import itertools
import os
import shlex
import subprocess

import pytest

from environment import clean_environment

ACCOUNTS = itertools.count(300_000_000_000)


def client_environment(**additions):
    """One whose clients read no file of the machine and ask no metadata service."""
    return clean_environment(
        **{
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            **additions,
        }
    )


@contextlib.contextmanager
def serving(*flags):
    """The endpoint of a server of these flags."""
    program = os.environ.get("IAMLOCAL_BINARY")
    if not program:
        pytest.exit("IAMLOCAL_BINARY names the program to test; ctest sets it", returncode=1)
    server = subprocess.Popen(
        [program, "serve", "--port", "0", "--log-level", "error", *flags],
        stdout=subprocess.PIPE,
        text=True,
        env=clean_environment(),
    )
    line = server.stdout.readline()
    assert line.startswith("iamlocal listening on "), f"the first line is {line!r}"
    yield line.split()[-1]
    server.terminate()
    assert server.wait(timeout=60) == 0


@pytest.fixture(scope="session")
def endpoint():
    """Of a server for all tests, with the flags that ctest asks for."""
    with serving(*shlex.split(os.environ.get("IAMLOCAL_TEST_FLAGS", ""))) as url:
        yield url


@pytest.fixture
def account():
    """Twelve digits, which are also the access key of the account's root."""
    return str(next(ACCOUNTS))


def client(service, endpoint, account, **more):
    """One of boto3, which is imported here because not every test needs it."""
    import boto3

    return boto3.session.Session().client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=account,
        aws_secret_access_key="test",
        **more,
    )
