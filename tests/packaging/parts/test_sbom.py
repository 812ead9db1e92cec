"""The list of parts: what SPDX 2.3 demands of it, and all that the program is made of, in the versions linked."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess

import linked
import pytest

SOURCE = pathlib.Path(os.environ["IAMLOCAL_SOURCE"])
PROGRAM = linked.BUILD / "iamlocal"
VERSION = os.environ["PACKAGES_VERSION"]
# https://spdx.github.io/spdx-spec/v2.3/document-creation-information/ and the chapters after it, and the JSON schema.
DOCUMENT = {"SPDXID", "spdxVersion", "creationInfo", "name", "dataLicense", "documentNamespace"}
PACKAGE = {"SPDXID", "name", "downloadLocation"}
PACKAGE_MAY = {
    *("versionInfo", "supplier", "filesAnalyzed", "checksums", "homepage", "sourceInfo", "licenseConcluded"),
    *("licenseDeclared", "copyrightText", "externalRefs", "primaryPackagePurpose"),
}
RELATIONSHIP = {"spdxElementId", "relationshipType", "relatedSpdxElement"}
EXTRACTED = {"licenseId", "extractedText", "name"}


def build(program, folder, source=SOURCE, **environment):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1764421200", **environment}
    command = [source / "packaging/sbom/build", program, VERSION, folder]
    subprocess.run(command, check=True, env=environment)
    (made,) = folder.glob("*.spdx.json")
    return made


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return build(PROGRAM, tmp_path_factory.mktemp("sbom"))


@pytest.fixture(scope="module")
def document(path):
    return json.loads(path.read_text())


@pytest.fixture(scope="module")
def versions(document):
    return {package["name"]: package["versionInfo"] for package in document["packages"]}


def references(document):
    return [each["referenceLocator"] for package in document["packages"] for each in package["externalRefs"]]


def test_what_the_image_is_built_of_is_enough_to_make_it(path, tmp_path):
    """.dockerignore lets in, line by line, what `docker build` sees of the tree."""
    for line in (SOURCE / ".dockerignore").read_text().splitlines():
        if not line.startswith("!"):
            continue
        source, copy = SOURCE / line[1:], tmp_path / line[1:]
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Scripts look for each other where they really are.
        if line.startswith("!packaging/"):
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy)
        else:
            copy.symlink_to(source)
    (tmp_path / "made").mkdir()
    assert build(PROGRAM, tmp_path / "made", source=tmp_path).read_bytes() == path.read_bytes()


def test_the_document_has_what_spdx_demands(document):
    assert DOCUMENT <= set(document)
    assert set(document) - DOCUMENT == {"packages", "relationships", "hasExtractedLicensingInfos"}
    assert (document["spdxVersion"], document["dataLicense"]) == ("SPDX-2.3", "CC0-1.0")
    assert document["SPDXID"] == "SPDXRef-DOCUMENT"
    assert document["creationInfo"]["created"] == "2025-11-29T13:00:00Z"
    assert all(re.fullmatch(r"(Tool|Organization|Person): \S.*", each) for each in document["creationInfo"]["creators"])
    assert re.fullmatch(r"https://[^#\s]+", document["documentNamespace"])


def test_every_package_has_what_spdx_demands(document):
    for package in document["packages"]:
        assert PACKAGE <= set(package) <= PACKAGE | PACKAGE_MAY, package["name"]
        assert re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", package["SPDXID"])
        assert re.fullmatch(r"NOASSERTION|Organization: \S+", package["supplier"])
        assert package["filesAnalyzed"] is False
        assert package["primaryPackagePurpose"] in ("APPLICATION", "LIBRARY")
        for checksum in package.get("checksums", []):
            length = {"SHA256": 64, "SHA512": 128}[checksum["algorithm"]]
            assert re.fullmatch(f"[0-9a-f]{{{length}}}", checksum["checksumValue"])
        for reference in package["externalRefs"]:
            assert (reference["referenceCategory"], reference["referenceType"]) == ("PACKAGE-MANAGER", "purl")
    ids = [package["SPDXID"] for package in document["packages"]]
    assert len(set(ids)) == len(ids)


# https://github.com/package-url/purl-spec: percent-encoded but for the tilde; the scope of npm is a namespace.
def test_every_package_is_known_by_its_package_url(document):
    wanted = re.compile(r"pkg:(generic|deb/debian|npm(/%40[a-z]+)?)/[\w.%~-]+@[\w.%~-]+(\?[\w.=&%~-]+)?")
    assert [each for each in references(document) if not wanted.fullmatch(each)] == []
    assert any(each.startswith("pkg:npm/%40preact/signals@") for each in references(document))
    assert any(each.startswith("pkg:deb/debian/libstdc%2B%2B-12-dev@") for each in references(document))


def test_relations_lead_from_the_document_to_the_program_to_every_part(document):
    told = document["relationships"]
    assert all(set(each) == RELATIONSHIP for each in told)
    relations = {(each["spdxElementId"], each["relatedSpdxElement"]): each["relationshipType"] for each in told}
    assert relations.pop(("SPDXRef-DOCUMENT", "SPDXRef-iamlocal")) == "DESCRIBES"
    parts = {package["SPDXID"] for package in document["packages"]} - {"SPDXRef-iamlocal"}
    assert set(relations) == {("SPDXRef-iamlocal", part) for part in parts}
    assert set(relations.values()) == {"STATIC_LINK", "CONTAINS"}


def test_a_license_that_spdx_does_not_list_comes_with_its_text(document):
    told = {each["licenseId"]: each for each in document["hasExtractedLicensingInfos"]}
    declared = " ".join(each["licenseDeclared"] for each in document["packages"])
    used = set(re.findall(r"LicenseRef-[\w.-]+", declared))
    assert set(told) == used != set()
    assert all(set(each) == EXTRACTED and each["extractedText"] for each in told.values())


def test_the_program_is_described_by_its_digest_and_version(document):
    program = document["packages"][0]
    assert (program["name"], program["versionInfo"]) == ("iamlocal", VERSION)
    digest = hashlib.sha256(PROGRAM.read_bytes()).hexdigest()
    assert program["checksums"] == [{"algorithm": "SHA256", "checksumValue": digest}]


# Of the linker and the compiler, not of the notices, from which the list is made.
def test_everything_that_is_linked_is_listed_in_its_version(versions, tmp_path):
    archives = {linked.original(path) for path in linked.archives(tmp_path)}
    owners = set(linked.packages(archives | linked.headers())) - linked.NOT_LINKED
    ask = ["dpkg-query", "--show", "--showformat=${Package}\t${Version}\n", *owners]
    shown = subprocess.run(ask, check=True, capture_output=True, text=True).stdout
    really = dict(line.split("\t") for line in shown.splitlines())
    assert len(really) > 15
    assert {name: versions.get(name) for name in really} == really


def test_what_is_packed_into_the_page_is_listed_in_its_locked_version(versions):
    locked = json.loads((SOURCE / "src/console/package-lock.json").read_text())["packages"]
    for name in ("preact", "@preact/signals", "@codemirror/view"):
        assert versions[name] == locked[f"node_modules/{name}"]["version"]


def test_the_same_program_has_the_same_list(path, tmp_path):
    assert build(PROGRAM, tmp_path).read_bytes() == path.read_bytes()


def test_another_list_has_another_namespace(document, tmp_path):
    other = json.loads(build(PROGRAM, tmp_path, SOURCE_DATE_EPOCH="0").read_text())
    assert other["documentNamespace"] != document["documentNamespace"]


def test_the_list_tells_nothing_of_the_machine_that_made_it(path):
    text = path.read_text()
    assert str(SOURCE) not in text and str(linked.BUILD) not in text


# As packaging/arm64/libraries leaves them, beside the program.
def test_a_program_for_another_machine_is_made_of_the_libraries_beside_it(tmp_path):
    program, database = tmp_path / "iamlocal", tmp_path / "libraries/var/lib/dpkg/status"
    head = bytearray(PROGRAM.read_bytes()[:64])
    head[18:20] = (183).to_bytes(2, "little")  # EM_AARCH64
    program.write_bytes(head)
    database.parent.mkdir(parents=True)
    names = re.findall(r"^From: debian/(.*)$", (SOURCE / "packaging/THIRD_PARTY_NOTICES").read_text(), re.MULTILINE)
    about = "Status: install ok unpacked\nMaintainer: A\nArchitecture: arm64\nVersion: 7.7-7\nDescription: a\n"
    database.write_text("".join(f"Package: {name}\n{about}\n" for name in names))
    made = build(program, tmp_path)
    assert made.name == f"iamlocal-{VERSION}-linux-arm64.spdx.json"
    document = json.loads(made.read_text())
    assert "pkg:deb/debian/libssl-dev@7.7-7?arch=arm64&distro=debian-12&upstream=libssl-dev" in references(document)
