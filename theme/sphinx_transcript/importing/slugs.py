"""What a post's new file is called: never outside of its folder, never one name for two."""

from __future__ import annotations

import re
import unicodedata

# More than a file system takes for one name, in bytes of UTF-8, with room for a suffix.
_LONGEST = 120
_KEPT = frozenset("-_.~+@,")
_HYPHENS = re.compile(r"-{2,}")
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)

# What the library Unidecode makes of letters that Unicode does not take apart, and of signs that
# stand in titles. Where a name has another one, what Unidecode makes of it is not known here.
_LETTERS = (
    "æ=ae Æ=AE ø=o Ø=O ł=l Ł=L đ=d Đ=D ð=d Ð=D ı=i ħ=h Ħ=H ß=ss œ=oe Œ=OE þ=th Þ=Th "
    "‘=' ’=' ‚=, “=\" ”=\" „=,, –=- —=-- …=... ·=* •=* «=<< »=>> ‹=< ›=>"
)
_ASCII = {"\u00a0": " ", **{pair[0]: pair[2:] for pair in _LETTERS.split()}}


def safe_path(slug: str, otherwise: str = "") -> str:
    """Return *slug* as the path of a post below its folder, without a suffix.

    Each part is the name of a file on any system, and no part leads out of the folder. What has
    no such part is *otherwise*, made safe in the same way, or 'post'.
    """
    parts = [part for each in re.split(r"[/\\]", slug) if (part := _safe_name(each))]
    if not parts:
        return safe_path(otherwise) if otherwise else "post"
    # An index is its folder's own page.
    if parts[-1].casefold() == "index":
        parts[-1] += "-1"
    return "/".join(parts)


def unique(path: str, taken: set[str]) -> str:
    """Return *path*, with a number where it is *taken*, and take it.

    Names that differ in case alone are one name to some file systems.
    """
    number, candidate = 1, path
    while folded(candidate) in taken:
        number += 1
        candidate = f"{path}-{number}"
    taken.add(folded(candidate))
    return candidate


def folded(path: str) -> str:
    """Return *path* as a file system has it that knows no case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def plain_ascii(text: str) -> tuple[str, bool]:
    """Return *text* in ASCII, as Unidecode writes it, and whether that is certain."""
    found, certain = [], True
    for char in text:
        if char.isascii():
            found.append(char)
            continue
        plain = _ASCII.get(char)
        if plain is None:
            parts = unicodedata.normalize("NFD", char)
            is_letter = parts[0].isascii()
            certain &= is_letter and len(parts) > 1
            plain = parts[0] if is_letter else ""
        found.append(plain)
    return "".join(found), certain


def _safe_name(part: str) -> str:
    name = "".join(
        char if char in _KEPT or unicodedata.category(char)[0] in "LMN" else "-"
        for char in unicodedata.normalize("NFC", part)
    )
    name = _HYPHENS.sub("-", name) if "--" not in part else name
    name = name.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore")
    # A name of marks alone shows nothing; dots at the ends are other folders or hidden files.
    name = name.strip("-. ").lstrip("_~")
    if not any(unicodedata.category(char)[0] in "LN" for char in name):
        return ""
    return f"{name}-1" if _RESERVED.fullmatch(name) else name
