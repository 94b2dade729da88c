"""The patterns of ``transcript_posts``, which decide which documents are posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.matching import patmatch

if TYPE_CHECKING:
    from collections.abc import Iterable


def post_folder(docname: str, patterns: Iterable[str], root_doc: str) -> str | None:
    """Return the post folder of the document *docname*, or None if it is no post.

    *patterns* is the value of ``transcript_posts``. The folder has no trailing slash and is ''
    for the source folder itself. The document ``index`` directly in it is an ordinary page.
    """
    if docname == root_doc:
        return None
    for pattern in patterns:
        folder = fixed_part(pattern)
        if patmatch(docname, pattern) and docname != _join(folder, "index"):
            return folder
    return None


def slug(docname: str, folder: str) -> str:
    """Return *docname* relative to the post folder *folder*, without ``/index`` at its end."""
    name = docname.removeprefix(f"{folder}/") if folder else docname
    return name.removesuffix("/index")


def fixed_part(pattern: str) -> str:
    """Return the folder of *pattern* up to the first wildcard; '' for the source folder."""
    parts = pattern.split("/")
    fixed = []
    for part in parts[:-1]:
        if any(char in part for char in "*?["):
            break
        fixed.append(part)
    return "/".join(fixed)


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
