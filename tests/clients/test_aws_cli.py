"""The AWS CLI as Debian packages it, as a person types it."""

import json
import subprocess

import pytest

from conftest import client_environment

# Named by its place: a newer one of another origin may come first in PATH.
AWS = "/usr/bin/aws"


@pytest.fixture
def run(endpoint, account):
    environment = client_environment(
        AWS_ACCESS_KEY_ID=account, AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1", AWS_PAGER=""
    )

    def run(*arguments):
        command = [AWS, "--endpoint-url", endpoint, "--output", "json", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.fixture
def aws(run):
    def aws(*arguments):
        finished = run(*arguments)
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout) if finished.stdout else None

    return aws


def test_the_caller_is_the_root_of_the_account(aws, account):
    assert aws("sts", "get-caller-identity") == {
        "UserId": account,
        "Account": account,
        "Arn": f"arn:aws:iam::{account}:root",
    }


def test_the_life_of_a_user(aws, account):
    created = aws("iam", "create-user", "--user-name", "Ada", "--path", "/team/", "--tags", "Key=a,Value=1")["User"]
    assert created["Arn"] == f"arn:aws:iam::{account}:user/team/Ada"
    assert aws("iam", "wait", "user-exists", "--user-name", "Ada") is None
    assert aws("iam", "get-user", "--user-name", "ada")["User"] == created
    aws("iam", "tag-user", "--user-name", "Ada", "--tags", "Key=A,Value=2", "Key=b,Value=")
    aws("iam", "untag-user", "--user-name", "Ada", "--tag-keys", "b")
    assert aws("iam", "list-user-tags", "--user-name", "Ada")["Tags"] == [{"Key": "A", "Value": "2"}]
    aws("iam", "update-user", "--user-name", "Ada", "--new-user-name", "Countess", "--new-path", "/")
    assert aws("iam", "get-user", "--user-name", "Countess")["User"]["UserId"] == created["UserId"]
    assert aws("iam", "delete-user", "--user-name", "Countess") is None
    assert aws("iam", "list-users") == {"Users": []}


def test_lists_are_paged_by_the_server_and_cut_by_the_client(aws):
    for name in "abcde":
        aws("iam", "create-user", "--user-name", name)
    assert aws("iam", "list-users", "--page-size", "2", "--query", "Users[].UserName") == list("abcde")
    first = aws("iam", "list-users", "--max-items", "3", "--page-size", "2")
    assert [user["UserName"] for user in first["Users"]] == ["a", "b", "c"]
    rest = aws("iam", "list-users", "--starting-token", first["NextToken"])
    assert [user["UserName"] for user in rest["Users"]] == ["d", "e"]


def test_errors_are_told_as_those_of_aws(run):
    missing = run("iam", "get-user", "--user-name", "nobody")
    assert missing.returncode == 254
    assert missing.stderr.strip() == (
        "An error occurred (NoSuchEntity) when calling the GetUser operation: "
        "The user with name nobody cannot be found."
    )
    invalid = run("iam", "create-user", "--user-name", "Ada", "--path", "team")
    assert invalid.returncode == 254
    assert invalid.stderr.strip() == (
        "An error occurred (ValidationError) when calling the CreateUser operation: "
        "The specified value for path is invalid. "
        "It must begin and end with / and contain only alphanumeric characters and/or / characters."
    )


def test_policies_are_tried_before_they_are_used(aws, run, account):
    arn = aws("iam", "create-user", "--user-name", "Ada")["User"]["Arn"]
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{account}/${{aws:username}}/*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    aws("iam", "put-user-policy", "--user-name", "Ada", "--policy-name", "own", "--policy-document", document)
    asked = ("--action-names", "s3:GetObject", "s3:PutObject", "--resource-arns", f"arn:aws:s3:::{account}/Ada/key")
    decisions = aws(
        "iam", "simulate-principal-policy", "--policy-source-arn", arn, *asked, "--page-size", "1",
        "--query", "EvaluationResults[].[EvalActionName, EvalDecision, MatchedStatements[0].SourcePolicyId]",
    )  # fmt: skip
    assert decisions == [["s3:GetObject", "allowed", "user_Ada_own"], ["s3:PutObject", "implicitDeny", None]]
    keys = aws("iam", "get-context-keys-for-principal-policy", "--policy-source-arn", arn)
    assert keys == {"ContextKeyNames": ["aws:username"]}
    wrong = run("iam", "simulate-custom-policy", "--policy-input-list", "{", "--action-names", "s3:GetObject")
    assert wrong.stderr.strip().endswith("operation: Policy input list item 1 has invalid content")
