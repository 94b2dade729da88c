"""The page that this project began with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import SEED, SEED_PAGE

if TYPE_CHECKING:
    from tests.conftest import Build


def test_transcript_is_the_seed_byte_for_byte(example_transcript: Build) -> None:
    written = (example_transcript.outdir / f"{SEED_PAGE}.txt").read_bytes()
    assert written == SEED.read_bytes()


def test_every_twin_is_what_the_builder_writes(
    example_html: Build, example_transcript: Build
) -> None:
    twins = {
        name: data for name, data in example_html.files().items()
        if name.endswith(".txt") and not name.startswith("_sources/")
    }  # fmt: skip
    texts = {
        name: data for name, data in example_transcript.files().items() if name.endswith(".txt")
    }
    assert len(texts) > 12
    del twins["robots.txt"]
    # An unlisted post has no twin, which could not say that it is not to be indexed.
    del texts["post/what-i-change-in-a-story.txt"]
    assert twins == texts


def test_page_names_its_twin(example_html: Build) -> None:
    page = example_html.read(f"{SEED_PAGE}.html")
    assert '<link rel="alternate" type="text/plain" href="-the-service-persists.txt">' in page


def test_example_site_builds_without_a_warning(
    example_html: Build, example_transcript: Build
) -> None:
    assert example_html.warnings == ""
    assert example_transcript.warnings == ""
    assert "13 posts; not published: 1 draft (post/four-hundred-hosts-in-one-file.md)\n" in (
        example_html.status
    )
