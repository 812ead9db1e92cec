"""Where the commands of one paper run: a folder, a shell that remembers, and a server on a free port."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

from environment import clean_environment

# What the papers call the server, and what it is really called here.
PUBLISHED = re.compile(r"\b(127\.0\.0\.1|localhost):4566\b")
CLIENT_PORT = re.compile(r"(\biamlocal (?:health|import|export)\b.*?--port )4566\b")
END = "end of the command: "

# Debian 12's AWS CLI is older than AWS_ENDPOINT_URL, so this `aws` reads the variables as newer ones do.
AWS = """#!{python}
import os, sys

arguments = sys.argv[1:]
service = next((each for each in arguments if not each.startswith("-")), "").upper()
url = os.environ.get("AWS_ENDPOINT_URL_" + service) or os.environ.get("AWS_ENDPOINT_URL")
if "--endpoint-url" not in arguments:
    if not url:
        sys.exit("nothing tells this command where to find the server: it would ask AWS")
    arguments += ["--endpoint-url", url]
os.execv("/usr/bin/aws", ["aws", *arguments])
"""


def program():
    return pathlib.Path(os.environ["IAMLOCAL_BINARY"])


class Stage:
    def __init__(self, folder, root):
        self.folder = folder
        self.root = root
        self.port = "0"
        self.server = None
        self.environment = self._environment()
        self.shell = None

    def _environment(self):
        programs = self.folder / "bin"
        programs.mkdir()
        (programs / "iamlocal").symlink_to(program())
        (programs / "aws").write_text(AWS.format(python=sys.executable))
        (programs / "aws").chmod(0o755)
        (programs / "python3").symlink_to("/usr/bin/python3")
        kept = clean_environment()
        return {
            **kept,
            "PATH": f"{programs}:{kept['PATH']}",
            "HOME": str(self.folder),
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_PAGER": "",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def enter(self, has_variables):
        """Begins the paper. All but the README take the variables of its section Start as given."""
        (self.folder / "work").mkdir()
        self.serve("iamlocal serve")
        given = {}
        if has_variables:
            given = {
                "AWS_ENDPOINT_URL_IAM": self.url,
                "AWS_ENDPOINT_URL_STS": self.url,
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": "us-east-1",
                "AWS_DEFAULT_REGION": "us-east-1",
            }
        self.shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.folder / "work",
            env={**self.environment, **given},
        )

    def serve(self, command):
        """Puts the server that the command starts in the place of the last one. Returns its first line."""
        self.stop_server()
        command = re.sub(r"^\./dev ", "iamlocal ", re.sub(r" --port \d+", "", command.split("  #")[0]))
        self.server = subprocess.Popen(
            ["bash", "-c", f"exec {command} --port {self.port} --log-level error"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.folder / "work",
            env=self.environment,
        )
        line = self.server.stdout.readline()
        assert line.startswith("iamlocal listening on "), f"{command!r} says {line!r}"
        self.url = line.split()[-1]
        self.port = self.url.rsplit(":", 1)[1]
        return line

    def here(self, text):
        """With the server's own port in the place of the published one."""
        return CLIENT_PORT.sub(rf"\g<1>{self.port}", PUBLISHED.sub(f"127.0.0.1:{self.port}", text))

    def write(self, name, text):
        file = self.folder / "work" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.here(text))

    def run(self, command):
        """The status and all output of a command, whose variables and functions stay for the next."""
        command = self.here(command)
        if re.match(r"(iamlocal|\./dev) serve\b", command):
            return 0, self.serve(command)
        if command.startswith("./dev"):
            return self._look_up(command)
        self.shell.stdin.write(f"{{ {command}\n}} </dev/null\nprintf '\\n{END}%d\\n' $?\n")
        self.shell.stdin.flush()
        output = []
        for line in self.shell.stdout:
            if line.startswith(END):
                return int(line[len(END):]), "".join(output)
            output.append(line)
        raise AssertionError(f"the shell ended: {''.join(output)}")

    def _look_up(self, command):
        """Builds are not run inside of a test of what they build; that there is such a command can be seen."""
        name = command.split()[1]
        text = subprocess.run([self.root / "dev", "help"], text=True, capture_output=True, check=True).stdout
        return (0 if re.search(rf"^  {name}\b", text, re.MULTILINE) else 1), text

    def stop_server(self):
        if self.server is not None:
            self.server.terminate()
            assert self.server.wait(timeout=60) == 0
            self.server.stdout.close()
            self.server = None

    def leave(self):
        if self.shell is not None:
            self.shell.stdin.close()
            self.shell.wait(timeout=60)
            self.shell.stdout.close()
        self.stop_server()
        shutil.rmtree(self.folder, ignore_errors=True)
