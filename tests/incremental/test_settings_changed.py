"""A setting that changes between two builds updates all output that depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site
    from tests.helpers.kept_sites import KeptSite

BASE = 'html_baseurl = "https://example.org/"\nsuppress_warnings = ["toc.not_included"]\n'
AUTHORS = "transcript_authors = {{'mia': {{'name': '{}'}}}}\n"


def fill(site: Site) -> None:
    """Write posts with the features that the settings concern."""
    site.conf(BASE)
    site.post("one", title="One", date="2020-01-01", author="mia", tags="[a]")
    site.post("two", title="Two", date="2020-01-01", series="Long")
    site.post("three", title="Three", date="2020-01-02", series="Long", draft="true")
    site.write("notes/note.md", "---\ntitle: Note\ndate: 2020-02-02\n---\n\nBy {author}`mia`.\n")


@pytest.mark.parametrize(
    "setting",
    [
        "transcript_posts = ['post/**', 'notes/**']",
        "transcript_posts = ['notes/**']",
        "transcript_posts = ['post/**', 'empty/**']",
        "transcript_timezone = 'Asia/Tokyo'",
        "transcript_drafts = True",
        "transcript_ablog = True",
        'transcript_ablog_addresses = "blog"',
        AUTHORS.format("Mia Moe").strip(),
        "transcript_pages = ['tag']",
        "transcript_paginate = 1",
        "transcript_neighbours = ['series']",
        "transcript_related = 0",
        "transcript_feeds = False",
        "transcript_feed_limit = 1",
        "transcript_feed_content = 'summary'",
        "transcript_sitemap = False",
        "transcript_cards = False",
        "transcript_card_fonts = ['none.ttf']",
        "transcript_translations = {'de': 'https://example.org/de/'}",
        "transcript_text_width = 40",
        "transcript_text_links = True",
        "transcript_shortcuts = False",
        "transcript_session_shell = ['sh']",
        "transcript_session_patterns = {'id': '[0-9]+'}",
        "transcript_session_timeout = 20",
        "transcript_session_only = ['index']",
        "html_baseurl = 'https://example.org/sub/'",
        "exclude_patterns = ['notes']",
    ],
    ids=lambda setting: setting.partition(" ")[0],
)
@pytest.mark.parametrize("builder", ["html", "transcript"])
def test_output_equals_a_clean_build(kept_site: KeptSite, builder: str, setting: str) -> None:
    site = kept_site
    fill(site)
    site.build_once(builder)
    for conf in (f"{BASE}{setting}\n", BASE):
        site.conf(conf)
        again = site.build(builder)
        clean = site.clean_build_once(builder)
        assert again.files().keys() == clean.files().keys()
        changed = {
            name
            for name, content in clean.files().items()
            if again.files()[name] != content and not name.startswith(".")
        }
        assert changed == set()


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_builders_without_a_head_build_without_warnings(site: Site, builder: str) -> None:
    fill(site)
    build = site.build(builder)
    assert build_warnings(build) == []
    assert any("post/one" in name for name in build.files())


def test_all_settings_are_tested() -> None:
    from sphinx_transcript.config.values import VALUES

    marks: Any = test_output_equals_a_clean_build.pytestmark  # type: ignore[attr-defined]
    tested = {setting.partition(" ")[0] for mark in marks for setting in mark.args[1]}
    assert tested >= VALUES.keys()


def test_section_numbers_are_added_and_removed(site: Site) -> None:
    site.conf(BASE)
    site.post("a", title="A", date="2020-01-01", body="Text.\n\n## Below\n\nMore.\n")
    site.write("page.md", "# Page\n\n## Part\n")
    for options in ("", ":numbered:\n", ":numbered:\n", "", ":maxdepth: 1\n"):
        toctree = f"```{{toctree}}\n{options}\npage\npost/a\n```\n"
        site.write("index.md", f"# Home\n\n{toctree}")
        again, clean = site.build(), site.clean_build()
        assert ("section-number" in again.read("page.html")) == ("numbered" in options)
        for name, content in clean.files().items():
            if not name.startswith("."):
                assert again.files()[name] == content, name
