"""The interface's own words, from the message catalogue ``sphinx_transcript``.

See https://www.sphinx-doc.org/en/master/extdev/i18n.html
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CATALOGUE = "sphinx_transcript"
FOLDER = Path(__file__).parent / "locale"

text = get_translation(CATALOGUE)
"""Translate a message into the site's language."""


def minutes_text(minutes: int) -> str:
    """Return the reading time of *minutes* as a page shows it."""
    return text("{minutes} min").format(minutes=minutes)


def register(app: Sphinx) -> None:
    """Make the catalogues known to Sphinx."""
    app.add_message_catalog(CATALOGUE, str(FOLDER))
