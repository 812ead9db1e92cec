"""The program for arm64, run by QEMU, if `./dev build --arm64` has built it. `./dev image --arm64` proves the image."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import urllib.request

import pytest

PROGRAM = pathlib.Path(os.environ["IAMLOCAL_SOURCE"]) / "build/arm64/iamlocal"
QEMU = shutil.which("qemu-aarch64-static")

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="./dev build --arm64 has not been run"),
    pytest.mark.skipif(not QEMU, reason="qemu-user-static is not installed"),
]


def environment(**variables):
    return {"PATH": os.environ["PATH"], **variables}


@contextlib.contextmanager
def served(*flags):
    """The port of a server that runs for so long."""
    command = [QEMU, PROGRAM, "serve", "--port", "0", *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as server:
        try:
            yield int(re.search(r":(\d+)$", server.stdout.readline())[1])
        finally:
            server.terminate()
        assert server.wait() == 0


def call(port, body):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/", body.encode()) as answer:
        return answer.read().decode()


def readelf(flag):
    return subprocess.run(["readelf", "--wide", flag, PROGRAM], check=True, capture_output=True, text=True).stdout


def test_the_program_is_for_arm64_and_static():
    assert re.search(r"Machine:\s+AArch64", readelf("--file-header"))
    assert not re.search("INTERP|DYNAMIC", readelf("--program-headers"))


def test_the_program_names_no_place_of_the_machine_that_built_it():
    assert str(PROGRAM.parents[2]).encode() not in PROGRAM.read_bytes()


def test_the_program_has_the_version_of_the_others():
    told = subprocess.run([QEMU, PROGRAM, "--version"], check=True, capture_output=True, text=True).stdout
    assert told == f"iamlocal {os.environ['PACKAGES_VERSION']}\n"


def test_the_server_is_well_and_keeps_a_user(tmp_path):
    database = tmp_path / "iam.db"
    with served("--db", database) as port:
        subprocess.run([QEMU, PROGRAM, "health"], check=True, env=environment(IAMLOCAL_PORT=str(port)))
        call(port, "Action=CreateUser&Version=2010-05-08&UserName=alice")
    with served("--db", database) as port:
        assert "<UserName>alice</UserName>" in call(port, "Action=GetUser&Version=2010-05-08&UserName=alice")
