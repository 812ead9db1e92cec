"""The plain manifests, run by Podman as a cluster would run them, and asked as a kubelet would ask."""

import json
import pathlib
import socket
import subprocess

import pytest
import yaml

from environment import clean_environment


SEEDS = {
    "apiVersion": "v1",
    "kind": "ConfigMap",
    "metadata": {"name": "iamlocal-seeds"},
    "data": {"users.yaml": "Users: [{UserName: Ada}]\n"},
}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Pod:
    def __init__(self, engine, objects):
        self.engine = engine
        self.container = objects["Deployment"]["spec"]["template"]["spec"]["containers"][0]
        (self.port,) = self.container["ports"]
        # Podman publishes what a container's port says; a cluster does not.
        self.port |= {"hostIP": "127.0.0.1", "hostPort": free_port()}
        self.file = engine.folder / "objects.yaml"
        self.file.write_text(yaml.safe_dump_all(objects.values()))

    def __enter__(self):
        # The probes are the test's own: Podman would carry them out with a program in the container, which has none.
        self.engine.run("play", "kube", "--start", self.file)
        (self.id,) = self.engine.run("ps", "--quiet", "--filter", "name=pod-0-iamlocal$").stdout.split()
        self.process = int(self.inspect("{{.State.Pid}}"))
        return self

    def __exit__(self, *_):
        self.engine.run("play", "kube", "--down", self.file, check=False)

    def inspect(self, form):
        return self.engine.run("inspect", self.id, "--format", form).stdout.strip()

    def probe(self, name):
        """What the kubelet gets: at the pod's own address, and with that in the header Host."""
        probe = self.container[name]["httpGet"]
        assert probe["port"] == self.port["name"]
        infra = self.engine.run("ps", "--quiet", "--filter", "name=infra$").stdout.strip()
        networks = json.loads(self.engine.run("inspect", infra, "--format", "{{json .NetworkSettings.Networks}}").stdout)
        (address,) = [each["IPAddress"] for each in networks.values()]
        url = f"{probe['scheme'].lower()}://{address}:{self.port['containerPort']}{probe['path']}"
        ask = ["curl", "--silent", "--insecure", "--retry", "50", "--retry-all-errors", "--retry-delay", "0"]
        return self._ask([*ask, "--user-agent", "kube-probe/1.34", "--header", "Connection: close", url])

    def ask(self, path, scheme="http"):
        return self._ask(["curl", "--silent", "--insecure", f"{scheme}://127.0.0.1:{self.port['hostPort']}{path}"])

    def _ask(self, command):
        form = ["--max-time", "30", "--write-out", "\n%{http_code}"]
        done = subprocess.run([*command, *form], capture_output=True, text=True, check=True, env=clean_environment())
        body, _, status = done.stdout.rpartition("\n")
        return int(status), json.loads(body) if body.startswith("{") else body

    def status_of_process(self):
        lines = pathlib.Path(f"/proc/{self.process}/status").read_text().splitlines()
        return {name: value.split() for name, _, value in (line.partition(":") for line in lines)}

    def mounts(self):
        """Whether what is mounted where is `ro` or `rw`."""
        lines = pathlib.Path(f"/proc/{self.process}/mounts").read_text().splitlines()
        return {line.split()[1]: line.split()[3].split(",")[0] for line in lines}


@pytest.fixture
def plain(engine, manifests):
    objects = {each["kind"]: each for each in yaml.safe_load_all(manifests.read_text()) if each}
    container = objects["Deployment"]["spec"]["template"]["spec"]["containers"][0]
    engine.run("tag", "iamlocal", container["image"])
    return objects


def test_the_pod_gets_ready_and_stays_alive(engine, plain):
    with Pod(engine, plain) as pod:
        for name in ("readinessProbe", "livenessProbe"):
            status, body = pod.probe(name)
            assert (status, body["store"]) == (200, "/data/iam.db")


def test_the_process_is_nobody_and_can_write_nowhere_but_into_its_data(engine, plain):
    with Pod(engine, plain) as pod:
        assert pod.probe("readinessProbe")[0] == 200
        status = pod.status_of_process()
        assert status["Uid"] == ["65532"] * 4 and status["Gid"] == ["65532"] * 4
        assert {int(status[name][0], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
        assert status["NoNewPrivs"] == ["1"]
        assert status["Seccomp"] == ["2"]
        assert pod.mounts()["/"] == "ro" and pod.mounts()["/data"] == "rw"


def test_seeds_are_read_from_the_config_map(engine, plain):
    with Pod(engine, {"ConfigMap": SEEDS, **plain}) as pod:
        assert pod.probe("readinessProbe")[0] == 200
        assert pod.ask("/_iam/accounts")[1]["accounts"][0]["users"] == 1
        assert pod.mounts()["/etc/iamlocal/seed.d"] == "ro"


def test_the_probes_hold_whatever_the_settings_are(engine, helm, chart):
    settings = {
        "auth": "enforce",
        "operator": "off",
        "tls": "self-signed",
        "allowed-hosts": "iam.example.com",
        "faults": '[{"preset": "throttle"}]',
    }
    objects = helm.render(chart, {"settings": settings})
    engine.run("tag", "iamlocal", objects["Deployment"]["spec"]["template"]["spec"]["containers"][0]["image"])
    with Pod(engine, objects) as pod:
        for name in ("readinessProbe", "livenessProbe"):
            status, body = pod.probe(name)
            assert (status, body["auth"]) == (200, "enforce")
        assert pod.ask("/_iam/accounts", "https")[0] == 404
