"""What tests/vectors/policy/decisions says AWS decides, asked of SimulateCustomPolicy."""

import http.client
import json
import pathlib
import urllib.parse
import xml.etree.ElementTree

import pytest

DECISIONS = pathlib.Path(__file__).parent.parent / "vectors/policy/decisions"
CAST = json.loads((DECISIONS / "cast.json").read_text())
SUBJECTS = sorted(path.stem for path in DECISIONS.glob("*.json") if path.stem != "cast")
LISTS = {"allowed": "allowed", "denied": "implicitDeny", "explicitly_denied": "explicitDeny"}
IDENTITY = ("identity", "statement", "condition")
DEFAULTS = {
    "requester": "user",
    "action": "s3:GetObject",
    "resource": "arn:aws:s3:::bucket/key",
    "context": {},
    "front_ends": ["library", "simulate", "authorize"],
    "resource_policy_kind": "resource",
}
# What the simulators are not told.
NOT_SIMULATED = ("session", "resource_control", "endpoint")
KEY_LENGTH_MIN = 5
NAMESPACE = "{https://iam.amazonaws.com/doc/2010-05-08/}"


def merged(outer, inner):
    """What is said closer to the question wins. There are three ways to give the identity policies."""
    dropped = IDENTITY if any(name in inner for name in IDENTITY) else ()
    return {**{key: value for key, value in outer.items() if key not in dropped}, **inner}


def questions(subject):
    """Every question of the file with its name and the decision that is expected."""
    file = json.loads((DECISIONS / f"{subject}.json").read_text())
    common = merged(DEFAULTS, {key: value for key, value in file.items() if key not in ("about", "cases")})
    for case in file["cases"]:
        whole = merged(common, case)
        asked = {key: value for key, value in whole.items() if key not in LISTS}
        for name, decision in LISTS.items():
            for number, question in enumerate(whole.get(name, ())):
                yield f"{case['name']}/{name}[{number}]", merged(asked, question), decision


def document(policy):
    return policy if isinstance(policy, str) else json.dumps(policy)


def identity_policies(question):
    if "identity" in question:
        policies = question["identity"]
        return [document(policy) for policy in (policies if isinstance(policies, list) else [policies])]
    statement = question.get("statement", {"Condition": question["condition"]} if "condition" in question else None)
    if statement is None:
        return []
    defaults = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    for complement in ("NotAction", "NotResource"):
        if complement in statement:
            del defaults[complement.removeprefix("Not")]
    return [document({"Version": "2012-10-17", "Statement": {**statement, **{
        key: value for key, value in defaults.items() if key not in statement}}})]


def about(policy, resource):
    """The simulators refuse resource policies about everything: one about the resource says as much."""
    text = document(policy)
    return text.replace('"Resource": "*"', f'"Resource": {json.dumps(resource)}')


def could_act(action, resource):
    """The simulators deny what an action cannot act on, whatever policies say. Many questions do not care."""
    return resource == "*" or resource.startswith(f"arn:aws:{action.lower().split(':')[0]}:")


def parameters(question):
    """As SimulateCustomPolicy takes it; nothing when it cannot be asked."""
    requester = CAST[question["requester"]]
    is_asked_about = requester["kind"] == "user" or ":role/" in requester.get("arn", "")
    if not could_act(question["action"], question["resource"]) or not is_asked_about:
        return None
    if requester.get("service_linked") or question["resource_policy_kind"] != "resource":
        return None
    if any(name in question for name in NOT_SIMULATED):
        return None
    form = {"CallerArn": requester["arn"], "ActionNames": [question["action"]]}
    form["PolicyInputList"] = identity_policies(question)
    if question["resource"] != "*":
        form["ResourceArns"] = [question["resource"]]
    if "boundary" in question:
        form["PermissionsBoundaryPolicyInputList"] = [document(question["boundary"])]
    if "resource_policy" in question:
        form["ResourcePolicy"] = about(question["resource_policy"], question["resource"])
        if "resource_account" in question:
            form["ResourceOwner"] = f"arn:aws:iam::{question['resource_account']}:root"
    form["OrderedOrganizationPolicyInputList"] = [
        {"ServiceControlPolicyInputList": [document(policy) for policy in level]}
        for level in question.get("service_control", ())
    ]
    form["ContextEntries"] = [
        {
            "ContextKeyName": key,
            "ContextKeyType": "stringList" if isinstance(value, list) else "string",
            "ContextKeyValues": value if isinstance(value, list) else [value],
        }
        for key, value in question["context"].items()
    ]
    return form if can_be_sent(form) else None


def can_be_sent(form):
    documents = json.dumps(form["PolicyInputList"], ensure_ascii=False)
    entries = form["ContextEntries"]
    return (
        max(map(ord, documents)) <= 0xFF
        and all(len(entry["ContextKeyName"]) >= KEY_LENGTH_MIN and entry["ContextKeyValues"] for entry in entries)
        and all(level["ServiceControlPolicyInputList"] for level in form["OrderedOrganizationPolicyInputList"])
    )


def flat(value, name=""):
    """Of the Query protocol."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from flat(member, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value:
        for number, item in enumerate(value, start=1):
            yield from flat(item, f"{name}.member.{number}")
    elif not isinstance(value, list) or name == "PolicyInputList":
        yield name, value or ""


@pytest.fixture
def simulate(endpoint, account):
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(endpoint).netloc)
    headers = {
        "Authorization": f"AWS4-HMAC-SHA256 Credential={account}/20260131/us-east-1/iam/aws4_request, "
        f"SignedHeaders=host, Signature={'0' * 64}",
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def simulate(form):
        request = {"Action": "SimulateCustomPolicy", "Version": "2010-05-08", **dict(flat(form))}
        connection.request("POST", "/", urllib.parse.urlencode(request), headers)
        answer = xml.etree.ElementTree.fromstring(connection.getresponse().read())
        decision = answer.find(f".//{NAMESPACE}EvalDecision")
        return decision.text if decision is not None else answer.findtext(f".//{NAMESPACE}Message")

    yield simulate
    connection.close()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_simulator_decides_as_aws_does(subject, simulate):
    wrong = []
    for name, question, expected in questions(subject):
        form = parameters(question) if "simulate" in question["front_ends"] else None
        if form is None:
            continue
        answer = simulate(form)
        if answer != expected:
            wrong.append(f"{name}: {answer}, not {expected}")
    assert not wrong, "\n".join(wrong)


def test_most_questions_are_asked():
    """Else the test above would pass without saying anything."""
    asked = [parameters(question) for subject in SUBJECTS for _, question, _ in questions(subject)]
    assert sum(form is not None for form in asked) > len(asked) / 2
