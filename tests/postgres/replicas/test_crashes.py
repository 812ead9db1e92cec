"""Servers are killed and the database crashes while clients write: what was answered is there, nothing is half there.

IAM_CRASH_ROUNDS says how often; the default is few, for every run of the tests.
"""

import base64
import hashlib
import itertools
import json
import os
import threading

import pytest

from servers import Failed, Unanswered

ROUNDS = int(os.environ.get("IAM_CRASH_ROUNDS", "12"))
CLIENTS = 6
# So many calls were answered before something is killed, and the clients go on.
CALLS_BEFORE = 12

POLICY = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}'
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
TAGS = [{"Key": "one", "Value": "1"}, {"Key": "two", "Value": "2"}]
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}},
    }
)


# Each call writes rows of several tables. The state of an account tells what there is of it: `whole` is what has to be
# there of a call that was carried out, in the words of state documents, and names are unique.


def make_user(client, name):
    client.succeed("CreateUser", UserName=name, PermissionsBoundary=READ_ONLY, Tags=TAGS)


def make_role(client, name):
    role = {"RoleName": name, "AssumeRolePolicyDocument": TRUST, "PermissionsBoundary": READ_ONLY, "Tags": TAGS}
    client.succeed("CreateRole", **role)


def make_policy(client, name):
    client.succeed("CreatePolicy", PolicyName=name, PolicyDocument=POLICY, Tags=TAGS)


def key_id(of):
    return "AKIA" + base64.b32encode(hashlib.sha256(of.encode()).digest()).decode()[:16]


def make_team(client, name):
    """A group, and a user in it who has everything."""
    document = {
        "Groups": [{"GroupName": name, "AttachedManagedPolicies": [READ_ONLY]}],
        "Users": [
            {
                "UserName": name,
                "GroupList": [name],
                "Tags": {"one": "1", "two": "2"},
                "LoginProfile": {"Password": "Correct-Horse-9"},
                "AccessKeys": [{"AccessKeyId": key_id(f"{client.account} {name}"), "SecretAccessKey": "s" * 40}],
                "UserPolicyList": [{"PolicyName": "inline", "PolicyDocument": json.loads(POLICY)}],
                "AttachedManagedPolicies": [READ_ONLY],
            }
        ],
    }
    status, answer = client.put_in(f"/_iam/seed?account={client.account}", json.dumps(document))
    if status == 500:
        raise Failed(answer)
    assert status == 200, answer


def make_and_delete_user(client, name):
    make_user(client, name)
    client.succeed("DeleteUser", UserName=name)


def is_tagged(entity):
    return entity.get("Tags") == TAGS and "PermissionsBoundary" in entity


def whole_user(state, name):
    return is_tagged(state["Users"][name])


def whole_role(state, name):
    return is_tagged(state["Roles"][name]) and "AssumeRolePolicyDocument" in state["Roles"][name]


def whole_policy(state, name):
    policy = state["Policies"][name]
    return policy.get("Tags") == TAGS and "s3:*" in json.dumps(policy)


def whole_team(state, name):
    user = state["Users"][name]
    parts = ("LoginProfile", "AccessKeys", "UserPolicyList", "AttachedManagedPolicies")
    return (
        user.get("GroupList") == [name]
        and user.get("Tags") == TAGS
        and all(user.get(part) for part in parts)
        and bool(state["Groups"][name].get("AttachedManagedPolicies"))
    )


# How it is made; in which lists of a state it then is; whether all of it is.
KINDS = {
    "user": (make_user, ["Users"], whole_user),
    "role": (make_role, ["Roles"], whole_role),
    "policy": (make_policy, ["Policies"], whole_policy),
    "team": (make_team, ["Users", "Groups"], whole_team),
    "gone": (make_and_delete_user, ["Users"], whole_user),
}


