"""A site of ABlog's whose posts get their dates and tags from a ``source-read`` handler."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from tests.helpers.build_output import build_warnings, files_containing, post_count_line
from tests.helpers.templated_site import CONF, write_templated_site

if TYPE_CHECKING:
    from tests.conftest import Build, Site

COUNT = "6 posts; not published: 1 draft (conf/2024/news/draft.rst)"
NEWS = "conf/2024/news"


@pytest.fixture(autouse=True)
def _blog(site: Site) -> None:
    write_templated_site(site)


def warnings_of_posts(build: Build) -> list[str]:
    """Return the warnings of *build*, but the one about conf.py."""
    return [line for line in build_warnings(build) if "conf.py" not in line]


def commands(build: Build, page: str) -> list[str]:
    """Return the commands on *page*, as text."""
    lines = unescape(re.sub("<[^>]*>", "", build.read(page))).splitlines()
    return [line for line in lines if line.startswith("$ ") and line != "$ ▊"]


@pytest.mark.parametrize("parallel", [0, 2])
def test_posts_are_read_as_sphinx_reads_them(site: Site, parallel: int) -> None:
    build = site.build(parallel=parallel)
    assert post_count_line(build) == COUNT
    assert warnings_of_posts(build) == []
    assert files_containing(build) == []
    home = build.read("index.txt")
    rows = re.findall(r"^(\d{4}-\d\d-\d\d)  1 min  (.*)$", home, re.MULTILINE)
    assert rows == [
        ("2024-06-09", "Speakers of 2024"),
        ("2024-06-07", "Tickets for 2024"),
        ("2024-06-06", "Announcing 2024"),
    ]
    assert {"tag/pdx-2023/index.html", "tag/news/index.html"} <= build.files().keys()
    assert 'datetime="2023-06-07"' in build.read("conf/2023/news/tickets.html")


def test_terms_that_no_post_has_are_one_note(site: Site) -> None:
    build = site.build()
    notes = [line for line in build.status.splitlines() if "note:" in line]
    assert [line.partition("note: ")[2] for line in notes] == [
        "lists of ABlog name what no post has: tag 'pdx-2031' (index), tag 'never' (index), "
        "category 'nothing' (index)"
    ]


def test_heading_stands_where_grep_finds_other_keys(site: Site) -> None:
    build = site.build()
    # The file has the line 'tags: {{ city }}-{{year}}'.
    assert f"$ cat {NEWS}/tickets.md" in commands(build, f"{NEWS}/tickets.html")
    assert not [line for line in commands(build, f"{NEWS}/tickets.html") if "grep -E" in line]
    assert commands(build, "tag/pdx-2024/index.html") == []
    written = commands(build, f"{NEWS}/written.html")
    assert written[:2] == [f"$ cat {NEWS}/written.md", "$ grep ^tags: $_ # tags"]


def test_commands_read_the_same(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--all", "--site", str(site.srcdir)]) == 0
    rows = [re.split(" {2,}", line) for line in capsys.readouterr().out.splitlines()]
    assert [(row[0], row[1], row[-1]) for row in rows[1:]] == [
        ("2024-06-09", "published", "Speakers of 2024"),
        ("2024-06-08", "published", "As written"),
        ("2024-06-07", "published", "Tickets for 2024"),
        ("2024-06-06", "published", "Announcing 2024"),
        ("2023-06-07", "published", "Tickets for 2023"),
        ("2023-06-06", "published", "Announcing 2023"),
    ]
    main(["check", str(site.srcdir)])
    checked = capsys.readouterr()
    assert COUNT in checked.err
    assert not [line for line in checked.out.splitlines() if "hint" not in line][1:]


def test_handler_that_fails_is_reported_by_sphinx_alone(site: Site) -> None:
    site.write("conf.py", CONF.replace("    if app.builder", "    1 / 0\n    if app.builder"))
    with pytest.raises(Exception, match=r"source-read.*threw an exception"):
        site.build()


def test_handler_that_fails_for_a_post_that_is_held_back_is_reported(site: Site) -> None:
    site.write(f"{NEWS}/broken.md", "---\ndate: {{ 1 / nothing }}\n---\n# Broken\n")
    build = site.build()
    found = [line.partition("broken.md:")[2] for line in warnings_of_posts(build)]
    assert len(found) == 2
    assert "1: WARNING: a handler of 'source-read' failed: 'nothing' is undefined" in found[0]
    assert "2: WARNING: date: not a date" in found[1]
    assert "6 posts" in post_count_line(build)


def test_handlers_are_called_once_more_for_possible_posts_alone(site: Site) -> None:
    count = """
import collections
calls = collections.Counter()
def count(app, docname, source):
    calls[docname] += 1
def show(app, exception):
    print("calls", sorted(calls.items()), file=app._status)
def setup(app):
    app.connect("source-read", count)
    app.connect("build-finished", show)
"""
    site.write("page.md", "---\norphan: true\n---\n# Page\n")
    site.write("index.rst", "Home\n====\n")
    conf = CONF.partition("def context_of")[0].replace("transcript_ablog = True\n", "")
    conf = conf.replace("blog_post_pattern = ", "transcript_posts = [").replace(
        'news/*"', 'news/*"]'
    )
    for path in (site.srcdir / "conf").rglob("*.*"):
        if path.name != "written.md":
            path.unlink()
    site.write("conf.py", conf + count)
    status = site.build().status
    assert f"calls [('{NEWS}/written', 2), ('index', 1), ('page', 1)]" in status
