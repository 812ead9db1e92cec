"""What the tests of several servers on one database share."""

import contextlib

import pytest

import servers


@pytest.fixture(scope="session")
def postgres():
    return servers.Postgres()


@pytest.fixture
def database(postgres):
    return postgres.database()


@pytest.fixture
def start(database):
    """A function that starts servers at once, and answers them when all listen."""
    started = []

    def begin(count, *flags, uri=database):
        replicas = [servers.Replica(uri, *flags) for _ in range(count)]
        started.extend(replicas)
        for replica in replicas:
            assert replica.address
        return replicas

    yield begin
    with contextlib.ExitStack() as ends:
        for replica in started:
            ends.callback(replica.end)
