"""What shells really offer behind a line that somebody types: bash and zsh at a terminal, fish when it is asked."""

import os
import pty
import select
import subprocess

# A shell that asks something back would wait for ever.
DEADLINE_S = 30

# Each answers a line at the terminal by running a function `iamlocal` with all that it would offer. The function tells
# its arguments through a pipe; an empty message is the prompt.
BASH = r"""
PS1='> ' HISTFILE= PROMPT_COMMAND='printf "\0" >&9'
iamlocal() { printf '%s\n' "$@" >&9; }
bind '"\C-x\C-a": insert-completions' 'set enable-bracketed-paste off' 'set bell-style none'
"""
ZSH = r"""
unset HISTFILE zle_bracketed_paste
autoload -Uz compinit && compinit -u -D
precmd() { printf '\0' >&9 }
iamlocal() { printf '%s\n' "$@" >&9 }
zstyle ':completion:all-matches:*' insert yes
zstyle ':completion:all-matches::::' completer _all_matches _complete
zle -C all-matches complete-word _generic
bindkey '^X^A' all-matches
"""


class Terminal:
    """A shell at a terminal of its own. What it says there is of no interest, but must be read."""

    def __init__(self, arguments, environment, folder):
        told, telling = os.pipe()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.dup2(telling, 9)
            os.execvpe(arguments[0], arguments, environment)
        os.close(telling)
        self.told = os.fdopen(told, "rb", buffering=0)
        self.shown = subprocess.Popen(["cat"], stdin=self.terminal, stdout=subprocess.DEVNULL)
        self.read_message()

    def read_message(self):
        message = b""
        while not message.endswith(b"\0"):
            ready, _, _ = select.select([self.told], [], [], DEADLINE_S)
            assert ready, f"the shell does not answer, but has said {message}"
            part = self.told.read(65536)
            assert part, "the shell has ended"
            message += part
        return message[:-1].decode()

    def offered(self, line):
        os.write(self.terminal, f"{line}\x18\x01\n".encode())
        return self.read_message().splitlines()

    def close(self):
        os.close(self.terminal)
        self.told.close()
        self.shown.terminate()
        self.shown.wait()
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)


def environment(folder):
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": "200"}


class Bash:
    def __init__(self, manual, folder, *, with_library):
        start = folder / ".bashrc"
        library = ". /usr/share/bash-completion/bash_completion\n" if with_library else ""
        start.write_text(f"{BASH}{library}. {manual}/iamlocal\n")
        self.terminal = Terminal(["bash", "--rcfile", str(start), "-i"], environment(folder), folder)
        self.close = self.terminal.close

    def offered(self, line):
        """The words that may stand at the end of the line, instead of its last one."""
        return [each for each in self.terminal.offered(line)[line.count(" ") - 1 :] if each]


class Zsh:
    def __init__(self, manual, folder):
        (folder / ".zshrc").write_text(f"fpath=({manual} $fpath)\n{ZSH}")
        self.terminal = Terminal(["zsh", "-i"], {**environment(folder), "ZDOTDIR": str(folder)}, folder)
        self.close = self.terminal.close

    offered = Bash.offered


class Fish:
    def __init__(self, manual, folder):
        self.manual, self.folder = manual, folder

    def offered(self, line):
        asked = subprocess.run(
            ["fish", "-c", 'source $argv[1]/iamlocal.fish; complete -C "$argv[2]"', self.manual, line],
            env=environment(self.folder),
            cwd=self.folder,
            check=True,
            capture_output=True,
            text=True,
        )
        assert not asked.stderr
        return [each.split("\t")[0] for each in asked.stdout.splitlines()]

    def close(self):
        pass
