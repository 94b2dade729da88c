"""The path of a new post, made from its title."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_transcript.patterns import fixed_part, post_folder
from sphinx_transcript.shell import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 247
"""Bytes that the name of a file or folder may have, as most file systems allow 255.

Sphinx writes files beside each other whose names end in ``.doctree`` instead of ``.md``.
"""

# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"^(con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?=\.|$)")
# Those of shell.PLAIN that an address or Windows has a meaning for.
_UNFIT = frozenset("%:")


def slug_of_title(title: str) -> str:
    """Return the path of the post *title* below its folder, with slashes and without a suffix.

    It is the title in lower case with ``-`` for each run of white space; slashes stay, so that
    ``a / b`` has the path ``a-/-b``. Letters and digits of all scripts are kept, and those signs
    that a path, an address and a shell take as they are; all others are dropped. No part is empty,
    hidden, or a name that Windows keeps for itself. Raises ValueError where nothing is left, or
    where a part is too long.
    """
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).lower())
    kept = "".join(char for char in lowered if char == "/" or char.isspace() or _fits(char))
    hyphened = re.sub(r"\s+", "-", kept.strip())
    parts = [part for each in hyphened.split("/") if (part := _allowed(each))]
    slug = "/".join(parts).strip("-./")
    # Without the hyphens at its ends a part can have become another kind of name.
    parts = [part for each in slug.split("/") if (part := _allowed(each))]
    if not any(char.isalnum() for char in slug):
        raise ValueError("has no letter or digit that a path can be made of")
    for part in parts:
        if len(part.encode()) > LONGEST:
            raise ValueError(
                f"makes a path with {len(part.encode())} bytes in one name; {LONGEST} are allowed"
            )
    return "/".join(parts)


def docname_for(slug: str, patterns: Sequence[str], root_doc: str) -> str | None:
    """Return the document with *slug* that is a post by *patterns*: a file, or one in a folder.

    Its folder is the fixed part of the first pattern. None where neither is a post.
    """
    folder = fixed_part(next(iter(patterns), ""))
    name = f"{folder}/{slug}" if folder else slug
    candidates = (name, f"{name}/index")
    return next((each for each in candidates if _is_post(each, patterns, root_doc)), None)


def _is_post(docname: str, patterns: Sequence[str], root_doc: str) -> bool:
    return post_folder(docname, patterns, root_doc) is not None


def _fits(char: str) -> bool:
    # Marks are parts of letters in many scripts, and no word characters to `re`.
    is_word = PLAIN.fullmatch(char) is not None and char not in _UNFIT
    return is_word or unicodedata.category(char)[0] == "M"


def _allowed(part: str) -> str:
    """Return *part* as every file system takes it, and shows it."""
    return _RESERVED.sub(r"\1-", part.strip("."), count=1)
