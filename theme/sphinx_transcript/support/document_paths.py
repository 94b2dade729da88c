"""Faster forms of Sphinx's functions for the paths of documents, and of the files they name.

`BuildEnvironment.relfn2path` asks the file system for each folder of a path whether it is a
symbolic link. MyST-Parser calls it for each link. Here the folders are asked for once in a build,
and only the file itself each time.

`Project.doc2path` makes the path of a document anew for each of the nine that ask for it while the
document is read. `Project.path2doc` finds the document of each link anew.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util._pathlib import _StrPath

if TYPE_CHECKING:
    from collections.abc import Callable

_Paths = tuple[str, str]

_MAX_PATHS = 64
"""Whoever asks for the path of a document asks while it is read or written."""

_MAX_FILES = 4096
"""Documents link to the same ones again and again."""


def document_path_function(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function like *original*, `Project.doc2path`."""
    known: dict[str, tuple[Any, Any, Any]] = {}
    """The source folder, the path from there, and the whole path, by docname."""

    def doc2path(self: Any, docname: str, absolute: bool) -> Any:
        inside = self._docname_to_path.get(docname) if absolute else None
        if inside is None:
            return original(self, docname, absolute)
        srcdir = self.srcdir
        found = known.get(docname)
        if found is None or found[0] is not srcdir or found[1] is not inside:
            if len(known) >= _MAX_PATHS:
                known.clear()
            # Sphinx makes a path of the path.
            path = (
                srcdir / inside if type(srcdir) is _StrPath else original(self, docname, absolute)
            )
            found = known[docname] = (srcdir, inside, path)
        return found[2]

    return doc2path


def document_of_path_function(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function like *original*, `Project.path2doc`."""
    known: dict[str, tuple[Any, Any, Any]] = {}
    """The source folder, the suffixes of sources, and the document, by the absolute path."""

    def path2doc(self: Any, filename: Any) -> Any:
        # Names of existing documents are looked up by relative paths.
        if type(filename) is not str or not filename.startswith("/"):
            return original(self, filename)
        srcdir, suffixes = self.srcdir, self.source_suffix
        found = known.get(filename)
        if found is None or found[0] is not srcdir or found[1] is not suffixes:
            if len(known) >= _MAX_FILES:
                known.clear()
            found = known[filename] = (srcdir, suffixes, original(self, filename))
        return found[2]

    return path2doc


def make_path_function(original: Callable[..., _Paths]) -> Callable[..., _Paths]:
    """Return a function like *original*, `BuildEnvironment.relfn2path`."""
    folders: dict[_Paths, str] = {}
    """The real path of a folder, by the source folder and the folder's path from there."""

    def relfn2path(self: Any, filename: Any, docname: str | None = None) -> _Paths:
        inside = _path_inside(self, filename, docname)
        if inside is not None:
            srcdir = str(self.srcdir)
            folder, name = posixpath.split(inside)
            if (srcdir, folder) not in folders:
                folders[srcdir, folder] = str(Path(srcdir, folder).resolve())
            path = f"{folders[srcdir, folder]}/{name}"
            root = f"{srcdir}/"
            if path.startswith(root) and not os.path.islink(path):  # noqa: PTH114 (each link)
                return path.removeprefix(root), path
        return original(self, filename, docname)

    return relfn2path


def _path_inside(env: Any, filename: Any, docname: str | None) -> str | None:
    """Return the path of *filename* from the source folder; None where it needs Sphinx's care."""
    if os.name != "posix" or not isinstance(filename, str) or "\0" in filename:
        return None
    if posixpath.basename(filename) in {"", ".", ".."} or filename.startswith(("//", "\\")):
        return None
    if filename.startswith("/"):
        return filename[1:]
    docname = docname or env.docname
    return posixpath.join(posixpath.dirname(docname), filename) if docname else None
