"""The package for Debian: no fault that lintian knows, a unit that systemd takes, and what belongs to it. What needs a
Debian to be installed on is in packaging/deb/check."""

import gzip
import os
import re
import subprocess

import pytest
from conftest import VERSION, build

FILES = {
    "etc/default/iamlocal",
    "lib/systemd/system/iamlocal.service",
    "usr/bin/iamlocal",
    "usr/share/bash-completion/completions/iamlocal",
    "usr/share/doc/iamlocal/changelog.gz",
    "usr/share/doc/iamlocal/copyright",
    "usr/share/fish/vendor_completions.d/iamlocal.fish",
    "usr/share/lintian/overrides/iamlocal",
    "usr/share/man/man1/iamlocal.1.gz",
    "usr/share/zsh/vendor-completions/_iamlocal",
}
# What systemd calls safe begins below 2.0; its figure is ten times that.
EXPOSURE_MAX = 15


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    [package] = build("deb", tmp_path_factory.mktemp("deb") / "packages")
    return package


@pytest.fixture(scope="module")
def root(package, tmp_path_factory):
    """The package, unpacked."""
    root = tmp_path_factory.mktemp("root")
    run("dpkg-deb", "--raw-extract", package, root)
    return root


@pytest.fixture(scope="module")
def unit(root):
    return root / "lib/systemd/system/iamlocal.service"


def test_lintian_finds_no_fault(package):
    # lintian asks for nobody's rights, and says so to root.
    checked = subprocess.run(
        ["lintian", "--allow-root", "--show-overrides", package], capture_output=True, text=True, check=False
    )
    told = [line for line in checked.stdout.splitlines() if not line.startswith("N:")]
    assert [line for line in told if not line.startswith("O:")] == []
    assert "O: iamlocal: statically-linked-binary [usr/bin/iamlocal]" in told


def test_it_has_all_files(root):
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    assert {path for path in files if not path.startswith("DEBIAN/")} == FILES


def test_it_is_of_the_version(package, root):
    assert re.fullmatch(rf"iamlocal_{re.escape(VERSION)}_(amd64|arm64)\.deb", package.name)
    assert run("dpkg-deb", "--field", package, "Version") == f"{VERSION}\n"
    assert run(root / "usr/bin/iamlocal", "--version") == f"iamlocal {VERSION}\n"
    with gzip.open(root / "usr/share/doc/iamlocal/changelog.gz", "rt") as changelog:
        assert changelog.readline().startswith(f"iamlocal ({VERSION}) ")


def test_the_licenses_of_others_are_in_its_copyright(root):
    text = (root / "usr/share/doc/iamlocal/copyright").read_text()
    assert "/usr/share/common-licenses/Apache-2.0" in text
    assert "Boost Software License" in text and "OpenSSL" in text


def test_systemd_takes_the_unit(root, unit):
    # It looks for the program where the unit says.
    text = unit.read_text().replace("/usr/bin/iamlocal", str(root / "usr/bin/iamlocal"))
    copy = root / "iamlocal.service"
    copy.write_text(text)
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", copy],
        env={"PATH": os.environ["PATH"], "SYSTEMD_UNIT_PATH": f"{root}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    copy.unlink()
    assert ([line for line in checked.stderr.splitlines() if "iamlocal" in line], checked.returncode) == ([], 0)


def test_the_unit_leaves_the_service_next_to_nothing(unit):
    checked = subprocess.run(
        ["systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={EXPOSURE_MAX}", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_settings_of_the_service_are_settings(root):
    text = (root / "etc/default/iamlocal").read_text()
    settings = dict(re.findall(r"^#?(IAMLOCAL_\w+)=(.*)$", text, re.MULTILINE))
    assert settings.pop("IAMLOCAL_DB") == "/var/lib/iamlocal/iam.db"
    settings["IAMLOCAL_OPERATOR_TOKEN"] = "secret"
    serving = subprocess.Popen(
        [root / "usr/bin/iamlocal", "serve", "--port", "0"],
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = serving.stdout.readline()
    serving.terminate()
    told = serving.communicate()[1]
    assert "listening" in line, told
