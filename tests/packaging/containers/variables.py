"""What ctest says to the tests in this folder, and the environment of the programs that they start."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]


def program():
    return pathlib.Path(os.environ["IAMLOCAL_BINARY"])


def version():
    return os.environ["PACKAGES_VERSION"]


def packages():
    """The folder in which npm installed what package.json names."""
    return pathlib.Path(os.environ["PACKAGES"]) / "node_modules"


def clean_environment(**additions):
    """The environment without anything that would lead a client, or the server, elsewhere."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "IAMLOCAL_", "DOCKER_", "GITHUB_", "RUNNER_", "HELM_", "KUBE"))
        and not name.lower().endswith("_proxy")
    }
    return {**kept, **additions}


def build(name, folder):
    """Writes a package as ./dev package does."""
    command = [ROOT / "packaging" / name / "build", program(), version(), folder]
    subprocess.run(command, check=True, env=clean_environment())
