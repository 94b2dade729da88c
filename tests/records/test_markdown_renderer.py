"""MyST's renderer resolves no paths that are the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.records import markdown_renderer
from sphinx_transcript.records.markdown_renderer import _PathAsGiven

if TYPE_CHECKING:
    from tests.conftest import Site


def test_paths_are_the_same_if_they_lead_to_the_same_file(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "b"
    file.touch()
    link.symlink_to(file)
    assert _PathAsGiven(file).resolve() == _PathAsGiven(str(file)).resolve()
    assert _PathAsGiven(file) == _PathAsGiven(link)
    assert _PathAsGiven(file) != _PathAsGiven(tmp_path / "c")


@pytest.mark.skipif(
    markdown_renderer._ADD_METADATA is None, reason="this release adds no metadata while it renders"
)
def test_metadata_are_added_without_resolving_paths(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved: list[str] = []
    original = Path.resolve

    def resolve(self: Path, *arguments: Any) -> Path:
        resolved.append(self.name)
        return original(self, *arguments)

    site.conf('myst_enable_extensions = ["substitution"]\n')
    source = "---\nsubject: Mine\n---\n# {{ env.metadata[env.docname]['subject'] }}\n"
    site.write("own.md", source)
    monkeypatch.setattr(Path, "resolve", resolve)
    build = site.build()
    assert "Mine" in (build.outdir / "own.html").read_text("utf-8")
    assert "own.md" not in resolved
