"""What the tests of the papers share: the built program, and a stage of its own for each paper."""

import os

import pytest

from blocks import ROOT
from stage import Stage


def pytest_configure(config):
    if not os.environ.get("IAMLOCAL_BINARY"):
        pytest.exit("IAMLOCAL_BINARY names the program to test; ctest sets it", returncode=1)


@pytest.fixture
def stage(tmp_path):
    here = Stage(tmp_path, ROOT)
    yield here
    here.leave()
