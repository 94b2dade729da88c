"""Which documents are posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.matching import patmatch

if TYPE_CHECKING:
    from collections.abc import Iterable


def post_folder(docname: str, patterns: Iterable[str], root_doc: str) -> str | None:
    """Return the folder below which the document *docname* is a post, or None if it is none.

    *patterns* are those of ``transcript_posts``. The folder has no slash at its end and is ''
    for the source folder itself. An ``index`` directly in it is an ordinary page.
    """
    if docname == root_doc:
        return None
    for pattern in patterns:
        folder = fixed_part(pattern)
        if patmatch(docname, pattern) and docname != _join(folder, "index"):
            return folder
    return None


def slug(docname: str, folder: str) -> str:
    """Return the docname of a post below its *folder*; a folder of its own is named once."""
    name = docname.removeprefix(f"{folder}/") if folder else docname
    return name.removesuffix("/index")


def fixed_part(pattern: str) -> str:
    """Return the folder that all documents which match *pattern* lie in; '' for any."""
    parts = pattern.split("/")
    fixed = []
    for part in parts[:-1]:
        if any(char in part for char in "*?["):
            break
        fixed.append(part)
    return "/".join(fixed)


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
