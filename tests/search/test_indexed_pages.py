"""What of a page is in the index, and what is in none of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.search_engine import ask, found

if TYPE_CHECKING:
    from tests.conftest import Build, Site


def _files_with(build: Build, text: str) -> list[str]:
    files = build.files().items()
    return [name for name, data in files if "/search/" in name and text.encode() in data]


@pytest.mark.parametrize("field", ["no-search", "nosearch"])
def test_pages_that_say_so_are_left_out(site: Site, field: str) -> None:
    text = "Zebra\n=====\n\nA quagga.\n\n.. py:function:: gnu\n\n   Okapi.\n"
    site.write("page.rst", f":orphan:\n:{field}:\n\n{text}")
    build = site.build()
    for word in ("Zebra", "zebra", "quagga", "kapi"):
        assert _files_with(build, word) == [], word
    # As with Sphinx's own search.
    assert found(build.outdir, "gnu") == ["page.html#gnu"]
    site.write("page.rst", f":orphan:\n\n{text}")
    assert found(site.build().outdir, "quagga") == ["page.html"]


def test_sections_that_say_so_are_left_out(site: Site) -> None:
    site.write(
        "page.rst",
        ":orphan:\n\nPage\n====\n\n.. rst-class:: no-search\n\nZebra\n-----\n\nA quagga.\n\n"
        "Next\n----\n\nAn okapi.\n",
    )
    build = site.build()
    assert _files_with(build, "ebra") == _files_with(build, "quagga") == []
    assert found(build.outdir, "okapi") == ["page.html#next"]


def test_each_title_of_a_page_with_several(site: Site) -> None:
    site.write("page.md", "---\norphan: true\n---\n# First\n\nOne.\n\n# Quagga\n\nTwo.\n")
    assert found(site.build().outdir, "quagga") == ["page.html#quagga"]


def test_names_that_javascript_gives_a_meaning(site: Site) -> None:
    names = ("__proto__", "constructor", "toString", "hasOwnProperty")
    site.post("one", title="X1", date="2016-01-01", body=f"Of `{'`, `'.join(names)}`.\n")
    out = site.build().outdir
    for name in names:
        assert found(out, name) == ["post/one.html"], name
        for key in ("kind", "year", "tag", "author"):
            (answer,) = ask(out, ["search", {"text": "constructor", key: name}]).results
            assert answer.get("total") == 0, (name, key, answer)


@pytest.mark.parametrize(
    "query",
    [
        *({"author": name} for name in ("ada", "Lovelace", "Ada Lovelace")),
        *({"tag": tag} for tag in ("machine learning", "Machine-Learning")),
    ],
)
def test_names_of_several_words_by_one_of_them(site: Site, query: dict[str, str]) -> None:
    site.post(
        "one", title="X1", date="2016-01-01", author="Ada Lovelace", tags="[Machine Learning]"
    )
    site.post("two", title="X2", date="2016-01-02", author="Ivo", tags="[Learning]")
    assert found(site.build().outdir, "", **query) == ["post/one.html"]
