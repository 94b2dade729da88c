"""For each dependency of a page, an edit that changes the page by that dependency alone.

A scenario writes the first state of a site, yields once, and then edits the site. Where it yields
again, the builder that it names reads the edit first, with the same doctrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sphinx_transcript.session_runs.recorded_results import FILE_NAME, format_results
from tests.conftest import ROOT
from tests.session_runs.recorded_site import record

if TYPE_CHECKING:
    from tests.conftest import Site

TESTS_DATA = ROOT / "tests" / "data"
Scenario = Callable[["Site"], Iterator[str]]

_DATES = {"a": "2020-01-01", "b": "2020-01-02", "c": "2020-01-03", "d": "2020-01-04"}


def dated_post(
    site: Site, name: str, *, title: str = "", body: str = "Text.\n", **keys: str
) -> None:
    """Write the post *name*, one of four on successive days."""
    site.post(name, title=title or name, date=_DATES[name], body=body, **keys)


_HOME = "# Home\n\n```{toctree}\n:hidden:\n\nguide\n```\n"


def _toctree(site: Site, docname: str, *entries: str, options: str = "") -> None:
    lines = "".join(f"   {entry}\n" for entry in entries)
    title = f"{docname}\n{'=' * len(docname)}\n"
    site.write(f"{docname}.rst", f"{title}\n.. toctree::\n{options}\n{lines}")


def navigation(site: Site) -> Iterator[str]:
    """Add a page at the top level."""
    site.write("about.md", "# About\n")
    yield "html"
    site.write("more.md", "# More\n")


def path_of_the_source(site: Site) -> Iterator[str]:
    """Rename a file to another suffix, which another builder reads first."""
    site.conf("source_suffix = {'.md': 'markdown', '.markdown': 'markdown'}\n")
    old = site.write("about.md", "# About\n\nText.\n")
    yield "transcript"
    old.rename(old.with_suffix(".markdown"))
    yield "html"


def content(site: Site) -> Iterator[str]:
    """Edit an included file, which another builder reads first."""
    site.write("part.txt", "Old.\n")
    site.write("about.rst", "About\n=====\n\n.. include:: part.txt\n")
    yield "html"
    site.write("part.txt", "New.\n")
    yield "transcript"


def links(site: Site) -> Iterator[str]:
    """Give a page that another one links to a new title."""
    site.write("a.rst", ":orphan:\n\na\n=\n\nSee :doc:`b`.\n")
    site.write("b.rst", ":orphan:\n\nb\n=\n")
    yield "html"
    site.write("b.rst", ":orphan:\n\nnew\n===\n")


def images(site: Site) -> Iterator[str]:
    """Remove the first of two pictures with one file name."""
    for name in "ab":
        site.write(f"{name}/dot.svg", f"<svg xmlns='http://www.w3.org/2000/svg' id='{name}'/>\n")
        site.write(f"{name}/page.rst", f":orphan:\n\n{name}\n=\n\n.. image:: dot.svg\n")
    yield "html"
    site.write("a/page.rst", ":orphan:\n\na\n=\n")


def numbers(site: Site) -> Iterator[str]:
    """Give sections numbers, which another builder reads first."""
    site.conf("html_theme_options = {}\nhtml_theme = 'basic'\n")
    _toctree(site, "guide", "a")
    site.write("a.rst", "a\n=\n\nb\n-\n")
    yield "html"
    _toctree(site, "guide", "a", options="   :numbered:\n")
    yield "transcript"


def listings(site: Site) -> Iterator[str]:
    """Add a post to a listing."""
    site.write("list.md", "# List\n\n```{blog-index}\n:tags: tea\n```\n")
    site.write("index.md", "# Home\n")
    dated_post(site, "a", tags="[tea]")
    yield "html"
    dated_post(site, "b", tags="[tea]")


def collected(site: Site) -> Iterator[str]:
    """Edit a task that another page lists."""
    site.conf("extensions += ['sphinx.ext.todo']\ntodo_include_todos = True\n")
    site.write("tasks.rst", ":orphan:\n\nTasks\n=====\n\n.. todolist::\n")
    site.write("a.rst", ":orphan:\n\na\n=\n\n.. todo:: Old.\n")
    yield "html"
    site.write("a.rst", ":orphan:\n\na\n=\n\n.. todo:: New.\n")


def session_result(site: Site) -> Iterator[str]:
    """Give the recorded result of a page's sessions another date."""
    site.write("about.rst", "About\n=====\n\n.. session::\n\n   $ echo a\n   a\n")
    results = record(site)
    yield "html"
    later = {name: result._replace(date="2027-01-01") for name, result in results.items()}
    site.write(FILE_NAME, format_results(later))


