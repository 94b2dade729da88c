"""The engine says what is wrong where a shard doesn't load, or the site was built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.search_engine import ask

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

_NOT_FOUND = "<!doctype html><title>Not found</title>"


@pytest.fixture
def out(site: Site) -> Path:
    site.post("pager", title="The pager", date="2016-09-26", body="It rang.\n")
    return site.build().outdir


def _error(out: Path) -> object:
    answers = ask(out, ["search", {"text": "pager"}]).results
    return answers[0].get("error")


def _terms(out: Path) -> Path:
    (path,) = out.glob("_static/search/t-*.js")
    return path


def test_an_index_that_is_missing(out: Path) -> None:
    index = out / "_static/search/index.js"
    index.unlink()
    assert _error(out) == "missing"
    # A server may send a page instead.
    index.write_text(_NOT_FOUND)
    assert _error(out) == "missing"


@pytest.mark.parametrize("data", ["{}", "[]", "5"])
def test_an_index_of_another_kind(out: Path, data: str) -> None:
    index = out / "_static/search/index.js"
    index.write_text(f'TranscriptSearch.receive("index",{data});')
    assert _error(out) == "invalid"


def test_a_shard_that_is_missing(out: Path) -> None:
    assert _error(out) is None
    _terms(out).unlink()
    assert _error(out) == "stale"


def test_a_page_in_the_place_of_a_shard(out: Path) -> None:
    _terms(out).write_text(_NOT_FOUND)
    assert _error(out) == "stale"


def test_a_shard_that_is_damaged(out: Path) -> None:
    shard = _terms(out)
    shard.write_text(f'TranscriptSearch.receive("{shard.stem}",null);')
    assert _error(out) in {"stale", "invalid"}


def test_a_damaged_shard_is_written_again(site: Site, out: Path) -> None:
    """Of the same length: nothing but its content and its time tell."""
    shard = _terms(out)
    content = shard.read_text("utf-8")
    shard.write_text(content[:-10] + "#" * 10, "utf-8")
    site.build()
    assert shard.read_text("utf-8") == content


def test_the_list_is_loaded_again_after_another_build(site: Site, out: Path) -> None:
    """A reader has the old list, and the site has the shards of a new build."""
    index = out / "_static/search/index.js"
    old = index.read_text("utf-8")
    site.post("storm", title="The storm", date="2016-09-27", body="A pager, and rain.\n")
    site.build()
    new = index.read_text("utf-8")
    assert old != new
    # The first request gets the old list, as from a cache, and the second the new one.
    index.write_text(
        f"if (globalThis.again) {{ {new} }} else {{ globalThis.again = true; {old} }}", "utf-8"
    )
    answers = ask(out, ["search", {"text": "rain"}]).results
    assert [result["address"] for result in answers[0]["results"]] == ["post/storm.html"]
