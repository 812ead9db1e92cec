"""What one server gave out is good on every other: sessions, tokens and the keys behind them."""

import json

import pytest

from servers import at_once

ACCOUNT = "431111111111"
ROOT = (ACCOUNT, "test")


def a_user(replica):
    """The keys of one who may do everything."""
    root = replica.client(ACCOUNT, ROOT)
    root.succeed("CreateUser", UserName="Ada")
    root.succeed("AttachUserPolicy", UserName="Ada", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    return root.succeed("CreateAccessKey", UserName="Ada").credentials()[:2]


def a_role(replica, principal):
    root = replica.client(ACCOUNT, ROOT)
    action = "sts:AssumeRoleWithWebIdentity" if "Federated" in principal else "sts:AssumeRole"
    statement = {"Effect": "Allow", "Action": action, "Principal": principal}
    trust = json.dumps({"Version": "2012-10-17", "Statement": statement})
    return root.succeed("CreateRole", RoleName="reader", AssumeRolePolicyDocument=trust).value("Arn")


def allow_listing(replica):
    policy = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"}}
    root = replica.client(ACCOUNT, ROOT)
    root.succeed("PutRolePolicy", RoleName="reader", PolicyName="p", PolicyDocument=json.dumps(policy))


def callers(replicas, credentials):
    return {r.client(ACCOUNT, credentials).succeed("GetCallerIdentity").value("Arn") for r in replicas}


def test_a_role_assumed_on_one_server_acts_on_all(start):
    replicas = start(3, "--auth=enforce")
    keys = a_user(replicas[0])
    role = a_role(replicas[0], {"AWS": ACCOUNT})
    allow_listing(replicas[1])
    for number, replica in enumerate(replicas):
        ada = replica.client(ACCOUNT, keys)
        session = ada.succeed("AssumeRole", RoleArn=role, RoleSessionName=f"s{number}").credentials()
        assert callers(replicas, session) == {f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/s{number}"}
        for other in replicas:
            client = other.client(ACCOUNT, session)
            assert client.succeed("ListUsers").values("UserName") == ["Ada"]
            assert client.call("ListRoles").code == "AccessDenied"


def test_session_tokens_and_federated_users_of_one_server_act_on_all(start):
    replicas = start(3, "--auth=enforce")
    keys = a_user(replicas[0])
    for replica in replicas:
        ada = replica.client(ACCOUNT, keys)
        assert callers(replicas, ada.succeed("GetSessionToken").credentials()) == {f"arn:aws:iam::{ACCOUNT}:user/Ada"}
        federated = ada.succeed("GetFederationToken", Name="Bob").credentials()
        assert callers(replicas, federated) == {f"arn:aws:sts::{ACCOUNT}:federated-user/Bob"}


def test_a_web_identity_begins_a_session_on_one_server_that_acts_on_all(start):
    replicas = start(3, "--auth=enforce", "--test-idp=on")
    issuer = "accounts.example.com"
    root = replicas[0].client(ACCOUNT, ROOT)
    made = root.succeed(
        "CreateOpenIDConnectProvider", Url=f"https://{issuer}", ClientIDList=["me"], ThumbprintList=["a" * 40]
    )
    provider = made.value("OpenIDConnectProviderArn")
    role = a_role(replicas[1], {"Federated": provider})
    for replica, other in zip(replicas, replicas[1:] + replicas[:1]):
        claims = {"iss": f"https://{issuer}", "sub": "ada", "aud": "me"}
        status, answer = replica.client().put_in("/_iam/oidc/token", json.dumps(claims))
        assert status == 200, answer
        session = other.client(ACCOUNT).succeed(
            "AssumeRoleWithWebIdentity", RoleArn=role, RoleSessionName="web", WebIdentityToken=answer["token"]
        )
        assert callers(replicas, session.credentials()) == {f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/web"}


@pytest.mark.parametrize("round_", range(3))
def test_servers_that_start_at_once_on_an_empty_database_have_the_same_keys(start, postgres, round_):
    replicas = start(4, "--auth=enforce", "--test-idp=on", uri=postgres.database(empty=True))
    keys = a_user(replicas[round_])
    for replica in replicas:
        session = replica.client(ACCOUNT, keys).succeed("GetSessionToken").credentials()
        assert callers(replicas, session) == {f"arn:aws:iam::{ACCOUNT}:user/Ada"}
    assert_one_key_set(replicas, "/_iam/oidc/jwks")


def assert_one_key_set(replicas, path):
    """Also of keys that nobody has asked for before."""
    published = at_once([lambda replica=replica: replica.client().get(path) for replica in replicas])
    assert published[0][0] == 200 and published[0][1]["keys"]
    assert published == published[:1] * len(replicas)


def test_keys_that_servers_make_at_once_for_tokens_are_made_once(start):
    replicas = start(3, "--auth=enforce")
    accounts = [str(int(ACCOUNT) + number) for number in range(3)]
    roots = [replica.client(account, (account, "test")) for replica, account in zip(replicas, accounts)]
    enabled = at_once([lambda root=root: root.succeed("EnableOutboundWebIdentityFederation") for root in roots])
    for issuer in [answer.value("IssuerIdentifier").removeprefix("https://") for answer in enabled]:
        assert_one_key_set(replicas, f"/_iam/token-issuers/{issuer}/.well-known/jwks.json")


def test_keys_outlive_every_server(start):
    first = start(1, "--auth=enforce")[0]
    session = first.client(ACCOUNT, a_user(first)).succeed("GetSessionToken").credentials()
    first.kill()
    assert callers(start(1, "--auth=enforce"), session) == {f"arn:aws:iam::{ACCOUNT}:user/Ada"}
