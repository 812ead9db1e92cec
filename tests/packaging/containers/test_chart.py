"""The chart as Helm packs, checks and renders it."""

import json
import subprocess

import pytest
import yaml

from environment import clean_environment
from variables import ROOT, packages, program, version

CHART = ROOT / "packaging" / "helm" / "iamlocal"
PLAIN = ROOT / "packaging" / "kubernetes"
FULL = {
    "settings": {"auth": "enforce", "threads": 2, "account-id": 111122223333, "allowed-hosts": ["a.test", "*.b.test"]},
    "seeds": {"users.yaml": {"Users": [{"UserName": "Ada"}]}, "more.json": ' {"Users": [{"UserName": "Bob"}]}\n'},
    "operatorToken": {"secret": "token"},
    "tls": {"secret": "certificate"},
    "image": {"repository": "registry.test/iamlocal", "digest": "sha256:" + "0" * 64},
    "imagePullSecrets": [{"name": "pull"}],
    "persistence": {"enabled": True, "storageClass": "fast", "size": "2Gi"},
    "extraArgs": ["--requests", "17"],
    "extraEnv": [{"name": "TZ", "value": "UTC"}],
    "service": {"type": "NodePort", "port": 80, "annotations": {"a": "b"}},
    "podAnnotations": {"c": "d"},
    "podLabels": {"e": "f"},
    "nodeSelector": {"kubernetes.io/arch": "amd64"},
    "tolerations": [{"key": "test", "operator": "Exists"}],
    "affinity": {"nodeAffinity": {}},
}
# FULL, with several servers of one database instead of one with a claim.
SHARED = {
    **{name: value for name, value in FULL.items() if name not in ("persistence", "image")},
    "database": {"secret": "database", "key": "address"},
    "replicas": 3,
}


def pod_of(objects):
    return objects["Deployment"]["spec"]["template"]["spec"]


def container_of(objects):
    (container,) = pod_of(objects)["containers"]
    return container


def variables_of(objects):
    return {each["name"]: each.get("value") for each in container_of(objects)["env"]}


def test_the_package_is_what_helm_takes_and_of_the_version_of_the_program(helm, chart):
    helm.run("lint", "--strict", chart)
    told = yaml.safe_load(helm.run("show", "chart", chart))
    assert (told["name"], told["version"], told["appVersion"]) == ("iamlocal", version(), version())
    assert chart.name == f"iamlocal-{version()}.tgz"


def test_two_packages_are_the_same_bytes(chart, tmp_path):
    subprocess.run([ROOT / "packaging" / "helm" / "build", program(), version(), tmp_path], check=True)
    assert (tmp_path / "helm" / chart.name).read_bytes() == chart.read_bytes()


@pytest.mark.parametrize(
    ("name", "values"), [("iamlocal.yaml", []), ("iamlocal-postgres.yaml", [PLAIN / "postgres.values.yaml"])]
)
def test_the_plain_manifests_are_what_the_chart_makes(helm, name, values):
    rendered = subprocess.run(
        [PLAIN / "render", helm.path, *values], capture_output=True, text=True, check=True, env=helm.environment
    )
    assert (PLAIN / name).read_text() == rendered.stdout