def plain_text(site: Site) -> Iterator[str]:
    """Add an extra file with the name of a plain-text page."""
    site.conf("html_extra_path = ['extra']\nexclude_patterns = ['extra']\n")
    site.write("extra/other.txt", "Own.\n")
    site.write("about.md", "# About\n")
    yield "html"
    site.write("extra/about.txt", "Own.\n")


def terms(site: Site) -> Iterator[str]:
    """Spell a tag in another way in a newer post, which is no neighbour."""
    dated_post(site, "a", tags="[tea]")
    dated_post(site, "b")
    dated_post(site, "c", tags="[tea]")
    yield "html"
    dated_post(site, "c", tags="[Tea]")


def series(site: Site) -> Iterator[str]:
    """Add a part to a series, after the next part."""
    for name in "abc":
        dated_post(site, name, series="Tour")
    yield "html"
    dated_post(site, "d", series="Tour")


def neighbours(site: Site) -> Iterator[str]:
    """Give the next post a new title."""
    dated_post(site, "a")
    dated_post(site, "b")
    yield "html"
    dated_post(site, "b", title="new")


def related(site: Site) -> Iterator[str]:
    """Give a related post, which is no neighbour, a new title."""
    dated_post(site, "a", tags="[tea]")
    dated_post(site, "b")
    dated_post(site, "c", tags="[tea]")
    yield "html"
    dated_post(site, "c", tags="[tea]", title="new")


def referring(site: Site) -> Iterator[str]:
    """Give a page that refers to a post a new title."""
    dated_post(site, "a")
    site.write("page.md", "# Old\n\nSee [](post/a.md).\n")
    site.write("index.md", "# Home\n\n```{toctree}\nother\n```\n")
    site.write("other.md", "# Other\n")
    yield "html"
    site.write("page.md", "# New\n\nSee [](post/a.md).\n")


def relations(site: Site) -> Iterator[str]:
    """Give the last page below the entry before a page, which precedes it, a new title."""
    site.write("index.md", _HOME)
    _toctree(site, "guide", "a", "b")
    _toctree(site, "a", "c")
    site.write("b.rst", "b\n=\n")
    site.write("c.rst", "c\n=\n")
    yield "html"
    site.write("c.rst", "new\n===\n")


def branch(site: Site) -> Iterator[str]:
    """Give a page of the same toctree, but not beside it, a new title."""
    site.write("index.md", _HOME)
    _toctree(site, "guide", "a", "b", "c")
    for name in "abc":
        site.write(f"{name}.rst", f"{name}\n=\n")
    yield "html"
    site.write("c.rst", "new\n===\n")


def toctrees(site: Site) -> Iterator[str]:
    """Give a page two toctrees below a new title."""
    site.write("index.md", _HOME)
    _toctree(site, "guide", "a")
    _toctree(site, "a", "b")
    site.write("b.rst", "b\n=\n")
    yield "text"
    site.write("b.rst", "new\n===\n")


def card(site: Site) -> Iterator[str]:
    """Remove the font in which the title of a post was drawn."""
    font = site.write("own.ttf", (TESTS_DATA / "wide.ttf").read_bytes())
    site.conf("html_baseurl = 'https://example.org/'\ntranscript_card_fonts = ['own.ttf']\n")
    dated_post(site, "a", title="日本")
    yield "html"
    font.unlink()


PAGES: dict[str, Scenario] = {
    "common": navigation,
    "path": path_of_the_source,
    "content": content,
    "links": links,
    "images": images,
    "numbers": numbers,
    "listings": listings,
    "collected": collected,
    "plain text": plain_text,
    "session result": session_result,
    "terms": terms,
    "series": series,
    "neighbours": neighbours,
    "related": related,
    "referring": referring,
    "card": card,
    "relations": relations,
    "branch": branch,
    "toctrees": toctrees,
}
"""A scenario for each of PAGE_DEPENDENCIES."""
