"""Three servers on one database, asked at once about few names: what clients see is one user after the other."""

import collections
import math
import random
import threading
import time

import pytest

from linearizability import ABSENT, Call, explain, no_users, perform_on_users
from servers import Unanswered

ACCOUNT = "411111111111"
POLICY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
# Users are renamed between the names of one family, which is what the checker calls an object.
FAMILIES = [["Ada", "Bob", "Cy"], ["Dan", "Eve", "Fay"], ["Gus", "Hal", "Ivy"]]
CLIENTS_OF_EACH = 3
CALLS_OF_EACH = 220


def ask(client, family, action):
    """The outcome in the words of the checker. The operations are carried out as anybody's client would."""
    verb, *places = action
    names = [FAMILIES[family][place] for place in places]
    if verb == "list":
        answer = client.call("ListUsers", PathPrefix=f"/{family}/")
        if answer.code:
            return answer.code
        ids = dict(zip(answer.values("UserName"), answer.values("UserId")))
        return tuple(ids.get(name) for name in FAMILIES[family])
    user = {"UserName": names[0]}
    if verb == "create":
        answer = client.call("CreateUser", Path=f"/{family}/", **user)
        return answer.code or answer.value("UserId")
    if verb == "get":
        answer = client.call("GetUser", **user)
        return answer.code or answer.value("UserId")
    if verb == "attached":
        answer = client.call("ListAttachedUserPolicies", **user)
        return answer.code or ("yes" if answer.values("PolicyArn") else "no")
    if verb == "rename":
        return client.call("UpdateUser", NewUserName=names[1], **user).code
    if verb == "delete":
        return client.call("DeleteUser", **user).code
    operation = {"attach": "AttachUserPolicy", "detach": "DetachUserPolicy"}[verb]
    return client.call(operation, PolicyArn=POLICY, **user).code


CHANGES = {"create": 4, "rename": 3, "delete": 4, "attach": 2, "detach": 3}
READS = {"get": 3, "attached": 1, "list": 2}


def random_action(source):
    verbs = CHANGES | READS
    verb = source.choices(list(verbs), verbs.values())[0]
    places = source.sample(range(len(FAMILIES[0])), {"rename": 2, "list": 0}.get(verb, 1))
    return (verb, *places)


class Storm:
    """Clients of all servers at once. One whose server is gone goes on with the first."""

    def __init__(self, replicas):
        self.replicas = replicas
        self.histories = collections.defaultdict(list)
        self.wrong = []
        self._progress = threading.Semaphore(0)
        self._threads = [
            threading.Thread(target=self._run, args=(number, replica))
            for number, replica in enumerate(replicas * CLIENTS_OF_EACH)
        ]

    def begin(self):
        for thread in self._threads:
            thread.start()

    def wait_for_calls(self, count):
        for _ in range(count):
            self._progress.acquire()

    def finish(self):
        for thread in self._threads:
            thread.join()
        for why in self.wrong:
            raise why

    def _run(self, number, replica):
        try:
            source = random.Random(number)
            client = replica.client(ACCOUNT)
            for _ in range(CALLS_OF_EACH):
                client = self._call(client, source)
                self._progress.release()
        except BaseException as why:  # raised by finish()
            self.wrong.append(why)

    def _call(self, client, source):
        family, action = source.randrange(len(FAMILIES)), random_action(source)
        start = time.monotonic()
        try:
            outcome, end = ask(client, family, action), time.monotonic()
        except Unanswered:
            outcome, end = None, math.inf
            client = self.replicas[0].client(ACCOUNT)
        self.histories[family].append(Call(start, end, action, outcome))
        return client


def check(storm):
    for family, history in storm.histories.items():
        wrong = explain(history, no_users(len(FAMILIES[0])), perform_on_users)
        assert wrong is None, f"family {family}: {wrong}"
    # Where nothing was refused nothing met.
    outcomes = {call.outcome for history in storm.histories.values() for call in history}
    assert {"", ABSENT, "EntityAlreadyExists", "DeleteConflict"} <= outcomes


def test_what_clients_of_three_servers_see_is_linearizable(start):
    storm = Storm(start(3))
    storm.begin()
    storm.finish()
    check(storm)
    assert all(call.end != math.inf for history in storm.histories.values() for call in history)


def test_it_is_while_one_of_them_is_killed(start):
    replicas = start(3)
    storm = Storm(replicas)
    storm.begin()
    storm.wait_for_calls(CALLS_OF_EACH * 3)
    replicas[2].kill()
    storm.finish()
    check(storm)
    assert any(call.end == math.inf for history in storm.histories.values() for call in history)


def test_what_clients_of_two_databases_see_is_not(start, postgres):
    """As if two servers did not share what they store: that the two tests above can fail."""
    storm = Storm(start(1) + start(1, uri=postgres.database()))
    storm.begin()
    storm.finish()
    with pytest.raises(AssertionError, match="none of these can be next"):
        check(storm)
