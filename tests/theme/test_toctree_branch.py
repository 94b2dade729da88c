"""The branch of the toctrees on a documentation page, and its previous and next page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.support.toctrees import TocEntry
from sphinx_transcript.theme.navigation import parents_in
from sphinx_transcript.theme.previous_next_command import toctree_grep_command
from sphinx_transcript.theme.toctree_branch import BranchEntry, branch
from tests.helpers.build_files import assert_same_files
from tests.shell.bash import run
from tests.theme.prompts import commands_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.conftest import Build, Site

INCLUDES = {
    "index": ["guide/index", "about", "index", "gone"],
    "guide/index": ["guide/install", "guide/use/index"],
    "guide/use/index": ["guide/use/daily", "guide/index"],
}


def branch_of(docname: str, includes: dict[str, list[str]] = INCLUDES) -> BranchEntry | None:
    names = {name for names in includes.values() for name in names} - {"gone"}
    return branch(docname, toctrees(includes), parents_in(includes, "index", names), "index")


def toctrees(includes: dict[str, list[str]]) -> Callable[[str], list[TocEntry]]:
    """Return a function for the entries of a document; as in Sphinx, none of a missing one."""
    return lambda docname: [TocEntry(name) for name in includes.get(docname, []) if name != "gone"]


def entry(docname: str, below: Sequence[BranchEntry] = ()) -> BranchEntry:
    return BranchEntry(TocEntry(docname), list(below))


def test_branch_has_entries_only_along_the_path_to_the_page() -> None:
    use = entry("guide/use/index", [entry("guide/use/daily")])
    assert branch_of("guide/use/daily") == entry("guide/index", [entry("guide/install"), use])
    closed = entry("guide/use/index")
    assert branch_of("guide/install") == entry("guide/index", [entry("guide/install"), closed])
    assert branch_of("guide/index") == branch_of("guide/install")


@pytest.mark.parametrize("docname", ["about", "index", "gone", "elsewhere"])
def test_page_without_related_pages_has_no_branch(docname: str) -> None:
    assert branch_of(docname) is None


@pytest.mark.parametrize(("at", "start"), [(0, 0), (9, 0), (11, 1), (150, 140), (299, 279)])
def test_branch_of_a_long_toctree_has_the_entries_around_the_page(at: int, start: int) -> None:
    names = [f"page-{number}" for number in range(300)]
    found = branch_of(names[at], {"index": ["part"], "part": names})
    assert found is not None
    assert [each.entry.target for each in found.below] == names[start : start + 21]
    assert (found.before, found.after) == (start, 300 - 21 - start)


def test_branch_starts_at_the_root_if_the_navigation_is_cut_off() -> None:
    names = [f"page-{number}" for number in range(300)]
    found = branch_of("page-150", {"index": names})
    assert found is not None
    assert (found.entry.target, found.before, found.after) == ("index", 140, 139)
    few = branch_of("page-5", {"index": names[:24]})
    assert few is None


TEXT = "# Guide\n\n```{toctree}\n:maxdepth: 1\n\ninstall\n/guide/use\nend.md\nAbout <more>\n```\n"


@pytest.mark.parametrize(
    ("before", "docname", "after", "expected"),
    [
        ("guide/install", "guide/use", "guide/end", "grep -xFC1 /guide/use guide/index.md"),
        (None, "guide/install", "guide/use", "grep -xFA1 install guide/index.md"),
        ("guide/use", "guide/end", None, "grep -xFB1 end.md guide/index.md"),
        ("guide/index", "guide/install", "guide/use", None),
        ("guide/use", "guide/end", "guide/more", None),
        (None, "guide/install", None, None),
        (None, "guide/other", "guide/use", None),
    ],
)
def test_command_exists_if_the_pages_are_on_adjacent_lines(
    before: str | None, docname: str, after: str | None, expected: str | None
) -> None:
    assert toctree_grep_command("guide/index.md", TEXT, before, docname, after) == expected


def test_repeated_line_gives_no_command() -> None:
    text = TEXT + "\ninstall\n"
    assert toctree_grep_command("guide/index.md", text, None, "guide/install", "guide/use") is None


def test_windows_line_ends_give_no_command() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert toctree_grep_command("guide/index.md", text, None, "guide/install", "guide/use") is None


def test_names_with_a_dash_or_spaces_are_quoted() -> None:
    text = "-a\nit's b\nc\n"
    assert toctree_grep_command("x y.md", text, "-a", "it's b", "c") == (
        "grep -xFC1 'it'\\''s b' 'x y.md'"
    )
    assert toctree_grep_command("x.md", text, None, "-a", "it's b") == "grep -xFA1 -e -a x.md"


@pytest.fixture
def documentation(site: Site) -> Site:
    """Return a site with thirty documentation pages in a folder, and no posts."""
    names = [f"page-{number:02}" for number in range(30)]
    site.write("index.md", "# Home\n\n```{toctree}\nguide/index\n```\n")
    toctree = "\n".join(["```{toctree}", *names, "```"])
    site.write("guide/index.md", f"# Guide\n\n{toctree}\n")
    for name in names:
        site.write(f"guide/{name}.md", f"# Title {name}\n\nText.\n")
    return site


def links(build: Build, page: str) -> list[str]:
    (nav,) = re.findall(r'<nav class="ts-page-branch".*?</nav>', build.read(page), re.DOTALL)
    return re.findall(r">([^<]+)</a>", nav)


def test_page_shows_titles_around_it_and_the_number_of_others(documentation: Site) -> None:
    build = documentation.build()
    titles = [f"Title page-{number:02}" for number in range(5, 26)]
    assert links(build, "guide/page-15.html") == ["Guide", "5 more", *titles, "4 more"]
    assert '<a href="#ts:content" aria-current="page">Title page-15</a>' in build.read(
        "guide/page-15.html"
    )
    assert 'class="ts-page-branch"' not in build.read("index.html")


def test_previous_and_next_page_are_the_output_of_the_command(documentation: Site) -> None:
    page = documentation.build().read("guide/page-15.html")
    (nav,) = re.findall(r'<nav class="ts-page-neighbours".*?</nav>', page, re.DOTALL)
    (command,) = commands_in(nav)
    assert run(command, documentation.srcdir).split() == ["page-14", "page-15", "page-16"]
    assert re.findall(r'href="([^"]+)" rel="(\w+)">([^<]+)<', nav) == [
        ("page-14.html", "prev", "Title page-14"),
        ("page-16.html", "next", "Title page-16"),
    ]
    assert "ts-page-neighbours" not in documentation.build().read("index.html")
    first = documentation.build().read("guide/page-00.html")
    assert '<p class="ts-rubric" aria-hidden="true">Previous and next page</p>' in first


def test_branch_and_command_are_updated_by_rebuilds(documentation: Site) -> None:
    documentation.build()
    documentation.write("guide/page-07.md", "# New\n\nText.\n")
    documentation.build(only=["guide/page-20.md"])
    build, clean = documentation.build(), documentation.clean_build()
    assert_same_files(build, clean, "retitled")
    assert "New" in links(build, "guide/page-15.html")
    path = documentation.srcdir / "guide/index.md"
    path.write_text(path.read_text().replace("page-12\n", "Twelve <page-12>\n"))
    build, clean = documentation.build(), documentation.clean_build()
    assert_same_files(build, clean, "same order in the toctree, other lines")
    assert "grep -xFC1" not in build.read("guide/page-13.html")
    path.write_text(path.read_text().replace("page-20\n", ""))
    documentation.write("guide/page-20.md", "---\norphan: true\n---\n\n# Alone\n")
    assert_same_files(documentation.build(), documentation.clean_build(), "left out")
