import os
import pathlib
import shutil
import subprocess

import pytest

SOURCE = pathlib.Path(os.environ["IAMLOCAL_SOURCE"])
PROGRAM = pathlib.Path(os.environ["IAMLOCAL_BINARY"])
VERSION = os.environ["PACKAGES_VERSION"]


def build(kind, folder, *, source=SOURCE, program=PROGRAM, others=(), umask=0o022, **variables):
    """The files that packaging/KIND/build writes into the folder."""
    folder.mkdir(parents=True)
    ended = subprocess.run(
        [source / "packaging" / kind / "build", program, VERSION, folder, *others],
        env={"PATH": os.environ["PATH"], "HOME": str(folder.parent), "SOURCE_DATE_EPOCH": "1764408600", **variables},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory):
    """Copies of what packages are made of, in another folder and with other dates: the sources, and the program."""
    folder = tmp_path_factory.mktemp("elsewhere")
    ignored = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(SOURCE / "packaging", folder / "packaging", ignore=ignored, copy_function=shutil.copy)
    for name in ("LICENSE", "README.md"):
        shutil.copyfile(SOURCE / name, folder / name)
    (folder / "bin").mkdir()
    for tool in (PROGRAM, PROGRAM.parent / "iam_manual"):
        shutil.copy(tool, folder / "bin")
    return folder
