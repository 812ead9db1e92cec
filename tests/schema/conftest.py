"""A schema of two operations, and packages that describe the same service as AWS does."""

import io
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile

import pytest

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "schema"

USERS = """# Users.

operations:
  GetUser:
    access: read
    resource: user UserName
    in: { UserName: nameType }
    out: { User: User! }
    errors: [NoSuchEntity]
  UpdateUser:
    access: write
    resource: user UserName
    in: { UserName: nameType!, State: stateType, Tags: tagListType }
    checked: [State]
    errors: [NoSuchEntity]

structures:
  User: { UserName: nameType! }

types:
  nameType: { type: string, length: [1, 64], pattern: '[\\w]+', sentence: name }
  stateType: { enum: [Active, Inactive] }
  tagListType: { list: string, length: [0, 50] }
"""

COMMON = """errors:
  NoSuchEntity: { status: 404 }
  Throttling: { status: 400, common: true }
"""

BOTOCORE = {
    "operations": {
        "GetUser": {"input": {"shape": "GetUserRequest"}, "output": {"shape": "GetUserResponse"},
                    "errors": [{"shape": "NoSuchEntityException"}]},
        "UpdateUser": {"input": {"shape": "UpdateUserRequest"}, "errors": [{"shape": "NoSuchEntityException"}]},
    },
    "shapes": {
        "GetUserRequest": {"type": "structure", "members": {"UserName": {"shape": "nameType"}}},
        "GetUserResponse": {"type": "structure", "members": {"User": {"shape": "User"}}, "required": ["User"]},
        "UpdateUserRequest": {"type": "structure", "required": ["UserName"], "members": {
            "UserName": {"shape": "nameType"}, "State": {"shape": "stateType"}, "Tags": {"shape": "tagListType"}}},
        "User": {"type": "structure", "members": {"UserName": {"shape": "nameType"}}, "required": ["UserName"]},
        "nameType": {"type": "string", "min": 1, "max": 64, "pattern": "[\\w]+"},
        "stateType": {"type": "string", "enum": ["Active", "Inactive"]},
        "tagListType": {"type": "list", "member": {"shape": "text"}, "min": 0, "max": 50},
        "text": {"type": "string"},
        "NoSuchEntityException": {"type": "structure", "members": {},
                                  "error": {"code": "NoSuchEntity", "httpStatusCode": 404}},
    },
}

# As the package of the JavaScript SDK has it: names are constants, kinds are numbers, () => leads to another schema.
SCHEMAS = """const _GU = "GetUser";
const _GUR = "GetUserRequest";
const _GURe = "GetUserResponse";
const _NSEE = "NoSuchEntityException";
const _UU = "UpdateUser";
const _UUR = "UpdateUserRequest";
const _U = "User";
const _UN = "UserName";
const _S = "State";
const _T = "Tags";
const _aQE = "awsQueryError";
const _m = "message";
const _s = "smithy.ts.sdk.synthetic";
const n0 = "com.amazonaws.iam";
var _s_registry = TypeRegistry.for(_s);
export var IAMServiceException$ = [-3, _s, "IAMServiceException", 0, [], []];
export var NoSuchEntityException$ = [-3, n0, _NSEE,
    { [_aQE]: [`NoSuchEntity`, 404] },
    [_m],
    [0]
];
export var GetUserRequest$ = [3, n0, _GUR,
    0,
    [_UN],
    [0]
];
export var GetUserResponse$ = [3, n0, _GURe,
    0,
    [_U],
    [[() => User$, 0]], 1
];
export var UpdateUserRequest$ = [3, n0, _UUR,
    0,
    [_UN, _S, _T],
    [0, 0, 64 | 0], 1
];
export var User$ = [3, n0, _U,
    0,
    [_UN],
    [0], 1
];
export var GetUser$ = [9, n0, _GU,
    0, () => GetUserRequest$, () => GetUserResponse$
];
export var UpdateUser$ = [9, n0, _UU,
    0, () => UpdateUserRequest$, () => __Unit
];
"""

TYPES = """export interface UpdateUserRequest {
    UserName: string | undefined;
    State?: StateType | undefined;
    Tags?: string[] | undefined;
}
export declare const StateType: {
    readonly ACTIVE: "Active";
    readonly INACTIVE: "Inactive";
};
"""

THROWN = {"GetUser": ["NoSuchEntityException"], "UpdateUser": ["NoSuchEntityException"]}


class Schema:
    """A copy of the scripts, with the small schema beside them, and AWS's models, which a test may change first."""

    def __init__(self, folder):
        self.folder = folder / "schema"
        self.packages = folder
        (self.folder / "api" / "iam").mkdir(parents=True)
        (self.folder / "api" / "sts").mkdir()
        for script in SCHEMA.glob("*.py"):
            shutil.copy(script, self.folder)
        self.file("users").write_text(USERS)
        self.file("common").write_text(COMMON)
        (self.folder / "api" / "sts" / "sts_common.yaml").write_text("errors:\n")
        self.corrections("")
        self.additions("")
        self.botocore = json.loads(json.dumps(BOTOCORE))
        self.schemas, self.types, self.thrown = SCHEMAS, TYPES, dict(THROWN)

    def file(self, family):
        return self.folder / "api" / "iam" / f"{family}.yaml"

    def files(self):
        return {path.name: path.read_text() for path in self.folder.glob("api/*/*.yaml")}

    def corrections(self, text):
        (self.folder / "corrections.yaml").write_text(text)

    def additions(self, text):
        (self.folder / "additions.yaml").write_text(text)

    def replace(self, old, new):
        """In what the SDK's package says."""
        assert old in self.schemas + self.types
        self.schemas, self.types = self.schemas.replace(old, new), self.types.replace(old, new)

    def sdk(self):
        path = self.packages / "aws-sdk-client-iam-3.9.0.tgz"
        files = {"package.json": json.dumps({"name": "@aws-sdk/client-iam", "version": "3.9.0"}),
                 "dist-es/schemas/schemas_0.js": self.schemas, "dist-types/models/models_0.d.ts": self.types}
        for name, errors in self.thrown.items():
            files[f"dist-types/commands/{name}Command.d.ts"] = "".join(
                f" * @throws {{@link {error}}} (client fault)\n" for error in (*errors, "IAMServiceException"))
        with tarfile.open(path, "w:gz") as archive:
            for name, text in files.items():
                entry = tarfile.TarInfo("package/" + name)
                entry.size = len(text.encode())
                archive.addfile(entry, io.BytesIO(text.encode()))
        return path

    def botocore_directory(self):
        empty = {"operations": {}, "shapes": {}}
        for service, model in (("iam/2010-05-08", self.botocore), ("sts/2011-06-15", empty)):
            folder = self.packages / "botocore" / "data" / service
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "service-2.json").write_text(json.dumps(model))
            (folder / "paginators-1.json").write_text('{"pagination": {}}')
        return self.packages / "botocore"

    def run(self, script, *arguments):
        return subprocess.run([sys.executable, self.folder / script, *arguments], capture_output=True, text=True,
                              check=False)


@pytest.fixture
def schema(tmp_path):
    return Schema(tmp_path)
