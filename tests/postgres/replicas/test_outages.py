"""The database is stopped, crashes and comes back: what clients and load balancers are told, and that it passes."""

from outages import ACCOUNT, fail_all, prepare, wait_for_health
from servers import Replica

END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'iamlocal'"


def test_calls_fail_as_those_of_aws_while_the_database_is_stopped_and_pass_when_it_is_back(start, postgres):
    replicas = start(2, "--auth=enforce")
    keys, calls = prepare(replicas[0])
    for _ in range(2):
        with postgres.stopped():
            fail_all(replicas, keys, calls)
            fail_all(replicas, keys, calls)
        for replica in replicas:
            wait_for_health(replica)
            client = replica.client(ACCOUNT, keys)
            assert client.succeed("ListUsers").values("UserName") == ["Ada"]
            assert client.succeed("ListUserTags", UserName="Ada").values("Key") == []
            for action, parameters in calls:
                client.succeed(action, **parameters)
            client.succeed("UntagUser", UserName="Ada", TagKeys=["a"])
            client.succeed("DeleteUser", UserName="Eve")


def test_a_call_is_answered_though_its_connections_were_ended(start, postgres):
    """An operator's pg_terminate_backend, a load balancer that forgets, a fail-over that is over."""
    replicas = start(2, "--auth=enforce")
    keys, calls = prepare(replicas[0])
    for _ in range(2):
        for replica in replicas:
            client = replica.client(ACCOUNT, keys)
            for action, parameters in calls:
                postgres.ask(END_ALL)
                client.succeed(action, **parameters)
            client.succeed("DeleteUser", UserName="Eve")


def test_a_server_does_not_start_without_its_database_and_says_where_that_is(postgres, database):
    with postgres.stopped():
        said = Replica(database).output_of_failed_start()
    assert f"cannot open the database: the database postgresql://{postgres.folder}:{postgres.port}/t" in said
    assert "cannot be reached" in said


def test_a_server_ends_in_order_while_its_database_is_away(start, postgres):
    """Though what it observed cannot be written down any more."""
    server = start(1, "--auth=enforce")[0]
    keys, _ = prepare(server)
    server.client(ACCOUNT, keys).succeed("ListUsers")
    with postgres.stopped():
        server.end()
    assert "the last uses of 1 access keys and 1 actions could not be written" in server.log()


def test_servers_go_over_to_the_standby_that_became_the_primary(start, postgres, database):
    """By themselves, and never to a standby that is one still, of which they could only read."""
    with postgres.standby() as (port, promote):
        hosts = f"?host={postgres.folder},{postgres.folder}&port={postgres.port},{port}"
        replicas = start(2, uri=database.partition("?")[0] + hosts)
        for number, replica in enumerate(replicas):
            replica.client(ACCOUNT).succeed("CreateUser", UserName=f"Ada{number}")
        # A primary that is stopped in order has told its standby everything.
        with postgres.stopped():
            assert [replica.health()[0] for replica in replicas] == [503, 503]
            promote()
            for number, replica in enumerate(replicas):
                wait_for_health(replica)
                replica.client(ACCOUNT).succeed("CreateUser", UserName=f"Bob{number}")
                assert {"Ada0", "Ada1"} < set(replica.client(ACCOUNT).succeed("ListUsers").values("UserName"))
            for replica in replicas:
                replica.end()
