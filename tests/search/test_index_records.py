"""The file with the records of pages, beside the doctrees."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sphinx_transcript.search import records

if TYPE_CHECKING:
    import pytest


def test_output_on_another_drive_than_the_doctrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no relative path between them."""

    def relpath(path: object, start: object) -> str:
        raise ValueError(f"path is on mount 'D:', start on mount 'C:': {path} {start}")

    monkeypatch.setattr(os.path, "relpath", relpath)
    builder = SimpleNamespace(name="html")
    names = []
    for outdir in ("/d/one", "/d/two"):
        app = SimpleNamespace(outdir=outdir, doctreedir="/c/doctrees", builder=builder)
        store = records.load_store(cast("Any", app))
        assert store.names == set()
        names.append(records.store_path(cast("Any", app)).name)
    assert len(set(names)) == 2