def test_a_pod_may_do_as_little_as_the_restricted_standard_lets_it(helm, chart):
    # https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted, and a read-only root.
    for values in (None, FULL, SHARED):
        objects = helm.render(chart, values)
        pod = pod_of(objects)
        assert pod["automountServiceAccountToken"] is False
        assert pod["enableServiceLinks"] is False
        assert pod["securityContext"] == {
            "runAsNonRoot": True,
            "runAsUser": 65532,
            "runAsGroup": 65532,
            "fsGroup": 65532,
            "seccompProfile": {"type": "RuntimeDefault"},
        }
        assert container_of(objects)["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert not any("hostPath" in volume for volume in pod["volumes"])


def test_there_is_never_more_than_one_pod_of_a_file(helm, chart):
    deployment = helm.render(chart, FULL)["Deployment"]["spec"]
    assert deployment["replicas"] == 1
    assert deployment["strategy"] == {"type": "Recreate"}
    assert "replicas: more than one needs database.secret" in helm.refuse(chart, {"replicas": 2})


def test_servers_of_one_database_find_it_in_a_secret_and_store_nothing_by_themselves(helm, chart):
    objects = helm.render(chart, SHARED)
    assert objects["Deployment"]["spec"]["replicas"] == 3
    (address,) = [each for each in container_of(objects)["env"] if each["name"] == "IAMLOCAL_DB"]
    assert address["valueFrom"] == {"secretKeyRef": {"name": "database", "key": "address"}}
    assert "data" not in {each["name"] for each in pod_of(objects)["volumes"]}
    assert "/data" not in json.dumps(objects)


def test_servers_of_two_versions_never_share_a_database(helm, chart):
    assert helm.render(chart, SHARED)["Deployment"]["spec"]["strategy"] == {"type": "Recreate"}


def test_a_database_needs_the_program_that_has_postgres(helm, chart):
    def image(**more):
        return container_of(helm.render(chart, {"database": {"secret": "database"}, **more}))["image"]

    assert image() == f"iamlocal:{version()}-postgres"
    assert image(image={"tag": "mine"}) == "iamlocal:mine"
    assert container_of(helm.render(chart))["image"] == f"iamlocal:{version()}"


def test_a_database_that_is_away_makes_servers_unready_and_kills_none(helm, chart):
    container = container_of(helm.render(chart, SHARED))
    assert container["readinessProbe"]["httpGet"]["path"] == "/_iam/health"
    assert container["livenessProbe"]["tcpSocket"] == {"port": "http"}
    assert "httpGet" not in container["livenessProbe"]


def test_the_service_leads_to_the_container_and_to_no_other_release(helm, chart):
    for name in ("iamlocal", "team"):
        objects = helm.render(chart, FULL, name)
        labels = objects["Deployment"]["spec"]["template"]["metadata"]["labels"]
        service = objects["Service"]["spec"]
        assert service["selector"].items() <= labels.items()
        assert service["selector"] == objects["Deployment"]["spec"]["selector"]["matchLabels"]
        assert service["selector"]["app.kubernetes.io/instance"] == name
        assert [port["targetPort"] for port in service["ports"]] == [container_of(objects)["ports"][0]["name"]]


def test_settings_are_variables_that_the_program_reads(helm, chart):
    variables = variables_of(helm.render(chart, FULL))
    assert variables["IAMLOCAL_AUTH"] == "enforce"
    assert variables["IAMLOCAL_THREADS"] == "2"
    assert variables["IAMLOCAL_ACCOUNT_ID"] == "111122223333"
    assert variables["IAMLOCAL_ALLOWED_HOSTS"] == "a.test,*.b.test"
    known = subprocess.run([program(), "serve", "--help"], capture_output=True, text=True, check=True).stdout
    for name in variables:
        if name.startswith("IAMLOCAL_"):
            assert f"  --{name.removeprefix('IAMLOCAL_').lower().replace('_', '-')} " in known, name


def test_on_and_off_need_no_quotes(helm, chart):
    # As YAML 1.1 reads them.
    variables = variables_of(helm.render(chart, {"settings": {"auth": False, "test-idp": True}}))
    assert (variables["IAMLOCAL_AUTH"], variables["IAMLOCAL_TEST_IDP"]) == ("off", "on")


def test_secrets_come_from_secrets(helm, chart):
    objects = helm.render(chart, FULL)
    (token,) = [each for each in container_of(objects)["env"] if each["name"] == "IAMLOCAL_OPERATOR_TOKEN"]
    assert token["valueFrom"] == {"secretKeyRef": {"name": "token", "key": "token"}}
    for name in ("operator-token", "credentials-token"):
        assert name in helm.refuse(chart, {"settings": {name: "open-sesame"}})


def test_seeds_are_files_of_a_config_map_with_what_the_values_say(helm, chart):
    objects = helm.render(chart, FULL)
    files = objects["ConfigMap"]["data"]
    assert yaml.safe_load(files["users.yaml"]) == FULL["seeds"]["users.yaml"]
    assert files["more.json"] == FULL["seeds"]["more.json"]
    (volume,) = [each for each in pod_of(objects)["volumes"] if each["name"] == "seeds"]
    assert volume["configMap"] == {"name": objects["ConfigMap"]["metadata"]["name"], "optional": False}


def test_other_seeds_are_another_pod(helm, chart):
    def annotations(seeds):
        return helm.render(chart, {"seeds": seeds})["Deployment"]["spec"]["template"]["metadata"]["annotations"]

    assert annotations({"a.yaml": "Users: []"}) != annotations({"a.yaml": "Roles: []"})


def test_what_is_stored_is_in_a_claim_where_that_is_wanted(helm, chart):
    objects = helm.render(chart, FULL)
    claim = objects["PersistentVolumeClaim"]
    assert claim["spec"]["storageClassName"] == "fast"
    assert claim["spec"]["resources"]["requests"]["storage"] == "2Gi"
    volumes = {each["name"]: each for each in pod_of(objects)["volumes"]}
    assert volumes["data"]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    mine = helm.render(chart, {"persistence": {"enabled": True, "claim": "mine"}})
    assert "PersistentVolumeClaim" not in mine
    assert "PersistentVolumeClaim" not in helm.render(chart)


def test_probes_speak_what_the_server_speaks(helm, chart):
    def schemes(values):
        container = container_of(helm.render(chart, values))
        return {container[probe]["httpGet"]["scheme"] for probe in ("readinessProbe", "livenessProbe")}

    assert schemes(None) == schemes({"settings": {"tls": "off"}}) == {"HTTP"}
    assert schemes({"settings": {"tls": "self-signed"}}) == schemes({"tls": {"secret": "certificate"}}) == {"HTTPS"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"seeds": {"users.txt": "Users: []"}}, "users.txt"),
        ({"seeds": {"a.yaml": "Users: []"}, "seedsConfigMap": "mine"}, "one of the two"),
        ({"settings": {"port": 80}}, "port"),
        ({"settings": {"Auth": "enforce"}}, "Auth"),
        ({"settings": {"auth": True}}, "auth"),
        ({"image": {"digest": "latest"}}, "digest"),
        ({"persistance": {"enabled": True}}, "persistance"),
        ({"persistence": {"enabled": True}, "database": {"secret": "database"}}, "one of the two"),
        ({"replicas": 0}, "replicas"),
    ],
    ids=str,
)
def test_a_value_that_makes_no_sense_is_refused(helm, chart, values, said):
    assert said in helm.refuse(chart, values)


