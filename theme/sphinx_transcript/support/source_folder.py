"""Faster forms of how Sphinx finds the documents of a project, and those that have changed.

Each build asks for all of them. Sphinx makes several path objects for each document; here the
names are joined as text. What is unusual in any way is left to Sphinx.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util.matching import get_matching_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    _Changes = tuple[set[str], set[str], set[str]]


def discover_function(original: Callable[..., set[str]]) -> Callable[..., set[str]]:
    """Return a function like *original*, `Project.discover`."""

    def discover(
        self: Any, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        excluded, included = tuple(exclude_paths), tuple(include_paths)
        if not _is_usual(self) or not _discover(self, excluded, included):
            return original(self, excluded, included)
        found: set[str] = self.docnames
        return found

    return discover


def _is_usual(project: Any) -> bool:
    return (
        os.name == "posix"
        and type(project) is Project
        and not any("/" in suffix for suffix in project.source_suffix)
    )


def _discover(project: Any, excluded: tuple[str, ...], included: tuple[str, ...]) -> bool:
    """Put the documents in *project*; return False where Sphinx has to do that."""
    docnames, paths, names = project.docnames, project._docname_to_path, project._path_to_docname
    for each in (docnames, names, paths):
        each.clear()
    suffixes = tuple(project.source_suffix)
    root = f"{project.srcdir}/"
    exclusions = [*excluded, *EXCLUDE_PATHS]
    for filename in get_matching_files(project.srcdir, included, exclusions):
        if not filename.endswith(suffixes):
            continue
        docname = filename.removesuffix(next(each for each in suffixes if filename.endswith(each)))
        # Sphinx warns of two files for a document, and of files that can't be read.
        if not filename.isascii() or docname in docnames or not os.access(root + filename, os.R_OK):
            return False
        if docname:
            path = Path(filename)
            docnames.add(docname)
            names[path] = docname
            paths[docname] = path
    return True


class _Suspects:
    """An environment in which only some documents were found."""

    def __init__(self, env: Any, docnames: set[str]) -> None:
        self._env = env
        self.found_docs = docnames

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


def outdated_function(original: Callable[..., _Changes]) -> Callable[..., _Changes]:
    """Return a function like *original*, `BuildEnvironment.get_outdated_files`."""

    def get_outdated_files(self: Any, config_changed: bool) -> _Changes:
        if config_changed:
            return original(self, config_changed)
        found = self.found_docs
        suspects = {docname for docname in found if not _is_unchanged(self, docname)}
        added, changed, _ = original(_Suspects(self, suspects), config_changed)
        return added, changed, set(self.all_docs) - found

    return get_outdated_files


def _is_unchanged(env: Any, docname: str) -> bool:
    """Tell whether the document depends on one file, and that is no newer than its tree."""
    read_at = env.all_docs.get(docname)
    path = env.project._docname_to_path.get(docname)
    if read_at is None or path is None or docname in env.reread_always:
        return False
    if env.dependencies.get(docname):
        return False
    try:
        changed_at = os.stat(os.path.join(env.srcdir, path)).st_mtime_ns  # noqa: PTH116, PTH118
    except OSError:
        return False
    # Sphinx rounds the times of files up to microseconds.
    is_older = -(changed_at // -1000) <= read_at
    return is_older and os.path.isfile(f"{env.doctreedir}/{docname}.doctree")  # noqa: PTH113
