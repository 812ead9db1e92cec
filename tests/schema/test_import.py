"""schema/import.py: what AWS adds is taken over, what only our files know is kept."""

import sys

from conftest import SCHEMA

sys.path.insert(0, str(SCHEMA))
import notation  # noqa: E402


def do_import(schema, *packages):
    answer = schema.run("import.py", "--botocore", schema.botocore_directory(), *packages)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_a_schema_that_has_everything_stays_as_it_is(schema):
    before = schema.files()
    assert do_import(schema, "--sdk", schema.sdk()) == ""
    assert schema.files() == before


def test_importing_twice_changes_nothing(schema):
    schema.replace('const _T = "Tags";', 'const _T = "Labels";')
    do_import(schema, "--sdk", schema.sdk())
    once = schema.files()
    assert do_import(schema, "--sdk", schema.sdk()) == ""
    assert schema.files() == once


def test_what_only_the_package_has_is_taken_over(schema):
    schema.schemas = schema.schemas.replace('const _T = "Tags";', 'const _T = "Tags";\nconst _L = "Labels";')
    schema.replace("[_UN, _S, _T],\n    [0, 0, 64 | 0], 1", "[_UN, _S, _T, _L],\n    [0, 0, 64 | 0, 64 | 0], 1")
    schema.replace('"Inactive";', '"Inactive";\n    readonly GONE: "Gone";')
    do_import(schema, "--sdk", schema.sdk())
    users = schema.files()["users.yaml"]
    assert "Labels: labelsListType }" in users
    assert "stateType: { enum: [Active, Inactive, Gone] }" in users
    assert "    checked: [State]\n" in users
    assert "sentence: name" in users
    assert users.startswith("# Users.\n")


def test_a_new_operation_arrives_planned(schema):
    schema.replace('const _GU = "GetUser";', 'const _GU = "GetUserTags";')
    schema.thrown["GetUserTags"] = ["NoSuchEntityException"]
    assert do_import(schema, "--sdk", schema.sdk()) == "iam: new operation GetUserTags (users)\n"
    assert "  GetUserTags:\n    access: read\n    status: planned\n" in schema.files()["users.yaml"]


def test_a_correction_may_bring_a_type_for_a_member_and_what_it_replaced_goes(schema):
    schema.schemas = schema.schemas.replace('const _T = "Tags";', 'const _T = "Tags";\nconst _L = "Label";')
    schema.replace("[_UN, _S, _T],\n    [0, 0, 64 | 0], 1", "[_UN, _S, _T, _L],\n    [0, 0, 64 | 0, 0], 1")
    schema.corrections("iam:\n  operations:\n    UpdateUser:\n      in: { Label: labelType }\n      because: it is documented\n"
                       "  types:\n    labelType:\n      type: string\n      length: [1, 9]\n      because: it is documented\n")
    do_import(schema, "--sdk", schema.sdk())
    users = schema.files()["users.yaml"]
    assert "Tags: tagListType, Label: labelType }" in users
    assert "labelType: { type: string, length: [1, 9] }" in users
    assert "unconfirmed" not in users
    assert do_import(schema, "--sdk", schema.sdk()) == ""
    assert schema.files()["users.yaml"] == users


ADDITIONS = """iam:
  operations:
    UpdateUser:
      in: { Colour: colourType, State: stateType }
      source: it is documented
    PaintUser:
      in: { UserName: nameType!, Paint: Paint }
      errors: [NoSuchEntity]
      source: it is documented
  structures:
    Paint: { Colour: colourType!, source: the same }
  types:
    colourType: { enum: [red, blue], source: the same }
"""


def test_what_no_model_has_is_added(schema):
    schema.additions(ADDITIONS)
    assert do_import(schema, "--sdk", schema.sdk()) == "iam: new operation PaintUser (common)\n"
    files = schema.files()
    assert "Tags: tagListType, Colour: colourType }" in files["users.yaml"]
    assert "  PaintUser:\n    access: write\n    status: planned\n" in files["common.yaml"]
    assert "  Paint: { Colour: colourType! }\n" in files["common.yaml"]
    assert "documented" not in files["users.yaml"] + files["common.yaml"]
    assert do_import(schema, "--sdk", schema.sdk()) == ""
    assert schema.files() == files


def test_what_a_model_has_by_now_can_leave_the_additions(schema):
    schema.additions("iam:\n  operations:\n    UpdateUser:\n      in: { State: string }\n      source: it was documented\n")
    before = schema.files()
    assert do_import(schema, "--sdk", schema.sdk()) == "iam: UpdateUser can leave additions.yaml\n"
    assert schema.files() == before


def test_what_was_added_is_in_the_api():
    """Else the next import would change it."""
    for service, sections in notation.additions().items():
        files = notation.read_files(service).values()
        ours = {section: {name: entry for file in files for name, entry in (file.get(section) or {}).items()}
                for section in ("operations", "structures", "types")}
        for section, entries in sections.items():
            for name, entry in entries.items():
                for key, value in entry.items():
                    if isinstance(value, dict):
                        assert value.items() <= ours[section][name][key].items(), name
                    elif key != "source":
                        assert ours[section][name][key] == value, name
