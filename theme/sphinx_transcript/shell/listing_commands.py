"""Shell commands that list exactly the source files that a page shows.

Each candidate command is evaluated here by a model of the shell, and used only if it selects the
wanted files. The model follows bash with ``globstar`` (the default of zsh) and GNU coreutils and
grep in the C locale, and assumes that the modification time of a post is its date.
See https://www.gnu.org/software/coreutils/manual/html_node/ls-invocation.html
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.post.front_matter_keys import FLAG_KEYS
from sphinx_transcript.shell.count_commands import CountSort, Wanted, count_pipeline
from sphinx_transcript.shell.key_line_index import KeyLineIndex
from sphinx_transcript.shell.ls_order import LsOrder
from sphinx_transcript.shell.quoting import PLAIN, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinx_transcript.post.sorting import Sort
    from sphinx_transcript.shell.source_file import SourceFile

_NAME = re.compile(r"[\w .#+-]+", re.ASCII)
_OTHER_KEYS = {"tags": None, "categories": "categor(y|ies)"}
"""The keys with lists as values, each with a pattern of its other names, or None."""
_LISTERS = {
    "-date": "ls -t", "date": "ls -tr", "part": "ls -tr", "title": "ls", "updated": "ls -t"
}  # fmt: skip
"""The command that is preferred for each sort order."""


class FrontMatterFilter(NamedTuple):
    """A filter for files whose front matter has any of *names* under *key*."""

    key: str
    names: tuple[str, ...]


class _Selection(NamedTuple):
    """An operand of ``ls``, and the files that it stands for."""

    operand: str
    files: frozenset[int]
    """Indices in the files of the site."""


class ListingCommands:
    """The commands that can list *files*, which are all files that *operand* (globs) matches."""

    def __init__(self, files: Sequence[SourceFile], operand: str) -> None:
        self.inputs = (operand, tuple(files))
        """What all commands follow from."""
        self._files = sorted(files, key=lambda file: os.fsencode(file.path))
        self._operand = operand
        self._index = KeyLineIndex(self._files)
        self._orders: dict[
            tuple[tuple[FrontMatterFilter, ...], Sort], tuple[list[LsOrder], Iterator[LsOrder]]
        ] = {}
        """The orders found so far, and the iterator that finds the others."""
        # A path that begins with a hyphen is read as an option; one with a line end is two lines.
        self._is_typable = bool(operand) and not any(
            file.path.startswith("-") or "\n" in file.path for file in files
        )
        self._colon = (
            ":?" if any(line.startswith(":") for file in files for line in file.key_lines) else ""
        )

    def command(
        self, wanted: Sequence[str], *filters: FrontMatterFilter, sort: Sort = "-date"
    ) -> str | None:
        """Return a command that lists the paths *wanted* in their order, or None.

        All *filters* have to match the front matter of the listed files.
        """
        if not wanted:
            return None
        found: dict[tuple[bool, bool], str] = {}
        for order in self._all_orders(filters, sort):
            if command := order.slice_command(wanted):
                # The best command has the preferred lister, and lists from the first file on.
                is_preferred = command.startswith(f"{_LISTERS[sort]} ")
                rank = (not is_preferred, " | tail " in command)
                found.setdefault(rank, command)
                if rank == (False, False):
                    break
        return found[min(found)] if found else None

    def neighbours_command(self, source: str, wanted: Sequence[str]) -> str | None:
        """Return a command that lists *wanted*, or None: the path *source* and its neighbours."""
        for order in self._all_orders((), "-date"):
            at = order.position.get(source)
            if at is None or order.lister != "ls -t":
                continue
            if order.paths[max(at - 1, 0) : at + 2] != list(wanted):
                continue
            for needle in _path_suffixes(source):
                if order.has_once(needle):
                    return f"{order.command} | grep -FC1 -e {quoted(needle)}"
        return None

    def count_command(
        self,
        key: str,
        wanted: Sequence[tuple[int, str]],
        *,
        sort: CountSort = "count",
        limit: int | None = None,
        has_counts: bool = True,
    ) -> str | None:
        """Return a command that prints *wanted*, or None: the counts of the values of *key*.

        *key* is a pattern of front-matter keys without groups, such as ``authors?``. With a
        *limit*, the command prints so many lines of those in the order *sort*; without
        *has_counts*, the values alone.
        """
        is_extended = bool(self._colon) or "?" in key
        grep = f"grep -h{'E' if is_extended else ''} '^{self._colon}{key}:'"
        has_key = re.compile(rf"{self._colon}{key}:").match
        for selection in self._bases:
            lines = [
                line for file in self._sorted(selection) for line in file.key_lines if has_key(line)
            ]
            typed = f"{grep} {selection.operand}"
            asked = Wanted(wanted, sort, limit, has_counts)
            if command := count_pipeline(key, lines, typed, asked):
                return command
        return None

    @property
    def common_parts(self) -> list[str]:
        """What the commands of all lists have in common: operands that can be typed."""
        orders = [order.command for order in self._all_orders((), "-date")]
        return [self._operand, self._colon, *(base.operand for base in self._bases), *orders]

    def paths_beside(self, stamps: Collection[int]) -> set[str]:
        """Return the paths that any output of ``ls -t`` has beside or among those of *stamps*."""
        found: set[str] = set()
        for order in self._all_orders((), "-date"):
            if order.lister == "ls -t":
                found.update(order.paths_beside(stamps))
        return found

    def _all_orders(self, filters: tuple[FrontMatterFilter, ...], sort: Sort) -> Iterator[LsOrder]:
        """Yield the orders in which files can be listed. They are found lazily, and cached."""
        if (filters, sort) not in self._orders:
            self._orders[filters, sort] = ([], self._find_orders(filters, sort))
        known, others = self._orders[filters, sort]
        yield from known
        for order in others:
            known.append(order)
            yield order

    def _find_orders(self, filters: tuple[FrontMatterFilter, ...], sort: Sort) -> Iterator[LsOrder]:
        preferred = _LISTERS[sort]
        listers = [preferred, *(each for each in ("ls -t", "ls -tr", "ls") if each != preferred)]
        for selection in self._selections(filters):
            files = self._sorted(selection)
            is_dated = all(file.stamp is not None for file in files)
            for lister in listers:
                if is_dated or lister == "ls":
                    yield LsOrder(lister, selection.operand, files)

    def _sorted(self, selection: _Selection) -> list[SourceFile]:
        return [self._files[at] for at in sorted(selection.files)]

    def _selections(self, filters: tuple[FrontMatterFilter, ...]) -> Iterator[_Selection]:
        patterns = [[(each, *names.names) for each in self._patterns(names)] for names in filters]
        for chosen in product(*patterns):
            for base in self._bases:
                selection: _Selection | None = base
                for pattern, *names in chosen:
                    selection = selection and self._grep("lE", pattern, selection, names)
                if selection:
                    yield selection
        if not filters and self._is_typable:
            dated = self._grep("lE", rf"^{self._colon}date:", self._everything)
            yield from filter(None, [dated])

    @cached_property
    def _everything(self) -> _Selection:
        return _Selection(self._operand, self._index.all)

    @cached_property
    def _bases(self) -> list[_Selection]:
        """All files, then for each combination of flags the files that have none of them."""
        if not self._is_typable:
            return []
        present = [flag for flag in FLAG_KEYS if self._index.matching(self._flag_pattern([flag]))]
        combined = chain.from_iterable(
            combinations(present, count) for count in range(1, len(present) + 1)
        )
        unflagged = (
            self._grep("LE", self._flag_pattern(flags), self._everything) for flags in combined
        )
        return [self._everything, *filter(None, unflagged)]

    def _flag_pattern(self, flags: Sequence[str]) -> str:
        names = flags[0] if len(flags) == 1 else f"({'|'.join(flags)})"
        return rf"^{self._colon}{names}: *true"

    def _grep(
        self, options: str, pattern: str, selection: _Selection, names: Sequence[str] = ()
    ) -> _Selection | None:
        """Return the files that ``grep`` selects, or None where the command is not safe to type."""
        matching = self._index.matching(pattern, names)
        files = selection.files & matching if "l" in options else selection.files - matching
        is_plain = all(PLAIN.fullmatch(self._files[at].path) for at in files)
        if not files or "'" in pattern or not is_plain:
            return None
        return _Selection(f"$(grep -{options} '{pattern}' {selection.operand})", files)

    def _patterns(self, wanted: FrontMatterFilter) -> Iterator[str]:
        """Yield patterns for the lines of *wanted*, from the simplest to the most exact."""
        if not all(_NAME.fullmatch(name) for name in wanted.names):
            return
        names = [re.sub(r"([.+])", r"\\\1", name) for name in wanted.names]
        choice = names[0] if len(names) == 1 else f"({'|'.join(names)})"
        for key in (wanted.key, _OTHER_KEYS.get(wanted.key)):
            start = f"^{self._colon}{key}:"
            if key and wanted.key in _OTHER_KEYS:
                yield rf"{start}.*\b{choice}\b"
                yield rf"{start}.*[[, ]{choice}(,|]|$)"
            elif key:
                yield f"{start} *{choice}"
                yield f"{start} *{choice}$"


def _path_suffixes(source: str) -> Iterator[str]:
    """Yield the path suffixes of *source*, from its file name to the whole path."""
    parts = source.split("/")
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[-count:])
