"""The same program and sources make the same packages, byte for byte, in whatever folder, with whatever dates of files,
umask, language and time zone."""

import re

import pytest
from conftest import PROGRAM, SOURCE, build

KINDS = ["deb", "npm", "python", "tarball"]
OTHERWISE = {"umask": 0o077, "LC_ALL": "C.UTF-8", "TZ": "Pacific/Chatham"}


@pytest.mark.parametrize("kind", KINDS)
def test_two_folders_make_the_same_bytes(kind, elsewhere, tmp_path):
    here = build(kind, tmp_path / "here")
    there = build(kind, tmp_path / "there", source=elsewhere, program=elsewhere / "bin" / "iamlocal", **OTHERWISE)
    assert here
    assert [path.name for path in here] == [path.name for path in there]
    for one, other in zip(here, there):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_another_date_is_another_package(tmp_path):
    """What compares bytes would not see a date that is not there."""
    one, other = (build("tarball", tmp_path / date, SOURCE_DATE_EPOCH=date) for date in ("1764408600", "1764495000"))
    assert one[0].read_bytes() != other[0].read_bytes()


def test_the_program_does_not_tell_where_its_sources_lie():
    """As a macro of a library may: the same sources in another folder would be another program."""
    told = re.findall(rb"[\w./-]*\bsrc/[\w/]+\.(?:cc|h)\b", PROGRAM.read_bytes())
    assert told == []
    assert str(SOURCE).encode() not in PROGRAM.read_bytes()
