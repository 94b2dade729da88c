"""The branch of the toctrees that a documentation page shows, and the pages before and after it."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme.branch import Leaf, branch
from sphinx_transcript.theme.navigation import parents_in
from sphinx_transcript.theme.previous_next import neighbours_command
from tests.test_rebuild import assert_same_files

if TYPE_CHECKING:
    from tests.conftest import Build, Site

INCLUDES = {
    "index": ["guide/index", "about", "index", "gone"],
    "guide/index": ["guide/install", "guide/use/index"],
    "guide/use/index": ["guide/use/daily", "guide/index"],
}
NAMES = {name for names in INCLUDES.values() for name in names} - {"gone"}


def of(docname: str, includes: dict[str, list[str]] = INCLUDES) -> Leaf | None:
    names = {name for names in includes.values() for name in names} - {"gone"}
    return branch(docname, includes, parents_in(includes, "index", names), "index")


def test_branch_is_open_on_the_way_to_the_page_alone() -> None:
    use = Leaf("guide/use/index", [Leaf("guide/use/daily")])
    assert of("guide/use/daily") == Leaf("guide/index", [Leaf("guide/install"), use])
    closed = Leaf("guide/use/index")
    assert of("guide/install") == Leaf("guide/index", [Leaf("guide/install"), closed])
    assert of("guide/index") == of("guide/install")


@pytest.mark.parametrize("docname", ["about", "index", "gone", "elsewhere"])
def test_page_without_others_around_it_has_none(docname: str) -> None:
    assert of(docname) is None


@pytest.mark.parametrize(("at", "start"), [(0, 0), (9, 0), (11, 1), (150, 140), (299, 279)])
def test_of_a_long_toctree_the_entries_around_the_page_are_shown(at: int, start: int) -> None:
    names = [f"page-{number}" for number in range(300)]
    found = of(names[at], {"index": ["part"], "part": names})
    assert found is not None
    assert [leaf.docname for leaf in found.below] == names[start : start + 21]
    assert (found.before, found.after) == (start, 300 - 21 - start)


def test_toctree_of_the_root_is_shown_where_the_navigation_is_cut() -> None:
    names = [f"page-{number}" for number in range(300)]
    found = of("page-150", {"index": names})
    assert found is not None
    assert (found.docname, found.before, found.after) == ("index", 140, 139)
    few = of("page-5", {"index": names[:24]})
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
def test_command_stands_where_the_toctree_has_the_pages_line_by_line(
    before: str | None, docname: str, after: str | None, expected: str | None
) -> None:
    assert neighbours_command("guide/index.md", TEXT, before, docname, after) == expected


def test_line_that_stands_twice_gives_no_command() -> None:
    text = TEXT + "\ninstall\n"
    assert neighbours_command("guide/index.md", text, None, "guide/install", "guide/use") is None


def test_file_of_another_system_has_no_command() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert neighbours_command("guide/index.md", text, None, "guide/install", "guide/use") is None


def test_names_that_begin_with_a_dash_or_have_spaces_are_typed_for_the_shell() -> None:
    text = "-a\nit's b\nc\n"
    assert neighbours_command("x y.md", text, "-a", "it's b", "c") == (
        "grep -xFC1 'it'\\''s b' 'x y.md'"
    )
    assert neighbours_command("x.md", text, None, "-a", "it's b") == "grep -xFA1 -e -a x.md"


@pytest.fixture
def documentation(site: Site) -> Site:
    """Return a site with thirty pages of documentation in a folder, and no posts."""
    names = [f"page-{number:02}" for number in range(30)]
    site.write("index.md", "# Home\n\n```{toctree}\nguide/index\n```\n")
    toctree = "\n".join(["```{toctree}", *names, "```"])
    site.write("guide/index.md", f"# Guide\n\n{toctree}\n")
    for name in names:
        site.write(f"guide/{name}.md", f"# Title {name}\n\nText.\n")
    return site


def links(build: Build, page: str) -> list[str]:
    (nav,) = re.findall(r'<nav class="page-branch".*?</nav>', build.read(page), re.DOTALL)
    return re.findall(r">([^<]+)</a>", nav)


def test_pages_show_titles_around_them_and_how_many_more(documentation: Site) -> None:
    build = documentation.build()
    titles = [f"Title page-{number:02}" for number in range(5, 26)]
    assert links(build, "guide/page-15.html") == ["Guide", "5 more", *titles, "4 more"]
    assert '<a href="#content" aria-current="page">Title page-15</a>' in build.read(
        "guide/page-15.html"
    )
    assert 'class="page-branch"' not in build.read("index.html")


def test_previous_and_next_are_what_grep_prints(documentation: Site) -> None:
    page = documentation.build().read("guide/page-15.html")
    (nav,) = re.findall(r'<nav class="page-neighbours".*?</nav>', page, re.DOTALL)
    (shown,) = re.findall("<kbd>(.*?)</kbd>", nav)
    command = unescape(re.sub(r"</?span[^>]*>", "", shown))
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=documentation.srcdir,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["page-14", "page-15", "page-16"]
    assert re.findall(r'href="([^"]+)" rel="(\w+)">([^<]+)<', nav) == [
        ("page-14.html", "prev", "Title page-14"),
        ("page-16.html", "next", "Title page-16"),
    ]
    assert "page-neighbours" not in documentation.build().read("index.html")
    first = documentation.build().read("guide/page-00.html")
    assert '<p class="rubric">Previous and next page</p>' in first


def test_branch_and_commands_are_right_after_each_rebuild(documentation: Site) -> None:
    documentation.build()
    documentation.write("guide/page-07.md", "# New\n\nText.\n")
    documentation.build(only=["guide/page-20.md"])
    build, clean = documentation.build(), documentation.clean_build()
    assert_same_files(build, clean, "retitled")
    assert "New" in links(build, "guide/page-15.html")
    path = documentation.srcdir / "guide/index.md"
    path.write_text(path.read_text().replace("page-12\n", "Twelve <page-12>\n"))
    build, clean = documentation.build(), documentation.clean_build()
    assert_same_files(build, clean, "the toctree's order is the same, its lines are not")
    assert "grep -xFC1" not in build.read("guide/page-13.html")
    path.write_text(path.read_text().replace("page-20\n", ""))
    documentation.write("guide/page-20.md", "---\norphan: true\n---\n\n# Alone\n")
    assert_same_files(documentation.build(), documentation.clean_build(), "left out")
