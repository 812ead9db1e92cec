"""Servers that start at once on one database: what each of them is told to begin with is there once."""

import json
import re

import pytest

from servers import Replica, at_once

ACCOUNT = "451111111111"
SEED = {
    "AccountId": ACCOUNT,
    "Groups": [{"GroupName": "g", "AttachedManagedPolicies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}],
    "Users": [
        {
            "UserName": "Ada",
            "GroupList": ["g"],
            "LoginProfile": {"Password": "Correct-Horse-9"},
            "AccessKeys": [{"AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "x" * 40}],
        }
    ],
}


@pytest.fixture
def seed(tmp_path):
    file = tmp_path / "seed.json"
    file.write_text(json.dumps(SEED))
    return file


@pytest.mark.parametrize("round_", range(4))
def test_seeds_given_to_all_are_applied_once(start, postgres, seed, round_):
    replicas = start(3, f"--seed={seed}", "--log-level=info", uri=postgres.database(empty=True))
    path = f"/_iam/state?account={ACCOUNT}"
    states = at_once([lambda r=replica: r.client(ACCOUNT).get(path) for replica in replicas])
    assert states == states[:1] * 3
    status, state = states[0]
    assert status == 200
    assert [user["UserName"] for user in state["Users"]] == ["Ada"]
    assert state["Users"][0]["GroupList"] == ["g"] and len(state["Users"][0]["AccessKeys"]) == 1
    for replica in replicas:
        replica.end()  # the log is whole then
    told = [re.search("seed .*seed.json: (.*)", replica.log()).group(1) for replica in replicas]
    assert told.count("the database has it already") == 2


def test_a_seed_that_was_applied_is_not_applied_by_a_server_that_joins(start, seed):
    first = start(1, f"--seed={seed}")[0]
    first.client(ACCOUNT).succeed("RemoveUserFromGroup", UserName="Ada", GroupName="g")
    joined = start(1, f"--seed={seed}")[0]
    assert joined.client(ACCOUNT).succeed("ListGroupsForUser", UserName="Ada").values("GroupName") == []


def test_a_reset_on_one_server_empties_all(start):
    replicas = start(2)
    replicas[0].client(ACCOUNT).succeed("CreateUser", UserName="Ada")
    assert replicas[1].client().put_in("/_iam/reset", "")[0] == 200
    assert [r.client(ACCOUNT).call("GetUser", UserName="Ada").code for r in replicas] == ["NoSuchEntity"] * 2
    replicas[0].client(ACCOUNT).succeed("CreateUser", UserName="Ada")


def test_an_older_program_refuses_the_tables_of_a_newer_one(postgres, database):
    postgres.ask("UPDATE iam_state SET schema_version = schema_version + 1", database)
    said = Replica(database).output_of_failed_start()
    assert "was written by a newer version of this program" in said
    assert database.split("/")[3].split("?")[0] in said


def test_an_older_program_that_runs_stops_when_a_newer_one_has_migrated_its_tables(start, postgres, database):
    """What it would write might lack what the newer one relies on."""
    older = start(1)[0]
    postgres.ask("UPDATE iam_state SET schema_version = schema_version + 1", database)
    assert older.client(ACCOUNT).call("CreateUser", UserName="Ada").code == "ServiceFailure"
    assert older.client(ACCOUNT).call("ListUsers").code == "ServiceFailure"
    assert older.health()[0] == 503
    assert postgres.ask("SELECT count(*) FROM users", database) == ["0"]


def test_a_database_of_something_else_is_left_alone(postgres):
    database = postgres.database(empty=True)
    postgres.ask("CREATE TABLE theirs (a INTEGER)", database)
    said = Replica(database).output_of_failed_start()
    assert "its table `theirs` was not made by this program" in said
    assert postgres.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database) == ["theirs"]


def test_a_role_that_may_not_make_tables_is_told_so(postgres):
    """Since PostgreSQL 15 nobody may but the owner of the database, unless somebody says otherwise."""
    database = postgres.database(empty=True)
    postgres.ask("CREATE ROLE poor LOGIN")
    said = Replica(database.replace("iam@", "poor@")).output_of_failed_start()
    assert "permission denied for schema public" in said


def test_two_schemas_of_one_database_are_two_stores(start, postgres):
    database = postgres.database(empty=True)
    postgres.ask("CREATE SCHEMA one; CREATE SCHEMA two", database)
    one, two = (start(1, uri=f"{database}&options=-csearch_path%3D{schema}")[0] for schema in ("one", "two"))
    one.client(ACCOUNT).succeed("CreateUser", UserName="Ada")
    assert two.client(ACCOUNT).call("GetUser", UserName="Ada").code == "NoSuchEntity"
    two.client(ACCOUNT).succeed("CreateUser", UserName="Ada")
    assert postgres.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database) == []


def test_servers_take_the_address_from_the_environment(postgres, database):
    name = database.split("/")[3].split("?")[0]
    server = Replica("postgres://", environment={"PGHOST": postgres.folder, "PGUSER": "iam", "PGDATABASE": name})
    try:
        assert server.health()[1]["store"].endswith(f"/{name}")
        server.client(ACCOUNT).succeed("CreateUser", UserName="Ada")
    finally:
        server.end()
    assert postgres.ask("SELECT name FROM users", database) == ["Ada"]
