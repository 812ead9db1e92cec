"""Everything that a paper tells its reader to type does what the paper says."""

import json
import re
import tomllib

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from blocks import PAPERS, ROOT, SKIPS, blocks_of, commands_of

# Of these languages a block is read, and of `console` and `python` run. `text` is for what no program reads.
LANGUAGES = {"console", "python", "json", "yaml", "toml", "hcl", "cpp", "js", "java", "go", "mermaid", "text"}

HCL_LINE = re.compile(r'\s*(#.*|[\w"-]+ *= .+|\w+( "[^"]+")* \{( .* \})?|\}|)$')


def name_of(paper):
    return str(paper.relative_to(ROOT))


def read(block):
    """Fails unless the block is what its language calls well formed."""
    if block.language == "json":
        json.loads(block.text)
    elif block.language == "yaml":
        YAML(typ="safe", pure=True).load(block.text)
    elif block.language == "toml":
        tomllib.loads(block.text)
    elif block.language == "hcl":
        strange = [line for line in block.lines if not HCL_LINE.match(line)]
        assert not strange and block.text.count("{") == block.text.count("}"), strange
    elif block.language == "python":
        compile(block.text, block.place, "exec")


def shows(output, expected):
    """Whether the lines that the paper shows are in the output, in this order; … stands for anything."""
    pieces = [" ".join(piece.split()) for piece in "\n".join(expected).split("…")]
    return re.search(".*?".join(re.escape(piece) for piece in pieces), " ".join(output.split())) is not None


def test_the_papers_are_found():
    assert len(PAPERS) > 8
    assert sum(len(blocks_of(paper)) for paper in PAPERS) > 30


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_every_block_is_of_a_language_and_well_formed(paper):
    for block in blocks_of(paper):
        assert block.language in LANGUAGES, block.place
        if block.markers.get("skip") != "sketch":
            try:
                read(block)
            except (ValueError, SyntaxError, YAMLError, AssertionError) as error:
                pytest.fail(f"{block.place}: {error}")


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_every_marker_is_known(paper):
    for block in blocks_of(paper):
        for kind, value in block.markers.items():
            assert kind in {"skip", "status", "file"}, f"{block.place}: {kind}"
            assert kind != "skip" or value in SKIPS, f"{block.place}: {value} is no reason"
            assert kind != "status" or block.language == "console", f"{block.place}: only commands have a status"


def test_every_reason_to_skip_is_used():
    used = {block.markers.get("skip") for paper in PAPERS for block in blocks_of(paper)}
    assert set(SKIPS) <= used


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_every_command_does_what_the_paper_says(paper, stage):
    stage.enter(has_variables=paper != ROOT / "README.md")
    for block in blocks_of(paper):
        if "file" in block.markers:
            stage.write(block.markers["file"], block.text)
        if "skip" in block.markers:
            continue
        if block.language == "python":
            stage.write("block.py", block.text)
            status, output = stage.run("python3 block.py")
            assert status == 0, f"{block.place}: {output}"
        elif block.language == "console":
            for command in commands_of(block):
                status, output = stage.run(command.text)
                assert status == command.status, f"{command.place}: {command.text}\nexits with {status}:\n{output}"
                expected = [stage.here(line) for line in command.expected]
                assert shows(output, expected), f"{command.place}: {command.text}\nprints:\n{output}"


def test_output_that_differs_is_noticed():
    assert shows("a\nb 17 c\n", ["b … c"])
    assert shows('{"x": 1,\n "y": 2}', ['{"x": 1, "y": 2}'])
    assert not shows("a\nb\n", ["b", "a"])
    assert not shows("b c", ["b … c … d"])


def test_an_unfinished_command_goes_on_in_the_next_line():
    block = next(block for block in blocks_of(ROOT / "README.md") if any(line.endswith("\\") for line in block.lines))
    assert all("\n" not in line for line in block.lines)
    assert any("\\\n" in command.text for command in commands_of(block))
