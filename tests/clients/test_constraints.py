"""Every constraint that boto3's model states is held by the server, in the grammar of AWS's validation messages.

The model is the oracle: it is AWS's own, and older than the one the server was generated from.
"""

import re

import botocore.exceptions
import pytest
from botocore.config import Config

from conftest import client
from test_walk import planned, value

# Members that newer models no longer require.
NO_LONGER_REQUIRED = {
    ("CreateLoginProfile", "UserName"),
    ("CreateOpenIDConnectProvider", "ThumbprintList"),
    ("DeactivateMFADevice", "UserName"),
    ("DeleteLoginProfile", "UserName"),
    ("GetLoginProfile", "UserName"),
    ("UpdateSAMLProvider", "SAMLMetadataDocument"),
}

# What no pattern of the model would match in full, tried in turn.
STRANGERS = ("\u0001", "!", "| ", "~~~", "\U0001f600")


def pattern_of(shape):
    text = shape.metadata.get("pattern")
    if text is None:
        return None
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: re.escape(chr(int(match.group(1), 16))), text)
    if r"\p" in text or "10FFFF" in text:
        return None
    return re.compile(text)


def violations(shape, good):
    """Values that break one rule of the shape, each with what the message must then say."""
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if shape.type_name in ("integer", "long"):
        if low is not None:
            yield low - 1, f"Member must have value greater than or equal to {low}"
        if high is not None:
            yield high + 1, f"Member must have value less than or equal to {high}"
    elif shape.type_name == "list":
        if high is not None and good:
            yield good * (high + 1), f"Member must have length less than or equal to {high}"
    elif shape.type_name == "string":
        pattern = pattern_of(shape)
        if getattr(shape, "enum", None):
            yield "NoSuchWord", "Member must satisfy enum value set"
        if high is not None and high < 100_000:
            yield "a" * (high + 1), f"Member must have length less than or equal to {high}"
        # boto3 sends no empty lists, but it does send empty strings.
        if low is not None and low > 0:
            yield "a" * (low - 1), f"Member must have length greater than or equal to {low}"
        if pattern is not None:
            for stranger in STRANGERS:
                if low is not None and len(stranger) < low:
                    stranger = stranger * low
                if (high is None or len(stranger) <= high) and not pattern.fullmatch(stranger):
                    yield stranger, "Member must satisfy regular expression pattern|The specified value for "
                    break


def complaints_about(caller, operation, account):
    shape = operation.input_shape
    good = value(shape, operation.name, account)

    def answer(parameters):
        try:
            caller._make_api_call(operation.name, parameters)
        except botocore.exceptions.ClientError as error:
            return error.response["Error"]["Code"], error.response["Error"]["Message"]
        return "OK", ""

    for name in shape.required_members:
        if (operation.name, name) in NO_LONGER_REQUIRED:
            continue
        code, message = answer({each: other for each, other in good.items() if each != name})
        if code != "ValidationError" or "must not be null" not in message:
            yield f"{operation.name} without {name}: {code} {message[:200]}"
    for name, member in shape.members.items():
        sample = good.get(name) or value(member, name, account)
        for bad, expected in violations(member, sample):
            code, message = answer({**good, name: bad})
            if code != "ValidationError" or not re.search(expected, message):
                yield f"{operation.name} {name}={str(bad)[:20]!r}, expected {expected}: {code} {message[:300]}"


@pytest.mark.parametrize("service", ["iam", "sts"])
def test_every_constraint_of_the_model_is_held(service, endpoint, account):
    config = Config(parameter_validation=False, retries={"total_max_attempts": 1})
    caller = client(service, endpoint, account, config=config)
    model = caller.meta.service_model
    not_yet = planned()
    complaints = []
    for name in model.operation_names:
        operation = model.operation_model(name)
        if name not in not_yet and operation.input_shape:
            complaints.extend(complaints_about(caller, operation, account))
    assert not complaints, "\n".join(complaints)
