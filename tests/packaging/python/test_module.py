"""The wheel, and what `iamlocal.start` gives to a script with boto3."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import urllib.parse
import zipfile

import pytest

from environment import clean_environment

PACKAGING = pathlib.Path(__file__).resolve().parents[3] / "packaging" / "python"
VERSION = os.environ["PACKAGES_VERSION"]


def test_the_command_is_the_program(run):
    assert run("iamlocal", "--version").stdout == f"iamlocal {VERSION}\n"


def test_the_command_passes_arguments_and_the_status(run):
    script = 'printf "%s|" "$@"; exit 7'
    ended = run("iamlocal", "exec", "--", "sh", "-c", script, "-", "a b", "", "*", "--help", status=7)
    assert ended.stdout == "a b||*|--help|"


def test_the_command_is_ended_by_a_signal_as_the_program_is(programs, tmp_path):
    command = [programs / "iamlocal", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=clean_environment()) as server:
        assert server.stdout.readline().startswith("iamlocal listening on ")
        server.send_signal(signal.SIGTERM)
        assert server.wait() == 0


def test_the_wheel_says_its_version_platforms_and_needs_nothing(wheel):
    assert wheel.name == f"iamlocal-{VERSION}-py3-none-manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl"
    with zipfile.ZipFile(wheel) as files:
        metadata = files.read(f"iamlocal-{VERSION}.dist-info/METADATA").decode()
    assert f"\nVersion: {VERSION}\n" in metadata
    assert "Requires-Dist" not in metadata


def test_the_wheel_brings_its_license_and_the_notices_of_what_it_is_linked_with(wheel):
    with zipfile.ZipFile(wheel) as files:
        folder = f"iamlocal-{VERSION}.dist-info"
        assert b"Apache License" in files.read(f"{folder}/LICENSE")
        assert b"\nName: OpenSSL\n" in files.read(f"{folder}/THIRD_PARTY_NOTICES")


def test_the_module_imports_the_standard_library_alone(run):
    source = "import sys; old = set(sys.modules); import iamlocal; print(*sys.modules.keys() - old)"
    modules = {name.split(".")[0] for name in run("python", "-c", source).stdout.split()}
    assert modules - sys.stdlib_module_names == {"iamlocal"}


def test_iamlocal_binary_names_another_program_which_does_not_see_it(run):
    variables = {"IAMLOCAL_BINARY": "/usr/bin/printenv"}
    assert run("iamlocal", "IAMLOCAL_BINARY", variables=variables, status=1).stdout == ""


def test_a_program_that_is_not_there_is_told_by_its_path(run):
    refused = run("iamlocal", "--version", variables={"IAMLOCAL_BINARY": "/nowhere/iamlocal"}, status=126)
    assert "/nowhere/iamlocal" in refused.stderr


def test_a_platform_without_a_program_is_told_what_helps(run):
    source = "import platform; platform.machine = lambda: 'riscv64'\nimport iamlocal; iamlocal.binary_path()"
    refused = run("python", "-c", source, status=1).stderr
    assert "no program for linux_riscv64" in refused and "IAMLOCAL_BINARY" in refused


def test_client_options_make_a_client_of_the_server(run_script):
    shown = run_script(
        """
with iamlocal.start() as server:
    user = boto3.client("iam", **server.client_options).create_user(UserName="Ada")["User"]
print(user["Arn"])
"""
    )
    assert shown == "arn:aws:iam::123456789012:user/Ada\n"


def test_accounts_see_nothing_of_one_another_and_have_the_same_numbers_each_time(run_script):
    source = """
with iamlocal.start() as server:
    one, two = server.account(), server.account()
    boto3.client("iam", **one.client_options).create_user(UserName="Ada")
    print(one.id, two.id, boto3.client("iam", **two.client_options).list_users()["Users"])
"""
    first = run_script(source)
    assert first.endswith("[]\n")
    assert first == run_script(source)


def test_reset_savepoints_and_seeds_are_of_the_account(run_script, tmp_path):
    (tmp_path / "eve.yaml").write_text("Users: [{UserName: Eve}]")
    shown = run_script(
        """
