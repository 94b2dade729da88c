"""Keeps the names of unpublished posts out of the environment that Sphinx saves.

Sphinx saves the environment in the folder of the doctrees, which by default is in the output
folder. It contains the paths of all source files that were found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_MAPS = ("_docname_to_path", "_path_to_docname")


def hide_paths(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove the paths of unpublished posts, on the last event before Sphinx saves."""
    unpublished = blog_domain(env).unpublished
    replaced = blog_domain(env).replaced_project_maps
    for name in _MAPS if unpublished else ():
        paths: dict[Any, Any] = getattr(env.project, name, {})
        kept = {
            key: value
            for key, value in paths.items()
            if key not in unpublished and value not in unpublished
        }
        replaced[name] = paths
        setattr(env.project, name, kept)
    return []


def restore_paths(app: Sphinx, *arguments: object) -> None:
    """Undo `hide_paths`."""
    replaced = blog_domain(app.env).replaced_project_maps
    for name, paths in replaced.items():
        setattr(app.env.project, name, paths)
    replaced.clear()
