"""Signatures made by botocore, the AWS CLI and curl, against a server that verifies them."""

import json
import subprocess
import urllib.error
import urllib.request

import boto3
import botocore.exceptions
import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from conftest import client, client_environment

WRONG = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key"
    " and signing method. Consult the service documentation for details."
)
INVALID = "The security token included in the request is invalid."
IDENTITY = "/?Action=GetCallerIdentity&Version=2011-06-15"


def boto(service, endpoint, key, secret, token=None):
    return boto3.session.Session().client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
    )


def error_of(call, *arguments, **parameters):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(*arguments, **parameters)
    answer = caught.value.response
    return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"]["Message"]


def sent(request):
    """Status and body of an AWSRequest or of a URL with headers."""
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def signed(endpoint, signer, account, method="GET", data=None, headers=None, path=IDENTITY):
    request = AWSRequest(method=method, url=endpoint + path, data=data, headers=headers or {})
    signer(Credentials(account, "test"), "sts", "us-east-1").add_auth(request)
    prepared = request.prepare()
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body
    return urllib.request.Request(prepared.url, data=body, headers=dict(prepared.headers), method=method)


def test_a_made_key_is_proved_by_its_own_secret(endpoint, account):
    iam = client("iam", endpoint, account)
    iam.create_user(UserName="Ada")
    key = iam.create_access_key(UserName="Ada")["AccessKey"]
    ada = boto("sts", endpoint, key["AccessKeyId"], key["SecretAccessKey"])
    assert ada.get_caller_identity()["Arn"] == f"arn:aws:iam::{account}:user/Ada"
    impostor = boto("sts", endpoint, key["AccessKeyId"], "test")
    assert error_of(impostor.get_caller_identity) == (403, "SignatureDoesNotMatch", WRONG)
    with_token = boto("sts", endpoint, key["AccessKeyId"], key["SecretAccessKey"], "token")
    assert error_of(with_token.get_caller_identity) == (403, "InvalidClientTokenId", INVALID)
    iam.update_access_key(UserName="Ada", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    assert error_of(ada.get_caller_identity) == (403, "InvalidClientTokenId", INVALID)


def test_an_unknown_key_is_refused(endpoint):
    stranger = boto("iam", endpoint, "AKIAIOSFODNN7EXAMPLE", "test")
    assert error_of(stranger.list_users) == (403, "InvalidClientTokenId", INVALID)


def test_an_unsigned_request_is_refused(endpoint):
    status, body = sent(endpoint + IDENTITY)
    assert status == 403
    assert "<Code>MissingAuthenticationToken</Code>" in body


@pytest.mark.parametrize("signer", [SigV4Auth, SigV4QueryAuth])
def test_gets_are_verified_over_their_query(endpoint, account, signer):
    path = IDENTITY + "&Note=a%20b%2Bc~%C3%A9&Empty=&A=1"
    status, body = sent(signed(endpoint, signer, account, path=path))
    assert status == 200, body
    assert f"arn:aws:iam::{account}:root" in body
    request = signed(endpoint, signer, account, path=path)
    request.full_url = request.full_url.replace("A=1", "A=2")
    assert sent(request)[0] == 403


def test_posts_are_verified_over_their_body(endpoint, account):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    data = "Action=GetCallerIdentity&Version=2011-06-15"
    request = signed(endpoint, SigV4Auth, account, "POST", data.encode(), form, "/")
    status, body = sent(request)
    assert status == 200, body
    request.data = data.encode() + b"&x=y"
    request.headers.pop("Content-length", None)
    assert sent(request)[0] == 403


def test_the_token_of_eks_is_a_presigned_request(endpoint, account):
    """What `aws eks get-token` makes, sent as the cluster's authenticator sends it."""
    sts = client("sts", endpoint, account)

    def take_cluster(params, context, **_):
        context["cluster"] = params.pop("ClusterName")

    def sign_cluster(request, **_):
        request.headers["x-k8s-aws-id"] = request.context["cluster"]

    sts.meta.events.register("provide-client-params.sts.GetCallerIdentity", take_cluster)
    sts.meta.events.register("before-sign.sts.GetCallerIdentity", sign_cluster)
    url = sts.generate_presigned_url(
        "get_caller_identity", Params={"ClusterName": "blue"}, ExpiresIn=60, HttpMethod="GET"
    )
    assert "X-Amz-SignedHeaders=host%3Bx-k8s-aws-id" in url
    headers = {"Accept": "application/json", "x-k8s-aws-id": "blue"}
    status, body = sent(urllib.request.Request(url, headers=headers))
    assert status == 200, body
    identity = json.loads(body)["GetCallerIdentityResponse"]["GetCallerIdentityResult"]
    assert identity == {"Account": account, "Arn": f"arn:aws:iam::{account}:root", "UserId": account}
    status, body = sent(urllib.request.Request(url, headers={**headers, "x-k8s-aws-id": "green"}))
    assert (status, json.loads(body)["Error"]["Code"]) == (403, "SignatureDoesNotMatch")


def test_the_cli_proves_itself(endpoint, account):
    def aws(secret, *arguments):
        environment = client_environment(
            AWS_ACCESS_KEY_ID=account, AWS_SECRET_ACCESS_KEY=secret, AWS_DEFAULT_REGION="eu-west-1", AWS_PAGER=""
        )
        command = ["/usr/bin/aws", "--endpoint-url", endpoint, "--output", "json", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    created = aws("test", "iam", "create-user", "--user-name", "Ada", "--tags", "Key=a b,Value=é+/")
    assert created.returncode == 0, created.stderr
    tags = aws("test", "iam", "list-user-tags", "--user-name", "Ada")
    assert json.loads(tags.stdout)["Tags"] == [{"Key": "a b", "Value": "é+/"}]
    refused = aws("wrong", "iam", "list-users")
    assert refused.returncode == 254
    assert refused.stderr.strip() == (
        f"An error occurred (SignatureDoesNotMatch) when calling the ListUsers operation: {WRONG}"
    )


def test_curl_proves_itself(endpoint, account):
    """curl 7.88 signs the query as it stands: sorted, or AWS would refuse it too."""

    def curl(secret, service, *arguments):
        command = ["curl", "--silent", "--aws-sigv4", f"aws:amz:us-east-1:{service}", "--user", f"{account}:{secret}"]
        return subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=60, check=True).stdout

    assert f"arn:aws:iam::{account}:root" in curl("test", "sts", endpoint + IDENTITY)
    form = "Action=CreateUser&Version=2010-05-08&UserName=Ada"
    assert f"arn:aws:iam::{account}:user/Ada" in curl("test", "iam", "--data", form, endpoint + "/")
    assert "<Code>SignatureDoesNotMatch</Code>" in curl("wrong", "sts", endpoint + IDENTITY)
    assert "correct service: &apos;sts&apos;. " in curl("test", "iam", endpoint + IDENTITY).replace("'", "&apos;")
