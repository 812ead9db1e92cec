"""The wheel, installed into an environment of its own beside Debian's boto3 and pytest. ctest says where it is."""

import os
import pathlib
import subprocess
import sys

import pytest

from environment import clean_environment


@pytest.fixture(scope="session")
def wheel():
    (found,) = pathlib.Path(os.environ["PACKAGES"]).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def programs(wheel, tmp_path_factory):
    """The folder with `python`, `pytest` and `iamlocal` of an environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", folder], check=True)
    install = [folder / "bin" / "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel]
    subprocess.run(install, check=True, env=clean_environment())
    return folder / "bin"


@pytest.fixture
def run(programs, tmp_path):
    """Runs a command of that environment in an empty folder."""

    def run(*command, status=0, **options):
        environment = clean_environment(**options.pop("variables", {}))
        ended = subprocess.run(
            [programs / command[0], *command[1:]],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            check=False,
            **options,
        )
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended

    return run


@pytest.fixture
def run_script(run):
    def run_script(source, **options):
        return run("python", "-c", "import boto3, os, iamlocal\n" + source, **options).stdout

    return run_script
