"""The GitHub Action, step by step as a runner takes them, and what later steps have of it."""

import contextlib
import functools
import hashlib
import http.server
import pathlib
import shutil
import socket
import subprocess
import tarfile
import threading

import pytest
import yaml

from environment import clean_environment
from runner import EXPRESSION, Job, StepFailed
from variables import ROOT, build, program, version

ACTION = ROOT / "packaging" / "action"
NAME = f"iamlocal-{version()}-linux-x64"


@pytest.fixture(scope="session")
def tarball(tmp_path_factory):
    """The program in a tarball, with its checksum beside it."""
    path = tmp_path_factory.mktemp("release") / f"{NAME}.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        archive.add(ROOT / "LICENSE", f"{NAME}/LICENSE")
        archive.add(program(), f"{NAME}/bin/iamlocal")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_name(path.name + ".sha256").write_text(f"{digest}  {path.name}\n")
    return path


@pytest.fixture
def run(tmp_path):
    """Runs the action in a job, and ends what it started."""
    started = []

    def run(given, variables=(), repository=""):
        job = Job(tmp_path, variables)
        try:
            outputs = job.uses(ACTION, given, repository)
            started.append(outputs["pid"])
            return job, outputs
        except StepFailed as failed:
            pytest.fail(str(failed))

    yield run
    for pid in started:
        end(pid)


def end(pid):
    subprocess.run(["bash", ACTION / "stop" / "stop.sh"], env=clean_environment(INPUT_PID=pid, INPUT_LOG=""), check=True)


@pytest.fixture
def refuse(tmp_path):
    """What the runner shows of an action that fails."""

    def refuse(given, variables=(), repository=""):
        job = Job(tmp_path, variables)
        with pytest.raises(StepFailed):
            job.uses(ACTION, given, repository)
        errors = [line for line in job.log.splitlines() if line.startswith("::error ")]
        assert len(errors) == 1, job.log
        return errors[0], job.log

    return refuse


def aws(job, *arguments, status=0):
    """The AWS CLI of a later step. Debian's is older than AWS_ENDPOINT_URL."""
    url = job.variables["AWS_ENDPOINT_URL"]
    command = ["/usr/bin/aws", *arguments, "--endpoint-url", url, "--output", "text"]
    ended = subprocess.run(command, env=job.variables, capture_output=True, text=True, check=False)
    assert ended.returncode == status, ended.stderr
    return ended.stdout.strip() if status == 0 else ended.stderr


def test_a_job_has_the_variables_of_its_own_runner(tmp_path):
    job = Job(tmp_path, {"CI": "1", "GITHUB_WORKSPACE": "/elsewhere", "RUNNER_TEMP": "/elsewhere", "TOKEN": "t"})
    assert (job.variables["CI"], job.variables["TOKEN"]) == ("true", "t")
    assert job.variables["GITHUB_WORKSPACE"] == str(tmp_path / "workspace")
    assert job.variables["RUNNER_TEMP"] == str(tmp_path / "temp")


def test_later_steps_reach_the_server(run, tarball):
    job, outputs = run({"tarball": tarball})
    assert aws(job, "iam", "create-user", "--user-name", "Ada", "--query", "User.UserName") == "Ada"
    assert outputs["version"] == version()
    assert outputs["url"] == job.variables["AWS_ENDPOINT_URL"]
    assert "CreateUser" in pathlib.Path(outputs["log"]).read_text()


