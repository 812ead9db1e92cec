"""The man page says what the program takes, in troff that no checker finds fault with, and its examples work."""

import os
import re
import socket
import subprocess

import pytest
from conftest import DATE
from options import PROGRAM, commands, options_of

SETTINGS = {option for command in ("serve", "exec") for option in options_of(command)}


@pytest.fixture(scope="module")
def page(manual):
    return (manual / "iamlocal.1").read_text()


@pytest.fixture(scope="module")
def shown(manual):
    """As man shows it on a wide terminal."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "MANWIDTH": "200"}
    text = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=200", manual / "iamlocal.1"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return re.sub(".\b", "", text)


def section(shown, name):
    return re.search(rf"^{name}\n(.*?)(?=^\S)", shown, re.MULTILINE | re.DOTALL).group(1)


def entries(text):
    """The flags that the text explains, with what stands for their values."""
    return set(re.findall(r"^ {7}(--[\w-]+)(?: (\S+))?$", text, re.MULTILINE))


def command_section(shown, command):
    return re.search(rf"^ {{3}}iamlocal {command}\n(.*?)(?=^ {{0,3}}\S)", shown, re.MULTILINE | re.DOTALL).group(1)


def test_mandoc_finds_no_fault(manual):
    checked = subprocess.run(["mandoc", "-T", "lint", manual / "iamlocal.1"], capture_output=True, text=True, check=False)
    assert (checked.stdout + checked.stderr, checked.returncode) == ("", 0)


def test_groff_finds_no_fault(manual):
    checked = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", manual / "iamlocal.1"],
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert checked.stderr == ""


def test_every_setting_is_explained(shown):
    assert entries(section(shown, "SETTINGS")) == SETTINGS


def test_every_setting_has_its_variable(shown):
    variables = {"IAMLOCAL_" + option.flag[2:].replace("-", "_").upper() for option in SETTINGS}
    assert set(re.findall(r"IAMLOCAL_[A-Z]\w*", section(shown, "ENVIRONMENT"))) == variables


@pytest.mark.parametrize("command", commands())
def test_every_command_has_its_flags(shown, command):
    text = command_section(shown, command)
    own = {option for option in options_of(command) if option not in SETTINGS}
    assert entries(text) == own
    taken = {option for option in options_of(command) if option in SETTINGS}
    if "all settings below" in text:
        assert {option.flag for option in SETTINGS - taken} == set(re.findall(r"--[a-z-]+", text.split("below")[1]))
    elif taken:
        assert set(re.findall(r"--[a-z-]+", text.split("Of the settings below")[1])) == {each.flag for each in taken}


def test_every_command_is_in_the_synopsis(shown):
    assert re.findall(r"iamlocal (\w+)", section(shown, "SYNOPSIS")) == commands()


def test_the_page_names_version_and_date(page):
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    assert f'.TH IAMLOCAL 1 {DATE} "{version}" "User Commands"' in page.splitlines()


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def test_the_examples_work(page, tmp_path):
    examples = re.findall(r"^\.EX\n(.*?)^\.EE", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "policy.json").write_text(
        '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}'
    )
    (tmp_path / "trust.json").write_text(
        '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",'
        ' "Principal": {"Service": "ec2.amazonaws.com"}}}'
    )
    (tmp_path / "roles.yaml").write_text("Users: [{UserName: Ada}]\n")
    (tmp_path / "test_nothing.py").write_text(
        "import os, unittest\n"
        "class Test(unittest.TestCase):\n"
        "    def test(self): assert os.environ['AWS_ENDPOINT_URL']\n"
    )
    (tmp_path / "iamlocal").symlink_to(PROGRAM)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "IAMLOCAL_PORT": str(free_port())}
    assert len(examples) == 5
    for example in examples:
        command = example.replace("\\-", "-").strip()
        run = {"shell": True, "cwd": tmp_path, "env": environment, "text": True}
        if command.startswith("iamlocal serve"):
            with subprocess.Popen("exec " + command, stdout=subprocess.PIPE, **run) as server:
                assert "listening" in server.stdout.readline()
                server.terminate()
            assert server.returncode == 0
        else:
            ended = subprocess.run(command, capture_output=True, check=False, **run)
            assert ended.returncode == 0, (command, ended.stderr)
