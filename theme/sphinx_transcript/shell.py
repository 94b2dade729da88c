"""Words of a shell: how arguments and globs are typed, and the commands for a single file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PLAIN = re.compile(r"[\w@%+=:,./-]+")
_PLAIN_GLOB = re.compile(r"[\w@%+=:,.*?\[\]!{}-]+")
_KEY_LINE = re.compile(
    r"^:?(?:date|updated|tags|categor(?:y|ies)|series|authors?|draft|unlisted|pinned):.*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the globs of the post folders match."""

    path: str
    """From the source folder, with forward slashes."""
    stamp: int | None
    """The post's date, in seconds since 1970; None for a file that is no published post."""
    key_lines: tuple[str, ...]


def key_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a source *text* that a search for a front-matter key could find."""
    return tuple(_KEY_LINE.findall(text))


def quote(argument: str) -> str:
    """Return *argument* as a shell needs it to be typed, quoted only where it must be."""
    return quoted(f"./{argument}" if argument.startswith("-") else argument)


def quoted(text: str) -> str:
    """Return *text* in quotation marks, where a shell needs them."""
    return text if PLAIN.fullmatch(text) else "'" + text.replace("'", "'\\''") + "'"


def cat_command(source: str) -> str:
    """Return the command that shows the file *source*."""
    return f"cat {quote(source)}"


def less_command(source: str) -> str:
    """Return the command that shows the long file *source*."""
    return f"less {quote(source)}"


def keys_command(source: str, lines: Iterable[str], keys: Sequence[str]) -> str | None:
    """Return the command that finds those of *keys* that the file *source* has, or None.

    It is to follow ``cat`` of the same file, whose path ``$_`` then is.
    """
    # In YAML a key begins a line, in a field list a colon does; a body may have either, later.
    colon = ":" if next(iter(lines), "").startswith(":") else ""
    found = [key for key in keys if any(line.startswith(f"{colon}{key}:") for line in lines)]
    if not found:
        return None
    last = "$_" if PLAIN.fullmatch(source) else '"$_"'
    if len(found) == 1:
        return f"grep ^{colon}{found[0]}: {last}"
    return f"grep -E '^{colon}({'|'.join(found)}):' {last}"


def glob_of(pattern: str, suffixes: Sequence[str]) -> str:
    """Return the glob of the source files whose documents match *pattern* of ``transcript_posts``.

    *suffixes* are file name endings such as '.md'; several go into braces.
    """
    endings = [suffix.removeprefix(".") for suffix in suffixes]
    ending = endings[0] if len(endings) == 1 else f"{{{','.join(endings)}}}"
    return f"{pattern}/*.{ending}" if pattern.endswith("**") else f"{pattern}.{ending}"


def quote_glob(glob: str) -> str | None:
    """Return *glob* as a shell needs it to be typed; None where its signs can't be kept."""
    parts = []
    for part in glob.split("/"):
        if PLAIN.fullmatch(part) or _PLAIN_GLOB.fullmatch(part):
            parts.append(part)
        elif set(part) & set("*?[{"):
            return None
        else:
            parts.append(quoted(part))
    return "/".join(parts)