def test_the_notes_say_where_the_server_is_and_what_is_open(helm, chart):
    said = helm.run("install", "iamlocal", chart, "--dry-run=client", "--namespace", "tests")
    assert "AWS_ENDPOINT_URL_IAM=http://iamlocal.tests:4566\n" in said
    assert "operatorToken.secret" in said and "persistence.enabled" in said


def test_the_paper_has_every_value_and_an_example_that_helm_takes(helm, chart):
    paper = (ROOT / "docs" / "kubernetes.md").read_text()
    for name in yaml.safe_load((CHART / "values.yaml").read_text()):
        assert f"`{name}`" in paper or name in ("nameOverride", "fullnameOverride"), name
    example = yaml.safe_load(paper.split("```yaml\n")[1].split("```")[0])
    objects = helm.render(chart, example)
    assert variables_of(objects)["IAMLOCAL_LOG_FORMAT"] == "json"
    assert "Ada" in objects["ConfigMap"]["data"]["users.yaml"]


def check_types(folder, objects):
    """Fails unless the objects have all that Kubernetes wants, and nothing that it does not know: what its client's
    types say, read by TypeScript, to which an unknown member of a literal is an error."""
    lines = ['import type * as kubernetes from "@kubernetes/client-node";']
    for kind, content in objects.items():
        lines.append(f"export const a{kind}: kubernetes.V1{kind} = {json.dumps(content, indent=1)};")
    (folder / "node_modules").symlink_to(packages())
    (folder / "objects.mts").write_text("\n".join(lines))
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
    compiler = ["node", packages() / "typescript" / "bin" / "tsc", *options, "objects.mts"]
    return subprocess.run(
        compiler, cwd=folder, capture_output=True, text=True, check=False, env=clean_environment()
    ).stdout


@pytest.mark.parametrize("values", [None, FULL, SHARED], ids=["defaults", "everything", "shared"])
def test_kubernetes_knows_all_that_the_objects_say(helm, chart, tmp_path, values):
    assert check_types(tmp_path, helm.render(chart, values)) == ""


def test_a_member_that_kubernetes_does_not_know_is_noticed(helm, chart, tmp_path):
    objects = helm.render(chart)
    pod_of(objects)["securityContext"]["runAsNobody"] = True
    assert "runAsNobody" in check_types(tmp_path, objects)
