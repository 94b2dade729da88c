"""Whether a build uses this theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_IS_ACTIVE = "_transcript_in_use"
"""The builder's attribute that caches whether the theme is active."""
FOLDER = Path(__file__).parent / "transcript"
"""The folder of the theme's templates and static files."""


def is_theme_active(app: Sphinx) -> bool:
    """Tell whether the HTML theme of the build is this one or one that inherits from it."""
    builder: Any = app.builder
    # Called many times for each page.
    known: bool | None = getattr(builder, _IS_ACTIVE, None)
    if known is None:
        theme = getattr(builder, "theme", None)
        if theme is None:
            return False
        known = any(Path(folder) == FOLDER for folder in theme.get_theme_dirs())
        setattr(builder, _IS_ACTIVE, known)
    return known


def shows_prompts(app: Sphinx) -> bool:
    """Tell whether listings get a prompt: always, except on HTML pages of other themes."""
    return app.builder.format != "html" or is_theme_active(app)
