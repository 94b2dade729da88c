"""The files that links name are recorded, so that a link is read again when its file appears."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.project import Project

from sphinx_transcript.records import cross_references
from sphinx_transcript.support.build_cache import BuildCache

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_files_of_documents_are_looked_up_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.md", "b/c.md", "file.txt"):
        (tmp_path / name).touch()
    project = Project(tmp_path, {".md": "markdown"})
    project.discover()
    asked: list[str] = []

    def relfn2path(path: str, docname: str) -> tuple[str, str]:
        asked.append(path)
        return path.lstrip("/"), str(tmp_path / path.lstrip("/"))

    env: Any = SimpleNamespace(relfn2path=relfn2path)
    env.doc2path = lambda docname, *, base: project.doc2path(docname, base)
    cache = SimpleNamespace(cache=BuildCache())
    monkeypatch.setattr(cross_references, "blog_domain", lambda env: cache)
    links = [
        addnodes.pending_xref("", reftype="myst", reftarget=target, refdomain=domain)
        for target, domain in (
            ("b/c", "doc"), ("a", "doc"), ("b/c", "doc"), ("file.txt#x", None), ("gone", None),
            ("#x", None), ("https://example.org", None),
        )
    ]  # fmt: skip
    for _ in range(2):
        assert cross_references._named_files(env, links, "index") == [
            ("b/c.md", True), ("a.md", True), ("b/c.md", True), ("file.txt", True),
            ("gone", False),
        ]  # fmt: skip
    assert asked == ["/b/c.md", "/a.md", *(["file.txt", "gone"] * 2)]
