"""The line of a page that says when its commands ran."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.session_runs.recorded_results import FILE_NAME, format_results
from tests.helpers.build_files import assert_same_files, page_times
from tests.session_runs.recorded_site import SESSION, record

if TYPE_CHECKING:
    from tests.conftest import Build, Site

ALL = "every command here ran on 2026-11-29 with git 2.39.5"
PAGES = ("post/a", "about")


@pytest.fixture
def site(site: Site) -> Site:
    """Return a site with a post and a page that have sessions, and a page that has none."""
    site.post("a", title="A", date="2020-01-01", body=SESSION)
    site.write("about.md", f"# About\n\n{SESSION}")
    site.write("more.md", "# More\n\n```console\n$ echo a\n```\n")
    return site


def claim(build: Build, page: str = "post/a.html") -> str:
    """Return the text of the line on *page*, without its sign; '' if there is none."""
    found = re.search(
        r'<p class="ts-comment ts-session-claim"><span aria-hidden="true"># </span>(.*?)</p>',
        build.read(page),
    )
    return found[1] if found else ""


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_page_whose_commands_all_ran_says_so_below_its_article(site: Site, builder: str) -> None:
    record(site)
    build = site.build(builder)
    end = ".html" if builder == "html" else "/index.html"
    for page in PAGES:
        assert claim(build, page + end) == ALL
        html = build.read(page + end)
        assert html.index("</article>") < html.index("ts-session-claim") < html.index("<footer")
        assert html.count("every command") == 1
    assert "every command" not in build.read(f"more{end}")
    assert "every command" not in build.read(f"post/a{end.replace('.html', '.txt')}")
    assert build.warnings == ""


def test_page_without_a_version_names_none(site: Site) -> None:
    results = record(site)
    site.write(
        FILE_NAME,
        format_results({name: each._replace(versions=()) for name, each in results.items()}),
    )
    assert claim(site.build()) == "every command here ran on 2026-11-29"


def test_several_versions(site: Site) -> None:
    results = record(site)
    versions = ("git 2.39.5", "<b> 1")
    site.write(FILE_NAME, format_results({"about": results["about"]._replace(versions=versions)}))
    assert claim(site.build(), "about.html") == f"{ALL}, &lt;b&gt; 1"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("```console\n$ echo c\n```\n", "2 of 3"),
        ("```{session}\n:unchecked:\n$ echo c\n$ echo d\n```\n", "2 of 4"),
        ("```pycon\n>>> 1\n1\n```\n", "2 of 3"),
        ("```{eval-rst}\n>>> 1\n1\n```\n", "2 of 3"),
        ("```console\nonly output\n```\n", "every command"),
        ("```bash\necho c\n```\n", "every command"),
        ("````{only} latex\n```console\n$ echo c\n```\n````\n", "every command"),
        ("````{only} html\n```console\n$ echo c\n```\n````\n", "2 of 3"),
        ("- ```console\n  $ echo c\n  ```\n", "2 of 3"),
    ],
)
def test_commands_that_did_not_run_are_counted(site: Site, more: str, expected: str) -> None:
    site.write("about.md", f"# About\n\n{SESSION}\n{more}")
    record(site)
    words = "commands here ran" if expected[0] == "2" else "here ran"
    assert claim(site.build(), "about.html").startswith(f"{expected} {words} on 2026-11-29")


def test_commands_of_a_block_that_was_skipped(site: Site) -> None:
    results = record(site)
    site.write(FILE_NAME, format_results({"about": results["about"]._replace(commands=1)}))
    assert claim(site.build(), "about.html").startswith("1 of 2 commands here ran on")


def test_number_that_someone_has_edited_is_no_claim(site: Site) -> None:
    results = record(site)
    site.write("about.md", f"# About\n\n{SESSION}\n```console\n$ echo c\n```\n")
    site.write(FILE_NAME, format_results({"about": results["about"]._replace(commands=3)}))
    assert claim(site.build(), "about.html") == ""


SESSION_EDITS = [
    ("$ echo b", "$ echo  b"),
    ("\nb\n", "\n...\n"),
    ("```{session}\n", "```{session}\n:name: x\n"),
    ("```{session}\n", "```{session}\n:setup: x=1\n"),
    ("```{session}\n", "```{session}\n:requires: git\n"),
    ("```{session}\n", "```{session}\n:timeout: 3\n"),
    ("```{session}\n", "```{session}\n:exit: 0\n"),
    ("```{session}\n", "```{session}\n:version: git --version\n"),
    ("```{session}\n", "```{session}\n:unchecked:\n"),
    ("```{session}\n", "```{session}\n:files: data.csv\n"),
    ("```{session}", "```console"),
    ("$ echo b\n", "```\n\n```{session}\n$ echo b\n"),
]


@pytest.mark.parametrize(("old", "new"), SESSION_EDITS)
def test_edit_of_a_session_takes_the_line_away(site: Site, old: str, new: str) -> None:
    site.write("data.csv", "a\n")
    record(site)
    assert claim(site.build()) == ALL
    assert old in SESSION
    site.post("a", title="A", date="2020-01-01", body=SESSION.replace(old, new))
    build = site.build()
    assert claim(build) == ""
    assert claim(build, "about.html") == ALL
    assert_same_files(build, site.clean_build(), new)


def test_edit_of_the_text_around_a_session_leaves_the_line(site: Site) -> None:
    record(site)
    site.post("a", title="B", date="2020-01-02", body=f"More.\n\n{SESSION}")
    assert claim(site.build()) == ALL


def test_edit_of_a_file_of_a_session_changes_that_page_and_no_other(site: Site) -> None:
    site.write("data.csv", "a\n")
    site.post(
        "a", title="A", date="2020-01-01", body=SESSION.replace("}\n", "}\n:files: /data.csv\n")
    )
    record(site)
    before = site.build()
    assert claim(before) == ALL
    times = page_times(before)
    site.write("data.csv", "b, longer\n")
    after = site.build()
    assert claim(after) == ""
    changed = {name for name, time in page_times(after).items() if times[name] != time}
    assert changed == {"post/a"}
    assert_same_files(after, site.clean_build(), "after the file was edited")


def test_edit_of_the_results_changes_that_page_and_no_other(site: Site) -> None:
    results = record(site)
    before = site.build()
    times = page_times(before)
    later = results["about"]._replace(date="2027-01-01")
    site.write(FILE_NAME, format_results({**results, "about": later}))
    after = site.build()
    assert "2027-01-01" in claim(after, "about.html")
    changed = {name for name, time in page_times(after).items() if times[name] != time}
    assert changed == {"about"}
    assert_same_files(after, site.clean_build(), "after the results were edited")


def test_results_that_come_and_go(site: Site) -> None:
    site.build()
    record(site)
    after = site.build()
    assert claim(after) == ALL
    assert_same_files(after, site.clean_build(), "with results")
    (site.srcdir / FILE_NAME).unlink()
    after = site.build()
    assert claim(after) == ""
    assert_same_files(after, site.clean_build(), "without results")


def test_result_of_a_page_that_is_gone_is_no_message(site: Site) -> None:
    results = record(site)
    site.write(FILE_NAME, format_results({**results, "gone": results["about"]}))
    build = site.build()
    assert build.warnings == ""
    assert "sessions edited" not in build.status


def test_pages_that_were_edited_are_named_at_the_end(site: Site) -> None:
    record(site)
    assert "sessions edited" not in site.build().status
    site.write("about.md", f"# About\n\n{SESSION.replace('b', 'c')}")
    build = site.build()
    line = "sessions edited since they ran: about.md ('sphinx-transcript sessions --record'"
    assert line in build.status
    assert build.warnings == ""


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b"\xff", b"<<<<<<< HEAD\n{}\n", b" " * 10_000_000, b'{"about": {}}'],
)
def test_wrong_file_is_one_warning_and_no_claim(site: Site, content: bytes) -> None:
    site.write(FILE_NAME, content)
    build = site.build()
    assert len(build.warning_lines) == 1, build.warnings
    assert FILE_NAME in build.warnings
    assert "[transcript.session_result]" in build.warnings
    assert "writes it anew" in build.warnings
    assert all(claim(build, f"{page}.html") == "" for page in PAGES)
    # The message comes back in each build, until the file is mended.
    assert len(site.build().warning_lines) == 1
    record(site)
    mended = site.build()
    assert mended.warnings == ""
    assert claim(mended) == ALL


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all files")
def test_file_without_permission(site: Site) -> None:
    record(site)
    (site.srcdir / FILE_NAME).chmod(0)
    build = site.build()
    assert len(build.warning_lines) == 1
    assert "Permission denied" in build.warnings


def test_folder_in_place_of_the_file(site: Site) -> None:
    (site.srcdir / FILE_NAME).mkdir()
    build = site.build()
    assert len(build.warning_lines) == 1
    assert claim(build) == ""


def test_entry_that_is_wrong_costs_its_page_the_claim(site: Site) -> None:
    results = record(site)
    text = format_results(results).replace('"date": "2026-11-29"', '"date": "soon"', 1)
    site.write(FILE_NAME, text)
    build = site.build()
    assert "sessions.json:2: WARNING: the entry of 'about' is left out: date" in build.warnings
    assert len(build.warning_lines) == 1
    assert claim(build, "about.html") == ""
    assert claim(build) == ALL


def test_file_that_is_wrong_as_a_whole_is_named_as_it_is(site: Site) -> None:
    site.write(FILE_NAME, "[]\n")
    assert f"/{FILE_NAME}:1: WARNING: the recorded results can't be read" in site.build().warnings


def test_builds_in_parallel_are_the_same(site: Site) -> None:
    for name in "bcdefgh":
        site.post(name, title=name, date="2020-01-02", body=SESSION)
    record(site)
    one = site.build(into="one")
    assert_same_files(site.build(into="four", parallel=4), one, "with four processes")


def test_line_is_translated(site: Site) -> None:
    record(site)
    site.write("more.md", "# More\n")
    assert claim(site.build(language="de")) == (
        "alle Befehle hier liefen am 2026-11-29 mit git 2.39.5"
    )


@pytest.mark.parametrize("builder", ["html", "latex", "text", "transcript", "epub", "singlehtml"])
def test_no_build_writes_the_file(site: Site, builder: str) -> None:
    record(site)
    path = site.srcdir / FILE_NAME
    before = path.read_bytes(), path.stat().st_mtime_ns
    site.build(builder)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_other_theme_shows_the_line(site: Site) -> None:
    record(site)
    build = site.build(html_theme="alabaster")
    for page in PAGES:
        assert build.read(f"{page}.html").count(f"# {ALL}") == 1
    assert ALL not in build.read("post/a.txt")