class Writers:
    """Clients that make things until their servers or the database are gone."""

    def __init__(self, replicas, account):
        self.answered = {}  # whether it was answered that the thing is there, by name
        self.wrong = []
        self._progress = threading.Semaphore(0)
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(number, replicas[number % len(replicas)].client(account)))
            for number in range(CLIENTS)
        ]

    def begin(self):
        for thread in self._threads:
            thread.start()

    def wait_for_calls(self, count):
        for _ in range(count):
            self._progress.acquire()

    def finish(self):
        self._stopped.set()
        for thread in self._threads:
            thread.join()
        for why in self.wrong:
            raise why

    def _run(self, number, client):
        try:
            for count, kind in enumerate(itertools.cycle(KINDS)):
                name = f"{kind}{number}x{count}"
                self.answered[name] = False
                try:
                    KINDS[kind][0](client, name)
                    self.answered[name] = True
                except Unanswered:
                    return
                except Failed:
                    pass
                self._progress.release()
                if self._stopped.is_set():
                    return
        except BaseException as why:  # raised by finish()
            self.wrong.append(why)
        finally:
            self._progress.release()


def crash(what, postgres, replicas):
    if what == "the database":
        postgres.crash_and_restart()
    elif what == "a server":
        replicas[0].kill()
    else:
        for replica in replicas:
            replica.kill()
        if what == "everything":
            postgres.crash_and_restart()


def state_of(client):
    """What is stored of the account: lists as objects, by name."""
    status, state = client.get(f"/_iam/state?account={client.account}&as=json")
    assert status == 200, state
    names = {"Users": "UserName", "Groups": "GroupName", "Roles": "RoleName", "Policies": "PolicyName"}
    return {part: {entity[name]: entity for entity in state.get(part, [])} for part, name in names.items()}


def check(writers, state):
    """Answers how many of the calls that were not answered have happened."""
    unexpected = set().union(*state.values()) - set(writers.answered)
    assert not unexpected
    happened = 0
    for name, was_answered in writers.answered.items():
        kind = name.rstrip("0123456789").rstrip("x").rstrip("0123456789")
        _, lists, is_whole = KINDS[kind]
        present = [name in state[part] for part in lists]
        assert all(present) or not any(present), f"half of {name}"
        if was_answered:
            assert present[0] == (kind != "gone"), f"{name} was answered, and is {'there' if present[0] else 'lost'}"
        if present[0]:
            assert is_whole(state, name), f"not all of {name}: {[state[part][name] for part in lists]}"
            happened += not was_answered
    return happened


# Rows that no call would leave, put to the database itself.
ORPHANS = """
SELECT 'tags', count(*) FROM tags WHERE entity NOT IN (SELECT id FROM entities)
UNION ALL SELECT 'entities', count(*) FROM entities e WHERE
  NOT EXISTS (SELECT FROM users WHERE id = e.id) AND NOT EXISTS (SELECT FROM roles WHERE id = e.id)
  AND NOT EXISTS (SELECT FROM groups WHERE id = e.id) AND NOT EXISTS (SELECT FROM policies WHERE id = e.id)
"""


@pytest.mark.parametrize("what", ["the database", "a server", "all servers", "everything"])
def test_what_was_answered_survives_the_crash_of(what, postgres, database, start):
    replicas = start(3)
    answered = 0
    for number in range(max(1, ROUNDS // 4)):
        writers = Writers(replicas, str(420_000_000_000 + number))
        writers.begin()
        writers.wait_for_calls(CALLS_BEFORE)
        crash(what, postgres, replicas)
        writers.finish()
        gone = [replica for replica in replicas if replica.process.poll() is not None]
        replicas = [replica for replica in replicas if replica not in gone] + start(len(gone))
        for replica in replicas:
            check(writers, state_of(replica.client(str(420_000_000_000 + number))))
        answered += sum(writers.answered.values())
    assert answered >= CALLS_BEFORE
    assert postgres.ask(ORPHANS, database) == ["tags|0", "entities|0"]
