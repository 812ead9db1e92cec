"""A container engine of the test's own: Podman, with Docker's API, and the image of docker/Dockerfile in it.

Nothing is shared with what else this machine runs: images and containers are in one folder, and the network is of this
process and its children alone. It needs root."""

import contextlib
import ctypes
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from environment import clean_environment
from variables import ROOT, program

# Podman raises the limits of each container to what only CAP_SYS_RESOURCE may have, which root of a virtual machine may
# lack. None of these tests is about them.
RUNTIME = """#!{python}
import json, os, sys

arguments = sys.argv[1:]


def lift_limits(path, find):
    with open(path) as file:
        described = json.load(file)
    find(described).pop("rlimits", None)
    with open(path, "w") as file:
        json.dump(described, file)


if "create" in arguments:
    bundle = arguments[arguments.index("--bundle") + 1]
    lift_limits(os.path.join(bundle, "config.json"), lambda described: described["process"])
elif "exec" in arguments and "--process" in arguments:
    lift_limits(arguments[arguments.index("--process") + 1], lambda described: described)
os.execv({runtime!r}, [{runtime!r}, *arguments])
"""

CONFIGURATION = """[engine]
runtime = "test"
cgroup_manager = "cgroupfs"
events_logger = "file"
tmp_dir = "{folder}/tmp"
[engine.runtimes]
test = ["{folder}/runtime"]
[network]
network_config_dir = "{folder}/networks"
"""

# The Dev Container CLI asks Podman for a mapping of users that root has no need of, and may not ask for.
DOCKER = """#!/bin/sh
for argument; do
  shift
  [ "$argument" = --userns=keep-id ] || set -- "$@" "$argument"
done
exec {podman} "$@"
"""


CLONE_NEWNET = 0x40000000  # unshare(2); Python has it from 3.12 on


def leave_network():
    """The engine looks for a free port and publishes it later: without others in the network, it is still free then."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        pytest.skip(f"a network of the test's own: {os.strerror(ctypes.get_errno())}")
    subprocess.run(["busybox", "ip", "link", "set", "lo", "up"], check=True)


class Engine:
    def __init__(self, folder):
        self.folder = folder
        self.socket = folder / "docker.sock"
        self.podman = shutil.which("podman")
        # runc first: crun refuses machines that have both versions of cgroups.
        runtime = shutil.which("runc") or shutil.which("crun")
        if os.geteuid() != 0 or not self.podman or not runtime:
            pytest.skip("running containers needs root, podman, and runc or crun")
        leave_network()
        self._write("runtime", RUNTIME.format(python=sys.executable, runtime=runtime))
        self._write("configuration", CONFIGURATION.format(folder=folder))
        self.command = self._command("overlay")
        if self.run("info", check=False).returncode != 0:
            self.command = self._command("vfs")  # slower, and possible everywhere
        # What calls the engine `docker` finds this one.
        (folder / "bin").mkdir()
        self._write("bin/docker", DOCKER.format(podman=" ".join(self.command)))

    def _write(self, name, text):
        (self.folder / name).write_text(text)
        (self.folder / name).chmod(0o755)

    def _command(self, driver):
        folders = ["--root", self.folder / driver, "--runroot", self.folder / f"run-{driver}"]
        return [self.podman, *map(str, folders), "--storage-driver", driver]

    @property
    def environment(self):
        programs = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        configuration = str(self.folder / "configuration")
        return clean_environment(PATH=programs, CONTAINERS_CONF=configuration, BUILDAH_ISOLATION="chroot")

    def run(self, *arguments, check=True, **options):
        ended = subprocess.run(
            [*self.command, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=120,
            env=self.environment,
            check=False,
            **options,
        )
        assert not check or ended.returncode == 0, ended.stderr
        return ended

    def build_image(self):
        """The last stage of docker/Dockerfile, with the program that was built already, and without papers."""
        context = self.folder / "context"
        for folder in (context / "data", context / "image" / "etc" / "iamlocal" / "seed.d"):
            folder.mkdir(parents=True)
        shutil.copy(program(), context / "image" / "iamlocal")
        dockerfile = (ROOT / "docker" / "Dockerfile").read_text()
        last = dockerfile[dockerfile.rindex("\nFROM ") + 1 :]
        (context / "Dockerfile").write_text(f"FROM scratch AS build\nCOPY . /\n{last}")
        self.run("build", "--format", "docker", "--tag", "iamlocal", context)

    @contextlib.contextmanager
    def serving(self):
        """Speaks Docker's API at `DOCKER_HOST`, which it gives."""
        command = [*self.command, "system", "service", "--time", "0", f"unix://{self.socket}"]
        with subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE, text=True) as service:
            ask = ["curl", "-s", "--retry", "100", "--retry-all-errors", "--retry-delay", "0", "--max-time", "60"]
            subprocess.run([*ask, "--unix-socket", self.socket, "http://docker/_ping"], check=True, capture_output=True)
            try:
                yield f"unix://{self.socket}"
            finally:
                service.terminate()

    def leave(self):
        self.run("rm", "--force", "--all", "--volumes", check=False)
        self.run("pod", "rm", "--force", "--all", check=False)
        self.run("network", "prune", "--force", check=False)


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    here = Engine(pathlib.Path(tmp_path_factory.mktemp("engine")))
    try:
        here.build_image()
        tried = here.run("run", "--rm", "--no-healthcheck", "iamlocal", "--version", check=False)
        if tried.returncode != 0:
            pytest.skip(f"this machine cannot run containers: {tried.stderr.strip()}")
        yield here
    finally:
        here.leave()
        shutil.rmtree(here.folder, ignore_errors=True)
