"""Output of the commands that depends on whether a terminal shows it."""

from __future__ import annotations

import sys

from sphinx_transcript.shell.quoting import quoted
from sphinx_transcript.support.terminal_text import is_safe


def print_path(path: str) -> None:
    """Print *path* on a line of its own to standard output.

    A program that reads the output gets the path as it is. On a terminal, a path with control
    characters is quoted for the shell, as ``ls`` does.
    """
    print(quoted(path) if sys.stdout.isatty() and not is_safe(path) else path, flush=True)
