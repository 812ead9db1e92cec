"""docs/settings.md and the program know the same settings."""

import re
import subprocess

from blocks import ROOT, without_code
from stage import program

PAPER = (ROOT / "docs" / "settings.md").read_text()


def help_of(command):
    return subprocess.run([program(), command, "--help"], text=True, capture_output=True, check=True).stdout


def flags_of(command):
    return {name for name in re.findall(r"^  (?:-\w,)?(--[\w-]+)", help_of(command), re.MULTILINE)} - {"--help"}


def variable_of(flag):
    return "IAMLOCAL_" + flag[2:].replace("-", "_").upper()


def test_every_flag_is_in_the_table():
    rows = [line for line in PAPER.splitlines() if line.startswith("| `--")]
    assert {flag for row in rows for flag in re.findall(r"`(--[\w-]+)`", row.split("|")[1])} == flags_of("serve") | flags_of("exec")


def test_no_flag_is_made_up():
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", without_code(PAPER))) <= flags_of("serve") | flags_of("exec")


def test_every_variable_is_named_after_its_flag():
    known = {variable_of(flag) for flag in flags_of("serve") | flags_of("exec")} - {"IAMLOCAL_CONFIG"}
    assert set(re.findall(r"IAMLOCAL_[A-Z]\w+", PAPER)) - {"IAMLOCAL_CONFIG"} == known


def test_an_unknown_variable_is_refused():
    answer = subprocess.run(
        [program(), "serve", "--port", "0"],
        env={"IAMLOCAL_CONFIGURATION": "x"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert answer.returncode != 0
    assert "IAMLOCAL_CONFIGURATION" in answer.stderr


def test_every_flag_of_the_offline_commands_is_in_policies():
    policies = (ROOT / "docs" / "policies.md").read_text()
    for command in ("simulate", "lint"):
        for flag in flags_of(command):
            assert f"`{flag}" in policies, f"{command} {flag}"


def test_every_flag_of_the_commands_for_states_is_in_their_paper():
    state = (ROOT / "docs" / "state.md").read_text()
    for command in ("import", "export"):
        for flag in flags_of(command):
            assert flag in state, f"{command} {flag}"
