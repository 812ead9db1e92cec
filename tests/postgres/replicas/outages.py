"""What tests ask of servers whose database is away."""

import xml.etree.ElementTree

from servers import at_once

ACCOUNT = "461111111111"
ROOT = (ACCOUNT, "test")


def prepare(replica):
    """The names of AWS's operations, and what each is given."""
    root = replica.client(ACCOUNT, ROOT)
    root.succeed("CreateUser", UserName="Ada")
    trust = '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}}' % ACCOUNT
    role = root.succeed("CreateRole", RoleName="r", AssumeRolePolicyDocument=trust).value("Arn")
    keys = root.succeed("CreateAccessKey", UserName="Ada").credentials()[:2]
    root.succeed("AttachUserPolicy", UserName="Ada", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    return keys, [
        ("GetUser", {"UserName": "Ada"}),
        ("ListUsers", {}),
        ("CreateUser", {"UserName": "Eve"}),
        ("TagUser", {"UserName": "Ada", "Tags": [{"Key": "a", "Value": "b"}]}),
        ("AssumeRole", {"RoleArn": role, "RoleSessionName": "me"}),
        ("GetSessionToken", {}),
    ]


def assert_failure_as_of_aws(answer):
    """What SDKs take for the server's fault, and ask again after."""
    assert (answer.status, answer.code) in [(500, "ServiceFailure"), (503, "ServiceUnavailable")], answer.text
    error = xml.etree.ElementTree.fromstring(answer.text)
    assert error.tag.endswith("}ErrorResponse")
    assert answer.value("Type") == "Receiver" and answer.value("Message") and answer.value("RequestId")
    # Nothing of what is behind it.
    assert "postgres" not in answer.text.lower() and "SQLSTATE" not in answer.text


def wait_for_health(replica):
    while replica.health()[0] != 200:
        assert replica.process.poll() is None, replica.log()


def fail_all(replicas, keys, calls):
    """Every call to every server at once, which fails, and the health that each tells meanwhile."""
    asked = [
        lambda r=replica, action=action, parameters=parameters: r.client(ACCOUNT, keys).call(action, **parameters)
        for replica in replicas
        for action, parameters in calls
    ]
    answers = at_once(asked + [replica.health for replica in replicas])
    for answer in answers[: len(asked)]:
        assert_failure_as_of_aws(answer)
    for status, state in answers[len(asked) :]:
        assert (status, state["status"]) == (503, "the database cannot be reached")
