"""schema/follow.py: everything that AWS has and the schema lacks is told, and nothing else."""

import io
import tarfile
import zipfile

import pytest

DIFFERENT = 3


def follow(schema):
    return schema.run("follow.py", schema.sdk())


def test_a_schema_that_has_everything_lacks_nothing(schema):
    answer = follow(schema)
    assert (answer.stdout, answer.stderr) == ("@aws-sdk/client-iam 3.9.0, iam: nothing is missing\n", "")
    assert answer.returncode == 0


@pytest.mark.parametrize("change, sentence", [
    (('const _GU = "GetUser";', 'const _GU = "FindUser";'), "operation FindUser is missing"),
    (('const _T = "Tags";', 'const _T = "Labels";'), "UpdateUser.in lacks Labels: labelsListType"),
    (("[0, 0, 64 | 0], 1", "[0, 0, 64 | 0], 2"), "UpdateUser.in.State is required by AWS"),
    (("[[() => User$, 0]], 1", "[[() => User$, 0]]"), "GetUser.out.User is not required by AWS"),
    (("[0, 0, 64 | 0], 1", "[1, 0, 64 | 0], 1"), "UpdateUser.in.UserName is a string (nameType), AWS has a integer"),
    (("[0, 0, 64 | 0], 1", "[0, 0, 0], 1"), "UpdateUser.in.Tags is a list (tagListType), AWS has a string"),
    (('"Inactive";', '"Inactive";\n    readonly GONE: "Gone";'),
     "UpdateUser.in.State (stateType) lacks the value Gone"),
    (("[`NoSuchEntity`, 404]", "[`NoSuchEntity`, 400]"), "error NoSuchEntity has status 404, AWS says 400"),
])
def test_what_is_new_is_told(schema, change, sentence):
    schema.thrown["FindUser"] = schema.thrown["GetUser"]
    schema.replace(*change)
    answer = follow(schema)
    assert sentence in answer.stdout, answer.stderr
    assert answer.returncode == DIFFERENT


def test_differences_are_counted(schema):
    schema.replace("[0, 0, 64 | 0], 1", "[0, 0, 64 | 0], 2")
    assert follow(schema).stdout.startswith("@aws-sdk/client-iam 3.9.0, iam: 1 difference\n")
    schema.replace('const _UN = "UserName";', 'const _UN = "Name";')
    assert follow(schema).stdout.startswith("@aws-sdk/client-iam 3.9.0, iam: 4 differences\n")


def test_a_new_error_of_an_operation_that_exists_is_told(schema):
    schema.schemas += """export var LimitExceededException$ = [-3, n0, "LimitExceededException",
    { [_aQE]: [`LimitExceeded`, 409] },
    [_m],
    [0]
];
"""
    schema.thrown["UpdateUser"] = ["NoSuchEntityException", "LimitExceededException"]
    answer = follow(schema)
    assert "error LimitExceeded is missing: status 409" in answer.stdout
    assert "UpdateUser does not list the error LimitExceeded" in answer.stdout
    assert answer.returncode == DIFFERENT


def test_what_is_corrected_is_no_difference(schema):
    schema.file("users").write_text(schema.file("users").read_text().replace("User: { UserName: nameType! }",
                                                                             "User: { UserName: nameType }"))
    assert follow(schema).returncode == DIFFERENT
    schema.corrections("iam:\n  structures:\n    User:\n      UserName: nameType\n      because: root has no name\n")
    assert follow(schema).returncode == 0


def test_a_wheel_of_botocore_tells_constraints_too(schema):
    schema.botocore["shapes"]["nameType"]["max"] = 128
    directory = schema.botocore_directory()
    wheel = directory.parent / "botocore-1.99.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in directory.rglob("*.json"):
            archive.write(path, path.relative_to(directory.parent))
    answer = schema.run("follow.py", wheel)
    assert "(nameType) has length [1, 64], AWS says [1, 128]" in answer.stdout
    assert answer.stdout.count("nameType") == 1
    assert "botocore-1.99.0, sts: nothing is missing" in answer.stdout
    assert answer.returncode == DIFFERENT


def test_a_package_of_another_service_is_refused(schema):
    package = schema.sdk()
    other = package.with_name("other.tgz")
    with tarfile.open(package) as source, tarfile.open(other, "w:gz") as target:
        for member in source:
            data = source.extractfile(member).read().replace(b"@aws-sdk/client-iam", b"@aws-sdk/client-sqs")
            member.size = len(data)
            target.addfile(member, io.BytesIO(data))
    answer = schema.run("follow.py", other)
    assert "is of sqs, which is not followed" in answer.stderr
    assert answer.returncode == 2
