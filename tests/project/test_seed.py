"""The example site builds without warnings and contains the seed, this project's first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import SEED, SEED_PAGE

if TYPE_CHECKING:
    from tests.conftest import Build


def test_text_page_of_the_seed_is_unchanged(example_transcript: Build) -> None:
    written = (example_transcript.outdir / f"{SEED_PAGE}.txt").read_bytes()
    assert written == SEED.read_bytes()


def test_example_site_builds_without_a_warning(
    example_html: Build, example_transcript: Build
) -> None:
    assert example_html.warnings == ""
    assert example_transcript.warnings == ""
    assert "13 posts; not published: 1 draft (post/four-hundred-hosts-in-one-file.md)\n" in (
        example_html.status
    )
