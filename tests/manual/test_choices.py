"""What --help offers to choose from is taken, and nothing else. The settings' own test is in tests/main."""

import re
import subprocess

import pytest
from options import PROGRAM, options_of

POLICY = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}'
COMMANDS = {
    "simulate": ["--policy", "policy.json", "--action", "s3:GetObject"],
    "lint": ["policy.json"],
    "export": ["--db", "iam.db"],
}
# What a value needs beside it.
BESIDE = {"--resource-policy-kind": ["--resource-policy", "policy.json", "--principal", "arn:aws:iam::123456789012:root"]}


def run(folder, command, option, value):
    (folder / "policy.json").write_text(POLICY)
    return subprocess.run(
        [PROGRAM, command, *COMMANDS[command], option.flag, value, *BESIDE.get(option.flag, [])],
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_each_choice_is_taken_and_nothing_else(command, tmp_path):
    choices = [option for option in options_of(command) if "|" in option.placeholder]
    assert choices
    for option in choices:
        for word in option.words:
            ended = run(tmp_path, command, option, word)
            assert ended.returncode in (0, 3, 4), (option, word, ended.stderr)
        refused = run(tmp_path, command, option, "x")
        assert refused.returncode in (1, 2), option
        named = re.search(r" is (.*), not 'x'", refused.stderr)
        assert named is None or re.split(r", | or ", named.group(1)) == option.words, option
