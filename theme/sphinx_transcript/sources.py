"""The path of a document's source, as the prompts and the plain text name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def source_of(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the source file of *docname* from the source folder, with slashes."""
    return env.doc2path(docname, base=False).as_posix()
