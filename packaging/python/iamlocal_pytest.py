"""The fixtures that pytest has of iamlocal, by itself where the wheel is installed."""

import contextlib
import importlib.metadata
import os
import sys

import pytest

from iamlocal import start

# The first that read AWS_ENDPOINT_URL by themselves.
_BOTOCORE_WITH_ENDPOINTS = (1, 31)


@pytest.fixture(scope="session")
def iamlocal_options():
    """The options of the session's server, as `iamlocal.start` takes them: to be overridden."""
    return {}


@pytest.fixture(scope="session")
def iamlocal_server(iamlocal_options):
    """The server of the session; with pytest-xdist, of the worker. Whoever asks for it has clients that reach it."""
    with start(**iamlocal_options) as server:
        _path.server = server
        yield server
        _path.server = None


@pytest.fixture
def iamlocal(iamlocal_server, monkeypatch):
    """A fresh account of the session's server. Clients of AWS that the test makes reach it, and never AWS."""
    account = iamlocal_server.account()
    _lead(account, monkeypatch)
    yield account
    _forget_default_session()


# --- Fixtures of users ------------------------------------------------------------------------------------------------


class _Path:
    """Leads clients to the session's server, as its root, for whatever asks for it: fixtures of any scope while they
    are made and torn down, and tests. Nobody else notices: other tests may want AWS, or a mock of it."""

    def __init__(self):
        self.server = None
        self._followers = {"iamlocal_server"}
        self._before = None
        self._led = None
        self._depth = 0

    def is_for(self, fixture):
        """Whether it asks for the server, or for a fixture that does: those were made before it."""
        asks = not self._followers.isdisjoint(fixture.argnames)
        if asks:
            self._followers.add(fixture.argname)
        # An account leads further by itself.
        return asks and fixture.argname != "iamlocal"

    def begin(self):
        if self.server is None or os.environ.get("AWS_ENDPOINT_URL") == self.server.url:
            return
        self._before = pytest.MonkeyPatch()
        _lead(self.server, self._before)
        self._led = _variables_of_clients()

    @contextlib.contextmanager
    def held(self):
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            # Where a fixture leads on for longer, as by `account.applied()`, it puts back first what it found.
            if self._depth == 0 and self._before is not None and _variables_of_clients() == self._led:
                self._before.undo()
                self._before = None
                _forget_default_session()


_path = _Path()


@pytest.hookimpl(hookwrapper=True)
def pytest_fixture_setup(fixturedef, request):
    if not _path.is_for(fixturedef):
        yield
        return
    with _path.held():
        _path.begin()
        yield
        fixturedef.addfinalizer(_path.begin)  # before all that was added meanwhile


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    with _path.held():
        if "iamlocal_server" in getattr(item, "fixturenames", ()):
            _path.begin()
        yield


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item):
    with _path.held():
        yield


def _variables_of_clients():
    return {name: value for name, value in os.environ.items() if name.startswith("AWS_")}


# --- Clients ----------------------------------------------------------------------------------------------------------


def _lead(place, monkeypatch):
    """Makes clients from here on reach a server, or an account of it, and nothing else."""
    for name, value in place.changes(os.environ).items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    _lead_old_botocore(place, monkeypatch)
    _forget_default_session()


def _forget_default_session():
    """boto3 keeps the credentials of the test that first made a client without a session."""
    if boto3 := sys.modules.get("boto3"):
        boto3.DEFAULT_SESSION = None


def _lead_old_botocore(place, monkeypatch):
    """Gives the endpoint to clients of a botocore that does not read it from the environment, as Debian 12's."""
    try:
        version = importlib.metadata.version("botocore")
    except importlib.metadata.PackageNotFoundError:
        return
    if tuple(int(part) for part in version.split(".")[:2]) >= _BOTOCORE_WITH_ENDPOINTS:
        return
    import botocore.session

    create_client = botocore.session.Session.create_client

    def create_client_here(self, service_name, *args, **options):
        # The endpoint is the fifth argument behind the name of the service.
        if len(args) < 5 and options.get("endpoint_url") is None:
            options["endpoint_url"] = place.url
        return create_client(self, service_name, *args, **options)

    monkeypatch.setattr(botocore.session.Session, "create_client", create_client_here)