def test_the_environment_is_that_of_exec(run, tarball):
    given = {"AWS_REGION": "eu-central-1", "NO_PROXY": "intranet"}
    job, outputs = run({"tarball": tarball, "flags": "--region=eu-west-1"}, given)
    port = outputs["url"].rsplit(":", 1)[1]
    before = clean_environment(**given)
    # Of the same server's port, which is free again when the action has ended.
    end(outputs["pid"])
    shown = subprocess.run(
        [program(), "exec", "--port", port, "--region=eu-west-1", "--", "env", "-0"],
        env=before,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    after = dict(entry.split("=", 1) for entry in shown.split("\0") if entry)
    assert {name: job.variables.get(name) for name in after} == after


def test_what_led_to_aws_does_so_no_more(run, tarball):
    misleading = {
        "AWS_SESSION_TOKEN": "a real one",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "a real one",
        "AWS_ENDPOINT_URL_IAM": "https://iam.amazonaws.com",
        "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/deploy",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere",
        "AWS_USE_FIPS_ENDPOINT": "true",
    }
    job, outputs = run({"tarball": tarball}, misleading)
    assert job.variables["AWS_ENDPOINT_URL_IAM"] == outputs["url"]
    assert "a real one" not in job.variables.values()
    assert aws(job, "sts", "get-caller-identity", "--query", "Arn") == "arn:aws:iam::123456789012:root"


def test_inputs_are_flags_and_lines_are_arguments(run, tarball, tmp_path):
    folder = tmp_path / "a folder; touch broken"
    folder.mkdir()
    key = "{AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: secret}"
    (folder / "bob.yaml").write_text(f"Users: [{{UserName: Bob, AccessKeys: [{key}]}}]")
    (tmp_path / "eve.yaml").write_text("Users: [{UserName: Eve}]")
    given = {"auth": "enforce", "seed": f"{folder}\n{tmp_path}/eve.yaml\n", "flags": "--account-id\n111122223333\n"}
    job, _ = run({"tarball": tarball, **given})
    assert aws(job, "iam", "list-users", "--query", "Users[].UserName").split() == ["Bob", "Eve"]
    job.variables |= {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"}
    assert "arn:aws:iam::111122223333:user/Bob is not authorized" in aws(job, "iam", "list-users", status=254)
    assert not (job.workspace / "broken").exists()


def test_inputs_are_no_commands(refuse, tarball, tmp_path):
    commands = "$(touch broken)`touch broken`\"; touch broken; '"
    refuse({"tarball": tarball, "auth": commands, "port": commands, "version": commands, "seed": commands})
    assert not list(tmp_path.rglob("broken"))


def test_tls_is_trusted_by_clients_of_later_steps(run, tarball):
    job, outputs = run({"tarball": tarball, "flags": "--tls=self-signed"})
    assert outputs["url"].startswith("https://")
    assert aws(job, "iam", "list-users", "--query", "length(Users)") == "0"


def test_the_operators_token_is_exported_and_masked(run, tarball):
    job, outputs = run({"tarball": tarball, "flags": "--operator-token=open-sesame"})
    assert job.variables["IAMLOCAL_OPERATOR_TOKEN"] == "open-sesame"
    assert "::add-mask::open-sesame" in job.log.splitlines()
    assert "open-sesame" not in pathlib.Path(outputs["log"]).read_text()


def test_stop_ends_the_server_and_shows_its_log(run, tarball):
    job, outputs = run({"tarball": tarball})
    aws(job, "iam", "list-users")
    job.log = ""
    job.uses(ACTION / "stop", {"pid": outputs["pid"], "log": outputs["log"]})
    assert "has ended" in job.log and "ListUsers" in job.log
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(outputs["url"].rsplit(":", 1)[1])))
    job.uses(ACTION / "stop", {"pid": outputs["pid"]})
    assert "had ended before" in job.log


def test_stop_ends_no_other_program(tmp_path):
    with subprocess.Popen(["sleep", "60"]) as other:
        Job(tmp_path).uses(ACTION / "stop", {"pid": other.pid})
        assert other.poll() is None
        other.kill()


def test_stop_wants_the_number_of_a_process(tmp_path):
    with pytest.raises(StepFailed, match="no process"):
        Job(tmp_path).uses(ACTION / "stop", {"pid": "-1"})


def test_a_flag_that_is_wrong_fails_with_the_words_of_the_server(refuse, tarball):
    error, log = refuse({"tarball": tarball, "auth": "sometimes"})
    assert "--auth: 'sometimes' is not valid: expected off, verify, soft or enforce" in error
    assert "the log of IAM Local" in log


def test_a_port_that_is_in_use_fails(refuse, tarball):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        error, _ = refuse({"tarball": tarball, "port": port})
    assert str(port) in error and "in use" in error


def test_a_seed_that_is_wrong_fails_with_its_line(refuse, tarball, tmp_path):
    (tmp_path / "seed.yaml").write_text("Users:\n- {UserName: Ada, Colour: red}\n")
    error, _ = refuse({"tarball": tarball, "seed": tmp_path / "seed.yaml"})
    assert "seed.yaml" in error and "Colour" in error


def test_a_profile_cannot_be_taken_away_and_is_refused(refuse, tarball):
    error, _ = refuse({"tarball": tarball}, {"AWS_PROFILE": "production"})
    assert "AWS_PROFILE is set in this job" in error


def test_a_tarball_with_another_checksum_is_refused(refuse, tarball, tmp_path):
    other = tmp_path / tarball.name
    shutil.copy(tarball, other)
    other.with_name(other.name + ".sha256").write_text("0" * 64 + f"  {tarball.name}\n")
    error, _ = refuse({"tarball": other})
    assert f"not {'0' * 64}" in error


