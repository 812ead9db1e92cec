"""The works of others in the program, as THIRD_PARTY_NOTICES lists them: that file is the one place that names them.
What the program with PostgreSQL has besides is in THIRD_PARTY_NOTICES.postgres."""

import dataclasses
import pathlib

NOTICES = pathlib.Path(__file__).resolve().parent / "THIRD_PARTY_NOTICES"
BETWEEN = "\n" + "=" * 78 + "\n"


@dataclasses.dataclass(frozen=True)
class Part:
    name: str
    debian: list  # the packages of Debian, with headers and archives,
    npm: list  # those of npm, and
    data: list  # the files of schema/data, that it comes from
    home: str
    license: str  # an expression of SPDX
    copyrights: list  # empty where the authors claim none
    text: str  # the license


def parts(notices=(NOTICES,)):
    texts = [pathlib.Path(each).read_text(encoding="utf-8") for each in notices]
    return [_part(section) for text in texts for section in text.split(BETWEEN)[1:]]


def _part(section):
    head, text = section.split("\n\n", 1)
    fields = [line.split(": ", 1) for line in head.splitlines()]

    def of(key):
        return [value for name, value in fields if name == key]

    origins = [value.split("/", 1) for value in of("From")]
    return Part(
        name=of("Name")[0],
        debian=[package for kind, package in origins if kind == "debian"],
        npm=[package for kind, package in origins if kind == "npm"],
        data=[file for kind, file in origins if kind == "data"],
        home=of("Home")[0],
        license=of("License")[0],
        copyrights=[value for value in of("Copyright") if value != "none"],
        text=text.strip("\n"),
    )
