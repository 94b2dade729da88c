"""Every command on a page of the example site prints what the page shows below it.

The commands of each page run in one bash session, in order, in a copy of the source folder where
each post was last modified on its date. The files that a command prints are compared with the posts
that the page lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.page_commands import (
    PAGES,
    PageParser,
    copy_dated_sources,
    printed_lines,
    sources_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

UNLISTED = {"post/what-i-change-in-a-story.md"}
ADDED_BY_SITE = ("tag/", "feed.xml", "search.html")
"""Entries of `ls` on a page that are not among the sources."""


@pytest.fixture(scope="module")
def dated_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources in which each post was last modified on its date."""
    folder = tmp_path_factory.mktemp("dated") / "src"
    copy_dated_sources(folder)
    return folder


def _with_slashes(line: str) -> str:
    # The page shows folders with a slash, as `ls -p` does.
    return line.replace("ls", "ls -p", 1) if line.startswith("ls #") else line


@pytest.mark.parametrize("source", PAGES)
def test_commands_of_a_page_print_what_it_shows(
    source: str, example_html: Build, dated_sources: Path, tmp_path: Path
) -> None:
    page = source.rpartition(".")[0] + ".html"
    parser = PageParser()
    parser.feed(example_html.read(page))
    commands = parser.commands
    assert len(commands) >= 2
    results = printed_lines(
        [_with_slashes(each.line) for each in commands], dated_sources, tmp_path
    )
    for each, lines in zip(commands, results, strict=True):
        assert (each.comment == "") == each.command.startswith(("cat ", "less "))
        if each.command == "ls":
            # `ls` prints more files than the page shows, in the same order.
            entries = each.text.split()
            # The page shows entries that the site adds after the source files.
            from_sources = [name for name in entries if name not in ADDED_BY_SITE]
            assert entries == from_sources + [name for name in ADDED_BY_SITE if name in entries]
            assert [name for name in lines if name in from_sources] == from_sources
            assert from_sources
        elif each.command.startswith(("cat ", "less ")):
            assert lines == (dated_sources / source).read_text().splitlines()
        elif "grep -FC1" in each.command:
            assert [name for name in lines if name != source] == sources_of(each.links, page)
            assert source in lines
        elif each.command.startswith("grep -n "):
            numbers = [line.partition(":")[0] for line in lines]
            assert numbers == re.findall(r"^(\d+):", each.text, re.MULTILINE)
        elif each.command.startswith("grep -xF"):
            folder = source.rpartition("/")[0]
            siblings = [f"{folder}/{name}" for name in lines]
            found = [name.rpartition(".")[0] for name in sources_of(each.links, page)]
            assert [name for name in siblings if name != source.rpartition(".")[0]] == found
        elif "| uniq -c" in each.command:
            # Below them is a link to the others: "7 more".
            shown = re.findall(r"^(\d+) (?!more$)(\S.*)$", each.text, re.MULTILINE)
            assert [tuple(line.split(None, 1)) for line in lines] == shown
            assert shown
        elif each.command.startswith("grep "):
            assert source.startswith("post/")
            keys = [line.lstrip(":").partition(":")[0] for line in lines]
            # The date and the authors stand above the post.
            assert "tags" in keys
            assert not {"date", "author", "authors"} & set(keys)
            assert each.comment == f"# {', '.join(keys)}"
            for tag in re.findall(r"#(\S+)", each.text):
                assert tag in "".join(lines)
        else:
            assert each.links
            assert lines == sources_of(each.links, page)


def test_every_post_has_a_command_that_prints_its_neighbours(example_html: Build) -> None:
    for source in PAGES:
        if source.startswith("post/") and source not in UNLISTED:
            page = example_html.read(source.rpartition(".")[0] + ".html")
            parser = PageParser()
            parser.feed(page)
            assert sum("| grep -FC1 -e " in each.command for each in parser.commands) == 1, source
            assert len(re.findall(r'<span class="ts-relation">', page)) in {1, 2}
