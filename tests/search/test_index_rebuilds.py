"""The index after an incremental build has the bytes of a clean one, and few files change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.search import index_writing, last_index
from sphinx_transcript.search.postings import InvertedIndex
from tests.helpers.search_engine import ask, found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Build, Site

_WORDS = "harbour tide mooring barometer rope knot anchor ledger pager battery"


def _write_blog(site: Site, count: int = 6) -> None:
    for number in range(count):
        site.post(f"p{number}", title=f"Post {number}", date=f"2016-01-{number + 1:02}",
                  tags="[sea]", body=f"{_WORDS}\n")  # fmt: skip
    site.write("page.md", "---\norphan: true\n---\n# Page\n\nOf its own.\n")


_API = ":orphan:\n\nBoats\n=====\n\n.. py:function:: boat.row(oar)\n\n   Rows it.\n"


def _shards(build: Build) -> dict[str, bytes]:
    return {
        name: data for name, data in build.files().items() if name.startswith("_static/search/")
    }


def _add(site: Site) -> None:
    site.post("new", title="New post", date="2016-02-01", tags="[sky]", body="A kite.\n")


EDITS: dict[str, Callable[[Site], object]] = {
    "body": lambda site: site.post("p2", title="Post 2", date="2016-01-03", body="A lighthouse.\n"),
    "title": lambda site: site.post("p2", title="Beacon", date="2016-01-03", body=_WORDS),
    "date": lambda site: site.post("p2", title="Post 2", date="2015-01-03", body=_WORDS),
    "tags": lambda site: site.post("p2", title="Post 2", date="2016-01-03", tags="[sky]"),
    "new": _add,
    "unlisted": lambda site: site.post("p3", title="P", date="2016-01-04", unlisted="true"),
    "draft": lambda site: site.post("p4", title="P", date="2016-01-05", draft="true"),
    "deleted": lambda site: (site.srcdir / "post" / "p5.md").unlink(),
    "object": lambda site: site.write("api.rst", _API.replace("Rows it", "Sails it")),
    "not searched": lambda site: site.write("api.rst", f":nosearch:\n{_API}"),
    "searched again": lambda site: site.write("api.rst", _API),
    "page": lambda site: site.write("page.md", "---\norphan: true\n---\n# Sheet\n\nOther.\n"),
}


# Where there are so few documents, the index is made anew unless it is never.
@pytest.mark.parametrize(
    ("builder", "most", "moves"), [("html", 4, 8), ("html", 0, 99), ("dirhtml", 0, 0)]
)
def test_each_edit_leaves_what_a_clean_build_does(
    site: Site, monkeypatch: pytest.MonkeyPatch, builder: str, most: int, moves: int
) -> None:
    monkeypatch.setattr(last_index, "_MOST_CHANGES", most)
    monkeypatch.setattr(last_index, "_FEW_MOVES", moves)
    _write_blog(site)
    site.write("api.rst", _API)
    site.build(builder)
    for name, edit in EDITS.items():
        edit(site)
        updated = _shards(site.build(builder))
        assert updated == _shards(site.build(builder)), name
        assert updated == _shards(site.build(builder, into=f"clean-{name}")), name


def test_unchanged_documents_are_not_added_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_blog(site, 40)
    site.build()
    numbers: list[int] = []
    add = InvertedIndex.add

    def note(self: InvertedIndex, number: int, *args: Any) -> None:
        numbers.append(number)
        add(self, number, *args)

    monkeypatch.setattr(InvertedIndex, "add", note)
    site.post("p7", title="Post 7", date="2016-01-08", tags="[sea]", body="A lighthouse.\n")
    site.build()
    assert len(numbers) == 1


def test_processes_do_not_matter(site: Site) -> None:
    _write_blog(site, 12)
    assert _shards(site.build(parallel=4)) == _shards(site.build(into="serial"))


def test_a_new_post_leaves_the_blocks_of_others(site: Site) -> None:
    # Four blocks of documents, and some more.
    _write_blog(site, 28)
    for number in range(40):
        site.post(f"q{number}", title=f"Later {number}", date=f"2017-01-01 10:{number:02}")
    before = _shards(site.build())
    site.post("new", title="New post", date="2018-02-01", tags="[sky]", body="A kite.\n")
    after = _shards(site.build())
    documents = {name for name in before if name.startswith("_static/search/d-")}
    assert len(documents) == 5
    assert len(documents & after.keys()) == 4


def test_a_build_without_changes_writes_no_file(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_blog(site)
    first = site.build()
    times = {path: path.stat().st_mtime_ns for path in first.outdir.glob("_static/search/*")}

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sphinx_transcript.search.index_writing.InvertedIndex", fail)
    again = site.build()
    assert again.warnings == ""
    assert {path: path.stat().st_mtime_ns for path in times} == times


@pytest.mark.parametrize("conf", ["language = 'en_GB'\n", "html_search_language = 'de'\n"])
def test_a_change_of_language_alone(site: Site, conf: str) -> None:
    for name in ("index.md", "page.md"):
        site.write(name, "---\norphan: true\n---\n# Houses\n\n12345\n")
    site.build()
    site.conf(conf)
    assert _shards(site.build()) == _shards(site.clean_build())


def test_an_index_that_could_not_be_written_is_written_later(site: Site) -> None:
    _write_blog(site)
    folder = site.folder / "build/html/_static/search"
    folder.parent.mkdir(parents=True)
    folder.write_text("In the way.")
    assert "can't write the search index" in site.build().warnings
    folder.unlink()
    assert _shards(site.build()) == _shards(site.clean_build())


def test_a_missing_shard_is_written_again(site: Site) -> None:
    _write_blog(site)
    before = _shards(site.build())
    for path in (site.folder / "build/html/_static/search").glob("t-*"):
        path.unlink()
    assert _shards(site.build()) == before


def test_records_that_cannot_be_read_are_made_anew(site: Site) -> None:
    _write_blog(site)
    before = _shards(site.build())
    (head,) = (site.folder / "build/doctrees").glob("search-*.pickle")
    for content in (b"", b"\x80\x05K\x01.", b"nonsense"):
        head.write_bytes(content)
        build = site.build()
        assert build.warnings == ""
        assert _shards(build) == before
    head.unlink()
    assert _shards(site.build()) == before


def _records(site: Site) -> Path:
    (path,) = (site.folder / "build/doctrees").glob("search-*.records")
    return path


def test_records_that_are_missing_or_cut_are_made_anew(site: Site) -> None:
    _write_blog(site)
    before = _shards(site.build())
    _records(site).write_bytes(b"")
    assert _shards(site.build()) == before
    _records(site).unlink()
    build = site.build()
    assert build.warnings == ""
    assert _shards(build) == before
    assert _records(site).stat().st_size > 0


def test_damaged_records_are_made_anew_when_a_document_is_read(site: Site) -> None:
    _write_blog(site)
    site.build()
    records = _records(site)
    records.write_bytes(bytes(records.stat().st_size))
    site.post("p2", title="Post 2", date="2016-01-03", body="A lighthouse.\n")
    build = site.build()
    assert build.warnings == ""
    assert _shards(build) == _shards(site.clean_build())


def test_unchanged_build_loads_no_record(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_blog(site)
    before = _shards(site.build())
    records, content = _records(site), _records(site).read_bytes()
    records.write_bytes(bytes(len(content)))
    assert _shards(site.build()) == before
    # It has not been written, either.
    assert records.read_bytes() == bytes(len(content))


def test_a_build_that_fails_leaves_no_old_text(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_blog(site)
    site.build()
    site.post("p2", title="Post 2", date="2016-01-03", body="A lighthouse.\n")
    with monkeypatch.context() as patch:
        patch.setattr("sphinx.builders.html.StandaloneHTMLBuilder.finish", lambda _: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            site.build()
    assert found(site.build().outdir, "lighthouse") == ["post/p2.html"]


def test_two_output_folders_with_the_same_doctrees(site: Site) -> None:
    _write_blog(site)
    clean = _shards(site.build())
    assert _shards(site.build("dirhtml")).keys() != clean.keys()
    site.post("p2", title="Post 2", date="2016-01-03", body="A lighthouse.\n")
    for builder in ("dirhtml", "html"):
        assert _shards(site.build(builder)) == _shards(site.clean_build(builder))


def test_sphinxs_own_search_has_no_index_in_shards(site: Site) -> None:
    _write_blog(site)
    assert _shards(site.build())
    conf = "html_theme_options = {'search': 'sphinx'}\n"
    site.conf(conf)
    assert not _shards(site.build())
    assert not (site.folder / "build/html/_static/search").exists()
    site.conf("")
    assert _shards(site.build()) == _shards(site.clean_build())


def test_embedded_posts_do_not_replace_their_own_text(site: Site) -> None:
    _write_blog(site)
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: full\n```\n")
    build = site.build()
    (answer,) = ask(build.outdir, ["search", {"text": "lighthouse"}]).results
    assert answer["total"] == 0
    site.write("index.md", "# Home\n\nLighthouse.\n\n```{blog-index}\n:format: full\n```\n")
    assert _shards(site.build()) == _shards(site.clean_build())
    # The rows of a listing are the words of other pages.
    assert "index.html" not in found(site.build().outdir, "barometer")


@pytest.mark.parametrize("gone", ["src/post/p5.md", "build/html/post/p2.html"])
def test_damaged_records_do_not_leave_pages_out(site: Site, gone: str) -> None:
    _write_blog(site)
    site.build()
    (records,) = (site.folder / "build/doctrees").glob("search-*.records")
    records.write_bytes(bytes(records.stat().st_size))
    (site.folder / gone).unlink()
    assert _shards(site.build()) == _shards(site.clean_build())


def test_index_that_can_not_be_written_is_written_by_the_next_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_blog(site)
    site.build()
    _add(site)
    with monkeypatch.context() as patch:
        patch.setattr(index_writing, "_index_files", lambda *_, **__: 1 / 0)
        assert "ZeroDivisionError" in site.build().warnings
    assert _shards(site.build()) == _shards(site.clean_build())
