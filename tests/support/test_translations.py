"""The message catalogues."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

PACKAGE = ROOT / "theme" / "sphinx_transcript"
CATALOGUES = sorted(PACKAGE.glob("support/locale/*/LC_MESSAGES/sphinx_transcript.po"))
_MESSAGE_CALL = re.compile(r"""\b(?:t|text)\((?:'([^']+)'|"([^"]+)")\)""")


def _used_messages() -> set[str]:
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]
    return {
        single or double
        for file in files
        for single, double in _MESSAGE_CALL.findall(file.read_text())
    }


def test_template_has_all_messages_of_the_code() -> None:
    with (PACKAGE / "support" / "locale" / "sphinx_transcript.pot").open("rb") as file:
        messages = {message.id for message in read_po(file) if message.id}
    assert messages == _used_messages()
    assert len(messages) > 10


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_is_complete_and_compiled(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert {message.id for message in catalogue if message.id} == _used_messages()
    assert [message.id for message in catalogue if message.id and not message.string] == []
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with path.with_suffix(".mo").open("rb") as file:
        shipped = {message.id: message.string for message in read_mo(file) if message.id}
    assert shipped == {message.id: message.string for message in read_mo(compiled) if message.id}


def test_interface_is_in_the_language_of_the_site(site: Site) -> None:
    site.post("one", title="Eins", date="2016-01-01")
    site.post("two", title="Zwei", date="2016-01-02")
    build = site.build(language="de")
    page = build.read("post/one.html")
    assert '<html lang="de"' in page
    assert "Zum Inhalt springen" in page
    assert '<span class="ts-relation">neuer</span>' in page
    assert "1 Min." in build.read("index.html")
