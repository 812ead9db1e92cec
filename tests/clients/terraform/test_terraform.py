"""Terraform's aws_iam_* resources from apply to destroy. Skipped where Terraform or its AWS provider is not at hand."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import urllib.request

import pytest

from conftest import client, client_environment

CONFIGURATION = pathlib.Path(__file__).parent

# The provider detaches a policy from the former names of what it has just renamed, and deletes the login profile of a
# user with `force_destroy` without looking whether there is one. It takes NoSuchEntity for an answer there.
EXPECTED_ERRORS = {"DeleteLoginProfile", "DetachGroupPolicy", "DetachUserPolicy"}


def mirrors():
    """Where providers may lie: as told, then where Terraform itself looks for them."""
    if told := os.environ.get("TF_PLUGIN_MIRROR"):
        yield pathlib.Path(told)
    yield pathlib.Path.home() / ".terraform.d/plugins"
    yield pathlib.Path.home() / ".local/share/terraform/plugins"
    yield pathlib.Path("/usr/local/share/terraform/plugins")
    yield pathlib.Path("/usr/share/terraform/plugins")


def make_certificate(directory):
    """key.pem and certificate.pem, which would run out one day if they were kept."""
    subprocess.run(
        [*"openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=www.example.com".split()]
        + ["-keyout", directory / "key.pem", "-out", directory / "certificate.pem"],
        capture_output=True,
        check=True,
    )


@pytest.fixture
def terraform_in(tmp_path, endpoint, account):
    """Makes what runs Terraform in a folder that holds a configuration."""
    program = shutil.which("terraform")
    if program is None:
        pytest.skip("terraform is not installed")
    mirror = next((each for each in mirrors() if any(each.glob("*/hashicorp/aws"))), None)
    if mirror is None:
        pytest.skip("no mirror holds Terraform's AWS provider; TF_PLUGIN_MIRROR may name one")

    settings = tmp_path / "terraform.rc"
    settings.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n')
    environment = client_environment(
        TF_CLI_CONFIG_FILE=str(settings),
        TF_IN_AUTOMATION="1",
        CHECKPOINT_DISABLE="1",
        TF_VAR_endpoint=endpoint,
        TF_VAR_account=account,
    )

    def started(folder):
        def run(command, *arguments):
            finished = subprocess.run(
                [program, command, *arguments],
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert finished.returncode == 0, finished.stdout + finished.stderr
            return finished.stdout

        run("init", "-input=false", "-no-color")
        return run

    return started


@pytest.fixture
def terraform(tmp_path, terraform_in):
    folder = tmp_path / "everything"
    folder.mkdir()
    for file in (*CONFIGURATION.glob("*.tf"), CONFIGURATION / "saml_metadata.xml"):
        shutil.copy(file, folder)
    make_certificate(folder)
    return terraform_in(folder)


def state(terraform):
    """The attributes of each resource, read from the file: `show` would start the provider once more."""
    resources = json.loads(terraform("state", "pull"))["resources"]
    return {
        f"{'data.' if resource['mode'] == 'data' else ''}{resource['type']}.{resource['name']}": instance["attributes"]
        for resource in resources
        for instance in resource["instances"]
    }


def create_role_of_the_provider(iam, account):
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": account},
        "Action": ["sts:AssumeRole", "sts:TagSession"],
        "Condition": {"StringEquals": {"sts:ExternalId": "external", "aws:RequestTag/Team": "blue"}},
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": statement})
    iam.create_role(RoleName="Terraform", AssumeRolePolicyDocument=document)


def apply(terraform, generation):
    """Applies, and finds nothing left to do: what the server tells is what was asked for."""
    arguments = ["-input=false", "-no-color", "-var", f"generation={generation}"]
    terraform("apply", "-auto-approve", *arguments)
    terraform("plan", "-detailed-exitcode", *arguments)
    return state(terraform)


# What an export leaves to whoever imports it.
PROVIDER = """
variable "endpoint" {
  type = string
}
variable "account" {
  type = string
}
provider "aws" {
  region     = "us-east-1"
  access_key = var.account
  secret_key = "test"
  endpoints {
    iam = var.endpoint
    sts = var.endpoint
  }
}
"""


def check_that_an_export_is_imported_without_changes(folder, terraform_in, endpoint, account):
    """Every kind of thing that the configuration has made, in a configuration that the server writes."""
    folder.mkdir()
    with urllib.request.urlopen(f"{endpoint}/_iam/state?account={account}&as=terraform") as answer:
        (folder / "iam.tf").write_bytes(answer.read())
    (folder / "provider.tf").write_text(PROVIDER)
    terraform = terraform_in(folder)
    terraform("fmt", "-check", "iam.tf")
    applied = terraform("apply", "-auto-approve", "-input=false", "-no-color")
    assert re.search(r"Resources: \d\d imported, 0 added, 0 changed, 0 destroyed\.", applied), applied
    terraform("plan", "-detailed-exitcode", "-input=false", "-no-color")


def operations_that_failed(endpoint):
    """Of all calls so far. The provider retries on errors, so that without them it has not retried."""
    with urllib.request.urlopen(f"{endpoint}/metrics") as answer:
        return set(re.findall(r'action="(\w+)",outcome="\w+_error"', answer.read().decode()))


def give_behind_its_back(iam):
    """What Terraform knows nothing of, and removes with the user and the role that it may destroy by force."""
    iam.create_access_key(UserName="Ada")
    iam.create_service_specific_credential(UserName="Ada", ServiceName="cassandra.amazonaws.com")
    iam.attach_role_policy(RoleName="worker", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")


def state_organization(endpoint, account):
    """There is no AWS Organizations that Terraform could ask for one."""
    url = f"{endpoint}/_iam/organization?account={account}"
    with urllib.request.urlopen(urllib.request.Request(url, b"{}", method="PUT")):
        pass


def test_everything_lives_through_apply_update_and_destroy(terraform, terraform_in, tmp_path, endpoint, account):
    state_organization(endpoint, account)
    create_role_of_the_provider(client("iam", endpoint, account), account)
    first = apply(terraform, "first")
    assert first["data.aws_caller_identity.this"]["account_id"] == account
    assumed = f"arn:aws:sts::{account}:assumed-role/Terraform/terraform"
    assert first["data.aws_caller_identity.assumed"]["arn"] == assumed
    assert first["aws_iam_user.ada"]["arn"] == f"arn:aws:iam::{account}:user/first/Ada"
    assert first["aws_iam_user.grace"]["unique_id"].startswith("AIDA")

    second = apply(terraform, "second")
    assert second["aws_iam_user.ada"]["arn"] == f"arn:aws:iam::{account}:user/second/Ada"
    assert second["aws_iam_user.grace"]["arn"] == f"arn:aws:iam::{account}:user/Admiral"
    replaced = {name for name in first if second[name].get("unique_id") != first[name].get("unique_id")}
    assert replaced == set()
    check_that_an_export_is_imported_without_changes(tmp_path / "exported", terraform_in, endpoint, account)

    give_behind_its_back(client("iam", endpoint, account))
    terraform("destroy", "-auto-approve", "-input=false", "-no-color", "-var", "generation=second")
    assert state(terraform) == {}
    assert operations_that_failed(endpoint) <= EXPECTED_ERRORS


def ask(endpoint, path, method="GET", body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(endpoint + path, data, method=method)) as answer:
        return json.load(answer)


def arguments_for(target):
    return [f"-target={target}", "-input=false", "-no-color", "-var", "generation=first"]


def test_retries_of_the_provider_get_through_faults(terraform, endpoint, account):
    faults = [
        {"account": account, "operation": "CreateUser", "preset": "throttle", "times": 2},
        {"account": account, "operation": "GetUser", "preset": "unavailable", "times": 1},
        {"account": account, "operation": "GetUser", "preset": "reset", "times": 1},
    ]
    ask(endpoint, "/_iam/faults", "PUT", faults)
    terraform("apply", "-auto-approve", *arguments_for("aws_iam_user.ada"))
    assert [fault["remaining"] for fault in ask(endpoint, "/_iam/faults")["faults"]] == [0, 0, 0]
    ask(endpoint, "/_iam/faults", "DELETE")
    terraform("destroy", "-auto-approve", *arguments_for("aws_iam_user.ada"))


def test_the_provider_tries_again_until_a_new_principal_is_known(terraform, endpoint):
    ask(endpoint, "/_iam/consistency", "PUT", {"mode": "aws", "delay_s": 2})
    terraform("apply", "-auto-approve", *arguments_for("aws_iam_role.assistant"))
    assert "CreateRole" in operations_that_failed(endpoint)
    ask(endpoint, "/_iam/consistency", "DELETE")
    terraform("destroy", "-auto-approve", *arguments_for("aws_iam_role.assistant"))