def test_a_checksum_given_as_an_input_counts(refuse, tarball):
    error, _ = refuse({"tarball": tarball, "sha256": "f" * 64})
    assert f"not {'f' * 64}" in error


def test_another_version_than_the_wanted_one_is_refused(refuse, tarball):
    error, _ = refuse({"tarball": tarball, "version": "99.0.0"})
    assert f"version 99.0.0 was wanted, and the program is {version()}" in error


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "has to say where the program comes from"),
        ({"version": "1.2.3"}, "no repository with releases"),
        ({"tarball": "/nowhere.tar.gz"}, "there is no file /nowhere.tar.gz"),
        ({"tarball": "/etc/hostname"}, "no tarball with one program"),
        ({"tarball": "a.tar.gz", "image": "iamlocal"}, "one of the two"),
    ],
    ids=str,
)
def test_inputs_that_name_no_program_are_refused(refuse, given, said):
    assert said in refuse(given)[0]


@contextlib.contextmanager
def published(folder):
    """A server of files, on loopback."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_version_is_fetched_from_the_releases_of_the_actions_repository(run, tarball, tmp_path):
    release = tmp_path / "owner" / "name" / "releases" / "download" / f"v{version()}"
    release.mkdir(parents=True)
    for path in tarball.parent.iterdir():
        (release / path.name).symlink_to(path)
    with published(tmp_path) as url:
        job, outputs = run({"version": version()}, {"GITHUB_SERVER_URL": url, "NO_PROXY": "*"}, "owner/name")
    assert outputs["version"] == version()
    assert aws(job, "iam", "list-users", "--query", "length(Users)") == "0"


def test_a_release_without_its_checksum_is_refused(refuse, tarball, tmp_path):
    (tmp_path / tarball.name).symlink_to(tarball)
    with published(tmp_path) as url:
        error, _ = refuse({"tarball": f"{url}/{tarball.name}"}, {"NO_PROXY": "*"})
    assert f"cannot fetch {url}/{tarball.name}.sha256" in error and "404" in error


def test_two_servers_in_one_job_are_two(run, tarball, tmp_path):
    _, one = run({"tarball": tarball})
    (tmp_path / "again").mkdir()
    two = Job(tmp_path / "again").uses(ACTION, {"tarball": tarball})
    try:
        assert one["url"] != two["url"]
    finally:
        end(two["pid"])


def test_the_workflow_of_the_paper_starts_and_stops_a_server(tarball, tmp_path):
    paper = (ROOT / "docs" / "github-actions.md").read_text()
    workflow = yaml.safe_load(paper.split("```yaml\n")[1].split("```")[0])
    job = Job(tmp_path)
    (job.workspace / "vendor").mkdir()
    (job.workspace / "tests").mkdir()
    for path in tarball.parent.iterdir():
        name = path.name.replace(version(), "0.1.0")
        (job.workspace / "vendor" / name).symlink_to(path)
    (job.workspace / "tests" / "roles.yaml").write_text("Users: [{UserName: Ada}]")
    outputs = {}
    for step in workflow["jobs"]["test"]["steps"]:
        _, found, part = step.get("uses", "").partition("actions/iamlocal")
        if found:
            given = {name: EXPRESSION.sub(lambda match: outputs[match[1]], text) for name, text in step["with"].items()}
            told = job.uses(ACTION / part.lstrip("/"), given)
            outputs |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in told.items()}
        elif "run" in step:
            assert aws(job, "iam", "list-users", "--query", "Users[].UserName") == "Ada"
    assert "has ended" in job.log and "ListUsers" in job.log


def test_the_paper_has_every_input_and_output():
    described = yaml.safe_load((ACTION / "action.yml").read_text())
    paper = (ROOT / "docs" / "github-actions.md").read_text()
    for name in (*described["inputs"], *described["outputs"]):
        assert f"`{name}`" in paper, name


def test_the_package_has_the_action_whole(tarball, tmp_path):
    build("action", tmp_path)
    with tarfile.open(tmp_path / f"iamlocal-action-{version()}.tar.gz") as archive:
        archive.extractall(tmp_path)
    job = Job(tmp_path)
    outputs = job.uses(tmp_path / "iamlocal", {"tarball": tarball})
    assert aws(job, "iam", "list-users", "--query", "length(Users)") == "0"
    job.uses(tmp_path / "iamlocal" / "stop", {"pid": outputs["pid"]})
