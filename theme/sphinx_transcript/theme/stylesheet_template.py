"""What the templates of style sheets and scripts need: their parts, Pygments' rules, a minifier.

A page loads one style sheet, which has the rules of all pages, and those of the others that its
content needs (see `conditional_stylesheets`). They are minified when they are copied; their
sources, in ``transcript/css``, are for people to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from rcssmin import cssmin
from rjsmin import jsmin

from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context
    from sphinx.application import Sphinx

_MAIN_SHEET = "_static/transcript.css"
_PYGMENTS_SHEETS = frozenset({"_static/pygments.css", "_static/pygments_dark.css"})
"""The second is for dark systems, and knows no choice of the reader."""


def prepare_templates(app: Sphinx) -> None:
    """Add what the templates of style sheets and scripts use: functions and filters."""
    builder: Any = app.builder
    if is_theme_active(app):
        environment = builder.templates.environment
        environment.filters["minified"] = cssmin
        environment.filters["minified_script"] = jsmin
        environment.globals["pygments_rules"] = builder.highlighter.get_stylesheet
        environment.globals["asset_part"] = asset_part
        environment.globals["minified_sheet"] = minified_sheet


@pass_context
def asset_part(context: Context, name: str) -> str:
    """Return what ``{% include name %}`` does; most parts are plain text, and never compiled."""
    environment = context.environment
    if environment.loader is not None:
        source = environment.loader.get_source(environment, name)[0]
        if _is_plain(environment, source):
            # Jinja reads the lines of a template in this way.
            return source.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return environment.get_template(name).render(context.get_all())


@pass_context
def minified_sheet(context: Context, name: str) -> str:
    """Return the part *name*, a style sheet, minified."""
    return str(cssmin(asset_part(context, name)))


def _is_plain(environment: Environment, source: str) -> bool:
    """Return whether *source* has nothing that is a template's."""
    marks = (
        environment.block_start_string,
        environment.variable_start_string,
        environment.comment_start_string,
    )
    is_by_line = environment.line_statement_prefix or environment.line_comment_prefix
    return not is_by_line and not any(mark in source for mark in marks)


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
