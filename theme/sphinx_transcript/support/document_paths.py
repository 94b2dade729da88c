"""A faster form of Sphinx's function for the paths of the files that a document names.

`BuildEnvironment.relfn2path` asks the file system for each folder of a path whether it is a
symbolic link. MyST-Parser calls it for each link. Here the folders are asked for once in a build,
and only the file itself each time.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_Paths = tuple[str, str]


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
