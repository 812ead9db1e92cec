"""A change that one server has answered decides on all of them."""

import json
import random
import threading
import time

from linearizability import Call, explain

ACCOUNT = "441111111111"
ROOT = (ACCOUNT, "test")
ROUNDS = 8


def policy(effect):
    return json.dumps(
        {"Version": "2012-10-17", "Statement": {"Effect": effect, "Action": "iam:GetUser", "Resource": "*"}}
    )


def may(client):
    """Whether Ada may look at herself, by this server."""
    code = client.call("GetUser", UserName="Ada").code
    assert code in ("", "AccessDenied"), code
    return code == ""


def a_user(root):
    root.succeed("CreateUser", UserName="Ada")
    return root.succeed("CreateAccessKey", UserName="Ada").credentials()[:2]


def put(root, effect):
    root.succeed("PutUserPolicy", UserName="Ada", PolicyName="p", PolicyDocument=policy(effect))


def each_change_decides(start, prepare, changes):
    """`changes` are pairs: what is done, and whether Ada then may."""
    replicas = start(3, "--auth=enforce")
    roots = [replica.client(ACCOUNT, ROOT) for replica in replicas]
    keys = a_user(roots[0])
    arn = prepare(roots[0])
    clients = [replica.client(ACCOUNT, keys) for replica in replicas]
    source = random.Random(1)
    for round_ in range(ROUNDS):
        for change, expected in changes:
            change(source.choice(roots), arn)
            assert [may(client) for client in clients] == [expected] * 3, f"round {round_}"


def test_a_policy_of_a_user_decides_on_all_servers_once_it_was_answered(start):
    each_change_decides(
        start,
        lambda root: None,
        [
            (lambda root, _: put(root, "Allow"), True),
            (lambda root, _: put(root, "Deny"), False),
            (lambda root, _: put(root, "Allow"), True),
            (lambda root, _: root.succeed("DeleteUserPolicy", UserName="Ada", PolicyName="p"), False),
        ],
    )


def test_a_managed_policy_decides_when_it_is_attached_and_by_its_default_version(start):
    def prepare(root):
        arn = root.succeed("CreatePolicy", PolicyName="m", PolicyDocument=policy("Allow")).value("Arn")
        root.succeed("CreatePolicyVersion", PolicyArn=arn, PolicyDocument=policy("Deny"))
        return arn

    def set_default(version):
        return lambda root, arn: root.succeed("SetDefaultPolicyVersion", PolicyArn=arn, VersionId=version)

    each_change_decides(
        start,
        prepare,
        [
            (lambda root, arn: root.succeed("AttachUserPolicy", UserName="Ada", PolicyArn=arn), True),
            (set_default("v2"), False),
            (set_default("v1"), True),
            (lambda root, arn: root.succeed("DetachUserPolicy", UserName="Ada", PolicyArn=arn), False),
        ],
    )


def test_a_membership_and_a_boundary_decide_on_all_servers(start):
    bounded = {"UserName": "Ada", "PermissionsBoundary": "arn:aws:iam::aws:policy/AmazonS3FullAccess"}
    member = {"UserName": "Ada", "GroupName": "g"}

    def prepare(root):
        root.succeed("CreateGroup", GroupName="g")
        root.succeed("PutGroupPolicy", GroupName="g", PolicyName="p", PolicyDocument=policy("Allow"))

    each_change_decides(
        start,
        prepare,
        [
            (lambda root, _: root.succeed("AddUserToGroup", **member), True),
            (lambda root, _: root.succeed("PutUserPermissionsBoundary", **bounded), False),
            (lambda root, _: root.succeed("DeleteUserPermissionsBoundary", UserName="Ada"), True),
            (lambda root, _: root.succeed("RemoveUserFromGroup", **member), False),
        ],
    )


def test_a_key_that_was_deactivated_on_one_server_is_refused_by_all(start):
    replicas = start(3, "--auth=enforce")
    roots = [replica.client(ACCOUNT, ROOT) for replica in replicas]
    keys = a_user(roots[0])
    put(roots[0], "Allow")
    clients = [replica.client(ACCOUNT, keys) for replica in replicas]
    for round_ in range(ROUNDS):
        root = roots[round_ % 3]
        root.succeed("UpdateAccessKey", UserName="Ada", AccessKeyId=keys[0], Status="Inactive")
        assert {client.call("GetUser", UserName="Ada").code for client in clients} == {"InvalidClientTokenId"}
        root.succeed("UpdateAccessKey", UserName="Ada", AccessKeyId=keys[0], Status="Active")
        assert all(may(client) for client in clients)


def perform_on_permission(state, call):
    if call.action == "may":
        return state if call.outcome == state else None
    return call.action


def test_decisions_of_all_servers_while_a_policy_changes_are_linearizable(start):
    """Also those that are made while the change is on its way: never the new one, and then the old one again."""
    replicas = start(3, "--auth=enforce")
    roots = [replica.client(ACCOUNT, ROOT) for replica in replicas]
    keys = a_user(roots[0])
    put(roots[0], "Deny")
    history, wrong = [], []
    decided = threading.Semaphore(0)
    changing = threading.Event()
    changing.set()

    def record(action, ask):
        call_start = time.monotonic()
        outcome = ask()
        history.append(Call(call_start, time.monotonic(), action, outcome))

    def decide(replica):
        try:
            client = replica.client(ACCOUNT, keys)
            while changing.is_set():
                record("may", lambda: "Allow" if may(client) else "Deny")
                decided.release()
        except BaseException as why:  # raised below
            wrong.append(why)
            decided.release(len(threads) * 2)

    threads = [threading.Thread(target=decide, args=(replica,)) for replica in replicas * 2]
    for thread in threads:
        thread.start()
    for number in range(40):
        effect = ["Allow", "Deny"][number % 2]
        record(effect, lambda: put(roots[number % 3], effect))
        # So many that each server has decided at least once from its beginning after the change.
        while decided.acquire(blocking=False):
            pass
        for _ in range(len(threads) * 2):
            decided.acquire()
        if wrong:
            break
    changing.clear()
    for thread in threads:
        thread.join()
    for why in wrong:
        raise why
    assert explain(history, "Deny", perform_on_permission) is None
    assert {call.outcome for call in history if call.action == "may"} == {"Allow", "Deny"}
