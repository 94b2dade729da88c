r"""The text that is sent to a shell so that it runs commands one by one and says when each ends.

All of it goes through standard input, so that a program may stand in front of the shell: a
container, or a sandbox. The shell is made an interactive one, whose messages have no line numbers
(``bash: foo: command not found``), and a command is given to ``eval``, where an open quote does no
harm. Marks are printed to a file descriptor of their own, which commands don't inherit, so that
they arrive when the output is redirected. A mark has a random token, which output can't imitate.
"""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

ENVIRONMENT: Final = {
    "LC_ALL": "C.UTF-8",
    "TERM": "dumb",
    "TZ": "UTC",
    "COLUMNS": "80",
    "PAGER": "cat",
    "GIT_PAGER": "cat",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "USER": "user",
    "LOGNAME": "user",
}
"""What programs find in their environment, besides HOME, TMPDIR, PATH and PWD."""

_BASH_DESCRIPTOR: Final = 61
_SH_DESCRIPTOR: Final = 8
"""POSIX shells need to know descriptors of one digit only."""


MARK_END: Final = b"\x03"
"""What ends a mark, after its values."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a shell says at the end of a command."""

    status: int
    has_trace: bool
    """Whether ``set -x`` is in force."""


@dataclass(frozen=True, slots=True)
class ShellProtocol:
    """The protocol of a shell: ``bash`` or another one with the syntax of POSIX."""

    is_bash: bool = True
    token: str = field(default_factory=lambda: secrets.token_hex(12))

    @property
    def _descriptor(self) -> int:
        return _BASH_DESCRIPTOR if self.is_bash else _SH_DESCRIPTOR

    def mark(self, name: str) -> bytes:
        """Return what is printed at the point *name*: ``ready``, ``begin`` or ``end``."""
        return f"\x02{self.token}{name}:".encode()

    def _printed_mark(self, name: str, values: str = "''") -> str:
        """Return the command that prints a mark with *values*, a word of a shell."""
        return rf"command printf '\002%s%s:%s\003' {self.token} {name} {values}"

    def interactive(self) -> str:
        """Return the line that makes an interactive bash of the shell that reads it.

        It prints the mark ``ready``. What follows has to wait for the mark: shells read ahead.
        """
        options = "--norc --noediting -i"
        return (
            f"{self._printed_mark('ready')}; case ${{BASH_VERSION:+bash}}$- in bash*i*) ;; "
            f'bash*) exec -a bash "$BASH" {options} ;; *) exec bash {options} ;; esac\n'
        )

    def prepared(self, folder: str) -> str:
        """Return the lines that prepare a shell, for a run in *folder*.

        *folder* has the folders ``work``, ``home`` and ``tmp``. Where the shell doesn't see them,
        in a container, it makes its own. The mark ``ready`` has HOME, TMPDIR and PWD.
        """
        exports = " ".join(f"{name}={value}" for name, value in ENVIRONMENT.items())
        quoted = quote(folder)
        return (
            f"PS1= PS2=; export {exports}; unset HISTFILE OLDPWD\n"
            f"__f_={quoted}; [ -d {quoted}/work ] || {{ __f_=$(mktemp -d) && "
            'mkdir "$__f_/home" "$__f_/work" "$__f_/tmp"; }; cd "$__f_/work" && '
            'export HOME="$__f_/home" TMPDIR="$__f_/tmp"; unset OLDPWD __f_\n'
            f"exec {self._descriptor}>&1\n{self.functions()}"
        )

    def functions(self) -> str:
        """Return the lines that define what the commands of `command` need."""
        token, to = self.token, self._descriptor
        ended = self._printed_mark("end", f'"$__s_{token} $__x_{token}"')
        ready = self._printed_mark("ready", '"$HOME:$TMPDIR:$PWD"')
        return (
            f"PS1= PS2={'; set +o history' if self.is_bash else ''}\n"
            # The exit status and the last argument of the command before, as commands expect them.
            f"__b_{token}() {{ {self._printed_mark('begin')} >&{to}; "
            f"case $__x_{token} in *x*) set -x;; esac; return $1; }}\n"
            f"__e_{token}() {{ {{ __s_{token}=$1 __l_{token}=$2 __x_{token}=$-; set +x; }} "
            "2>/dev/null; }\n"
            f'__m_{token}() {{ [ -n "$__s_{token}" ] || __s_{token}=$1; '
            f"{ended} >&{to}; PS1= PS2=; }}\n"
            f"__s_{token}=0 __l_{token}= __x_{token}=\n"
            f"{ready} >&{to}\n"
        )

    def replaced_by_sh(self) -> str:
        """Return the line that makes ``sh`` of a bash, after the mark ``ready``.

        What follows has to wait for the mark: an interactive bash reads ahead.
        """
        return (
            f"{self._printed_mark('ready')} >&{self._descriptor}; "
            f"exec {_SH_DESCRIPTOR}>&{self._descriptor} {self._descriptor}>&-; exec sh -i\n"
        )

    def replaced_by_python(self, driver: str) -> str:
        """Return the lines that make a Python of a bash, which runs the program *driver*."""
        return f"exec python3 -u -c {quote(driver)} {self._descriptor} {self.token}\n"

    def command(self, typed: str, status: int) -> str:
        """Return the line that runs *typed*, after a command that ended with *status*."""
        token = self.token
        last = ' "${_-}"' if self.is_bash else ""
        text = f"{typed}\n__e_{token} $?{last}"
        # Without `command`, an error in the syntax ends more than `eval` in a POSIX shell.
        evaluated, then = ("eval", "; ") if self.is_bash else ("command eval", "\n")
        before = f'__b_{token} {status} "$__l_{token}"'
        return (
            f"__s_{token}=; {before} 2>/dev/null {'||' if status else '&&'} "
            f"{evaluated} {quote(text)} </dev/null {self._descriptor}>&-{then}__m_{token} $?\n"
        )

    def ended(self, values: bytes) -> Ended:
        """Return what the *values* of the mark ``end`` say."""
        status, _, flags = values.partition(b" ")
        return Ended(int(status or b"1"), b"x" in flags)

    def without_traces(self, printed: bytes, *, has_trace: bool) -> bytes:
        """Return *printed* without what ``set -x`` prints of this protocol.

        With *has_trace*, ``set -x`` is in force. Then ``eval`` adds one level to each line.
        """
        token = self.token.encode()
        if has_trace:
            pattern = rb"\A\++ (?:command )?eval .*?__e_" + token + rb" \$\?[^\n]*\n"
            printed = re.sub(pattern, b"", printed, count=1, flags=re.DOTALL)
        if token in printed:
            lines = printed.splitlines(keepends=True)
            printed = b"".join(line for line in lines if token not in line)
        if not self.is_bash:
            return re.sub(rb"(?m)^sh: [0-9]+: eval: ", b"sh: 1: ", printed)
        if has_trace:
            printed = re.sub(rb"(?m)^\+(?=\++ )", b"", printed)
        return printed


