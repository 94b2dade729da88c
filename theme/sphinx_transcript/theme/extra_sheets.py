"""Style sheets of the theme that only some pages load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.html_builders import INDEX_TEMPLATES
from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

# A class of widths.css, which has what authors say of widths.
_WIDTH = re.compile(r'class="[^"]*\bwidth-(?:rem-)?\d')
# What lookup.css is for: signatures, and pages of these templates.
_SIGNATURE = re.compile(r'class="[^"]*\bsig\b')
_LOOKUP = INDEX_TEMPLATES | {"search.html"}
# The files of extensions to which others.css gives the colours of the theme.
_OTHERS = re.compile(r"_static/(?:copybutton|mystnb|sphinx-design|tabs)\b")
# Sphinx's own extension for links to sources has no file.
_VIEWCODE = 'class="viewcode-'


def load_needed(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Have the page *pagename* load what it needs."""
    if not in_use(app):
        return
    body = context.get("body") or ""
    if _WIDTH.search(body):
        app.add_css_file("widths.css")
    if templatename in _LOOKUP or _SIGNATURE.search(body):
        app.add_css_file("lookup.css")
    sheets = [str(getattr(sheet, "filename", sheet)) for sheet in context.get("css_files", ())]
    if _VIEWCODE in body or any(map(_OTHERS.search, sheets)):
        app.add_css_file("others.css", priority=700)
