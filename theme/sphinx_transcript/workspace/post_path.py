"""The path of a post, made from its title."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_transcript.config.post_patterns import fixed_part, post_folder
from sphinx_transcript.shell.quoting import PLAIN
from sphinx_transcript.support.file_names import windows_device
from sphinx_transcript.workspace.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.workspace.site_sources import SiteSources

MAX_NAME_BYTES = 247
"""The most bytes in the name of a file or folder; most file systems allow 255.

Sphinx writes files that have the suffix ``.doctree`` instead of ``.md``.
"""

# Characters of shell.quoting.PLAIN that have a meaning in a URL or on Windows.
_NOT_IN_PATHS = frozenset("%:")


class SlugTooLongError(ValueError):
    """A part of a path is too long for the name of a file."""

    def __init__(self, message: str, cut: str) -> None:
        super().__init__(message)
        self.cut = cut
        """The path with the beginnings of its parts that are not too long."""


def slug_of_title(title: str) -> str:
    """Return the path of the post *title* in the post folder, with slashes and without a suffix.

    The path is the title in lower case with ``-`` for each run of white space. Slashes are kept:
    ``a / b`` becomes ``a-/-b``. So are the letters and digits of all scripts, and the characters
    that need no quoting in a path, a URL and a shell. All others are dropped. No part of the path
    is empty, hidden, or a reserved name on Windows.

    Raises ValueError where nothing is left, and SlugTooLongError where a part is too long.
    """
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).lower())
    kept = "".join(char for char in lowered if char == "/" or char.isspace() or _is_kept(char))
    hyphenated = re.sub(r"\s+", "-", kept.strip())
    parts = [part for each in hyphenated.split("/") if (part := _portable(each))]
    slug = "/".join(parts).strip("-./")
    # A part that has lost the hyphens at its ends can be a reserved or hidden name again.
    parts = [part for each in slug.split("/") if (part := _portable(each))]
    if not any(char.isalnum() for char in slug):
        raise ValueError("has no letter or digit that a path can be made of")
    slug = _without_listing_folders(parts)
    longest = max(len(part.encode()) for part in parts)
    if longest > MAX_NAME_BYTES:
        message = f"makes a path with {longest} bytes in one name; {MAX_NAME_BYTES} are allowed"
        raise SlugTooLongError(message, _without_listing_folders([_beginning(p) for p in parts]))
    return slug


def _without_listing_folders(parts: Sequence[str]) -> str:
    """Return *parts* as a path; in the folder ``page`` are the further pages of a listing."""
    folders = [f"{part}-" if part == "page" else part for part in parts[:-1]]
    return "/".join([*folders, parts[-1]])


def _beginning(part: str) -> str:
    """Return as many whole words of *part* as the name of a file can have."""
    if len(part.encode()) <= MAX_NAME_BYTES:
        return part
    kept = part.encode()[:MAX_NAME_BYTES].decode(errors="ignore")
    words = kept.rpartition("-")[0]
    # A long word is cut itself. So is what would be short, and could be a reserved name.
    return (words if len(words) > len(kept) // 2 else kept).rstrip("-.")


def docname_for(slug: str, patterns: Sequence[str], root_doc: str) -> str | None:
    """Return the docname of a new post with *slug*, or None where *patterns* match none.

    The post lies in the fixed part of the first pattern. It is a file there, or else the index of
    a folder of its own.
    """
    folder = fixed_part(next(iter(patterns), ""))
    name = f"{folder}/{slug}" if folder else slug
    candidates = (name, f"{name}/index")
    return next((each for each in candidates if _is_post(each, patterns, root_doc)), None)


def folder_of_posts(site: SiteSources) -> str:
    """Return the folder in which all documents are posts of *site*; '' for the source folder.

    Raises CommandError where ``transcript_posts`` has no such folder.
    """
    patterns = site.config.transcript_posts
    folder = fixed_part(patterns[0]) if patterns else "post"
    if not _is_post(f"{folder}/x".lstrip("/"), patterns, site.config.root_doc):
        raise CommandError(
            f"transcript_posts = {patterns!r} in {site.folder / 'conf.py'} has no folder in which "
            "all documents are posts, such as 'post/**'"
        )
    return folder


def _is_post(docname: str, patterns: Sequence[str], root_doc: str) -> bool:
    return post_folder(docname, patterns, root_doc) is not None


def _is_kept(char: str) -> bool:
    # Combining marks are parts of letters in many scripts, but not word characters for `re`.
    is_plain = PLAIN.fullmatch(char) is not None and char not in _NOT_IN_PATHS
    return is_plain or unicodedata.category(char)[0] == "M"


def _portable(part: str) -> str:
    """Return *part* as a name that is valid and visible on every file system."""
    name = part.strip(".")
    device = windows_device(name)
    if device:
        return f"{device}-{name[len(device) :]}"
    # index.html is the page of a folder, and Sphinx adds its own suffix.
    return re.sub(r"^index\.", "index-.", name)
