"""The paths of source files, as prompts and plain text show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def source_path(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the source file of *docname*, relative to the source folder.

    Its separators are forward slashes on all systems.
    """
    return env.doc2path(docname, base=False).as_posix()
