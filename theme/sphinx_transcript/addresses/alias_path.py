"""The file that answers requests for an alias, an old address of a post."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

# A scheme (https://www.rfc-editor.org/rfc/rfc3986#section-3.1), or a host without a scheme.
_ABSOLUTE_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# A suffix begins with a letter: in release-1.0, ".0" belongs to a version number.
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]*$", re.ASCII)
_PAGE_SUFFIXES = frozenset({".html", ".htm"})


def alias_path(alias: str, base_url: str) -> str:
    """Return the file that answers at *alias*, as a path relative to the output folder.

    *alias* is a path from the root of the site, with or without a leading slash, or an absolute
    URL below *base_url*. It is percent-decoded. If it ends in .html or .htm, it names that file.
    If it ends in a slash or has no suffix, it names the index.html of a folder.
    Raises ValueError, with a message for the author, if no file can answer at *alias*.
    """
    alias = alias.strip(" ")
    if any(_is_control(character) for character in alias):
        raise ValueError(f"a control character in an address: {alias!r}")
    if "?" in alias or "#" in alias:
        raise ValueError(f"no file answers to an address with a query or fragment: {alias!r}")
    path = _path_below(alias, base_url) if _ABSOLUTE_URL.match(alias) else alias
    segments = _segments(path, alias)
    suffix = _SUFFIX.search(segments[-1])
    if path.endswith("/") or suffix is None:
        segments.append("index.html")
    elif suffix[0].lower() not in _PAGE_SUFFIXES:
        raise ValueError(
            f"only a page can lead on, and {suffix[0]} is no page's suffix (for a folder of "
            f"that name, put a slash at the end): {alias!r}"
        )
    return "/".join(segments)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


def _path_below(url: str, base_url: str) -> str:
    """Return the path of the absolute URL *url* relative to *base_url*, with a leading slash."""
    if not base_url:
        raise ValueError(f"a whole address needs the site's own to be known: {url!r}")
    base, parts = urlsplit(base_url), urlsplit(url)
    if (base.scheme.lower(), base.netloc.lower()) != (parts.scheme.lower(), parts.netloc.lower()):
        raise ValueError(f"not an address of this site, {base_url}: {url!r}")
    folder = f"{base.path.rstrip('/')}/"
    if not f"{parts.path}/".startswith(folder):
        raise ValueError(f"not an address below {base_url}: {url!r}")
    return f"/{parts.path[len(folder) :]}"


def _segments(path: str, alias: str) -> list[str]:
    """Return the decoded segments of *path*, each a valid file name on any system."""
    trimmed = path.removeprefix("/").removesuffix("/")
    if not trimmed:
        raise ValueError(f"an address of no page: {alias!r}")
    segments = []
    for raw in trimmed.split("/"):
        try:
            segment = unquote(raw, errors="strict")
        except UnicodeDecodeError as error:
            raise ValueError(f"not percent-encoded UTF-8: {alias!r}") from error
        if any(_is_control(character) or character in "/\\" for character in segment):
            raise ValueError(f"a control character, slash or backslash in a name: {alias!r}")
        # Windows ignores spaces and dots at the end of a name, and takes c:x for a file on a drive.
        if not segment.strip(" .") or segment[1:2] == ":":
            raise ValueError(f"{segment!r} is no name of a file or folder: {alias!r}")
        segments.append(segment)
    return segments
