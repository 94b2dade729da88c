"""Message catalogues are found where Sphinx finds them."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from sphinx import locale

from sphinx_transcript.support.catalogue_folders import init_existing

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = locale.init


@pytest.fixture
def folders(tmp_path: Path) -> list[Any]:
    """Return folders of translations: two with the same catalogue, and others without."""
    for name in ("one", "two"):
        catalogue = Catalog("de")
        catalogue.add("word", f"Wort {name}")
        path = tmp_path / name / "de" / "LC_MESSAGES" / "page.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    names = ("gone", "one", "empty", "file", "two")
    return [None, *(tmp_path / name for name in names), str(tmp_path / "one"), ""]


@pytest.mark.parametrize("language", ["de", "en", None])
@pytest.mark.parametrize("chosen", [slice(0), slice(2), slice(3), slice(None), slice(3, 5)])
@pytest.mark.parametrize("catalog", ["page", "other"])
def test_catalogues_are_those_of_sphinx(
    folders: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    language: str | None,
    chosen: slice,
    catalog: str,
) -> None:
    found = []
    for init in (ORIGINAL, init_existing(ORIGINAL)):
        monkeypatch.setattr(locale, "translators", {})
        for _ in range(2):
            translator: Any
            translator, has_translation = init(iter(folders[chosen]), language, catalog, "general")
            texts = [translator.gettext("word")]
            while (translator := translator._fallback) is not None:
                texts.append(translator.gettext("word"))
            found.append((has_translation, texts, list(locale.translators)))
    assert found[:2] == found[2:]


def test_folders_that_are_missing_are_not_searched(
    folders: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[Any] = []
    find = gettext.find

    def search(name: str, folder: Any, *arguments: Any, **named: Any) -> Any:
        searched.append(folder)
        return find(name, folder, *arguments, **named)

    monkeypatch.setattr(gettext, "find", search)
    init_existing(ORIGINAL)(folders[:4], "de", "page")
    assert searched == [folders[0], folders[2], folders[3]]
