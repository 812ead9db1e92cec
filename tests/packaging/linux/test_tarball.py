"""The tarball has the program, its manual and its papers, below one folder."""

import hashlib
import subprocess
import tarfile

import pytest
from conftest import SOURCE, VERSION, build

FILES = {
    "bin/iamlocal",
    "share/bash-completion/completions/iamlocal",
    "share/doc/iamlocal/LICENSE",
    "share/doc/iamlocal/README.md",
    "share/doc/iamlocal/THIRD_PARTY_NOTICES",
    "share/fish/vendor_completions.d/iamlocal.fish",
    "share/man/man1/iamlocal.1",
    "share/zsh/site-functions/_iamlocal",
}


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    return build("tarball", tmp_path_factory.mktemp("tarball") / "packages")


def test_the_checksum_is_that_of_the_tarball(packed):
    tarball, checksum = packed
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    assert checksum.read_text() == f"{digest}  {tarball.name}\n"
    assert tarball.name.startswith(f"iamlocal-{VERSION}-linux-")
    subprocess.run(["sha256sum", "--check", "--quiet", checksum.name], cwd=tarball.parent, check=True)


def test_it_has_all_files_and_nothing_of_this_machine(packed):
    with tarfile.open(packed[0]) as tar:
        members = tar.getmembers()
    folder = packed[0].name.removesuffix(".tar.gz")
    assert {member.name for member in members if member.isfile()} == {f"{folder}/{name}" for name in FILES}
    assert {(member.uname, member.gname, member.uid, member.gid) for member in members} == {("root", "root", 0, 0)}
    assert {member.mtime for member in members} == {1764408600}
    executables = {member.name for member in members if member.isfile() and member.mode & 0o111}
    assert executables == {f"{folder}/bin/iamlocal"}
    assert not any(member.mode & 0o022 for member in members)


def test_it_is_unpacked_into_a_prefix_and_runs(packed, tmp_path):
    subprocess.run(["tar", "-xzf", packed[0], "-C", tmp_path, "--strip-components", "1"], check=True)
    told = subprocess.run([tmp_path / "bin/iamlocal", "--version"], check=True, capture_output=True, text=True).stdout
    assert told == f"iamlocal {VERSION}\n"
    notices = tmp_path / "share/doc/iamlocal/THIRD_PARTY_NOTICES"
    assert notices.read_bytes() == (SOURCE / "packaging/THIRD_PARTY_NOTICES").read_bytes()
    assert ".TH IAMLOCAL 1 2025-11-29" in (tmp_path / "share/man/man1/iamlocal.1").read_text()
