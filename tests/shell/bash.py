"""Runs of the commands of the shell room in bash."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from sphinx_transcript.shell.source_file import SourceFile, key_lines

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400
MD = "post/**/*.md"
FRONT_MATTER = "---\ndate: 2016-09-26\n"


def run(command: str, folder: Path) -> str:
    """Return the output of *command* in bash; it has to succeed without error messages."""
    argv = ["bash", "-O", "globstar", "-c", command]
    env = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
    done = subprocess.run(argv, cwd=folder, env=env, capture_output=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, b""), command
    return done.stdout.decode()


def lists(command: str | None, wanted: list[str], folder: Path) -> bool:
    """Return whether *command* prints the paths *wanted*; True if there is no command."""
    return command is None or run(command, folder) == "".join(f"{path}\n" for path in wanted)


def count_lines(command: str, folder: Path) -> list[tuple[int, str]]:
    """Return the counts and names that *command*, which ends in ``uniq -c``, prints."""
    pairs = [line.lstrip(" ").split(" ", 1) for line in run(command, folder).splitlines()]
    return [(int(count), name) for count, name in pairs]


def write_source(
    folder: Path, path: str, stamp: int | None, content: str = FRONT_MATTER
) -> SourceFile:
    """Write a source file whose modification time is *stamp*, and return its `SourceFile`.

    A file without a stamp, which is no published post, is the newest: it disturbs ``ls -t``.
    """
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode())
    os.utime(file, (0, 5_000 * DAY if stamp is None else stamp))
    return SourceFile(path, stamp, key_lines(content))
