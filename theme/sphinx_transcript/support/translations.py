"""Translations of the interface, from the message catalogue ``sphinx_transcript``.

See https://www.sphinx-doc.org/en/master/extdev/i18n.html
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CATALOGUE = "sphinx_transcript"
_FOLDER = Path(__file__).parent / "locale"

text = get_translation(_CATALOGUE)
"""Translates a message into the language of the site."""


def minutes_text(minutes: int) -> str:
    """Return a reading time of *minutes* in the language of the site."""
    return text("{minutes} min").format(minutes=minutes)


def register(app: Sphinx) -> None:
    """Register the message catalogues."""
    app.add_message_catalog(_CATALOGUE, str(_FOLDER))
