"""What uses the image through Docker: the paper's block for Testcontainers, and the GitHub Action."""

import pathlib
import subprocess

import pytest

from runner import Job, StepFailed
from test_action import ACTION, aws, end
from variables import ROOT, packages, version

BLOCK = (ROOT / "docs" / "testcontainers.md").read_text().split("```js\n")[1].split("```")[0]


@pytest.fixture(scope="module")
def docker_host(engine):
    with engine.serving() as address:
        yield address


@pytest.fixture
def run_block(engine, docker_host, tmp_path):
    (tmp_path / "node_modules").symlink_to(packages())

    def run_block(block):
        (tmp_path / "block.mjs").write_text(block)
        # The reaper is an image of a registry's; what it is for, the engine's folder does.
        variables = {**engine.environment, "DOCKER_HOST": docker_host, "TESTCONTAINERS_RYUK_DISABLED": "true"}
        return subprocess.run(
            ["node", "block.mjs"], cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=120, check=False
        )

    return run_block


def test_the_block_of_the_paper_starts_a_container_and_uses_it(engine, run_block):
    ended = run_block(BLOCK)
    assert ended.returncode == 0, ended.stderr
    assert engine.run("ps", "--quiet").stdout == ""


def test_the_block_of_the_paper_waits_for_its_seed(run_block):
    taken = BLOCK.replace('UserName: "Eve"', 'UserName: "Ada"')
    assert taken != BLOCK
    assert "EntityAlreadyExists" in run_block(taken).stderr


def test_the_action_takes_the_program_out_of_an_image(engine, tmp_path):
    job = Job(tmp_path, engine.environment)
    outputs = job.uses(ACTION, {"image": "iamlocal"})
    try:
        assert outputs["version"] == version()
        assert aws(job, "iam", "create-user", "--user-name", "Ada", "--query", "User.UserName") == "Ada"
        assert "CreateUser" in pathlib.Path(outputs["log"]).read_text()
    finally:
        end(outputs["pid"])
    assert engine.run("ps", "--all", "--quiet", "--filter", "ancestor=iamlocal").stdout == ""


def test_the_action_says_which_image_is_not_there(engine, tmp_path):
    with pytest.raises(StepFailed, match="image localhost/nowhere"):
        Job(tmp_path, engine.environment).uses(ACTION, {"image": "localhost/nowhere"})
