"""Values of conf.py and options of the theme: right, wrong, and of a child theme."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.messages import Subtype
from tests.traces import closing_line, complaints

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Build, Site

LONG = "word " * 30 + "end"


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.post(
        "good", title="Good", date="2020-01-01", tags="[helm]", body=f"{LONG} [a](https://x.org/)\n"
    )
    site.write("news/item.md", "---\ntitle: Item\ndate: 2020-01-01\norphan: true\n---\nText.\n")


def assert_one(build: Build, subtype: str, *words: str) -> None:
    (found,) = complaints(build)
    assert found.endswith(f"[transcript.{subtype}]")
    for word in words:
        assert word in found


UNKNOWN = [
    ("transcript_post", "did you mean 'transcript_posts'?"),
    ("transcript_time_zone", "did you mean 'transcript_timezone'?"),
    ("transcript_text_widht", "did you mean 'transcript_text_width'?"),
    ("transcript_zebra", "accepted: transcript_posts, transcript_timezone, "),
]


@pytest.mark.parametrize(("name", "words"), UNKNOWN)
def test_unknown_value(site: Site, name: str, words: str) -> None:
    site.conf(f"{name} = 'a'\n")
    build = site.build()
    assert_one(build, "config", f"unknown value {name!r}", words)
    assert closing_line(build) == "1 post"
    assert complaints(site.build()) == complaints(build)


WRONG = [
    ("transcript_posts", [1], "a list of patterns"),
    ("transcript_posts", {"a": "b"}, "a list of patterns"),
    ("transcript_posts", [""], "a list of patterns"),
    ("transcript_posts", None, "a list of patterns"),
    ("transcript_timezone", "Mars/Base", "the name of a time zone"),
    ("transcript_timezone", "../../etc/passwd", "the name of a time zone"),
    ("transcript_timezone", "", "the name of a time zone"),
    ("transcript_timezone", 2, "the name of a time zone"),
    ("transcript_timezone", None, "the name of a time zone"),
    ("transcript_text_width", "wide", "a number of columns"),
    ("transcript_text_width", 5, "a number of columns"),
    ("transcript_text_width", -1, "a number of columns"),
    ("transcript_text_width", True, "a number of columns"),
    ("transcript_text_width", 72.5, "a number of columns"),
    ("transcript_text_links", "maybe", "True or False"),
    ("transcript_text_links", 1, "True or False"),
    ("transcript_text_links", None, "True or False"),
]


@pytest.mark.parametrize(("name", "value", "words"), WRONG)
def test_wrong_value_is_not_used(site: Site, name: str, value: object, words: str) -> None:
    site.conf(f"{name} = {value!r}\n")
    build = site.build()
    assert_one(build, "config", f"conf.py: {name} = {value!r} is not {words}", "is used")
    assert closing_line(build) == "1 post"
    assert f"{LONG} a\n" in build.read("post/good.txt")


def test_values_from_the_command_line(site: Site) -> None:
    """The option ``-D name=value`` of sphinx-build gives text."""
    build = site.build(
        transcript_posts="post/**,news/**",
        transcript_timezone="Europe/Oslo",
        transcript_text_width="40",
        transcript_text_links="1",
    )
    assert complaints(build) == []
    assert closing_line(build) == "2 posts"
    twin = build.read("post/good.txt")
    assert max(map(len, twin.splitlines())) <= 40
    assert "[1] https://x.org/" in twin


def test_blank_after_a_comma_from_the_command_line(site: Site) -> None:
    assert closing_line(site.build(transcript_posts="post/**, news/**")) == "2 posts"


@pytest.mark.parametrize("value", ["x", "5"])
def test_wrong_value_from_the_command_line(site: Site, value: str) -> None:
    """Sphinx itself takes what is no number; either way there is one message."""
    build = site.build(transcript_text_width=value)
    (found,) = complaints(build)
    assert "transcript_text_width" in found
    assert f"{LONG} a\n" in build.read("post/good.txt")


def test_one_pattern_need_not_be_a_list(site: Site) -> None:
    site.conf("transcript_posts = 'news/**'\n")
    build = site.build(suppress_warnings=["toc.not_included"])
    assert complaints(build) == []
    assert ">Item</a>" in build.read("index.html")


@pytest.mark.parametrize(("zone", "count"), [("Pacific/Kiritimati", 1), ("Etc/GMT+12", 0)])
def test_zone_says_when_a_naive_time_is(
    site: Site, monkeypatch: pytest.MonkeyPatch, zone: str, count: int
) -> None:
    # Noon of 2019-12-31, UTC: in the one zone it is 2020 already.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577793600")
    site.conf(f"transcript_timezone = {zone!r}\n")
    line = closing_line(site.build())
    assert line.startswith(f"{count} post")


OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"prompt_usr": "ada"}, "unknown option 'prompt_usr'; did you mean 'prompt_user'?"),
    ({"zebra": 1}, "unknown option 'zebra' (accepted: "),
    (
        {"prompt_style": "ful"},
        "is not one of full, path, minimal; did you mean 'full'; the default is used",
    ),
    ({"prompt_style": 3}, "prompt_style = 3 is not one of full, path, minimal"),
    ({"prompt_user": 3}, "prompt_user = 3 is not text; the default is used"),
    ({"prompt_user": None}, "prompt_user = None is not text"),
    ({"prompt_symbol": ["$"]}, "is not text"),
    ({"prompt_user": "a\nb"}, "is not one line of text"),
]


@pytest.mark.parametrize(("options", "words"), OPTIONS)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_wrong_theme_option_is_not_used(
    site: Site, options: dict[str, Any], words: str, builder: str
) -> None:
    site.conf(f"html_theme_options = {options!r}\n")
    build = site.build(builder)
    assert_one(build, "theme_option", words)
    assert "guest@localhost" in build.read("index.html")


def test_theme_options_from_the_command_line(site: Site) -> None:
    given: dict[str, Any] = {
        "html_theme_options.prompt_user": "ada",
        "html_theme_options.promt_host": "b",
    }
    build = site.build(**given)
    assert_one(build, "theme_option", "'promt_host'; did you mean 'prompt_host'?")
    assert "ada@localhost" in build.read("index.html")


def test_child_theme_has_options_of_its_own(site: Site) -> None:
    site.write(
        "themes/child/theme.toml", "[theme]\ninherit = 'transcript'\n\n[options]\ncolour = 'red'\n"
    )
    site.write("themes/child/page.html", '{% extends "transcript/page.html" %}{% block extrahead %}'
               '<meta name="colour" content="{{ theme_colour }}">'
               "{{ super() }}{% endblock %}")  # fmt: skip
    site.conf("html_theme_path = ['themes']\nhtml_theme = 'child'\n"
              "html_theme_options = {'colour': ['any', 1], 'prompt_user': 'ada'}\n")  # fmt: skip
    build = site.build()
    assert complaints(build) == []
    assert "content=\"['any', 1]\"" in build.read("index.html")
    assert "ada@localhost" in build.read("index.html")
    build = site.build(html_theme_options={"colour": "blue", "prompt_style": "big"})
    assert_one(build, "theme_option", "prompt_style = 'big'")
    assert 'content="blue"' in build.read("index.html")


def _corrupt_record(site: Site) -> None:
    site.build()
    (site.folder / "build/html/.transcript.json").write_text("{")


MISTAKES: dict[Subtype, Callable[[Site], object]] = {
    Subtype.CONFIG: lambda site: site.conf("transcript_posts = 3\n"),
    Subtype.THEME_OPTION: lambda site: site.conf("html_theme_options = {'a': 1}\n"),
    Subtype.ENCODING: lambda site: site.write("post/x.md", b"\xff"),
    Subtype.FRONT_MATTER: lambda site: site.write("post/x.md", "---\na\n"),
    Subtype.DATE: lambda site: site.post("x", title="X", date="soon"),
    Subtype.TITLE: lambda site: site.post("x", date="2020-01-01"),
    Subtype.SLUG: lambda site: site.post("good/index", title="X", date="2020-01-01"),
    Subtype.SCHEDULE: lambda site: site.post(
        "good", title="X", date=str(date.today() + timedelta(9))
    ),
    Subtype.BLOG_INDEX: lambda site: site.write("index.md", "# H\n\n```{blog-index}\n:a:\n```\n"),
    Subtype.ALIAS: lambda site: site.post("x", title="X", date="2020-01-01", aliases="/index.html"),
    Subtype.UNPUBLISHED: lambda site: (
        site.write("index.md", "# H\n\n[a](post/x.md)\n"),
        site.post("x", title="X", date="2020-01-01", draft="true"),
    ),
    Subtype.ROLE: lambda site: site.write("index.md", "# H\n\n{tag}`nosuch`\n"),
    Subtype.MATH: lambda site: site.write("index.md", "# H\n\n```{math}\n\\nosuchcommand\n```\n"),
    Subtype.ABLOG: lambda site: site.conf(
        "transcript_ablog = True\ntranscript_posts = ['post/**']\nblog_title = 'x'\n"
    ),
    Subtype.STATE: _corrupt_record,
}


@pytest.mark.parametrize("subtype", Subtype)
def test_each_kind_of_warning_can_be_silenced(site: Site, subtype: Subtype) -> None:
    MISTAKES[subtype](site)
    names = [f"transcript.{other}" for other in Subtype if other is not subtype]
    if subtype is not Subtype.STATE:  # The build mends it.
        assert_one(site.build(suppress_warnings=names, into="other"), subtype)
    build = site.build(suppress_warnings=[f"transcript.{subtype}"])
    assert complaints(build) == []


def build_strictly(site: Site, builder: str) -> None:
    """Build *site* so that a warning is an error."""
    app = SphinxTestApp(
        builder,
        srcdir=site.srcdir,
        builddir=site.folder / "strict",
        warningiserror=True,
        confoverrides={"nitpicky": True, "suppress_warnings": []},
        exception_on_warning=True,
    )
    try:
        app.build()
        assert app.statuscode == 0
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "transcript"])
def test_good_site_stands_the_strictest_build(site: Site, builder: str) -> None:
    site.write("about.md", "---\norphan: true\n---\n(here)=\n# About\n\n{doc}`index` {ref}`here`\n")
    build_strictly(site, builder)


def test_body_at_h2_stands_the_strictest_build(site: Site) -> None:
    site.post("h2", title="Two", date="2020-01-01", body="## Begins at two\n")
    build_strictly(site, "html")


def test_wrong_entries_of_authors_leave_the_right_ones(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", authors="[ada, bob]")
    site.conf(
        "transcript_authors = {'ada': {'name': 'Ada Marsh', 'nme': 'x', 'url': 3},"
        " 'bob': 'Bob', 'cy': {'name': 'Cy'}}\n"
    )
    build = site.build()
    found = complaints(build)
    assert len(found) == 3, found
    assert "transcript_authors: ada: unknown key 'nme'; did you mean 'name'?" in found[0]
    assert "transcript_authors: ada: url = 3 is not text" in found[1]
    assert "transcript_authors: 'bob' is not the name of a dict" in found[2]
    assert "Ada Marsh" in build.read("post/a.html")


@pytest.mark.parametrize("base", ["example.org", "/blog/", "https://"])
def test_base_that_is_no_address_gives_a_warning_and_nothing_relative(
    site: Site, base: str
) -> None:
    site.post("a", title="A", date="2020-01-01")
    build = site.build(html_baseurl=base)
    assert_one(build, "config", f"html_baseurl = {base!r}", "is no whole address")
    assert not {"feed.xml", "sitemap.xml", "robots.txt"} & build.files().keys()
