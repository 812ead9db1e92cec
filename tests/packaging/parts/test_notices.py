"""The notices name what the program is made of: all of it, and nothing else."""

import json
import os
import pathlib
import sys

import linked
import pytest

SOURCE = pathlib.Path(os.environ["IAMLOCAL_SOURCE"])
sys.path.insert(0, str(SOURCE / "packaging"))
import parts  # noqa: E402

NOTICES = [parts.NOTICES]
if linked.PROGRAM != "iamlocal":
    NOTICES.append(parts.NOTICES.with_name("THIRD_PARTY_NOTICES.postgres"))


@pytest.fixture(scope="module")
def named():
    return {package for part in parts.parts(NOTICES) for package in part.debian}


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    return linked.archives(tmp_path_factory.mktemp("link"))


def test_every_archive_that_the_linker_took_from_is_named(named, archives):
    owners = linked.packages({linked.original(path) for path in archives})
    assert "libc6-dev" in owners and "libssl-dev" in owners
    assert set(owners) <= named


def test_every_header_that_a_unit_includes_is_named(named):
    owners = linked.packages(linked.headers())
    assert "libboost1.81-dev" in owners and "libspdlog-dev" in owners
    assert set(owners) - linked.NOT_LINKED <= named


def test_nothing_is_named_that_is_not_linked(named, archives):
    used = linked.packages({linked.original(path) for path in archives} | linked.headers())
    assert named <= set(used)


# Which packages are in the page, Vite finds out when it packs it: see src/console/vite.config.ts.
def test_the_packages_of_the_page_are_locked():
    locked = json.loads((SOURCE / "src/console/package-lock.json").read_text())["packages"]
    named = [package for part in parts.parts() for package in part.npm]
    assert "preact" in named
    assert [package for package in named if "node_modules/" + package not in locked] == []


def test_a_package_of_npm_has_the_license_that_its_lock_tells():
    locked = json.loads((SOURCE / "src/console/package-lock.json").read_text())["packages"]
    for part in parts.parts():
        assert {locked["node_modules/" + package]["license"] for package in part.npm} <= {part.license}


def test_the_notices_of_the_data_are_those_that_stand_beside_them():
    beside = {path.stem: path.read_text().strip("\n") for path in (SOURCE / "schema/data").glob("*.LICENSE")}
    assert len(beside) > 1
    assert {name: part.text for part in parts.parts() for name in part.data} == beside


def test_every_part_is_told_completely_and_once():
    every = parts.parts(NOTICES)
    assert len({part.name for part in every}) == len(every) > 20
    for part in every:
        assert part.home.startswith("http") and part.license and len(part.text) > 200, part.name
        assert [bool(part.debian), bool(part.npm), bool(part.data)].count(True) == 1, part.name
        assert part.copyrights or part.license in ("blessing", "LicenseRef-XZ-public-domain"), part.name


def test_no_notice_sends_its_reader_to_a_file_that_is_not_there():
    assert not any("/usr/share" in notices.read_text() for notices in NOTICES)
