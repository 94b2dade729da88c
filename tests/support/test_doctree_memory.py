"""A build keeps few doctrees in memory, and writes the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.support import doctree_memory

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Site


def kept_by_build(folder: Path, site: Site, shortcuts: bool) -> tuple[int, int, dict[str, bytes]]:
    """Return the numbers of trees after reading and of pickles in the end, and the pages."""
    app = SphinxTestApp(
        srcdir=site.srcdir, builddir=folder, confoverrides={"transcript_shortcuts": shortcuts}
    )
    trees: list[int] = []
    pickles: list[int] = []

    def count_trees(app: Any, env: Any) -> None:
        trees.append(len(env._write_doc_doctree_cache))

    def count_pickles(app: Any, exception: Exception | None) -> None:
        pickles.append(len(app.env._pickled_doctree_cache))

    try:
        app.connect("env-updated", count_trees)
        app.connect("build-finished", count_pickles)
        app.build(force_all=True)
        pages = {page.name: page.read_bytes() for page in app.outdir.glob("*.html")}
        return trees[0], pickles[0], pages
    finally:
        app.cleanup()


def test_few_trees_are_kept(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(8):
        site.write(f"page{number}.md", f"# Page {number}\n\n*Text* of [the next](index.md).\n")
    _, _, pages = kept_by_build(tmp_path / "all", site, True)
    monkeypatch.setattr(doctree_memory, "MAX_TREES", 2)
    monkeypatch.setattr(doctree_memory, "MAX_BYTES", 0)
    monkeypatch.setattr(doctree_memory, "MAX_PICKLES", 3)
    # The document that was read last is not followed by another.
    trees, pickles, same = kept_by_build(tmp_path / "few", site, True)
    assert trees == 3
    assert 0 < pickles <= 3
    assert same == pages
    trees, _, original = kept_by_build(tmp_path / "sphinx", site, False)
    assert trees > 8
    assert original == pages


def test_more_trees_are_kept_if_they_are_small(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        site.write(f"page{number}.md", f"# Page {number}\n")
    kept_by_build(tmp_path / "all", site, True)
    sizes = [path.stat().st_size for path in (tmp_path / "all").rglob("page*.doctree")]
    assert len(sizes) == 8
    monkeypatch.setattr(doctree_memory, "MAX_TREES", 2)
    monkeypatch.setattr(doctree_memory, "MAX_BYTES", sum(sizes) * 5 // 8)
    trees, _, _ = kept_by_build(tmp_path / "few", site, True)
    # One is larger than a page: index.md. The one that was read last is not followed by another.
    assert trees in {5, 6}
