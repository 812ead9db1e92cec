"""Alexa for Business through botocore as Debian packages it, which still has the model of the last version."""

import botocore.exceptions
import pytest

from conftest import client


@pytest.fixture
def a4b(endpoint, account):
    return client("alexaforbusiness", endpoint, account)


@pytest.fixture
def iam(endpoint, account):
    return client("iam", endpoint, account)


def users_of(a4b, **search):
    return list(a4b.get_paginator("search_users").paginate(**search).search("Users[]"))


def test_a_user_is_made_found_and_deleted(a4b, iam, account):
    user = {"FirstName": "Zoë", "LastName": "King", "Email": "zoe@example.com"}
    arn = a4b.create_user(UserId="zoe", **user)["UserArn"]
    assert arn.startswith(f"arn:aws:a4b:us-east-1:{account}:user/")
    assert iam.get_user(UserName="zoe")["User"]["UserName"] == "zoe"
    (found,) = users_of(a4b, Filters=[{"Key": "LastName", "Values": ["King"]}])
    enrollment = found.pop("EnrollmentId")
    assert found == {"UserArn": arn, "EnrollmentStatus": "INITIALIZED", **user}
    a4b.delete_user(UserArn=arn, EnrollmentId=enrollment)
    assert users_of(a4b) == []
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        iam.get_user(UserName="zoe")


def test_users_of_iam_are_found(a4b, iam):
    for number in range(5):
        iam.create_user(UserName=f"user{number}")
    found = users_of(a4b, PaginationConfig={"PageSize": 2}, SortCriteria=[{"Key": "UserId", "Value": "DESC"}])
    assert len({user["UserArn"] for user in found}) == 5
    assert all(user.keys() == {"UserArn", "EnrollmentStatus"} for user in found)


def test_tags_are_those_of_iam(a4b, iam):
    arn = a4b.create_user(UserId="ada", Tags=[{"Key": "a", "Value": "1"}])["UserArn"]
    a4b.tag_resource(Arn=arn, Tags=[{"Key": "größe", "Value": ""}])
    tags = [{"Key": "a", "Value": "1"}, {"Key": "größe", "Value": ""}]
    assert iam.list_user_tags(UserName="ada")["Tags"] == tags
    assert list(a4b.get_paginator("list_tags").paginate(Arn=arn, PaginationConfig={"PageSize": 1}).search("Tags[]")) == tags
    a4b.untag_resource(Arn=arn, TagKeys=["a"])
    assert a4b.list_tags(Arn=arn)["Tags"] == tags[1:]


def test_invitations_are_sent_and_revoked(a4b):
    arn = a4b.create_user(UserId="ada")["UserArn"]
    a4b.send_invitation(UserArn=arn)
    assert users_of(a4b, Filters=[{"Key": "EnrollmentStatus", "Values": ["PENDING"]}])
    a4b.revoke_invitation(UserArn=arn)
    assert users_of(a4b, Filters=[{"Key": "EnrollmentStatus", "Values": ["INITIALIZED"]}])
    with pytest.raises(a4b.exceptions.NotFoundException):
        a4b.revoke_invitation(UserArn=arn)


def test_errors_are_those_of_the_model(a4b):
    a4b.create_user(UserId="ada")
    with pytest.raises(a4b.exceptions.ResourceInUseException) as caught:
        a4b.create_user(UserId="ada", ClientRequestToken="0123456789")
    assert caught.value.response["ClientRequestToken"] == "0123456789"
    assert caught.value.response["Error"]["Message"] == "User with name ada already exists."
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        a4b.create_user(UserId="a=b")
    assert caught.value.response["Error"]["Code"] == "ValidationException"
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        a4b.create_room(RoomName="x")
    assert caught.value.response["Error"]["Code"] == "UnknownOperationException"
