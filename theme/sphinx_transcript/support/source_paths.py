"""The paths of source files, as prompts and plain text show them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.project import Project

_known: WeakKeyDictionary[Project, dict[str, str]] = WeakKeyDictionary()
"""The paths of a build by docname: each page of a list asks for those of all documents."""


def register(app: Sphinx) -> None:
    """Forget the paths of earlier builds, when Sphinx has looked for the documents of this one."""
    app.connect("env-get-outdated", _forget_paths, priority=0)


def source_path(env: BuildEnvironment, docname: str) -> str:
    """Return the path of the source file of *docname*, relative to the source folder.

    Its separators are forward slashes on all systems.
    """
    paths = _known.get(env.project)
    if paths is None:
        paths = _known[env.project] = {}
    path = paths.get(docname)
    if path is None:
        path = paths[docname] = env.doc2path(docname, base=False).as_posix()
    return path


def _forget_paths(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    _known.pop(env.project, None)
    return []
