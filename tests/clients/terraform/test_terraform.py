"""Terraform's aws_iam_user from apply to destroy. Skipped where Terraform or its AWS provider is not at hand."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest

from conftest import clean_environment

CONFIGURATION = pathlib.Path(__file__).with_name("main.tf")
BOUNDARY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def mirrors():
    """Where providers may lie: as told, then where Terraform itself looks for them."""
    if told := os.environ.get("TF_PLUGIN_MIRROR"):
        yield pathlib.Path(told)
    yield pathlib.Path.home() / ".terraform.d/plugins"
    yield pathlib.Path.home() / ".local/share/terraform/plugins"
    yield pathlib.Path("/usr/local/share/terraform/plugins")
    yield pathlib.Path("/usr/share/terraform/plugins")


@pytest.fixture
def terraform(tmp_path, endpoint, account):
    program = shutil.which("terraform")
    if program is None:
        pytest.skip("terraform is not installed")
    mirror = next((each for each in mirrors() if any(each.glob("*/hashicorp/aws"))), None)
    if mirror is None:
        pytest.skip("no mirror holds Terraform's AWS provider; TF_PLUGIN_MIRROR may name one")

    shutil.copy(CONFIGURATION, tmp_path)
    settings = tmp_path / "terraform.rc"
    settings.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n')
    environment = clean_environment(
        TF_CLI_CONFIG_FILE=str(settings),
        TF_IN_AUTOMATION="1",
        CHECKPOINT_DISABLE="1",
        TF_VAR_endpoint=endpoint,
        TF_VAR_account=account,
    )

    def run(*arguments, **variables):
        command = [program, *arguments]
        for name, value in variables.items():
            command += ["-var", f"{name}={value if isinstance(value, str) else json.dumps(value)}"]
        finished = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    run("init", "-input=false", "-no-color")
    return run


def state(terraform):
    """The attributes of each resource, read from the file: `show` would start the provider once more."""
    resources = json.loads(terraform("state", "pull"))["resources"]
    return {resource["type"]: resource["instances"][0]["attributes"] for resource in resources}


def apply(terraform, **variables):
    """Applies, and finds nothing left to do: what the server tells is what was asked for."""
    terraform("apply", "-auto-approve", "-input=false", "-no-color", **variables)
    terraform("plan", "-detailed-exitcode", "-input=false", "-no-color", **variables)
    return state(terraform)


def test_a_user_lives_through_apply_update_and_destroy(terraform, account):
    created = apply(terraform, tags={"Team": "blue", "Empty": ""}, path="/team/", permissions_boundary=BOUNDARY)
    assert created["aws_caller_identity"]["account_id"] == account
    user = created["aws_iam_user"]
    assert user["arn"] == f"arn:aws:iam::{account}:user/team/Ada"
    assert user["unique_id"].startswith("AIDA")

    # The name changes in a step of its own: the provider tags a user under its new name before it renames it.
    moved = {"tags": {"Team": "red", "Size": "8"}, "path": "/peers/", "permissions_boundary": BOUNDARY}
    assert apply(terraform, **moved)["aws_iam_user"]["arn"] == f"arn:aws:iam::{account}:user/peers/Ada"
    renamed = apply(terraform, name="Countess", **moved)["aws_iam_user"]
    assert renamed["arn"] == f"arn:aws:iam::{account}:user/peers/Countess"
    assert renamed["unique_id"] == user["unique_id"]

    terraform("destroy", "-auto-approve", "-input=false", "-no-color")
    assert state(terraform) == {}
