"""The path of a new post is made from its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_transcript.cli.main import main
from sphinx_transcript.config.post_patterns import slug
from sphinx_transcript.post.front_matter import read_front_matter
from sphinx_transcript.shell.quoting import quoted
from sphinx_transcript.support.file_names import path_problem
from sphinx_transcript.workspace.post_path import (
    MAX_NAME_BYTES,
    SlugTooLongError,
    docname_for,
    slug_of_title,
)
from tests.conftest import EXAMPLE_SITE, SEED_PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file.
WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{n}{d}" for n in ("com", "lpt") for d in "0123456789¹²³"
}


@pytest.mark.parametrize("path", sorted(EXAMPLE_SITE.glob("post/**/*.md")), ids=lambda p: p.stem)
def test_posts_of_the_example_site_have_the_paths_of_their_titles(path: Path) -> None:
    title = read_front_matter(path.read_text("utf-8"), "markdown")["title"].value
    docname = path.relative_to(EXAMPLE_SITE).with_suffix("").as_posix()
    assert isinstance(title, str)
    assert f"post/{slug_of_title(title)}" == docname


def test_seed_page_has_the_path_of_its_title() -> None:
    title = "BIOS beep sequence / we scaled it past what it knew / the service persists"
    assert f"post/{slug_of_title(title)}" == SEED_PAGE


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("a / b", "a-/-b"),
        ("a/b", "a/b"),
        ("a  \t b", "a-b"),
        ("a - b", "a---b"),
        ("Don’t “panic” & don't `rm`", "dont-panic-dont-rm"),
        ("DNS: 100% of it?", "dns-100-of-it"),
        ("C++ & e-mail, v1.2", "c++-e-mail,-v1.2"),
        ("Großes Ähm", "großes-ähm"),
        ("漢字 / かな", "漢字-/-かな"),
        ("हिन्दी", "हिन्दी"),
        ("e\u0301", "é"),
        ("...and then", "and-then"),
        ("wait...", "wait"),
        ("/a//b/", "a/b"),
        ("a./b", "a/b"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/../b", "a/b"),
        ("a\\..\\b", "a..b"),
        ("a/.git/b", "a/git/b"),
        ("Con", "con-"),
        ("con.fig / x", "con-.fig-/-x"),
        ("x/NUL", "x/nul-"),
        ("-con-", "con-"),
        ("console", "console"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("-rf /", "rf"),
    ],
)
def test_path_of_a_title(title: str, expected: str) -> None:
    assert slug_of_title(title) == expected


@pytest.mark.parametrize("title", ["", " ", "...", "/", "../..", "???", "📦", "-", "a" * 248])
def test_title_that_makes_no_valid_path_is_refused(title: str) -> None:
    with pytest.raises(ValueError, match=r"no letter|248 bytes"):
        slug_of_title(title)


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("a" * 248, "a" * 247),
        ("é" * 124, "é" * 123),
        (f"con {'x' * 300}", f"con-{'x' * 243}"),
        (f"{'x' * 200} {'y' * 200}", "x" * 200),
        (f"{'x' * 246}. y", "x" * 246),
    ],
)
def test_title_that_is_too_long_has_a_path_of_its_beginning(title: str, cut: str) -> None:
    with pytest.raises(SlugTooLongError) as error:
        slug_of_title(title)
    assert error.value.cut == cut
    assert slug_of_title(cut) == cut
    assert path_problem(f"{cut}.doctree") == ""


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("/.\\- :conul1²é~$"))).map(str))
@example("-. con")
@example("a/-.")
@example("x/con /nul")
@example("İ/ſ")
def test_path_of_any_title_is_visible_valid_and_relative(title: str) -> None:
    try:
        path = slug_of_title(title)
    except ValueError:
        return
    for part in path.split("/"):
        assert part
        assert not part.startswith(".")
        assert not part.endswith((".", " "))
        assert part.split(".")[0] not in WINDOWS_NAMES
        assert len(part.encode()) <= MAX_NAME_BYTES
        assert not re.search(r'[<>:"\\|?*#%\s\x00-\x1f\x7f-\x9f]', part)
    assert not path.startswith("-")
    assert slug_of_title(path) == path
    if path.isascii():
        assert quoted(path) == path


@pytest.mark.parametrize(
    ("patterns", "docname"),
    [
        (["post/**"], "post/x"),
        (["blog/*/index"], "blog/x/index"),
        (["blog/*/index", "post/**"], "blog/x/index"),
        (["**"], "x"),
        (["notes/**/day"], None),
        (["2*/**"], None),
        ([], None),
    ],
)
def test_docname_matches_the_patterns(patterns: list[str], docname: str | None) -> None:
    assert docname_for("x", patterns, "index") == docname
    if docname is not None and patterns[0] != "**":
        assert slug(docname, patterns[0].split("/", maxsplit=1)[0]) == "x"


def test_post_named_index_gets_a_folder_of_its_own() -> None:
    assert docname_for("index", ["post/**"], "index") == "post/index/index"
    assert docname_for("index", ["post/*"], "index") is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("index.html", "index-.html"),
        ("Index.md notes", "index-.md-notes"),
        ("page / 2", "page-/-2"),
        ("page/2", "page-/2"),
        ("Page", "page"),
        ("CON", "con-"),
        ("nul.tar.gz", "nul-.tar.gz"),
        ("COM¹", "com¹-"),
    ],
)
def test_slug_is_not_the_name_of_a_file_of_the_site(title: str, slug: str) -> None:
    assert slug_of_title(title) == slug
    assert path_problem(slug_of_title(title)) == ""


@pytest.mark.parametrize("name", ["Foo", "caf\u0065\u0301"])
def test_new_post_does_not_become_the_twin_of_another(
    site: Site, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Systems that ignore case or the composition of letters would have one file for both."""
    site.post(name, title="A", date="2020-01-01")
    monkeypatch.chdir(site.srcdir)
    assert main(["new", name]) == 1
    assert (
        "is there already, and some systems take its name for the same" in capsys.readouterr().err
    )
    assert len(list((site.srcdir / "post").iterdir())) == 1
