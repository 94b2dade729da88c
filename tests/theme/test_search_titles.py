"""The titles in the search index, in the form that the search page of each Sphinx expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme import search_titles

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.mark.parametrize(
    ("are_html", "expected"), [(True, "The &lt;img src=x&gt; tag"), (False, "The <img src=x> tag")]
)
def test_titles_of_documents_are_html_before_sphinx_9(
    site: Site, monkeypatch: pytest.MonkeyPatch, are_html: bool, expected: str
) -> None:
    monkeypatch.setattr(search_titles, "ARE_HTML", are_html)
    site.write("index.md", "# The `<img src=x>` tag\n")
    assert f'"titles":["{expected}"]' in site.build().read("searchindex.js")