import pathlib
with iamlocal.start() as server:
    account, other = server.account(), server.account()
    users = lambda of: [user["UserName"] for user in boto3.client("iam", **of.client_options).list_users()["Users"]]
    empty = account.savepoint()
    print(account.seed({"Users": [{"UserName": "Ada"}]})["made"])
    other.seed("Users: [{UserName: Bob}]")
    account.savepoint("ada")
    account.seed(pathlib.Path("eve.yaml"))
    print(users(account), [user["UserName"] for user in account.state()["Users"]])
    account.restore()
    print(users(account))
    account.restore(empty)
    print(users(account), users(other))
    account.seed({"Users": [{"UserName": "Ada"}]})
    account.reset()
    print(users(account), users(other))
"""
    )
    assert shown.splitlines() == [
        "{'users': 1}",
        "['Ada', 'Eve'] ['Ada', 'Eve']",
        "['Ada']",
        "[] ['Bob']",
        "[] ['Bob']",
    ]


def test_verify_raises_an_assertion_with_what_came_nearest(run_script):
    shown = run_script(
        """
with iamlocal.start() as server:
    account = server.account()
    boto3.client("iam", **account.client_options).create_user(UserName="Ada")
    print(account.verify("CreateUser", count=1)["count"], [each["operation"] for each in account.requests()])
    try:
        account.verify("CreateUser", parameters={"UserName": "ada"})
    except AssertionError as error:
        print('"seen": "Ada"' in str(error))
"""
    )
    assert shown == "1 ['CreateUser']\nTrue\n"


def test_flags_reach_the_server_which_tells_of_denials(run_script, tmp_path):
    key = "{AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: secret}"
    (tmp_path / "bob.yaml").write_text(f"Users: [{{UserName: Bob, AccessKeys: [{key}]}}]")
    shown = run_script(
        """
with iamlocal.start(auth="enforce", seed=["bob.yaml"], test_idp=True, operator_token="open-sesame") as server:
    bob = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "secret"}
    try:
        boto3.client("iam", **{**server.client_options, **bob}).list_users()
    except Exception as error:
        print(error.response["Error"]["Code"], server.denials()[0]["action"])
"""
    )
    assert shown == "AccessDenied iam:ListUsers\n"


def test_faults_strike_until_there_are_none(run_script):
    shown = run_script(
        """
with iamlocal.start(faults=[{"preset": "throttle", "times": 1}]) as server:
    print(server.operator("GET", "health")["faults"])
    server.faults({"operation": "CreateUser", "error": {"code": "LimitExceeded", "status": 409}})
    iam = boto3.client("iam", **server.client_options)
    try:
        iam.create_user(UserName="Ada")
    except iam.exceptions.LimitExceededException:
        print(server.faults(), iam.create_user(UserName="Ada")["User"]["UserName"])
"""
    )
    assert shown == "1\n[] Ada\n"


def test_clock_stands_where_it_is_set_and_goes_back_to_real_time(run_script):
    shown = run_script(
        """
