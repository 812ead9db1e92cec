"""What the tests of the papers share: the built program, and a stage of its own for each paper."""

import os
import subprocess

import pytest

from blocks import ROOT
from environment import clean_environment
from stage import Stage, program


def pytest_configure(config):
    if not os.environ.get("IAMLOCAL_BINARY"):
        pytest.exit("IAMLOCAL_BINARY names the program to test; ctest sets it", returncode=1)


@pytest.fixture
def stage(tmp_path):
    here = Stage(tmp_path, ROOT)
    yield here
    here.leave()


@pytest.fixture(scope="module")
def endpoint():
    """Of a server that answers at every endpoint there is."""
    command = [program(), "serve", "--port", "0", "--log-level", "error", "--test-idp", "on", "--credentials-role", "App"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=clean_environment()) as server:
        yield server.stdout.readline().split()[-1]
        server.terminate()
