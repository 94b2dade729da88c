"""Text pages of an HTML build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import SEED_PAGE

if TYPE_CHECKING:
    from tests.conftest import Build


def test_text_pages_equal_the_output_of_the_text_builder(
    example_html: Build, example_transcript: Build
) -> None:
    text_pages = {
        name: data for name, data in example_html.files().items()
        if name.endswith(".txt") and not name.startswith("_sources/")
    }  # fmt: skip
    expected = {
        name: data for name, data in example_transcript.files().items() if name.endswith(".txt")
    }
    assert len(expected) > 12
    del text_pages["robots.txt"]
    # An unlisted post has no text page, because plain text has no tag that forbids indexing.
    del expected["post/what-i-change-in-a-story.txt"]
    assert text_pages == expected


def test_page_links_its_text_page(example_html: Build) -> None:
    page = example_html.read(f"{SEED_PAGE}.html")
    assert '<link rel="alternate" type="text/plain" href="-the-service-persists.txt">' in page
