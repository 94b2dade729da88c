"""Style sheets of the theme that only some pages need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.html_builders import INDEX_TEMPLATES
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.project_templates import have_sidebars
from sphinx_transcript.theme.scheme_images import SCHEME_CONTENT

if TYPE_CHECKING:
    from sphinx_transcript.support.page_events import Page

_BY_CONTENT = {
    # Tables, figures, boxes and other blocks that only some documents have.
    "content.css": re.compile(
        r"<(?:table|figure|figcaption|aside|math|input|svg)\b"
        r'|class="[^"]*\b(?:align-|image-reference|admonition|topic|sidebar|version|deprecated|math|eqno|hlist)'
    ),
    # Markup of docutils and Sphinx that few documents have.
    "markup.css": re.compile(
        r'class="[^"]*(?<![\w-])(?:footnotes?|footnote-list|citation|loweralpha|upperalpha|lowerroman'
        r"|upperroman|auto-toc|field-list|option-list|classifier|guilabel|menuselection"
        r"|accelerator|line-block|attribution|centered|align-(?:top|middle)|caption"
        r"|problematic|system-message(?:-title)?|strike|underline|pre-wrap|visually-hidden|sr-only"
        r"|code highlight|captionbelow|borderless|highlighttable|boldsymbol|boxed|cases|superscript"
        r"|toctree-l1|contents"
        r")(?![\w-])"
        r'|<(?:p|div) class="(?:[^"]* )?align-right\b|<kbd[^>]*><kbd|<(?:samp|tt)\b'
    ),
    "listing.css": re.compile(r'class="[^"]*\bts-(?:blog-index|other-pages|avatar)\b'),
    # Widths that authors set.
    "widths.css": re.compile(r'class="[^"]*\bts-width-(?:rem-)?\d'),
    # What MathML leaves to style sheets.
    "math.css": re.compile('class="ts-math-'),
    "schemes.css": SCHEME_CONTENT,
    # Output with colours, and the screens of recordings, which have the classes in their data.
    "ansi.css": re.compile(r'class="[^"]*\bts-ansi-|"ts-ansi-'),
    "recording.css": re.compile(r'class="[^"]*\bts-recording\b'),
    # Signatures of the objects that a project documents.
    "lookup.css": re.compile(r'class="[^"]*\bsig\b'),
}
"""The style sheets that a page needs where its body matches."""
# lookup.css styles the pages of these templates, too.
_LOOKUP_TEMPLATES = INDEX_TEMPLATES | {"search.html"}
_EXTENSIONS = {
    "others.css": (
        re.compile(r"_static/(?:copybutton|tabs|togglebutton|proof|exercise|sg_gallery|tippy)\b"),
        re.compile(
            r'class="(?:[^"]* )?(?:viewcode-|graphviz|plantuml|sphx-glr-)|<img class="math"'
        ),
    ),
    "design.css": (re.compile(r"_static/sphinx-design\b"), None),
    "notebooks.css": (
        re.compile(r"_static/(?:mystnb|nbsphinx-code-cells|jupyter-sphinx|sphinx-thebe)\b"),
        re.compile(r'class="(?:[^"]* )?(?:dataframe|rendered_html|alert)\b|<table id="T_'),
    ),
}
"""The style sheets that adapt extensions to the theme, by their own files and by their markup."""


def add_stylesheets(page: Page) -> None:
    """Add the style sheets that *page* needs."""
    app, context = page.app, page.context
    if not is_theme_active(app):
        return
    body = context.get("body") or ""
    needed = [name for name, pattern in _BY_CONTENT.items() if pattern.search(body)]
    if page.template in _LOOKUP_TEMPLATES and "lookup.css" not in needed:
        needed.append("lookup.css")
    if page.name != app.config.root_doc and not context.get("post") and _has_navigation(context):
        needed.append("documentation.css")
    if context.get("sidebars") or have_sidebars(app):
        needed.append("sidebars.css")
    for name in needed:
        app.add_css_file(name)
    files = (*context.get("css_files", ()), *context.get("script_files", ()))
    loaded = [str(getattr(file, "filename", file)) for file in files]
    for name, (names, markup) in _EXTENSIONS.items():
        if any(map(names.search, loaded)) or (markup and markup.search(body)):
            app.add_css_file(name, priority=700)


def _has_navigation(context: dict[str, Any]) -> bool:
    """Tell whether a page of documentation shows links to pages or headings beside its text."""
    return any(context.get(name) for name in ("branch", "contents", "prev", "next"))
