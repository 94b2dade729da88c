"""Whether a build's pages are made with this theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_IN_USE = "_transcript_in_use"
FOLDER = Path(__file__).parent / "transcript"
"""The theme's templates and static files."""


def in_use(app: Sphinx) -> bool:
    """Tell whether the pages are made with this theme or one that inherits from it."""
    builder: Any = app.builder
    # Asked many times for each page.
    known: bool | None = getattr(builder, _IN_USE, None)
    if known is None:
        theme = getattr(builder, "theme", None)
        if theme is None:
            return False
        known = any(Path(folder) == FOLDER for folder in theme.get_theme_dirs())
        setattr(builder, _IN_USE, known)
    return known


def shows_prompts(app: Sphinx) -> bool:
    """Tell whether listings are to have a prompt: on pages of another theme they have none."""
    return app.builder.format != "html" or in_use(app)
