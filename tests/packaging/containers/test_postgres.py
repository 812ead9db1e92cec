"""The plain manifests of several pods on one database: one of the pods, run by Podman, with a server of PostgreSQL."""

import base64
import json
import os
import pathlib

import pytest
import yaml

from test_kubernetes import Pod

SERVER = os.environ.get("IAM_POSTGRES", "")
HERE = pathlib.Path(SERVER.partition("?host=")[2])
THERE = "/run/postgresql"

pytestmark = pytest.mark.skipif(not SERVER, reason="tests/postgres/with_server starts PostgreSQL")


@pytest.fixture
def uri(engine):
    """The address of the database, which the Secret has."""
    uri = f"postgres://iam:s3cret@/{os.environ['IAM_POSTGRES_TEMPLATE']}?host={THERE}"
    # As this version of Podman keeps what Kubernetes calls a Secret.
    file = engine.folder / "secret.json"
    file.write_text(json.dumps({"uri": base64.b64encode(uri.encode()).decode()}))
    engine.run("secret", "create", "iamlocal-database", file)
    yield uri
    engine.run("secret", "rm", "iamlocal-database")


@pytest.fixture
def shared(engine, manifests, uri):
    file = manifests.with_name(manifests.name.replace(".yaml", "-postgres.yaml"))
    objects = {each["kind"]: each for each in yaml.safe_load_all(file.read_text()) if each}
    assert objects["Deployment"]["spec"]["replicas"] == 2
    objects["Deployment"]["spec"]["replicas"] = 1  # Podman knows no more
    pod = objects["Deployment"]["spec"]["template"]["spec"]
    engine.run("tag", "iamlocal", pod["containers"][0]["image"])
    # The server has a socket alone, in a folder of its own user's.
    HERE.chmod(0o711)
    pod["volumes"].append({"name": "server", "hostPath": {"path": str(HERE), "type": "Directory"}})
    pod["containers"][0]["volumeMounts"].append({"name": "server", "mountPath": THERE})
    return objects


def test_the_pod_finds_its_database_by_the_secret_and_gets_ready(engine, shared):
    with Pod(engine, shared) as pod:
        status, body = pod.probe("readinessProbe")
        assert status == 200
        assert body["store"].startswith("postgresql://") and body["store"].endswith(os.environ["IAM_POSTGRES_TEMPLATE"])
        assert "s3cret" not in body["store"]


def test_the_pod_needs_no_place_to_write_to(engine, shared):
    with Pod(engine, shared) as pod:
        assert pod.probe("readinessProbe")[0] == 200
        assert pod.mounts()["/"] == "ro"


def test_what_one_pod_stored_the_next_one_has(engine, shared):
    with Pod(engine, shared) as pod:
        assert pod.probe("readinessProbe")[0] == 200
        assert "<UserName>Ada</UserName>" in pod.ask("/?Action=CreateUser&Version=2010-05-08&UserName=Ada")[1]
    with Pod(engine, shared) as pod:
        assert pod.probe("readinessProbe")[0] == 200
        assert "<UserName>Ada</UserName>" in pod.ask("/?Action=GetUser&Version=2010-05-08&UserName=Ada")[1]
