"""The shells offer what the program takes: no more, no less."""

import os
import shutil

import pytest
from options import commands, options_of
from shells import Bash, Fish, Zsh

SHELLS = {
    "bash": lambda *folders: Bash(*folders, with_library=False),
    "bash with bash-completion": lambda *folders: Bash(*folders, with_library=True),
    "zsh": Zsh,
    "fish": Fish,
}


@pytest.fixture(scope="module", params=SHELLS)
def shell(request, manual, tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    for name in ("policy one.json", "policy-two.json"):
        (folder / name).write_text("{}")
    shell = SHELLS[request.param](manual, folder)
    yield shell
    shell.close()


def test_all_commands_are_offered(shell):
    assert set(shell.offered("iamlocal ")) - {"--help", "--version"} == set(commands())
    assert shell.offered("iamlocal ser") == ["serve"]


@pytest.mark.parametrize("command", commands())
def test_all_flags_of_a_command_are_offered(shell, command):
    known = {option.flag for option in options_of(command)} | {"--help"}
    assert set(shell.offered(f"iamlocal {command} --")) - {"--"} == known


@pytest.mark.parametrize("command", commands())
def test_where_there_is_a_choice_all_of_it_is_offered(shell, command):
    for option in options_of(command):
        if option.words:
            assert set(shell.offered(f"iamlocal {command} {option.flag} ")) == set(option.words), option


@pytest.mark.parametrize("command", commands())
def test_files_are_offered_where_one_is_wanted(shell, command):
    for option in options_of(command):
        offered = shell.offered(f"iamlocal {command} {option.flag} policy-")
        is_free = option.placeholder == "PARTITION" or not option.placeholder
        assert is_free or ("policy-two.json" in offered) == option.takes_files, option


def test_a_partition_is_one_that_aws_has(shell):
    assert {"aws", "aws-cn", "aws-us-gov"} < set(shell.offered("iamlocal serve --partition "))


def test_a_value_may_stand_behind_an_equals_sign(shell):
    assert shell.offered("iamlocal serve --auth=en") == ["--auth=enforce"]
    assert len(shell.offered("iamlocal serve --auth=")) == 4


def test_a_list_goes_on_behind_a_comma(shell):
    assert sorted(shell.offered("iamlocal serve --faces huawei,")) == ["huawei,alexa", "huawei,aws"]


def test_policies_are_files_with_all_their_blanks(shell):
    assert "policy one.json" in shell.offered("iamlocal lint policy")
    assert "policy one.json" in shell.offered("iamlocal lint --type trust policy")


def test_the_command_of_exec_is_completed_as_it_would_be_alone(shell):
    assert "chmod" in shell.offered("iamlocal exec --auth enforce -- chm")
    assert "policy-two.json" in shell.offered("iamlocal exec -- cat policy-")


def test_no_flag_is_offered_twice_but_those_that_may_be_there_twice(shell):
    if isinstance(shell, Fish):
        pytest.skip("fish offers all flags always")
    assert shell.offered("iamlocal serve --auth off --aut") == ["--aut"]
    assert shell.offered("iamlocal serve --seed policy-two.json --see") == ["--seed"]
    assert shell.offered("iamlocal simulate --action s3:GetObject --act") == ["--action"]