import datetime
now = datetime.datetime(2026, 1, 31, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
with iamlocal.start() as server:
    print(server.clock(now).isoformat(), server.clock(advance_s=60).isoformat())
    print(boto3.client("iam", **server.client_options).create_user(UserName="Ada")["User"]["CreateDate"])
    print(server.clock() != now)
"""
    )
    assert shown.splitlines() == [
        "2026-01-31T00:00:00+00:00 2026-01-31T00:01:00+00:00",
        "2026-01-31 00:01:00+00:00",
        "True",
    ]


def test_tls_is_spoken_by_clients_and_by_the_operator(run_script):
    shown = run_script(
        """
with iamlocal.start(tls="self-signed", log_level="info") as server:
    server.seed({"Users": [{"UserName": "Ada"}]})
    print(server.url[:8], len(boto3.client("iam", **server.client_options).list_users()["Users"]))
print("ListUsers" in server.log())
"""
    )
    assert shown == "https:// 1\nTrue\n"


MISLEADING = {
    "AWS_PROFILE": "production",
    "AWS_ENDPOINT_URL_IAM": "https://iam.amazonaws.com",
    "AWS_SESSION_TOKEN": "a real one",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
}


def test_env_leads_a_child_process_here_whatever_led_it_to_aws(run_script):
    shown = run_script(
        """
import subprocess
import sys
with iamlocal.start() as server:
    account = server.account()
    env = account.env
    aws = ["/usr/bin/aws", "iam", "create-user", "--user-name", "Child", "--query", "User.Arn", "--output", "text"]
    shown = subprocess.check_output([*aws, "--endpoint-url", env["AWS_ENDPOINT_URL"]], env=env, text=True)
print(shown == f"arn:aws:iam::{account.id}:user/Child\\n", [name for name in os.environ if name in env])
""".replace("os.environ if", repr([*MISLEADING, "AWS_CONFIG_FILE"]) + " if"),
        variables=MISLEADING,
    )
    assert shown == "True ['AWS_CONFIG_FILE']\n"


def test_applied_changes_the_environment_for_as_long_as_it_takes(run_script):
    shown = run_script(
        """
with iamlocal.start() as server:
    before = dict(os.environ)
    with server.account().applied() as account:
        print(os.environ["AWS_ACCESS_KEY_ID"] == account.id, "AWS_PROFILE" in os.environ)
    print(os.environ == before)
""",
        variables=MISLEADING,
    )
    assert shown == "True False\nTrue\n"


def test_connect_is_the_server_of_exec_and_makes_up_accounts_of_its_own(run):
    source = "import iamlocal; s = iamlocal.connect(); s.reset(); print(s.url, s.account().id); s.stop(); s.reset()"
    command = ("iamlocal", "exec", "--", "sh", "-c", f'for each in 1 2; do python3 -c "{source}"; done')
    programs = {"PATH": f"{run('python', '-c', 'import sys; print(sys.prefix)').stdout.strip()}/bin:/usr/bin:/bin"}
    (url, one), (same, two) = (line.split() for line in run(*command, variables=programs).stdout.splitlines())
    assert url == same and one != two


def test_connect_without_a_server_says_what_leads_to_one(run):
    assert "iamlocal exec" in run("python", "-c", "import iamlocal; iamlocal.connect()", status=1).stderr


def is_listening(url):
    place = urllib.parse.urlsplit(url)
    try:
        socket.create_connection((place.hostname, place.port)).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("end", ["", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_the_server_ends_with_its_process_however_that_ends(run, end):
    source = f"import os, iamlocal; print(iamlocal.start().url, flush=True); {end}"
    url = run("python", "-c", source, status=-9 if "kill" in end else 0).stdout.strip()
    # Its end takes as long as it takes; a server that stayed would let this test run into its time limit.
    while is_listening(url):
        pass


def test_two_who_know_one_account_make_savepoints_of_it(run_script):
    source = """
with iamlocal.start() as server, server.account().applied():
    one, other = iamlocal.connect(), iamlocal.connect()
    one.savepoint(), other.savepoint()
    other.restore()
    print("restored")
"""
    assert run_script(source) == "restored\n"


def test_a_server_that_has_ended_is_told_by_its_url(run):
    source = "import iamlocal; server = iamlocal.start(); server.stop(); print(server.url, flush=True); server.reset()"
    refused = run("python", "-c", source, status=1)
    assert f"POST /_iam/reset: nothing answers at {refused.stdout.strip()}: " in refused.stderr


def test_requests_are_asked_for_since_a_time(run_script):
    source = """
import datetime
with iamlocal.start() as server:
    server.clock(datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc))
    boto3.client("iam", **server.client_options).list_users()
    for hour in (0, 1):
        since = datetime.datetime(2030, 1, 1, hour, tzinfo=datetime.timezone.utc)
        print(len(server.requests(since=since)), server.verify("ListUsers", since=since, at_most=1)["count"])
"""
    assert run_script(source) == "1 1\n0 0\n"


def test_a_server_needs_no_folder_to_write_to(run_script):
    source = """
import tempfile
tempfile.tempdir = "/nowhere"
with iamlocal.start(log_level="info") as server:
    boto3.client("iam", **server.client_options).list_users()
print("ListUsers" in server.log())
"""
    assert run_script(source) == "True\n"


def test_what_the_program_refuses_is_raised_with_its_words(run):
    refused = run("python", "-c", "import iamlocal; iamlocal.start(auth='sometimes')", status=1)
    assert "sometimes" in refused.stderr
    refused = run("python", "-c", "import iamlocal; iamlocal.start(no_such_flag=1)", status=1)
    assert "no-such-flag" in refused.stderr


def test_the_same_program_makes_the_same_wheel(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as files:
        program = files.extract("iamlocal_linux_x86_64/iamlocal", tmp_path)
    subprocess.run([PACKAGING / "build", program, VERSION, tmp_path], check=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
