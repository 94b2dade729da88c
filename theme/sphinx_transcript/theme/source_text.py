"""The text of source files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def read_source(env: BuildEnvironment, docname: str) -> str:
    """Return the text of the source file of *docname*, line ends as they are in the file.

    Return '' if the file can't be read or is not UTF-8.
    """
    try:
        with Path(env.doc2path(docname)).open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""
