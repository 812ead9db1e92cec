"""As much of a runner of GitHub's as composite actions need: expressions, variables, files for what a step tells."""

import pathlib
import re
import subprocess

import yaml

from environment import clean_environment

EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
# https://docs.github.com/actions/reference/workflow-syntax: what `shell: bash` means.
BASH = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"]


class StepFailed(Exception):
    pass


def read_file_command(text):
    """`NAME=VALUE`, or `NAME<<MARK`, lines, and the mark alone in a line."""
    values, lines = {}, iter(text.splitlines())
    for line in lines:
        plain = re.fullmatch(r"([^=<]+)=(.*)", line)
        if plain:
            values[plain[1]] = plain[2]
            continue
        name, mark = line.split("<<")
        content = []
        for inner in lines:
            if inner == mark:
                break
            content.append(inner)
        else:
            raise AssertionError(f"{name} has no end")
        values[name] = "\n".join(content)
    return values


class Job:
    """The variables that steps leave to later ones, as a job has them."""

    def __init__(self, folder, variables=()):
        self.workspace = folder / "workspace"
        self.temp = folder / "temp"
        for each in (self.workspace, self.temp):
            each.mkdir()
        # What the runner says stands above what the job was given: that may be the environment of a real runner.
        self.variables = {
            **clean_environment(**dict(variables)),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            "CI": "true",
        }
        self.variables.setdefault("GITHUB_SERVER_URL", "https://github.test")
        self.log = ""

    def uses(self, action, given=(), repository=""):
        """Runs the steps of the action with these inputs, and gives its outputs."""
        action = pathlib.Path(action)
        described = yaml.safe_load((action / "action.yml").read_text())
        assert described["runs"]["using"] == "composite"
        given = dict(given)
        assert given.keys() <= described["inputs"].keys(), "a runner warns of these inputs"
        context = {"github.action_repository": repository}
        for name, details in described["inputs"].items():
            assert name in given or not details.get("required"), name
            context[f"inputs.{name}"] = str(given.get(name, details.get("default", "")))
        for step in described["runs"]["steps"]:
            for name, value in self._run(action, step, context).items():
                context[f"steps.{step.get('id')}.outputs.{name}"] = value
        outputs = described.get("outputs", {})
        return {name: self._fill(details["value"], context) for name, details in outputs.items()}

    def _fill(self, text, context):
        return EXPRESSION.sub(lambda match: context[match[1]], str(text))

    def _run(self, action, step, context):
        assert "${{" not in step["run"], "an input would be a command"
        assert step["shell"] == "bash"
        files = {}
        for name in ("GITHUB_ENV", "GITHUB_OUTPUT"):
            files[name] = self.temp / name.lower()
            files[name].write_text("")
        script = self.temp / "step.sh"
        script.write_text(step["run"])
        variables = {
            **self.variables,
            **{name: self._fill(value, context) for name, value in step.get("env", {}).items()},
            **{name: str(path) for name, path in files.items()},
            "GITHUB_ACTION_PATH": str(action),
        }
        # A runner reads until the stream ends: what a step leaves running must not hold it.
        ended = subprocess.run(
            [*BASH, script],
            cwd=self.workspace,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        self.log += ended.stdout
        if ended.returncode != 0:
            raise StepFailed(ended.stdout)
        told = read_file_command(files["GITHUB_ENV"].read_text())
        assert not [name for name in told if name.startswith(("GITHUB_", "RUNNER_")) or name == "NODE_OPTIONS"]
        self.variables |= told
        return read_file_command(files["GITHUB_OUTPUT"].read_text())
