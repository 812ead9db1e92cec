"""boto3 as Debian packages it: what it sends is understood, what it gets it can read."""

import datetime

import botocore.exceptions
import pytest

from conftest import client

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


@pytest.fixture
def iam(endpoint, account):
    return client("iam", endpoint, account)


@pytest.fixture
def sts(endpoint, account):
    return client("sts", endpoint, account)


def error_of(call, **parameters):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**parameters)
    error = caught.value.response["Error"]
    return error["Code"], error.get("Message"), caught.value.response["ResponseMetadata"]["HTTPStatusCode"]


def test_caller_identity_is_the_root_of_the_account(sts, account):
    identity = sts.get_caller_identity()
    assert identity["Account"] == account
    assert identity["UserId"] == account
    assert identity["Arn"] == f"arn:aws:iam::{account}:root"


def test_a_user_comes_back_as_it_was_created(iam, account):
    tags = [{"Key": "Team", "Value": "blue + green"}, {"Key": "größe", "Value": ""}]
    created = iam.create_user(UserName="Ada", Path="/team/", PermissionsBoundary=ADMINISTRATOR, Tags=tags)["User"]
    assert created["Arn"] == f"arn:aws:iam::{account}:user/team/Ada"
    assert created["UserId"].startswith("AIDA")
    assert isinstance(created["CreateDate"], datetime.datetime)
    assert created["Tags"] == tags
    assert iam.get_user(UserName="ADA")["User"] == created
    assert created["PermissionsBoundary"]["PermissionsBoundaryArn"] == ADMINISTRATOR


def test_the_request_id_is_that_of_the_header(iam):
    metadata = iam.list_users()["ResponseMetadata"]
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]
    assert metadata["RetryAttempts"] == 0


def test_root_gets_itself_without_a_name(iam, account):
    user = iam.get_user()["User"]
    assert user["Arn"] == f"arn:aws:iam::{account}:root"


def test_the_waiter_finds_an_existing_user(iam):
    iam.create_user(UserName="Ada")
    iam.get_waiter("user_exists").wait(UserName="Ada", WaiterConfig={"Delay": 1, "MaxAttempts": 1})


def test_the_waiter_gives_up_on_a_missing_user(iam):
    with pytest.raises(botocore.exceptions.WaiterError):
        iam.get_waiter("user_exists").wait(UserName="nobody", WaiterConfig={"Delay": 0, "MaxAttempts": 2})


def test_users_are_renamed_moved_and_deleted(iam):
    user_id = iam.create_user(UserName="Ada")["User"]["UserId"]
    iam.update_user(UserName="Ada", NewUserName="Countess", NewPath="/peers/")
    renamed = iam.get_user(UserName="Countess")["User"]
    assert (renamed["UserId"], renamed["Path"]) == (user_id, "/peers/")
    iam.delete_user(UserName="Countess")
    assert iam.list_users()["Users"] == []


def test_paginators_see_every_user_once(iam):
    names = [f"user{i:02}" for i in range(25)]
    for name in reversed(names):
        iam.create_user(UserName=name, Path="/many/" if name < "user20" else "/few/")
    pages = list(iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 10}))
    assert [len(page["Users"]) for page in pages] == [10, 10, 5]
    assert [user["UserName"] for page in pages for user in page["Users"]] == names
    few = iam.get_paginator("list_users").paginate(PathPrefix="/few/", PaginationConfig={"PageSize": 2})
    assert [user["UserName"] for user in few.search("Users")] == names[20:]


def test_tags_are_set_listed_and_removed(iam):
    iam.create_user(UserName="Ada", Tags=[{"Key": "a", "Value": "1"}])
    iam.tag_user(UserName="Ada", Tags=[{"Key": "b", "Value": "2"}, {"Key": "A", "Value": "3"}])
    pages = iam.get_paginator("list_user_tags").paginate(UserName="Ada", PaginationConfig={"PageSize": 1})
    assert list(pages.search("Tags")) == [{"Key": "A", "Value": "3"}, {"Key": "b", "Value": "2"}]
    iam.untag_user(UserName="Ada", TagKeys=["a", "unknown"])
    assert iam.list_user_tags(UserName="Ada")["Tags"] == [{"Key": "b", "Value": "2"}]


def test_errors_carry_code_message_and_status(iam):
    iam.create_user(UserName="Ada")
    assert error_of(iam.get_user, UserName="nobody") == (
        "NoSuchEntity",
        "The user with name nobody cannot be found.",
        404,
    )
    assert error_of(iam.create_user, UserName="ada") == (
        "EntityAlreadyExists",
        "User with name ada already exists.",
        409,
    )
    assert error_of(iam.create_user, UserName="a b")[0] == "ValidationError"
    assert error_of(iam.list_users, Marker="made-up") == ("ValidationError", "Invalid Marker.", 400)
    duplicates = [{"Key": "a", "Value": "1"}, {"Key": "A", "Value": "2"}]
    assert error_of(iam.tag_user, UserName="Ada", Tags=duplicates)[0] == "InvalidInput"


def test_errors_are_the_exceptions_of_the_model(iam):
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        iam.delete_user(UserName="nobody")
    iam.create_user(UserName="Ada")
    with pytest.raises(iam.exceptions.EntityAlreadyExistsException):
        iam.create_user(UserName="Ada")


def test_simulations_are_paged_by_action(iam):
    policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}'
    actions = [f"s3:{verb}Object" for verb in ("Get", "Put", "Delete", "Get", "Restore")]
    pages = iam.get_paginator("simulate_custom_policy").paginate(
        PolicyInputList=[policy],
        ActionNames=actions,
        ResourceArns=["arn:aws:s3:::bucket/key"],
        PaginationConfig={"PageSize": 2},
    )
    results = [result for page in pages for result in page["EvaluationResults"]]
    assert [result["EvalActionName"] for result in results] == actions
    assert [result["EvalDecision"] == "allowed" for result in results] == [True, False, False, True, False]
    assert results[0]["MatchedStatements"] == [
        {
            "SourcePolicyId": "PolicyInputList.1",
            "SourcePolicyType": "IAM Policy",
            "StartPosition": {"Line": 1, "Column": 38},
            "EndPosition": {"Line": 1, "Column": 89},
        }
    ]
    assert results[1]["EvalDecisionDetails"] == {}
    assert results[1]["ResourceSpecificResults"][0]["MissingContextValues"] == []
    assert iam.simulate_custom_policy(PolicyInputList=[], ActionNames=actions)["EvaluationResults"][0]["EvalDecision"] == (
        "implicitDeny"
    )
