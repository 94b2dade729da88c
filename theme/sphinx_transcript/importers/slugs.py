"""Slugs as file names: safe on every file system, and unique."""

from __future__ import annotations

import re
import unicodedata

from sphinx_transcript.support.file_names import casefold_path, windows_device

__all__ = ["casefold_path", "safe_path", "to_ascii", "unique"]

# In bytes of UTF-8. File systems allow 255, which leaves room for a suffix.
_MAX_LENGTH = 120
_KEPT_PUNCTUATION = frozenset("-_.~+@,")
_HYPHENS = re.compile(r"-{2,}")
# The page of a folder, and a folder with the further pages of a listing.
_OF_PAGES = re.compile(r"index(?:\..*)?", re.IGNORECASE)

# Transliterations of the library Unidecode: letters that Unicode does not decompose, and
# punctuation that is common in titles. What Unidecode makes of other characters is unknown here.
_TRANSLITERATIONS = (
    "æ=ae Æ=AE ø=o Ø=O ł=l Ł=L đ=d Đ=D ð=d Ð=D ı=i ħ=h Ħ=H ß=ss œ=oe Œ=OE þ=th Þ=Th "
    "‘=' ’=' ‚=, “=\" ”=\" „=,, –=- —=-- …=... ·=* •=* «=<< »=>> ‹=< ›=>"
)
_ASCII = {"\u00a0": " ", **{pair[0]: pair[2:] for pair in _TRANSLITERATIONS.split()}}


def safe_path(slug: str, fallback: str = "") -> str:
    """Return *slug* as a relative path without a suffix.

    Each part is a valid file name on every system, and no part leads out of the folder. If no
    part is left, the result is *fallback*, made safe in the same way, or 'post'.
    """
    parts = [part for each in re.split(r"[/\\]", slug) if (part := _safe_name(each))]
    if not parts:
        return safe_path(fallback) if fallback else "post"
    # The names index and index.html are reserved for the page of a folder.
    if _OF_PAGES.fullmatch(parts[-1]):
        parts[-1] = f"{parts[-1].replace('.', '-')}-1"
    # In the folder page are the further pages of a listing.
    parts[:-1] = [f"{part}-1" if part.casefold() == "page" else part for part in parts[:-1]]
    return "/".join(parts)


def unique(path: str, taken: set[str]) -> str:
    """Return *path*, with a number if it is *taken*, and add the result to *taken*.

    Paths that differ only in case count as one, as on some file systems.
    """
    number, candidate = 1, path
    while casefold_path(candidate) in taken:
        number += 1
        candidate = f"{path}-{number}"
    taken.add(casefold_path(candidate))
    return candidate


def to_ascii(text: str) -> tuple[str, bool]:
    """Return *text* in ASCII, as Unidecode transliterates it, and whether that is certain."""
    characters, is_certain = [], True
    for char in text:
        if char.isascii():
            characters.append(char)
            continue
        ascii_text = _ASCII.get(char)
        if ascii_text is None:
            decomposed = unicodedata.normalize("NFD", char)
            is_letter = decomposed[0].isascii()
            is_certain &= is_letter and len(decomposed) > 1
            ascii_text = decomposed[0] if is_letter else ""
        characters.append(ascii_text)
    return "".join(characters), is_certain


def _safe_name(part: str) -> str:
    name = "".join(
        char if char in _KEPT_PUNCTUATION or unicodedata.category(char)[0] in "LMN" else "-"
        for char in unicodedata.normalize("NFC", part)
    )
    name = _HYPHENS.sub("-", name) if "--" not in part else name
    name = name.encode("utf-8", "ignore")[:_MAX_LENGTH].decode("utf-8", "ignore")
    # Dots at the start or end make a hidden file or another folder.
    name = name.strip("-. ").lstrip("_~-. ")
    # A name of combining marks alone is invisible.
    if not any(unicodedata.category(char)[0] in "LN" for char in name):
        return ""
    # Windows takes all before the first dot for the name of a device.
    return f"{name.replace('.', '-')}-1" if windows_device(name) else name
