"""Style sheets of the theme that only some pages need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.support.html_builders import INDEX_TEMPLATES
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx_transcript.support.page_events import Page

# Classes of widths.css, for widths that authors set.
_WIDTH = re.compile(r'class="[^"]*\bts-width-(?:rem-)?\d')
# lookup.css styles signatures, and the pages of these templates.
_SIGNATURE = re.compile(r'class="[^"]*\bsig\b')
_LOOKUP_TEMPLATES = INDEX_TEMPLATES | {"search.html"}
# others.css gives the theme's colours to the extensions that have these style sheets.
_EXTENSION_SHEETS = re.compile(r"_static/(?:copybutton|mystnb|sphinx-design|tabs)\b")
# The extension sphinx.ext.viewcode has no style sheet.
_VIEWCODE = 'class="viewcode-'


def add_stylesheets(page: Page) -> None:
    """Add the style sheets that *page* needs."""
    app, context = page.app, page.context
    if not is_theme_active(app):
        return
    body = context.get("body") or ""
    if _WIDTH.search(body):
        app.add_css_file("widths.css")
    if page.template in _LOOKUP_TEMPLATES or _SIGNATURE.search(body):
        app.add_css_file("lookup.css")
    sheets = [str(getattr(sheet, "filename", sheet)) for sheet in context.get("css_files", ())]
    if _VIEWCODE in body or any(map(_EXTENSION_SHEETS.search, sheets)):
        app.add_css_file("others.css", priority=700)