def quote(text: str) -> str:
    """Return *text* as one word of a shell, in single quotes."""
    return "'" + text.replace("'", "'\\''") + "'"


def written_file(name: str, content: bytes, *, is_executable: bool) -> str:
    """Return commands that write *content* to the file *name*, in a shell that sees no other file.

    They fail where something other than a file has the name: a FIFO would be waited for.
    ``base64`` is in coreutils and in BusyBox.
    """
    encoded = base64.encodebytes(content).decode("ascii")
    quoted = quote(name)
    mode = f" && command chmod +x {quoted}" if is_executable else ""
    return (
        f"if [ -L {quoted} ] || {{ [ -e {quoted} ] && [ ! -f {quoted} ]; }}; then "
        f"echo {quote(_NO_FILE)} >&2; false; "
        f"else command rm -f {quoted} && command base64 -d >{quoted} <<'EOF'{mode}\n"
        f"{encoded}EOF\nfi\n"
    )


def written_file_in_python(name: str, content: bytes, *, is_executable: bool) -> str:
    """Return a statement of Python that does the same, and leaves no name behind."""
    mode = 0o755 if is_executable else 0o644
    statements = (
        "import os\n"
        f"name = {name!r}\n"
        "if os.path.islink(name) or os.path.exists(name) and not os.path.isfile(name):\n"
        f"    raise OSError({_NO_FILE!r})\n"
        "if os.path.exists(name):\n"
        "    os.unlink(name)\n"
        "with open(name, 'xb') as file:\n"
        f"    os.chmod(name, {mode})\n"
        f"    file.write({content!r})\n"
    )
    return f"exec({statements!r}, {{}})"


_NO_FILE: Final = "something that is no file has its name"
