"""Commands that hold: what a page says was typed selects just the files that the page shows.

A command is offered together with what it would select, worked out here from the same files;
one that selects anything else is not used. The rules are those of bash with ``globstar`` (zsh
has them by default) and GNU coreutils and grep in the C locale; a post counts as modified on its
date. See https://www.gnu.org/software/coreutils/manual/html_node/ls-invocation.html
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_transcript.blog import Sort

_PLAIN = re.compile(r"[\w@%+=:,./-]+")
_PLAIN_GLOB = re.compile(r"[\w@%+=:,.*?\[\]!{}-]+")
_KEY_LINE = re.compile(r"^:?(?:date|updated|tags|authors?|draft):.*$", re.MULTILINE)
_TAG_NAME = re.compile(r"[\w .#+-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the globs of the post folders match."""

    path: str
    """From the source folder, with forward slashes."""
    stamp: int | None
    """The post's date, in seconds since 1970; None for a file that is no published post."""
    key_lines: tuple[str, ...]


class _Selection(NamedTuple):
    operand: str
    files: Sequence[SourceFile]


def key_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a source *text* that a search for a front-matter key could find."""
    return tuple(_KEY_LINE.findall(text))


def quote(argument: str) -> str:
    """Return *argument* as a shell needs it to be typed, quoted only where it must be."""
    return _quoted(f"./{argument}" if argument.startswith("-") else argument)


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "'\\''") + "'"


def cat_command(source: str) -> str:
    """Return the command that shows the file *source*."""
    return f"cat {quote(source)}"


def keys_command(source: str, lines: Iterable[str], keys: Sequence[str]) -> str | None:
    """Return the command that finds those of *keys* that the file *source* has, or None.

    It is to follow ``cat`` of the same file, whose path ``$_`` then is.
    """
    # In YAML a key begins a line, in a field list a colon does; a body may have either, later.
    colon = ":" if next(iter(lines), "").startswith(":") else ""
    found = [key for key in keys if any(line.startswith(f"{colon}{key}:") for line in lines)]
    if not found:
        return None
    last = "$_" if _PLAIN.fullmatch(source) else '"$_"'
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
        if _PLAIN.fullmatch(part) or _PLAIN_GLOB.fullmatch(part):
            parts.append(part)
        elif set(part) & set("*?[{"):
            return None
        else:
            parts.append(_quoted(part))
    return "/".join(parts)


def list_command(
    files: Sequence[SourceFile],
    operand: str,
    wanted: Sequence[str],
    *,
    tags: Sequence[str] = (),
    sort: Sort = "-date",
    limit: int | None = None,
) -> str | None:
    """Return a command that lists the paths *wanted*, in their order; None where there is none.

    *files* are all that *operand*, one or more globs, matches.
    """
    if not wanted:
        return None
    for selection in _selections(files, operand, tags):
        for listing in _listers(sort):
            paths = _listed(selection.files, listing)
            if paths is None:
                continue
            shown = paths[:limit]
            if shown == list(wanted):
                head = f" | head -n {limit}" if len(shown) < len(paths) else ""
                return f"{listing} {selection.operand}{head}"
    return None


@dataclass(frozen=True, slots=True)
class TimeOrder:
    """What ``ls -t`` prints for one operand; made once, and asked for each post's neighbours."""

    operand: str
    paths: list[str]
    position: dict[str, int]
    text: str
    """The paths, a line each."""


def time_orders(files: Sequence[SourceFile], operand: str) -> list[TimeOrder]:
    """Return the orders in which ``ls -t`` can list *files*, all that *operand* matches."""
    orders = []
    for selection in _selections(files, operand, ()):
        paths = _listed(selection.files, "ls -t")
        if paths is not None:
            position = {path: at for at, path in enumerate(paths)}
            orders.append(TimeOrder(selection.operand, paths, position, "\n".join(paths)))
    return orders


def neighbours_command(
    orders: Iterable[TimeOrder], source: str, wanted: Sequence[str]
) -> str | None:
    """Return a command that lists *wanted*: the post *source* between the newer and the older."""
    for order in orders:
        at = order.position.get(source)
        if at is None or order.paths[max(at - 1, 0) : at + 2] != list(wanted):
            continue
        for needle in _needles(source):
            if order.text.count(needle) == 1:
                return f"ls -t {order.operand} | grep -FC1 -e {_quoted(needle)}"
    return None


def _needles(source: str) -> Iterator[str]:
    """Yield ever longer ends of *source*, from its file name to the whole path."""
    parts = source.split("/")
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[-count:])


def _selections(
    files: Sequence[SourceFile], operand: str, tags: Sequence[str]
) -> Iterator[_Selection]:
    colon = ":?" if any(line.startswith(":") for file in files for line in file.key_lines) else ""
    if not operand or any(file.path.startswith("-") or "\n" in file.path for file in files):
        return  # Such a name would be an option, or two lines.
    tag_filters = _tag_filters(colon, tags)
    if not tags:
        yield _Selection(operand, files)
        tag_filters = iter([rf"^{colon}date:"])
    for pattern in tag_filters:
        found = _grep(pattern, files)
        if found and all(_PLAIN.fullmatch(file.path) for file in found):
            if "'" in pattern:
                continue
            yield _Selection(f"$(grep -lE '{pattern}' {operand})", found)
    drafts = rf"^{colon}draft: *true"
    if not tags and (hits := _grep(drafts, files)):
        hit_paths = {file.path for file in hits}
        rest = [file for file in files if file.path not in hit_paths]
        if rest and all(_PLAIN.fullmatch(file.path) for file in rest):
            yield _Selection(f"$(grep -LE '{drafts}' {operand})", rest)


def _tag_filters(colon: str, tags: Sequence[str]) -> Iterator[str]:
    if not tags or not all(_TAG_NAME.fullmatch(tag) for tag in tags):
        return
    names = [re.sub(r"([.+])", r"\\\1", tag) for tag in tags]
    choice = names[0] if len(names) == 1 else f"({'|'.join(names)})"
    yield rf"^{colon}tags:.*\b{choice}\b"
    yield rf"^{colon}tags:.*[[, ]{choice}(,|]|$)"


def _grep(pattern: str, files: Sequence[SourceFile]) -> list[SourceFile]:
    # The few patterns made here mean the same to grep -E and to Python.
    compiled = re.compile(pattern.replace("[[, ]", r"[\[, ]"), re.ASCII)
    return [file for file in files if any(compiled.search(line) for line in file.key_lines)]


def _listers(sort: Sort) -> Iterator[str]:
    best = {"-date": "ls -t", "date": "ls -tr", "title": "ls", "updated": "ls -t"}[sort]
    return chain([best], (lister for lister in ("ls -t", "ls -tr", "ls") if lister != best))


def _listed(files: Iterable[SourceFile], lister: str) -> list[str] | None:
    """Return the paths of *files* as *lister* prints them, or None where a time is not known."""
    by_name = sorted(files, key=lambda file: os.fsencode(file.path))
    if lister == "ls":
        return [file.path for file in by_name]
    stamped = [(file.stamp, file.path) for file in by_name if file.stamp is not None]
    if len(stamped) < len(by_name):
        return None
    stamped.sort(key=lambda pair: -pair[0])
    if lister == "ls -tr":
        stamped.reverse()
    return [path for _, path in stamped]
