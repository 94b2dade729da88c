"""Four lines of evidence for each system: posts, text kept, addresses that hold, and notes."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers.readers.wordpress_export import read_export
from tests.helpers.import_evidence import Evidence, collect, serves, words_of_page, words_of_source
from tests.helpers.imported_blog import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.imported_blog import ImportedBlog

# The posts that are read, those that have a page, and the addresses that hold.
POSTS = {
    "hugo": (6, 3, 3),
    "jekyll": (6, 3, 3),
    "pelican": (4, 3, 3),
    "nikola": (5, 4, 4),
    "ablog": (5, 5, 5),
    "mkdocs": (3, 2, 2),
    "quarto": (3, 2, 2),
    "myst": (2, 2, 2),
    "markdown": (3, 2, 2),
    # One of the addresses is that of a page.
    "wordpress": (6, 3, 3),
}
# Words of the source that are no words on the page: keys of front matter in JSON, names of roles,
# boxes and languages of code, attributes, comments, and excerpts that stand in front matter now.
LOST: dict[str, set[str]] = {
    "hugo": {"author", "date", "slug", "title"},
    "jekyll": set(),
    "pelican": {"python", "that", "backed", "filename", "static", "log"},
    "nikola": {"doc", "teaser", "end"},
    "ablog": {"ref", "doc", "shown", "listings", "alone"},
    "mkdocs": {"python", "tip", "warning", "inline", "end"},
    "quarto": {"eval", "false", "label", "plot"},
    "myst": set(),
    "markdown": set(),
    # Names and attributes of shortcodes.
    "wordpress": {
        *("caption", "attachment", "align", "aligncenter", "width", "gallery", "ids", "code"),
        *("language", "bash", "embed", "latex"),
    },
}
# Kinds of what could not be converted.
KINDS: dict[str, set[str]] = {
    "hugo": {"file", "front-matter", "link"},
    "jekyll": {"front-matter", "template"},
    "pelican": {"file", "link"},
    "nikola": {"front-matter"},
    "ablog": {"front-matter"},
    "mkdocs": {"front-matter"},
    "quarto": {"address", "file"},
    "myst": {"file"},
    "markdown": {"front-matter", "template"},
    "wordpress": {"file", "front-matter", "link", "template"},
}


def entries_of_export() -> dict[str, str]:
    """Return the texts of the entries in the export file of WordPress."""
    return {
        f"blog.xml/{item.get('wp:post_name')}.md": item.values.get("content:encoded", "")
        for item in read_export(DATA / "wordpress" / "blog.xml").items
    }


@pytest.fixture(scope="module")
def evidence(imported: Callable[[str], ImportedBlog]) -> Callable[[str], Evidence]:
    """Return a function that gathers the evidence of the sample blog of a system, once."""
    return functools.cache(
        lambda system: collect(
            system,
            DATA / system,
            imported(system).build.outdir,
            texts=entries_of_export() if system == "wordpress" else None,
        )
    )


@pytest.mark.parametrize("system", POSTS)
def test_posts(evidence: Callable[[str], Evidence], system: str) -> None:
    found = evidence(system)
    assert (found.read, found.published) == POSTS[system][:2]


@pytest.mark.parametrize("system", LOST)
def test_text_kept(evidence: Callable[[str], Evidence], system: str) -> None:
    found = evidence(system)
    assert found.words >= 20
    assert set(found.lost) == LOST[system]


@pytest.mark.parametrize("system", POSTS)
def test_addresses_that_hold(evidence: Callable[[str], Evidence], system: str) -> None:
    found = evidence(system)
    assert found.broken == []
    assert found.addresses == POSTS[system][2]


@pytest.mark.parametrize("system", KINDS)
def test_notes(evidence: Callable[[str], Evidence], system: str) -> None:
    kinds = set(evidence(system).notes)
    assert kinds >= KINDS[system]
    assert "other" not in kinds


def test_evidence_sees_a_loss(tmp_path: Path) -> None:
    source = "---\ntitle: no\n---\n\nThree plain words, [two words](https://example.org/no).\n"
    page = "<body><main>Three words, words. <img alt='two'></main></body>"
    old, new = words_of_source(source), words_of_page(page)
    assert old == Counter({"three": 1, "plain": 1, "words": 2, "two": 1})
    assert old - new == Counter({"plain": 1})
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").touch()
    (tmp_path / "ü b.html").touch()
    assert serves(tmp_path, "/a/")
    assert serves(tmp_path, "/%C3%BC%20b")
    assert not serves(tmp_path, "/b/")
