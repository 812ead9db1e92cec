"""schema/data/service-linked-roles*.csv: what AWS makes service-linked roles from, and where that is known from."""

import csv
import json
import re

import pytest

from conftest import SCHEMA

DATA = SCHEMA / "data"
TABLES = ["service-linked-roles.csv", "service-linked-roles-documented.csv"]
# Its one policy was recorded on AWS; no public collection of AWS's policies has it.
UNCOLLECTED = {"AmazonLexBotPolicy"}


def rows(table):
    with open(DATA / table, newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def policies():
    listed = map(json.loads, (DATA / "aws-managed-policies.jsonl").read_text().splitlines())
    return {policy["PolicyName"] for policy in listed if policy["Path"] == "/aws-service-role/"}


def test_a_service_is_in_one_row():
    services = [row["service"] for table in TABLES for row in rows(table)]
    assert len(services) == len(set(services))


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_whole(table):
    for row in rows(table):
        assert re.fullmatch(r"[a-z0-9.-]+\.amazonaws\.com", row["service"])
        assert re.fullmatch(r"[\w+=,.@-]+", "AWSServiceRoleFor" + row["role_name_after_AWSServiceRoleFor"])


def test_the_policies_are_aws_s_own(policies):
    assert {row["attached_policy"] for table in TABLES for row in rows(table)} - policies == UNCOLLECTED


def test_a_source_is_a_page():
    sources = [row["source"] for row in rows("service-linked-roles-documented.csv")]
    assert all(re.fullmatch(r"(https://docs\.aws\.amazon\.com/\S+\.html)?", source) for source in sources)


def test_the_paper_counts_the_policies_of_unknown_services(policies):
    paper = " ".join((SCHEMA.parent / "docs" / "compatibility.md").read_text().split())
    known = {row["attached_policy"] for table in TABLES for row in rows(table)} & policies
    assert (f"Of the {len(policies)} policies of AWS's below `/aws-service-role/`, {len(known)} belong to such a service."
            f" Of the other {len(policies - known)},") in paper
