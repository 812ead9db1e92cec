"""Temporary credentials in boto3 and the AWS CLI, every request signed and every signature verified."""

import json
import os
import subprocess

import pytest

from conftest import client_environment

AWS = "/usr/bin/aws"
ROLE = "arn:aws:iam::123456789012:role/App"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": "123456789012", "Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]},
            "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        }
    ],
}


@pytest.fixture(scope="module")
def verifying():
    """A server that verifies signatures, with a role whose credentials it hands out."""
    server = subprocess.Popen(
        [os.environ["IAMLOCAL_BINARY"], "serve", "--port", "0", "--auth", "verify", "--log-level", "error"]
        + ["--credentials-role", "App", "--credentials-token", "token of the container"],
        stdout=subprocess.PIPE,
        text=True,
        env=client_environment(),
    )
    endpoint = server.stdout.readline().split()[-1]
    client("iam", endpoint, aws_access_key_id="test", aws_secret_access_key="test").create_role(
        RoleName="App", AssumeRolePolicyDocument=json.dumps(TRUST)
    )
    yield endpoint
    server.terminate()
    assert server.wait(timeout=60) == 0


@pytest.fixture
def environment(monkeypatch):
    """What the client reads besides its arguments."""
    for name in list(os.environ):
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    return monkeypatch.setenv


def client(service, endpoint, **credentials):
    import boto3

    return boto3.session.Session().client(service, endpoint_url=endpoint, region_name="us-east-1", **credentials)


def credentials_of(answer):
    found = answer["Credentials"]
    return {
        "aws_access_key_id": found["AccessKeyId"],
        "aws_secret_access_key": found["SecretAccessKey"],
        "aws_session_token": found["SessionToken"],
    }


def test_roles_are_assumed_one_from_the_other(verifying):
    root = client("sts", verifying, aws_access_key_id="test", aws_secret_access_key="test")
    first = root.assume_role(
        RoleArn=ROLE,
        RoleSessionName="first",
        Tags=[{"Key": "team", "Value": "blue"}],
        TransitiveTagKeys=["team"],
        SourceIdentity="Ada",
    )
    assert first["SourceIdentity"] == "Ada"
    second = client("sts", verifying, **credentials_of(first)).assume_role(RoleArn=ROLE, RoleSessionName="second")
    identity = client("sts", verifying, **credentials_of(second)).get_caller_identity()
    assert identity["Arn"] == "arn:aws:sts::123456789012:assumed-role/App/second"
    assert client("iam", verifying, **credentials_of(second)).list_roles()["Roles"][0]["RoleName"] == "App"


def test_sessions_of_root_and_of_those_it_vouches_for(verifying):
    root = client("sts", verifying, aws_access_key_id="test", aws_secret_access_key="test")
    session = client("sts", verifying, **credentials_of(root.get_session_token()))
    assert session.get_caller_identity()["UserId"] == "123456789012"
    federated = client("sts", verifying, **credentials_of(root.get_federation_token(Name="Bob")))
    assert federated.get_caller_identity()["UserId"] == "123456789012:Bob"


def test_the_default_chain_finds_the_credentials_of_a_container(verifying, environment):
    environment("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{verifying}/_iam/credentials")
    environment("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token of the container")
    identity = client("sts", verifying).get_caller_identity()
    assert identity["Arn"].startswith("arn:aws:sts::123456789012:assumed-role/App/")


def test_the_default_chain_finds_the_credentials_of_an_instance(verifying, environment):
    environment("AWS_EC2_METADATA_SERVICE_ENDPOINT", verifying)
    identity = client("sts", verifying).get_caller_identity()
    assert identity["Arn"].startswith("arn:aws:sts::123456789012:assumed-role/App/i-")


@pytest.mark.parametrize("end", ["", "/"])
def test_the_default_chain_finds_the_region_of_an_instance(verifying, environment, end):
    import botocore.session
    from botocore.utils import IMDSRegionProvider

    environment("AWS_EC2_METADATA_SERVICE_ENDPOINT", verifying + end)
    assert IMDSRegionProvider(botocore.session.get_session()).provide() == "us-east-1"


def test_the_cli_finds_the_region_of_an_instance(verifying):
    """Debian 12's needs the slash."""
    environment = client_environment(AWS_EC2_METADATA_SERVICE_ENDPOINT=f"{verifying}/", AWS_PAGER="")
    del environment["AWS_EC2_METADATA_DISABLED"]
    command = [AWS, "--endpoint-url", verifying, "sts", "get-caller-identity", "--query", "Arn", "--output", "text"]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.startswith("arn:aws:sts::123456789012:assumed-role/App/i-")


def test_the_cli_signs_with_a_session(verifying):
    def aws(*arguments, **more):
        environment = client_environment(AWS_DEFAULT_REGION="us-east-1", AWS_PAGER="", **more)
        command = [AWS, "--endpoint-url", verifying, "--output", "json", *arguments]
        finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout)

    made = aws(
        *["sts", "assume-role", "--role-arn", ROLE, "--role-session-name", "cli", "--duration-seconds", "900"],
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
    )["Credentials"]
    identity = aws(
        *["sts", "get-caller-identity"],
        AWS_ACCESS_KEY_ID=made["AccessKeyId"],
        AWS_SECRET_ACCESS_KEY=made["SecretAccessKey"],
        AWS_SESSION_TOKEN=made["SessionToken"],
    )
    assert identity["Arn"] == "arn:aws:sts::123456789012:assumed-role/App/cli"
