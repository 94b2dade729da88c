"""Shell commands that count the values of a front-matter key, as ``uniq -c`` does."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CountSort = Literal["count", "name", "-name"]

# In the C locale, the order of each is that of the bytes of the names.
_SORTS: dict[CountSort, str] = {
    "count": "sort | uniq -c | sort -k1,1nr -k2",
    "name": "sort | uniq -c",
    "-name": "sort -r | uniq -c",
}
_SORTS_OF_NAMES: dict[CountSort, str] = {
    "count": f"{_SORTS['count']} | sed -E 's/^ *[0-9]+ //'",
    "name": "sort -u",
    "-name": "sort -ru",
}


class Wanted(NamedTuple):
    """What a command has to print: each name with its count, or the names alone."""

    counts: Sequence[tuple[int, str]]
    sort: CountSort = "count"
    limit: int | None = None
    """The number of lines, of all those that there are; None for all."""
    has_counts: bool = True


class _Filter(NamedTuple):
    """Commands after ``grep`` that print each value on a line, and a model of them."""

    command: str
    values: Callable[[str], list[str]]


def count_pipeline(key: str, lines: Sequence[str], grep: str, wanted: Wanted) -> str | None:
    """Return the command that prints *wanted*, or None where none does.

    *lines* are the lines that the command *grep* prints: those of *key*, the pattern of a
    front-matter key. A line may have a colon before the key, as a field list has.
    """
    for each in _filters(key, has_fields=any(line.startswith(":") for line in lines)):
        counts = Counter(value for line in lines for value in each.values(line))
        printed = _in_order(counts, wanted.sort)[: wanted.limit]
        if printed == list(wanted.counts):
            sorts = _SORTS if wanted.has_counts else _SORTS_OF_NAMES
            is_cut = wanted.limit is not None and wanted.limit < len(counts)
            head = f" | head -n {wanted.limit}" if is_cut else ""
            return f"{grep} | {each.command} | {sorts[wanted.sort]}{head}"
    return None


def _filters(key: str, *, has_fields: bool) -> Iterator[_Filter]:
    if key == "date":
        if has_fields:
            yield _Filter(
                "sed -E 's/^:?date: *//' | cut -c-4",
                lambda line: [re.sub(r"^:?date: *", "", line)[:4]],
            )
        else:
            yield _Filter("cut -c7-10", lambda line: [line[6:10]])
        return
    cut = f"sed -E 's/^:?{key}://'" if has_fields else "cut -d: -f2-"
    if key == "series":
        yield _Filter(f"{cut} | sed 's/^ *//'", lambda line: [_value(line).lstrip(" ")])
    elif key == "authors?":
        # Names of people have blanks in them.
        yield _Filter(
            f"{cut} | tr -d '[]\"' | tr , '\\n' | sed 's/^ *//'",
            lambda line: [
                name.lstrip(" ") for name in re.sub(r"[][\"]", "", _value(line)).split(",")
            ],
        )
    else:
        yield _Filter(
            f"{cut} | tr -d '[] \"' | tr , '\\n'",
            lambda line: re.sub(r"[][ \"]", "", _value(line)).split(","),
        )


def _value(line: str) -> str:
    return line.lstrip(":").partition(":")[2]


def _in_order(counts: Counter[str], sort: CountSort) -> list[tuple[int, str]]:
    pairs = sorted(
        ((count, name) for name, count in counts.items()),
        key=lambda pair: pair[1].encode("utf-8", "surrogatepass"),
        reverse=sort == "-name",
    )
    return sorted(pairs, key=lambda pair: -pair[0]) if sort == "count" else pairs
