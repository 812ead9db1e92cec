"""The tools of `iamlocal mcp`, each with real questions, and the servers that they ask."""

import json
import subprocess
import urllib.request

import botocore.exceptions
import pytest

from environment import clean_environment
from mcp_agent import ACCOUNT, APP, BOB, PROGRAM, TIMEOUT_S, Agent, Server, agent, allow, policy
from mcp_agent import trust

BOBS_POLICY = policy(
    allow(
        "s3:GetObject", "arn:aws:s3:::logs/*", Condition={"StringEquals": {"aws:PrincipalTag/team": "blue"}}
    ),
    allow(["sqs:SendMessage", "iam:GetUser"]),
    {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*", "Sid": "NoWrites"},
)
SEED = {"Users": [{"UserName": "Bob", "UserPolicyList": [{"PolicyName": "logs", "PolicyDocument": BOBS_POLICY}]}]}


@pytest.fixture(scope="module")
def world():
    """A server with something in it, and an agent that asks it."""
    with Server("--auth", "soft") as server, Agent("--endpoint", server.url) as started:
        root = server.client()
        root.create_user(UserName="Bob")
        root.put_user_policy(UserName="Bob", PolicyName="logs", PolicyDocument=json.dumps(BOBS_POLICY))
        root.create_role(RoleName="App", AssumeRolePolicyDocument=json.dumps(trust({"Service": "ec2.amazonaws.com"})))
        key = root.create_access_key(UserName="Bob")["AccessKey"]
        server.bob = server.client(key=key["AccessKeyId"], secret=key["SecretAccessKey"])
        started.initialize()
        yield server, started


def test_arguments_that_are_wrong_are_told_to_the_model(agent, world):
    assert agent.failure("lint") == "there is no `document`"
    assert "did you mean `document`?" in agent.failure("lint", documnt="{}")
    assert agent.failure("lint", document="{}", type="x").startswith("`type` is one of identity,")
    assert agent.failure("simulate", action="s3:GetObject").startswith("say who asks")
    assert agent.failure("simulate", action="s3:GetObject", policies=7).startswith("say who asks")
    assert agent.failure("simulate", policies={})
    assert "such as s3:GetObject" in agent.failure("simulate", action="GetObject", policies={})
    _, agent = world
    assert agent.failure("who_can", action=7)
    assert agent.failure("who_can", action="s3:GetObject", limit=0) == "`limit` is a number from 1 to 10000"
    assert agent.failure("why_denied", limit="x") == "`limit` is a number from 1 to 100"
    assert agent.failure("least_privilege", principle=BOB).endswith("did you mean `principal`?")
    assert agent.failure("least_privilege")


def test_lint_tells_places_and_codes(agent):
    document = '{"Version": "2012-10-17",\n "Statement": {"Effect": "Allow", "Action": "s3:GetObjct", "Resource": "*"}}'
    told = agent.structured("lint", document=document)
    assert (told["savable"], told["found"]) == (True, 1)
    finding = told["findings"][0]
    assert (finding["start"]["line"], finding["start"]["column"], finding["code"]) == (2, 45, "unknown-action")
    assert agent.headline("lint", document=json.loads(document)) == "AWS would save this policy; findings: 1."
    assert "AWS would refuse" in agent.headline("lint", document=document, type="trust")
    assert agent.structured("lint", document=policy(allow("s3:GetObject", "arn:aws:s3:::logs/*")))["found"] == 0


def test_lint_leaves_out_what_is_too_much_and_says_so(agent):
    wrong = policy(*[allow(f"s3:Get{number}", "arn:aws:s3:::logs/*") for number in range(60)])
    told = agent.structured("lint", document=wrong)
    assert len(told["findings"]) == 50 and told["found"] > 50
    assert "The first 50 are told." in agent.headline("lint", document=wrong)


def test_simulate_decides_by_documents_alone(agent):
    bob = policy(allow("s3:GetObject", "arn:aws:s3:::logs/*"))
    asked = {"action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1", "policies": {"identity": bob}}
    assert agent.structured("simulate", **asked)["decision"] == "allowed"
    told = agent.structured("simulate", **(asked | {"action": "s3:PutObject"}))
    assert (told["decision"], told["decided_by"]) == ("implicitDeny", "identity")
    assert told["would_allow"] == {
        "statement": allow("s3:PutObject", "arn:aws:s3:::logs/1"),
        "is_enough": True,
        "then": {"decision": "allowed", "decided_by": "identity"},
    }


def test_simulate_says_when_a_statement_is_not_enough(agent):
    policies = {"identity": policy(allow("s3:*")), "boundary": policy(allow("sqs:*"))}
    told = agent.structured("simulate", action="iam:GetUser", policies=policies)
    assert told["would_allow"]["is_enough"] is False
    assert told["would_allow"]["then"]["decided_by"] == "boundary"
    assert "is not enough" in agent.headline("simulate", action="iam:GetUser", policies=policies)


def test_simulate_says_which_statement_is_near_and_which_key_is_missing(agent):
    condition = {"StringEquals": {"aws:PrincipalTag/team": "blue"}}
    bob = policy(allow("s3:GetObject", Condition=condition))
    told = agent.structured("simulate", action="s3:GetObject", policies={"identity": bob})
    near = told["near_statements"][0]["misses"][0]
    assert (near["key"], near["policy"], near["request"]) == ("aws:PrincipalTag/team", ["blue"], None)
    assert told["missing_context_keys"] == ["aws:PrincipalTag/team"]
    with_tag = agent.structured(
        "simulate", action="s3:GetObject", policies={"identity": bob}, context={"aws:PrincipalTag/team": "blue"}
    )
    assert with_tag["decision"] == "allowed"


def test_simulate_names_the_statement_that_denies(agent):
    bob = policy(allow("s3:*"), {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*", "Sid": "NoWrites"})
    told = agent.structured("simulate", action="s3:PutObject", policies={"identity": bob})
    assert told["decision"] == "explicitDeny" and "would_allow" not in told
    assert told["matched_statements"][0]["sid"] == "NoWrites"
    headline = agent.headline("simulate", action="s3:PutObject", policies={"identity": bob})
    assert headline.startswith("explicitDeny, by identity. No policy that the principal could be given")


def test_what_needs_a_server_says_how_to_get_one(agent):
    for name, arguments in (
        ("why_denied", {}),
        ("least_privilege", {"principal": BOB}),
        ("who_can", {"action": "s3:GetObject"}),
        ("simulate", {"action": "s3:GetObject", "principal": BOB}),
    ):
        told = agent.failure(name, **arguments)
        assert "nothing answers at 127.0.0.1 port 1" in told and "--endpoint" in told
    assert "answered without a server" in agent.structured("lint", document="{}")["note"]


# A server with something in it


def test_simulate_asks_about_whom_the_server_stores(world):
    _, agent = world
    asked = {"principal": BOB, "resource": "arn:aws:s3:::logs/1"}
    assert agent.structured("simulate", action="sqs:SendMessage", principal=BOB)["decision"] == "allowed"
    told = agent.structured("simulate", action="s3:GetObject", **asked)
    assert told["near_statements"][0]["policy"] == "user_Bob_logs"
    assert "note" not in told
    assert "there is no arn:aws:iam::123456789012:user/Bobby" in agent.failure(
        "simulate", action="s3:GetObject", principal=BOB + "by"
    )


def test_why_denied_tells_the_latest_and_one_and_a_fix_can_be_tried(world):
    server, agent = world
    server.bob.list_groups()
    server.bob.create_group(GroupName="G")
    latest = agent.structured("why_denied", limit=1)["denials"]
    assert [denial["action"] for denial in latest] == ["iam:CreateGroup"]
    denial = latest[0]
    assert denial["principal"] == BOB and denial["enforced"] is False
    assert denial["statement"]["Action"] == "iam:CreateGroup"
    assert "encoded_message" not in denial

    one = agent.structured("why_denied", authorization_id=denial["authorization_id"])["denials"][0]
    assert one["context"]["aws:username"] == ["Bob"]
    assert agent.structured("why_denied", request_id=denial["request_id"])["denials"][0]["action"] == "iam:CreateGroup"

    again = agent.structured("simulate", authorization_id=denial["authorization_id"])
    assert (again["decision"], again["action"]) == ("implicitDeny", "iam:CreateGroup")
    assert again["would_allow"]["is_enough"] is True
    tried = agent.structured(
        "simulate",
        authorization_id=denial["authorization_id"],
        policies={"extra_identity": policy(denial["statement"])},
    )
    assert tried["decision"] == "allowed"


def test_why_denied_tells_of_every_account(world):
    server, agent = world
    with pytest.raises(botocore.exceptions.ClientError):
        server.client("sts", key="111122223333").assume_role(RoleArn=APP, RoleSessionName="me")
    denied = agent.structured("why_denied", account="111122223333")["denials"]
    assert denied[0]["decided_by"] == "trust" and denied[0]["statement"] is None and denied[0]["why"]
    assert denied[0] in agent.structured("why_denied", limit=20)["denials"]
    assert "twelve digits" in agent.failure("why_denied", account="12")
    assert "to this account" in agent.headline("why_denied", account="444455556666")


def test_why_denied_tells_what_else_was_wrong(world):
    server, agent = world
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        server.client().get_user(UserName="Bobb")
    told = agent.structured("why_denied", request_id=refused.value.response["ResponseMetadata"]["RequestId"])
    assert told["denials"] == []
    assert told["request"]["help"] == {"did_you_mean": {"UserName": ["Bob"]}}
    assert agent.failure("why_denied", request_id="no-such") == "the server knows no request with this `request_id`"


def test_least_privilege_tells_what_was_done_and_what_was_not(world):
    server, agent = world
    server.bob.get_user()
    told = agent.structured("least_privilege", principal=BOB)
    assert {"Effect": "Allow", "Action": "iam:GetUser", "Resource": BOB} in told["policy"]["Statement"]
    services = {service["service"]: service for service in told["services"]}
    assert services["sqs"]["unused_actions"] == ["sqs:SendMessage"]
    assert services["iam"]["unused_actions"] == []
    one = agent.structured("least_privilege", principal=BOB, service="sqs")
    assert [each["service"] for each in one["services"]] == ["sqs"]
    assert "not seen to do anything" in agent.headline("least_privilege", principal=APP)
    assert agent.failure("least_privilege", principal=APP + "s") == "there is no such principal"


def test_who_can_tells_principals_and_whom_a_role_trusts(world):
    _, agent = world
    told = agent.structured("who_can", action="sqs:SendMessage")
    assert [principal["arn"] for principal in told["principals"]] == [f"arn:aws:iam::{ACCOUNT}:root", BOB]
    assert told["truncated"] is False
    one = agent.structured("who_can", action="sqs:SendMessage", limit=1)
    assert (len(one["principals"]), one["truncated"]) == (1, True)
    assert "Raise limit" in agent.headline("who_can", action="sqs:SendMessage", limit=1)
    trusted = agent.structured("who_can", action="sts:AssumeRole", resource=APP)["trusted"]
    assert [edge["from"] for edge in trusted] == ["ec2.amazonaws.com"]
    assert "no such role" in agent.headline("who_can", action="sts:AssumeRole", resource=APP + "s")
    assert agent.headline("who_can", action="sts:AssumeRole") == "Principals of the server that may: 0."


def test_what_would_be_too_long_is_not_told(world):
    server, agent = world
    root = server.client()
    for number in range(120):
        root.create_user(UserName="u" * 60 + str(number), Path="/" + "p" * 500 + "/")
    assert "ask for less at once" in agent.failure("who_can", action="sts:GetCallerIdentity", limit=200)
    assert len(agent.structured("who_can", action="sts:GetCallerIdentity", limit=20)["principals"]) == 20


def test_a_document_that_is_too_long_for_the_server_is_told_so(agent):
    told = agent.failure("lint", document="x" * 3_000_000)
    assert "413" in told or "longer" in told, told


# Where the server is


def test_a_seed_is_a_server_of_its_own_that_clients_reach(tmp_path):
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps(SEED))
    with Agent("--seed", str(seed), "--auth", "soft") as agent:
        instructions = agent.initialize()["instructions"]
        url = instructions.split("The server is ")[1].split(",")[0]
        assert agent.structured("simulate", action="sqs:SendMessage", principal=BOB)["decision"] == "allowed"
        with urllib.request.urlopen(url + "/_iam/health", timeout=TIMEOUT_S) as answer:
            assert json.load(answer)["auth"] == "soft"
        assert agent.end()[0] == 0


def test_the_environment_names_the_server(world):
    server, _ = world
    with Agent(AWS_ENDPOINT_URL=server.url) as agent:
        assert server.url in agent.initialize()["instructions"]
        assert agent.structured("who_can", action="sqs:SendMessage")["principals"]
    with Agent(AWS_ENDPOINT_URL_IAM=server.url, AWS_ENDPOINT_URL="http://127.0.0.1:1") as agent:
        assert server.url in agent.initialize()["instructions"]
    with Agent("--port", server.url.split(":")[-1], AWS_ENDPOINT_URL="http://127.0.0.1:1") as agent:
        assert server.url in agent.initialize()["instructions"]
    with Agent(AWS_ENDPOINT_URL="https://iam.amazonaws.com") as agent:
        assert "http://127.0.0.1:4566" in agent.initialize()["instructions"]
        assert b"AWS_ENDPOINT_URL is passed over" in agent.end()[1]


def test_the_token_of_the_operator_is_shown():
    with Server("--operator-token", "open-sesame") as server:
        with Agent("--endpoint", server.url) as agent:
            agent.initialize()
            assert "IAMLOCAL_OPERATOR_TOKEN" in agent.failure("why_denied")
        with Agent("--endpoint", server.url, IAMLOCAL_OPERATOR_TOKEN="open-sesame") as agent:
            agent.initialize()
            assert agent.structured("why_denied") == {"denials": []}


def test_a_server_with_a_certificate_of_its_own_is_asked():
    with Server("--tls", "self-signed") as server, Agent("--endpoint", server.url) as agent:
        agent.initialize()
        assert agent.structured("why_denied") == {"denials": []}


def test_a_server_that_comes_and_goes_is_found():
    with Server() as server:
        with Agent("--endpoint", server.url) as agent:
            agent.initialize()
            assert agent.structured("why_denied") == {"denials": []}
            server.process.kill()
            server.process.wait(timeout=TIMEOUT_S)
            assert "nothing answers" in agent.failure("why_denied")
            with Server(port=server.url.split(":")[-1]):
                assert agent.structured("why_denied") == {"denials": []}


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["--endpoint", "ftp://127.0.0.1"], "--endpoint is a URL such as"),
        (["--endpoint", "http://iam.example.com"], "--endpoint is a URL such as"),
        (["--endpoint", "http://127.0.0.1:4566", "--seed", "x"], "leave out --endpoint"),
        (["--endpiont", "x"], "did you mean --endpoint?"),
        (["--seed", "/nowhere/at/all"], "/nowhere/at/all"),
    ],
)
def test_a_command_line_that_is_wrong_is_refused(arguments, sentence):
    refused = subprocess.run(
        [PROGRAM, "mcp", *arguments], env=clean_environment(), capture_output=True, text=True, timeout=TIMEOUT_S
    )
    assert refused.returncode in (1, 2) and refused.stdout == ""
    assert sentence in refused.stderr
