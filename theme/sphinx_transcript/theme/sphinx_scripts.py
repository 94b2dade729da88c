"""Sphinx's own scripts: only pages that can use them load them.

Sphinx promises other scripts ``DOCUMENTATION_OPTIONS``, ``Documentation`` and ``SphinxHighlight``:
they are there wherever a script is that isn't the theme's, and where an option asks for what they
do. See
https://www.sphinx-doc.org/en/master/development/html_themes/templating.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.theme.project_templates import SCRIPT, have_scripts
from sphinx_transcript.theme.search_prompt import script_address

if TYPE_CHECKING:
    from sphinx_transcript.support.page_events import Page

_OF_SPHINX = frozenset(
    {
        "_static/documentation_options.js",
        "_static/doctools.js",
        "_static/sphinx_highlight.js",
        "_static/translations.js",
    }
)
_OF_THEME = frozenset({"_static/transcript.js", "_static/recording.js"})
_SEARCH_TEMPLATE = "search.html"
_HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
"""An event handler in a start tag."""
_HANDLER_NAME = re.compile(r"on(?<=\son)[a-z]+\s*=")
"""The name of an event handler in HTML in lower case, or text like it; it is found much faster."""


def needed_scripts(page: Page, scripts: list[Any]) -> list[Any]:
    """Return *scripts*, without Sphinx's own if *page* has no other script."""
    names = [str(getattr(script, "filename", script) or "body") for script in scripts]
    if (
        (page.template == _SEARCH_TEMPLATE and not script_address(page.app))
        or not set(names) <= _OF_SPHINX | _OF_THEME
        or have_scripts(page.app)
        or _has_keys(page)
        or any(map(_runs, (page.context.get("body"), page.context.get("metatags"))))
    ):
        return scripts
    return [script for script, name in zip(scripts, names, strict=True) if name in _OF_THEME]


def _has_keys(page: Page) -> bool:
    """Tell whether the arrow keys lead to the previous and the next page, by an option of basic."""
    value = str(page.context.get("theme_navigation_with_keys", "")).lower()
    return value in {"true", "yes", "on", "1"}


def _runs(html: object) -> bool:
    """Tell whether *html*, of a raw directive, a notebook or an extension, has a script."""
    if not isinstance(html, str):
        return False
    if SCRIPT.search(html):
        return True
    return bool(_HANDLER_NAME.search(html.lower()) and _HANDLER.search(html))
