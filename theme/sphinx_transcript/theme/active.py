"""Whether a build's pages are made with this theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = Path(__file__).parent / "transcript"
"""The theme's templates and static files."""


def in_use(app: Sphinx) -> bool:
    """Tell whether the pages are made with this theme or one that inherits from it."""
    theme = getattr(app.builder, "theme", None)
    return theme is not None and any(Path(folder) == FOLDER for folder in theme.get_theme_dirs())


def shows_prompts(app: Sphinx) -> bool:
    """Tell whether listings are to have a prompt: on pages of another theme they have none."""
    return app.builder.format != "html" or in_use(app)
