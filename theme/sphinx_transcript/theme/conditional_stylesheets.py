"""Style sheets of the theme that only some pages need."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.html_builders import INDEX_TEMPLATES
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.project_templates import have_sidebars
from sphinx_transcript.theme.scheme_images import SCHEME_FRAGMENT

if TYPE_CHECKING:
    from sphinx_transcript.support.page_events import Page

_BY_CLASS = {
    # Tables, figures, boxes and other blocks that only some documents have.
    "content.css": re.compile(
        r"\b(?:align-|image-reference|admonition|topic|sidebar|version|deprecated|math|eqno|hlist)"
    ),
    # Markup of docutils and Sphinx that few documents have.
    "markup.css": re.compile(
        r"(?<![\w-])(?:footnotes?|footnote-list|citation|loweralpha|upperalpha|lowerroman"
        r"|upperroman|auto-toc|field-list|option-list|classifier|guilabel|menuselection"
        r"|accelerator|line-block|attribution|centered|align-(?:top|middle)|caption"
        r"|problematic|system-message(?:-title)?|strike|underline|pre-wrap|visually-hidden|sr-only"
        r"|code highlight|captionbelow|borderless|highlighttable|boldsymbol|boxed|cases|superscript"
        r"|toctree-l1|contents"
        r")(?![\w-])"
    ),
    "listing.css": re.compile(r"\bts-(?:blog-index|other-pages|avatar)\b"),
    # Widths that authors set.
    "widths.css": re.compile(r"\bts-width-(?:rem-)?\d"),
    # What MathML leaves to style sheets.
    "math.css": re.compile("^ts-math-"),
    "schemes.css": re.compile(r"\b(?:only-(?:light|dark)|(?:light|dark)-only)\b"),
    # Output with colours, and the screens of recordings, which have the classes in their data.
    "ansi.css": re.compile(r"\bts-ansi-"),
    "recording.css": re.compile(r"\bts-recording\b"),
    # Signatures of the objects that a project documents.
    "lookup.css": re.compile(r"\bsig\b"),
    # Adaptations of extensions to the theme.
    "others.css": re.compile("(?:^| )(?:viewcode-|graphviz|plantuml|sphx-glr-)"),
    "notebooks.css": re.compile(r"(?:^| )(?:dataframe|rendered_html|alert)\b"),
}
"""The style sheets that a page needs where a value of an attribute ``class`` matches."""
_BY_MARKUP = {
    "content.css": re.compile(r"<(?:table|figure|figcaption|aside|math|input|svg)\b"),
    "markup.css": re.compile(r"<kbd[^>]*><kbd|<(?:samp|tt)\b"),
    "schemes.css": SCHEME_FRAGMENT,
    "ansi.css": re.compile('"ts-ansi-'),
    "others.css": re.compile('<img class="math"'),
    "notebooks.css": re.compile('<table id="T_'),
}
"""The style sheets that a page needs where its body matches, whatever its classes are."""
_ALIGNED_RIGHT = re.compile(r'<(?:p|div) class="(?:[^"]* )?align-right\b')
"""A paragraph or box on the right, which needs ``markup.css``."""
_BY_FILE = {
    "others.css": re.compile(
        r"_static/(?:copybutton|tabs|togglebutton|proof|exercise|sg_gallery|tippy)\b"
    ),
    "design.css": re.compile(r"_static/sphinx-design\b"),
    "notebooks.css": re.compile(
        r"_static/(?:mystnb|nbsphinx-code-cells|jupyter-sphinx|sphinx-thebe)\b"
    ),
}
"""The style sheets that a page needs where it loads a file of an extension, by the file's name."""
# lookup.css styles the pages of these templates, too.
_LOOKUP_TEMPLATES = INDEX_TEMPLATES | {"search.html"}


def add_stylesheets(page: Page) -> None:
    """Add the style sheets that *page* needs."""
    app, context = page.app, page.context
    if not is_theme_active(app):
        return
    body = context.get("body") or ""
    matching = _needed_by(body)
    needed = [name for name in _BY_CLASS if name in matching and name not in _BY_FILE]
    if page.template in _LOOKUP_TEMPLATES and "lookup.css" not in needed:
        needed.append("lookup.css")
    if page.name != app.config.root_doc and not context.get("post") and _has_navigation(context):
        needed.append("documentation.css")
    if context.get("sidebars") or have_sidebars(app):
        needed.append("sidebars.css")
    for name in needed:
        app.add_css_file(name)
    files = (*context.get("css_files", ()), *context.get("script_files", ()))
    for file in files:
        matching |= _needed_by_file(str(getattr(file, "filename", file)))
    for name in _BY_FILE:
        if name in matching:
            app.add_css_file(name, priority=700)


def _needed_by(body: str) -> set[str]:
    """Return the names of the style sheets that a page with this *body* needs."""
    # Most of the values repeat, on a page and from page to page.
    values = {part.partition('"')[0] for part in body.split('class="')[1:]}
    needed: set[str] = set().union(*map(_needed_by_class, values))
    needed.update(name for name, pattern in _BY_MARKUP.items() if pattern.search(body))
    if "content.css" in needed and _ALIGNED_RIGHT.search(body):
        needed.add("markup.css")
    return needed


@lru_cache(4096)
def _needed_by_class(value: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _BY_CLASS.items() if pattern.search(value))


@lru_cache(256)
def _needed_by_file(name: str) -> frozenset[str]:
    return frozenset(sheet for sheet, pattern in _BY_FILE.items() if pattern.search(name))


def _has_navigation(context: dict[str, Any]) -> bool:
    """Tell whether a page of documentation shows links to pages or headings beside its text."""
    return any(context.get(name) for name in ("branch", "contents", "prev", "next"))
