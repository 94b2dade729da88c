"""The user's text editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from sphinx_transcript.workspace.errors import CommandError

if TYPE_CHECKING:
    from pathlib import Path


def editor_command() -> list[str]:
    """Return the program and the arguments that VISUAL, or else EDITOR, gives.

    Raises CommandError where neither is set, or where it can't be parsed.
    """
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        # On Windows a backslash separates folders.
        command = shlex.split(given, posix=os.name != "nt")
    except ValueError as error:
        raise CommandError(f"the editor {given!r} can't be read: {error}") from error
    if not command:
        raise CommandError("there is no editor to open it: neither VISUAL nor EDITOR is set")
    return command


def run_editor(command: list[str], path: Path) -> int:
    """Open *path* in the editor *command*, wait for it, and return its exit status.

    Raises CommandError where the program can't be run.
    """
    try:
        return subprocess.call([*command, str(path)])  # noqa: S603 (the user's own editor)
    except OSError as error:
        raise CommandError(f"the editor {command[0]!r} can't be run: {error.strerror}") from error
