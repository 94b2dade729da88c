"""Permalinks of headings: the style sheet shows their sign, the HTML has no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_SPHINX_DEFAULT = "¶"


def remove_text(app: Sphinx, builder: Builder) -> None:
    """Set ``html_permalinks_icon`` to '' while pages are written, unless the project has set it.

    A screen reader would read the text out, and copying or a text browser would include it. The
    environment, which stores the configuration, has been saved before this.
    """
    if is_theme_active(app) and app.config.html_permalinks_icon == _SPHINX_DEFAULT:
        app.config.html_permalinks_icon = ""


def restore_text(app: Sphinx, exception: Exception | None) -> None:
    """Restore ``html_permalinks_icon`` after the build."""
    if is_theme_active(app) and app.config.html_permalinks_icon == "":
        app.config.html_permalinks_icon = _SPHINX_DEFAULT
