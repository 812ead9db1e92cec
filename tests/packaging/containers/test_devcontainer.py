"""The dev container feature, installed and started by the Dev Container CLI, in a container that has BusyBox alone."""

import json
import shlex
import shutil
import subprocess
import tarfile

import pytest

from environment import clean_environment
from variables import ROOT, build, packages, program, version

# A root user and one who develops, and a shell that is no bash.
BASE = """FROM scratch
COPY busybox /bin/busybox
COPY passwd group /etc/
RUN ["/bin/busybox", "sh", "-c", "/bin/busybox mkdir -p /usr/bin /usr/sbin /sbin /tmp && /bin/busybox --install -s"]
RUN mkdir -p /root /home/dev /usr/local/bin && chown dev /home/dev && chmod 1777 /tmp
"""
FILES = {
    "passwd": "root:x:0:0:root:/root:/bin/sh\ndev:x:1000:1000:dev:/home/dev:/bin/sh\n",
    "group": "root:x:0:\ndev:x:1000:\n",
}


@pytest.fixture(scope="session")
def feature(tmp_path_factory):
    """The feature's package, unpacked."""
    folder = tmp_path_factory.mktemp("feature")
    build("devcontainer", folder)
    with tarfile.open(folder / "devcontainer-feature-iamlocal.tgz") as archive:
        archive.extractall(folder / "iamlocal")
    return folder / "iamlocal"


@pytest.fixture(scope="session")
def base(engine):
    folder = engine.folder / "base"
    folder.mkdir()
    shutil.copy(shutil.which("busybox"), folder)
    for name, text in {"Dockerfile": BASE, **FILES}.items():
        (folder / name).write_text(text)
    engine.run("build", "--tag", "base", folder)
    return "localhost/base"


class Workspace:
    def __init__(self, engine, feature, folder):
        self.engine = engine
        self.folder = folder
        shutil.copytree(feature, folder / ".devcontainer" / "iamlocal")

    def describe(self, **properties):
        (self.folder / ".devcontainer" / "devcontainer.json").write_text(json.dumps(properties))

    def cli(self, command, *arguments, status=0):
        program_of_cli = packages() / "@devcontainers" / "cli" / "devcontainer.js"
        where = ["--workspace-folder", self.folder, "--docker-path", self.engine.folder / "bin" / "docker"]
        ended = subprocess.run(
            ["node", program_of_cli, command, *where, *arguments],
            env={**self.engine.environment, "HOME": str(self.folder), "TMPDIR": str(self.folder.parent)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended.stdout

    def run(self, command, status=0):
        return self.cli("exec", "sh", "-c", command, status=status)

    def leave(self):
        self.engine.run("rm", "--force", "--all")


@pytest.fixture
def workspace(engine, feature, tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    here = Workspace(engine, feature, folder)
    yield here
    here.leave()


def test_the_feature_is_described_as_the_specification_wants(feature):
    # https://containers.dev/implementors/features/#devcontainer-feature-json-properties
    described = json.loads((feature / "devcontainer-feature.json").read_text())
    assert (described["id"], described["version"]) == ("iamlocal", version())
    for option in described["options"].values():
        assert option.keys() <= {"type", "default", "description", "enum", "proposals"}
        assert isinstance(option["default"], {"boolean": bool, "string": str}[option["type"]])
        assert option["default"] in option.get("enum", [option["default"]])
    assert (feature / "install.sh").stat().st_mode & 0o111
    assert (feature / "THIRD_PARTY_NOTICES").exists()


def test_the_containers_environment_is_that_of_exec(feature):
    described = json.loads((feature / "devcontainer-feature.json").read_text())["containerEnv"]
    shown = subprocess.run(
        [program(), "exec", "--port", "0", "--", "env", "-0"],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    given = dict(entry.split("=", 1) for entry in shown.split("\0") if entry)
    given = {name: value for name, value in given.items() if name.startswith("AWS_")}
    url = given.pop("AWS_ENDPOINT_URL")
    assert described.pop("AWS_ENDPOINT_URL") == f"{url.rsplit(':', 1)[0]}:4566"
    assert described == given


def test_the_server_starts_with_the_container_as_its_user(workspace, base):
    (workspace.folder / "it's a seed.yaml").write_text("Users: [{UserName: Ada}]")
    options = {"auth": "soft", "seed": "/workspaces/workspace/it's a seed.yaml", "db": "/var/lib/iamlocal/iam.db"}
    variables = {"IAMLOCAL_AUTH": "verify", "IAMLOCAL_LOG_FORMAT": "json"}
    workspace.describe(image=base, remoteUser="dev", containerEnv=variables, features={"./iamlocal": options})
    workspace.cli("up")
    health = json.loads(workspace.run("iamlocal health"))
    assert (health["auth"], health["store"]) == ("verify", "/var/lib/iamlocal/iam.db")
    assert json.loads(workspace.run("wget -q -O - $AWS_ENDPOINT_URL/_iam/accounts"))["accounts"][0]["users"] == 1
    owners = [line.split() for line in workspace.run("ps -o user,args").splitlines()]
    assert [line[0] for line in owners if line[1:] == ["iamlocal", "serve"]] == ["dev"]
    assert workspace.run("head -n 1 /var/lib/iamlocal/server.log").startswith("{")


@pytest.fixture
def install(engine, feature, base, tmp_path):
    """Installs the feature as the CLI does, without it, and runs a command below the entry point."""
    shutil.copytree(feature, tmp_path / "feature")

    def install(options, status=0):
        variables = {"_REMOTE_USER": "dev", **{name.upper(): value for name, value in options.items()}}
        given = " ".join(f"{name}={shlex.quote(value)}" for name, value in variables.items())
        (tmp_path / "install").write_text(f"cd /feature && {given} ./install.sh\n")
        steps = [f"FROM {base}", "COPY feature /feature", "COPY install /", "RUN sh /install"]
        (tmp_path / "Dockerfile").write_text("\n".join(steps) + "\n")
        return engine.run("build", "--tag", "installed", tmp_path, check=status == 0)

    return install


def below_entry_point(engine, command):
    entry_point = ["--entrypoint", "/usr/local/share/iamlocal/entrypoint.sh"]
    return engine.run("run", "--rm", "--network", "none", *entry_point, "installed", "sh", "-c", command)


def test_the_server_does_not_start_by_itself_where_that_is_not_wanted(engine, install):
    install({"autostart": "false"})
    ran = below_entry_point(engine, "iamlocal --version; iamlocal health || echo none")
    assert ran.stdout == f"iamlocal {version()}\nnone\n"


def test_a_server_that_cannot_start_does_not_keep_the_container_from_starting(engine, install):
    install({"seed": "/it's $(touch /tmp/broken) `touch /tmp/broken`.yaml"})
    ran = below_entry_point(engine, "ls /tmp; echo started")
    assert ran.stdout == "started\n"
    assert "the server did not start: iamlocal: " in ran.stderr and "/it's $(touch" in ran.stderr


def test_a_mode_that_there_is_not_is_told_when_the_image_is_built(install):
    assert "'never' is not valid" in install({"auth": "never"}, status=1).stderr


def test_a_version_that_the_program_is_not_of_is_told_when_the_image_is_built(install):
    assert f"and this feature has iamlocal {version()}" in install({"version": "9.9.9"}, status=1).stderr
    install({"version": version()})


def test_the_paper_has_every_option(feature):
    paper = (ROOT / "docs" / "devcontainer.md").read_text()
    for name in json.loads((feature / "devcontainer-feature.json").read_text())["options"]:
        assert f"`{name}`" in paper, name
