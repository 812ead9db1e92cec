"""What ctest says to the tests in this folder."""

import os
import pathlib
import subprocess

from environment import clean_environment

ROOT = pathlib.Path(__file__).resolve().parents[3]


def program():
    return pathlib.Path(os.environ["IAMLOCAL_BINARY"])


def version():
    return os.environ["PACKAGES_VERSION"]


def packages():
    """The folder in which npm installed what package.json names."""
    return pathlib.Path(os.environ["PACKAGES"]) / "node_modules"


def build(name, folder):
    """Writes a package as ./dev package does."""
    command = [ROOT / "packaging" / name / "build", program(), version(), folder]
    subprocess.run(command, check=True, env=clean_environment())
