"""The database does not answer: no call waits for ever, and when it wakes up all goes on."""

import concurrent.futures
import os
import signal
import socket

from outages import ACCOUNT, assert_failure_as_of_aws, fail_all, prepare, wait_for_health
from servers import at_once


def test_a_frozen_database_holds_no_call_for_ever(start, postgres):
    replicas = start(2, "--auth=enforce")
    keys, calls = prepare(replicas[0])
    with postgres.frozen():
        fail_all(replicas, keys, calls)
    for replica in replicas:
        wait_for_health(replica)
        client = replica.client(ACCOUNT, keys)
        for action, parameters in calls:
            if action.startswith("Create"):
                # It may have been carried out when the database woke up, which nobody was told.
                assert client.call(action, **parameters).code in ("", "EntityAlreadyExists")
                client.succeed("DeleteUser", **parameters)
            else:
                client.succeed(action, **parameters)


def test_a_host_that_takes_connections_and_says_nothing_is_passed_by(start, postgres, database):
    """A machine that is off is the usual case of a fail-over; others drop what they are sent."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hosts = f"?host=127.0.0.1,{postgres.folder}&port={silent.getsockname()[1]},{postgres.port}"
        replica = start(1, uri=database.partition("?")[0] + hosts)[0]
        replica.client(ACCOUNT).succeed("CreateUser", UserName="Ada")


def test_a_lock_that_somebody_holds_fails_writes_and_no_reads(start, postgres, database):
    """As a server does that stopped in the middle of a write, or whoever looks into the database by hand."""
    replicas = start(2)
    roots = [replica.client(ACCOUNT) for replica in replicas]
    roots[0].succeed("CreateUser", UserName="Ada")
    with postgres.session(database) as ask:
        assert ask("BEGIN; SELECT 'locked' FROM iam_state FOR UPDATE") == "locked"
        writes = [lambda r=root: r.call("CreateUser", UserName=f"Eve{roots.index(r)}") for root in roots]
        reads = [lambda r=replica: r.client(ACCOUNT).succeed("ListUsers").values("UserName") for replica in replicas]
        answers = at_once(writes + reads + [replica.health for replica in replicas])
        for answer in answers[:2]:
            assert_failure_as_of_aws(answer)
        assert answers[2:4] == [["Ada"]] * 2
        assert [status for status, _ in answers[4:]] == [200, 200]
    for root in roots:
        root.succeed("CreateUser", UserName=f"Bob{roots.index(root)}")
    assert roots[0].succeed("ListUsers").values("UserName") == ["Ada", "Bob0", "Bob1"]


def wait_for_connection(postgres, database, condition):
    """Until a server has a connection of which this is true."""
    query = f"SELECT 1 FROM pg_stat_activity WHERE application_name = 'iamlocal' AND {condition}"
    while not postgres.ask(query, database):
        pass


def test_a_server_that_stands_still_amid_a_write_holds_up_no_other(start, postgres, database):
    still, other = start(2)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        with postgres.session(database) as ask:
            assert ask("BEGIN; SELECT 'locked' FROM iam_state FOR UPDATE") == "locked"
            lost = pool.submit(still.client(ACCOUNT).call, "CreateUser", UserName="Ada")
            wait_for_connection(postgres, database, "wait_event_type = 'Lock'")
            os.kill(still.process.pid, signal.SIGSTOP)
        try:
            # Whoever asks before it has the lock may have it first, though it waits longer.
            wait_for_connection(postgres, database, "state = 'idle in transaction'")
            other.client(ACCOUNT).succeed("CreateUser", UserName="Eve")
        finally:
            os.kill(still.process.pid, signal.SIGCONT)
        assert_failure_as_of_aws(lost.result())
    still.client(ACCOUNT).succeed("CreateUser", UserName="Bob")
    assert other.client(ACCOUNT).succeed("ListUsers").values("UserName") == ["Bob", "Eve"]
