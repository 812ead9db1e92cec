"""Writes what Debian wants to know of the licenses of the program and of all that is linked into it.

The text of a license that Debian itself has is not repeated."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from parts import parts  # noqa: E402

APACHE = """\
On Debian systems, the full text of the Apache License, version 2.0, is in the
file /usr/share/common-licenses/Apache-2.0."""

print("IAM Local is Copyright 2026 the IAM Local maintainers, and published under the")
print(f"Apache License, version 2.0.\n\n{APACHE}\n")
print("The program is linked statically with the libraries below, and carries a web")
print("page made with the npm packages below.")
for part in parts():
    print(f"\n{'-' * 78}\n{part.name}, {part.home}\nLicense: {part.license}")
    for copyright_notice in part.copyrights:
        print(f"Copyright: {copyright_notice}")
    is_apache = "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in part.text
    print(f"\n{APACHE if is_apache else part.text}")
