"""Shell commands for a single source file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.shell.quoting import PLAIN, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def cat_command(source: str) -> str:
    """Return the command that prints the file *source*."""
    return f"cat {quote(source)}"


def less_command(source: str) -> str:
    """Return the command that pages through the file *source*."""
    return f"less {quote(source)}"


def found_keys(lines: Iterable[str], keys: Sequence[str]) -> list[str]:
    """Return those of *keys* that *lines*, the key lines of a file, have."""
    colon = _colon(lines)
    return [key for key in keys if any(line.startswith(f"{colon}{key}:") for line in lines)]


def _colon(lines: Iterable[str]) -> str:
    """Return what is before a key: nothing in YAML, a colon in a field list.

    The first key line decides, because lines of the body may have either form.
    """
    return ":" if next(iter(lines), "").startswith(":") else ""


def keys_command(source: str, lines: Iterable[str], keys: Sequence[str]) -> str | None:
    """Return a command that finds *keys* in the file *source*, or None if it has none of them.

    *lines* are the key lines of the file. The command is typed after ``cat`` of the same file, so
    that ``$_`` is its path.
    """
    found = found_keys(lines, keys)
    if not found:
        return None
    colon = _colon(lines)
    path = "$_" if PLAIN.fullmatch(source) else '"$_"'
    if len(found) == 1:
        return f"grep ^{colon}{found[0]}: {path}"
    return f"grep -E '^{colon}({'|'.join(found)}):' {path}"
