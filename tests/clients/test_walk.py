"""Every operation that boto3 knows: what it sends is understood, and what it gets it can read or expects."""

import json
import pathlib

import botocore.exceptions
import pytest
from botocore.config import Config

from conftest import client

HERE = pathlib.Path(__file__).parent
PLAUSIBLE = json.loads((HERE / "plausible.json").read_text())

# What comes first makes what comes after it meaningful; verbs not named here come in the middle. What hangs on a user
# has a longer name than CreateUser and DeleteUser, and so for every noun.
FIRST = ("Create", "Upload", "Add", "Attach", "Put", "Enable", "Tag", "Generate")
LAST = ("Untag", "Disable", "Deactivate", "Remove", "Detach", "Delete")

# Any operation may answer these: AWS lists them as common errors, and no operation's model does.
COMMON_ERRORS = {"AccessDenied", "ValidationError"}


def planned():
    """The operations that docs/compatibility.md lists as not written yet: the third column of its table of families."""
    rows = (line.split("|") for line in (HERE.parent.parent / "docs" / "compatibility.md").read_text().splitlines())
    return {name.strip() for row in rows if len(row) == 5 for name in row[3].split(",")}


def in_order(operations):
    def rank(name):
        for place, verb in enumerate(FIRST):
            if name.startswith(verb):
                return place, len(name), name
        for place, verb in enumerate(LAST, start=100):
            if name.startswith(verb):
                return place, -len(name), name
        return 50, 0, name

    return sorted(operations, key=rank)


def value(shape, name, account):
    """The least that the shape allows: required members only, lists of one element."""
    if shape.type_name == "structure":
        return {each: value(shape.members[each], each, account) for each in shape.required_members}
    if shape.type_name == "list":
        return [value(shape.member, name, account)]
    if shape.type_name == "boolean":
        return True
    if shape.type_name == "integer":
        return PLAUSIBLE.get(name, shape.metadata.get("min", 1))
    if name in PLAUSIBLE:
        return PLAUSIBLE[name].replace("ACCOUNT", account)
    return shape.enum[0] if getattr(shape, "enum", None) else "a" * shape.metadata.get("min", 1)


def complaint(caller, operation, parameters, is_planned):
    """What is wrong with the answer, or None."""
    try:
        caller._make_api_call(operation.name, parameters)
    except botocore.exceptions.ClientError as error:
        code = error.response["Error"]["Code"]
        modelled = {shape.metadata.get("error", {}).get("code", shape.name) for shape in operation.error_shapes}
        if is_planned:
            return None if code == "NotImplemented" else f"planned, but answers {code}"
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        # Nothing that is required was left out, so that nothing can be missing.
        expected = status < 500 and code in modelled | COMMON_ERRORS and "must not be null" not in str(error)
        return None if expected else str(error)
    except Exception as error:  # Whatever botocore raises, the answer was not one that it can read.
        return repr(error)
    return "planned, but answers" if is_planned else None


@pytest.mark.parametrize("service", ["iam", "sts"])
def test_every_operation_answers_as_its_model_says(service, endpoint, account):
    caller = client(service, endpoint, account, config=Config(retries={"total_max_attempts": 1}))
    model = caller.meta.service_model
    not_yet = planned()
    complaints = {}
    for name in in_order(model.operation_names):
        operation = model.operation_model(name)
        parameters = value(operation.input_shape, name, account) if operation.input_shape else {}
        if wrong := complaint(caller, operation, parameters, name in not_yet):
            complaints[name] = wrong
    assert complaints == {}
