"""Clients of other services, which AWS_ENDPOINT_URL sends here, print who is here and what to do about it."""

import botocore.exceptions
import pytest

from conftest import client

# One for each protocol of AWS's services.
CALLS = [
    ("dynamodb", "list_tables", {}),
    ("kms", "list_keys", {}),
    ("sqs", "list_queues", {}),
    ("sns", "list_topics", {}),
    ("cloudwatch", "list_metrics", {}),
    ("ec2", "describe_instances", {}),
    ("lambda", "list_functions", {}),
    ("s3", "list_buckets", {}),
    ("s3", "put_object", {"Bucket": "bucket", "Key": "key", "Body": b"x"}),
    ("route53", "list_hosted_zones", {}),
    ("cloudfront", "list_distributions", {}),
]


@pytest.mark.parametrize(("service", "operation", "parameters"), CALLS, ids=[f"{each[0]}-{each[1]}" for each in CALLS])
def test_another_service_is_told(endpoint, account, service, operation, parameters):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        getattr(client(service, endpoint, account), operation)(**parameters)
    answer = caught.value.response
    assert answer["Error"]["Code"] == "NotImplemented"
    assert answer["Error"]["Message"].startswith("IAM Local speaks IAM and STS, not ")
    assert "set AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS" in answer["Error"]["Message"]
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert answer["ResponseMetadata"]["RetryAttempts"] == 0
