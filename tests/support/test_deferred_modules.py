"""Modules of handlers are imported by the first call, and have what is registered."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.support.deferred_modules import deferred

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a package with a module `late`."""
    folder = tmp_path / "deferred_room"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "late.py").write_text("def added(a, *, b=0):\n    return a + b\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return folder.name


def test_call_imports_the_module(room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (late,) = deferred(room, "late")
    function = late.added
    assert (function.__module__, function.__qualname__) == (f"{room}.late", "added")
    assert f"{room}.late" not in sys.modules
    assert function(1, b=2) == 3
    module = sys.modules.pop(f"{room}.late")
    monkeypatch.delitem(sys.modules, room)
    assert module.added(1) == 1


def test_all_that_is_registered_exists(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, str]] = []
    original = deferred.__globals__["DeferredModule"].__getattr__

    def note(self: object, function: str) -> object:
        made.append((vars(self)["_name"], function))
        return original(self, function)

    monkeypatch.setattr(deferred.__globals__["DeferredModule"], "__getattr__", note)
    site.build()
    assert len(made) > 15
    for module, function in made:
        assert callable(getattr(importlib.import_module(module), function))
