import os
import pathlib
import subprocess

import pytest

DATE = "2026-11-29"


@pytest.fixture(scope="session")
def manual(tmp_path_factory):
    """The folder with the files that iam_manual writes."""
    folder = tmp_path_factory.mktemp("manual")
    subprocess.run([os.environ["IAM_MANUAL"], folder, DATE], check=True)
    return pathlib.Path(folder)
