"""Packages of programs for two machines, made together. The one for arm64 is this machine's, but says that it is not."""

import json
import subprocess
import tarfile
import zipfile

import pytest
from conftest import PROGRAM, VERSION, build

E_MACHINE = slice(18, 20)  # in the header of ELF
AARCH64, RISCV = (number.to_bytes(2, "little") for number in (183, 243))


def program_for(machine, path):
    content = bytearray(PROGRAM.read_bytes())
    content[E_MACHINE] = machine
    path.write_bytes(content)
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def arm64(tmp_path_factory):
    return program_for(AARCH64, tmp_path_factory.mktemp("arm64") / "iamlocal")


def test_npm_has_a_package_for_each_and_installs_the_one_that_fits(arm64, tmp_path):
    packages = build("npm", tmp_path / "packages", others=[arm64])
    names = [f"iamlocal-{each}{VERSION}.tgz" for each in ("", "linux-arm64-", "linux-x64-")]
    assert [path.name for path in packages] == names
    with tarfile.open(packages[1]) as archive:
        about = json.load(archive.extractfile("package/package.json"))
        assert (about["name"], about["cpu"]) == ("iamlocal-linux-arm64", ["arm64"])
        assert archive.extractfile("package/iamlocal").read() == arm64.read_bytes()
    project = tmp_path / "project"
    project.mkdir()
    (project / "package.json").write_text('{"name": "empty", "private": true}')
    for command in (["install", "--save-optional", *packages], ["ci"]):
        subprocess.run(["npm", *command, "--offline", "--ignore-scripts"], cwd=project, check=True, capture_output=True)
        installed = [path.name for path in (project / "node_modules").iterdir() if not path.name.startswith(".")]
        assert sorted(installed) == ["iamlocal", "iamlocal-linux-x64"]
    about = json.loads((project / "node_modules/iamlocal/package.json").read_text())
    assert about["optionalDependencies"] == {"iamlocal-linux-arm64": VERSION, "iamlocal-linux-x64": VERSION}


def test_python_has_a_wheel_for_each(arm64, tmp_path):
    wheels = build("python", tmp_path / "wheels", others=[arm64])
    assert [path.name.split(".musllinux")[0].rsplit("manylinux_2_17_")[1] for path in wheels] == ["aarch64", "x86_64"]
    with zipfile.ZipFile(wheels[0]) as wheel:
        assert wheel.read("iamlocal_linux_aarch64/iamlocal") == arm64.read_bytes()
        assert b"Tag: py3-none-musllinux_1_1_aarch64" in wheel.read(f"iamlocal-{VERSION}.dist-info/WHEEL")
        assert "iamlocal_linux_x86_64/iamlocal" not in wheel.namelist()


def test_debian_and_other_linux_have_a_package_for_each(arm64, tmp_path):
    debs = build("deb", tmp_path / "debs", others=[arm64])
    assert [path.name for path in debs] == [f"iamlocal_{VERSION}_{each}.deb" for each in ("amd64", "arm64")]
    told = subprocess.run(["dpkg-deb", "--field", debs[1], "Architecture"], check=True, capture_output=True, text=True)
    assert told.stdout == "arm64\n"
    tarballs = build("tarball", tmp_path / "tarballs", others=[arm64])
    with tarfile.open(tarballs[0]) as archive:
        root = f"iamlocal-{VERSION}-linux-arm64"
        assert archive.extractfile(f"{root}/bin/iamlocal").read() == arm64.read_bytes()
        assert f"{root}/share/man/man1/iamlocal.1" in archive.getnames()


def test_the_feature_of_dev_containers_has_both(arm64, tmp_path):
    (feature,) = build("devcontainer", tmp_path / "feature", others=[arm64])
    with tarfile.open(feature) as archive:
        assert archive.extractfile("iamlocal-arm64").read() == arm64.read_bytes()
        assert archive.extractfile("iamlocal-x64").read() == PROGRAM.read_bytes()


@pytest.mark.parametrize("kind", ["deb", "devcontainer", "npm", "python", "tarball"])
def test_a_machine_that_no_package_is_for_is_told(kind, tmp_path):
    with pytest.raises(AssertionError, match="there is no package for the machine of"):
        build(kind, tmp_path / kind, program=program_for(RISCV, tmp_path / "iamlocal"))
