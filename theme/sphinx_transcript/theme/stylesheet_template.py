"""What the templates of the style sheets need: the rules of Pygments, and a minifier.

A page loads one style sheet, which has the rules of all pages, and those of the others that its
content needs (see `conditional_stylesheets`). They are minified when they are copied; their
sources, in ``transcript/css``, are for people to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcssmin import cssmin
from rjsmin import jsmin

from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_MAIN_SHEET = "_static/transcript.css"
_PYGMENTS_SHEETS = frozenset({"_static/pygments.css", "_static/pygments_dark.css"})
"""The second is for dark systems, and knows no choice of the reader."""


def prepare_templates(app: Sphinx) -> None:
    """Add the function ``pygments_rules`` and the filters that minify to the templates."""
    builder: Any = app.builder
    if is_theme_active(app):
        environment = builder.templates.environment
        environment.filters["minified"] = cssmin
        environment.filters["minified_script"] = jsmin
        environment.globals["pygments_rules"] = builder.highlighter.get_stylesheet


def needed_sheets(sheets: list[Any]) -> list[Any]:
    """Return *sheets* without those of Pygments, if the theme's own is loaded.

    It has their rules. Sphinx writes the files nevertheless; a theme that inherits from this one
    may load them alone.
    """
    names = [str(getattr(sheet, "filename", sheet)) for sheet in sheets]
    if _MAIN_SHEET not in names:
        return sheets
    return [
        sheet for sheet, name in zip(sheets, names, strict=True) if name not in _PYGMENTS_SHEETS
    ]
