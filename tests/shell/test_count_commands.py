"""Commands that count values print, in bash, the counts that a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.shell.listing_commands import ListingCommands
from tests.shell.bash import count_lines, run, write_source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.shell.count_commands import CountSort

SOURCES = [
    "title: A\ndate: 2016-01-01\ntags: [b, a]\nauthor: Ada Marsh\nseries: The long way\n",
    "title: B\ndate: 2015-01-01\ntags: [b]\nauthors: [Ada Marsh, Ivo]\nseries: A: b\n",
    "title: C\ndate: 2016-03-01\ntags: [c, b]\nauthor: Zoë\nseries: The long way\n",
]
CASES: list[tuple[str, CountSort, int | None, list[tuple[int, str]]]] = [
    ("tags", "count", None, [(3, "b"), (1, "a"), (1, "c")]),
    ("tags", "count", 2, [(3, "b"), (1, "a")]),
    ("tags", "name", None, [(1, "a"), (3, "b"), (1, "c")]),
    ("tags", "-name", 1, [(1, "c")]),
    ("tags", "count", 9, [(3, "b"), (1, "a"), (1, "c")]),
    ("date", "-name", None, [(2, "2016"), (1, "2015")]),
    ("date", "count", 1, [(2, "2016")]),
    ("authors?", "count", None, [(2, "Ada Marsh"), (1, "Ivo"), (1, "Zoë")]),
    ("authors?", "-name", 2, [(1, "Zoë"), (1, "Ivo")]),
    ("series", "count", None, [(2, "The long way"), (1, "A: b")]),
]


@pytest.mark.parametrize("is_field_list", [False, True])
@pytest.mark.parametrize(("key", "sort", "limit", "wanted"), CASES)
def test_command_prints_the_counts(
    tmp_path: Path,
    key: str,
    sort: CountSort,
    limit: int | None,
    wanted: list[tuple[int, str]],
    *,
    is_field_list: bool,
) -> None:
    files = [
        write_source(tmp_path, f"post/{at}.md", at, f"---\n{text}---\n")
        for at, text in enumerate(SOURCES[: 2 if is_field_list else 3])
    ]
    if is_field_list:
        fields = "".join(f":{line}\n" for line in SOURCES[2].splitlines())
        files.append(write_source(tmp_path, "post/2.rst", 2, fields))
    commands = ListingCommands(files, "post/*.{md,rst}" if is_field_list else "post/*.md")
    command = commands.count_command(key, wanted, sort=sort, limit=limit)
    assert command is not None
    assert count_lines(command, tmp_path) == wanted
    assert ("head -n" in command) == (limit in {1, 2})
    if len(wanted) > 1:
        assert commands.count_command(key, wanted[::-1], sort=sort, limit=limit) is None
    names = commands.count_command(key, wanted, sort=sort, limit=limit, has_counts=False)
    assert names is not None
    assert run(names, tmp_path).splitlines() == [name for _, name in wanted]


@pytest.mark.parametrize(
    ("key", "line", "wanted"),
    [
        ("date", "date: '2016-01-01'", (1, "2016")),
        ("date", "date:  2016-01-01", (1, "2016")),
        ("series", 'series: "Long"', (1, "Long")),
        ("authors?", "author: ada", (1, "Ada Marsh")),
        ("tags", "tags:\n- a", (1, "a")),
    ],
)
def test_values_that_are_written_in_another_way_have_no_command(
    tmp_path: Path, key: str, line: str, wanted: tuple[int, str]
) -> None:
    source = write_source(tmp_path, "post/a.md", 1, f"---\n{line}\n---\n")
    assert ListingCommands([source], "post/*.md").count_command(key, [wanted]) is None
