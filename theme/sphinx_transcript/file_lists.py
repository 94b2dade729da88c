"""Commands that hold: what a page says was typed selects just the files that the page shows.

A command is offered together with what it would select, worked out here from the same files;
one that selects anything else is not used. The rules are those of bash with ``globstar`` (zsh
has them by default) and GNU coreutils and grep in the C locale; a post counts as modified on its
date. See https://www.gnu.org/software/coreutils/manual/html_node/ls-invocation.html
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, chain, combinations, product
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.file_orders import Order
from sphinx_transcript.shell import PLAIN, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_transcript.listing import Sort
    from sphinx_transcript.shell import SourceFile

_NAME = re.compile(r"[\w .#+-]+", re.ASCII)
_SINGULAR = {"tags": None, "categories": "categor(y|ies)"}
"""The keys that have lists, and a pattern for those that may go by another name."""
_FLAGS = ("draft", "unlisted", "pinned")
_LISTERS = {
    "-date": "ls -t", "date": "ls -tr", "part": "ls -tr", "title": "ls", "updated": "ls -t"
}  # fmt: skip


class Filter(NamedTuple):
    """Files whose front matter has any of *names* under *key*."""

    key: str
    names: tuple[str, ...]


class _Selection(NamedTuple):
    operand: str
    files: Sequence[SourceFile]


class FileLists:
    """The orders in which commands can list *files*, all that *operand* (globs) matches."""

    def __init__(self, files: Sequence[SourceFile], operand: str) -> None:
        self._files = sorted(files, key=lambda file: os.fsencode(file.path))
        self._operand = operand
        # All lines in one text, and where those of each file begin in it: searched in one go.
        texts = ["".join(f"{line}\n" for line in file.key_lines) for file in self._files]
        self._lines = "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        self._found: dict[str, set[str]] = {}
        self._orders: dict[
            tuple[tuple[Filter, ...], Sort], tuple[list[Order], Iterator[Order]]
        ] = {}
        """Those found so far, and what finds the others."""
        # A name that begins with a hyphen would be an option, one with a line end two lines.
        self._is_typable = bool(operand) and not any(
            file.path.startswith("-") or "\n" in file.path for file in files
        )
        self._colon = (
            ":?" if any(line.startswith(":") for file in files for line in file.key_lines) else ""
        )

    def command(self, wanted: Sequence[str], *filters: Filter, sort: Sort = "-date") -> str | None:
        """Return a command that lists the paths *wanted*, in their order; None without one."""
        if not wanted:
            return None
        found: dict[tuple[bool, bool], str] = {}
        for order in self._all_orders(filters, sort):
            if command := order.slice_command(wanted):
                # What lists in the order asked for, and begins at the beginning, reads best.
                is_asked_for = command.startswith(f"{_LISTERS[sort]} ")
                rank = (not is_asked_for, " | tail " in command)
                found.setdefault(rank, command)
                if rank == (False, False):
                    break
        return found[min(found)] if found else None

    def neighbours_command(self, source: str, wanted: Sequence[str]) -> str | None:
        """Return a command that lists *wanted*: *source* between the newer and the older."""
        for order in self._all_orders((), "-date"):
            at = order.position.get(source)
            if at is None or order.lister != "ls -t":
                continue
            if order.paths[max(at - 1, 0) : at + 2] != list(wanted):
                continue
            for needle in _needles(source):
                if order.text.count(needle) == 1:
                    return f"{order.command} | grep -FC1 -e {quoted(needle)}"
        return None

    def count_command(self, key: str, wanted: Sequence[tuple[int, str]]) -> str | None:
        """Return a command that prints the counts and names *wanted* for the lists under *key*."""
        cut = f"sed -E 's/^:?{key}://'" if self._colon else "cut -d: -f2-"
        for selection in self._bases():
            lines = [
                line.lstrip(":").partition(":")[2]
                for file in selection.files
                for line in file.key_lines
                if re.match(rf"{self._colon}{key}:", line)
            ]
            names = [re.sub(r"[][ \"]", "", name) for line in lines for name in line.split(",")]
            printed = sorted(
                ((count, name) for name, count in Counter(names).items()),
                key=lambda pair: (-pair[0], pair[1].encode()),
            )
            if printed == list(wanted):
                grep = f"grep -h{'E' if self._colon else ''} '^{self._colon}{key}:'"
                return (
                    f"{grep} {selection.operand} | {cut} | tr -d '[] \"' | tr , '\\n'"
                    " | sort | uniq -c | sort -k1,1nr -k2"
                )
        return None

    def _all_orders(self, filters: tuple[Filter, ...], sort: Sort) -> Iterator[Order]:
        """Yield the orders in which files can be listed; the first that is asked for may do."""
        if (filters, sort) not in self._orders:
            self._orders[filters, sort] = ([], self._find_orders(filters, sort))
        known, others = self._orders[filters, sort]
        yield from known
        for order in others:
            known.append(order)
            yield order

    def _find_orders(self, filters: tuple[Filter, ...], sort: Sort) -> Iterator[Order]:
        best = _LISTERS[sort]
        listers = [best, *(each for each in ("ls -t", "ls -tr", "ls") if each != best)]
        for selection in self._selections(filters):
            is_dated = all(file.stamp is not None for file in selection.files)
            for lister in listers:
                if is_dated or lister == "ls":
                    yield Order(lister, selection.operand, selection.files)

    def _selections(self, filters: tuple[Filter, ...]) -> Iterator[_Selection]:
        patterns = [list(self._patterns(each)) for each in filters]
        for chosen in product(*patterns):
            for base in self._bases():
                selection: _Selection | None = base
                for pattern in chosen:
                    selection = selection and self._grep("lE", pattern, selection)
                if selection:
                    yield selection
        if not filters and self._is_typable:
            dated = self._grep(
                "lE", rf"^{self._colon}date:", _Selection(self._operand, self._files)
            )
            if dated:
                yield dated

    def _bases(self) -> Iterator[_Selection]:
        """Yield all files, and all but those that a flag in their front matter keeps away."""
        if not self._is_typable:
            return
        every = _Selection(self._operand, self._files)
        yield every
        present = [flag for flag in _FLAGS if self._hits(self._flag_pattern([flag]))]
        for flags in chain.from_iterable(
            combinations(present, count) for count in range(1, len(present) + 1)
        ):
            rest = self._grep("LE", self._flag_pattern(flags), every)
            if rest:
                yield rest

    def _flag_pattern(self, flags: Sequence[str]) -> str:
        names = flags[0] if len(flags) == 1 else f"({'|'.join(flags)})"
        return rf"^{self._colon}{names}: *true"

    def _grep(self, options: str, pattern: str, selection: _Selection) -> _Selection | None:
        """Return the files that ``grep`` selects; None where the command can't be typed."""
        hits = self._hits(pattern)
        wants_hits = "l" in options
        files = [file for file in selection.files if (file.path in hits) == wants_hits]
        if not files or "'" in pattern or not all(PLAIN.fullmatch(file.path) for file in files):
            return None
        return _Selection(f"$(grep -{options} '{pattern}' {selection.operand})", files)

    def _hits(self, pattern: str) -> set[str]:
        """Return the paths of the files in which ``grep -E`` finds *pattern*."""
        if pattern not in self._found:
            # The few patterns made here mean the same to grep -E and to Python.
            own = pattern.replace("[[, ]", r"[\[, ]").replace(".*", r"[^\n]*")
            matches = re.finditer(own, self._lines, re.ASCII | re.MULTILINE)
            self._found[pattern] = {
                self._files[bisect_right(self._starts, match.start()) - 1].path for match in matches
            }
        return self._found[pattern]

    def _patterns(self, wanted: Filter) -> Iterator[str]:
        if not all(_NAME.fullmatch(name) for name in wanted.names):
            return
        names = [re.sub(r"([.+])", r"\\\1", name) for name in wanted.names]
        choice = names[0] if len(names) == 1 else f"({'|'.join(names)})"
        for key in (wanted.key, _SINGULAR.get(wanted.key)):
            start = f"^{self._colon}{key}:"
            if key and wanted.key in _SINGULAR:
                yield rf"{start}.*\b{choice}\b"
                yield rf"{start}.*[[, ]{choice}(,|]|$)"
            elif key:
                yield f"{start} *{choice}"
                yield f"{start} *{choice}$"


def _needles(source: str) -> Iterator[str]:
    """Yield ever longer ends of *source*, from its file name to the whole path."""
    parts = source.split("/")
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[-count:])
