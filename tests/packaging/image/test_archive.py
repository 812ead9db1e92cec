"""The archive of the images of two platforms: what docker/archive makes of the folders that buildah writes."""

import gzip
import hashlib
import io
import json
import os
import pathlib
import subprocess
import tarfile

import pytest

SOURCE = pathlib.Path(os.environ["IAMLOCAL_SOURCE"])
DOCKER = "application/vnd.docker."
HEALTH = {"Test": ["CMD", "/iamlocal", "health"]}


def put(folder, content, media_type):
    digest = hashlib.sha256(content).hexdigest()
    (folder / digest).write_bytes(content)
    return {"mediaType": media_type, "size": len(content), "digest": f"sha256:{digest}"}


def pushed(folder, architecture, **configuration):
    """A folder as `buildah push IMAGE dir:FOLDER` leaves it, of an image in Docker's format with one layer."""
    folder.mkdir()
    about = {"architecture": architecture, "os": "linux", "config": {"Healthcheck": HEALTH, **configuration}}
    manifest = {
        "schemaVersion": 2,
        "mediaType": DOCKER + "distribution.manifest.v2+json",
        "config": put(folder, json.dumps(about).encode(), DOCKER + "container.image.v1+json"),
        "layers": [put(folder, f"layer of {architecture}".encode(), DOCKER + "image.rootfs.diff.tar")],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture
def folders(tmp_path):
    return [pushed(tmp_path / architecture, architecture) for architecture in ("amd64", "arm64")]


@pytest.fixture
def archive(tmp_path, folders):
    """Makes the archive; its files by name."""

    def archive(name="archive.tar"):
        subprocess.run([SOURCE / "docker/archive", tmp_path / name, "1.2.3", *folders], check=True)
        content = (tmp_path / name).read_bytes()
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            return content, {entry.name: tar.extractfile(entry).read() for entry in tar}

    return archive


def blob(files, descriptor):
    content = files["blobs/sha256/" + descriptor["digest"].removeprefix("sha256:")]
    assert len(content) == descriptor["size"]
    return content


def manifests(files):
    (index,) = json.loads(files["index.json"])["manifests"]
    return json.loads(blob(files, index))["manifests"]


def test_the_layout_is_that_of_oci(archive):
    _, files = archive()
    assert json.loads(files.pop("oci-layout")) == {"imageLayoutVersion": "1.0.0"}
    (index,) = json.loads(files.pop("index.json"))["manifests"]
    assert index["annotations"]["org.opencontainers.image.ref.name"] == "1.2.3"
    for name, content in files.items():
        assert name == "blobs/sha256/" + hashlib.sha256(content).hexdigest()


def test_each_platform_has_its_image(archive):
    _, files = archive()
    every = manifests(files)
    assert [each["platform"] for each in every] == [{"architecture": a, "os": "linux"} for a in ("amd64", "arm64")]
    for each in every:
        (layer,) = json.loads(blob(files, each))["layers"]
        assert layer["mediaType"] == "application/vnd.oci.image.layer.v1.tar+gzip"
        assert gzip.decompress(blob(files, layer)).decode() == f"layer of {each['platform']['architecture']}"


def test_the_health_check_is_kept(archive):
    _, files = archive()
    for each in manifests(files):
        configuration = json.loads(blob(files, json.loads(blob(files, each))["config"]))
        assert configuration["config"]["Healthcheck"] == HEALTH


def test_the_same_images_make_the_same_archive(archive):
    assert archive("one.tar")[0] == archive("other.tar")[0]


def test_an_image_without_its_health_check_is_refused(tmp_path):
    folder = pushed(tmp_path / "sick", "amd64", Healthcheck=None)
    ended = subprocess.run([SOURCE / "docker/archive", tmp_path / "a.tar", "1", folder], capture_output=True, text=True)
    assert ended.returncode != 0
    assert "no health check is left" in ended.stderr
