"""Renders the HTML page that redirects from an alias to a post."""

from __future__ import annotations

from html import escape

from sphinx_transcript.addresses.urls import quote_url
from sphinx_transcript.support.xml import xml_text


def redirect_page(
    *, target: str, canonical: str, title: str, language: str, message: str, style: str = ""
) -> str:
    """Return an HTML page that redirects to the URL *target*, and links to it.

    *canonical* is the absolute URL of the target, *title* the title of the target's page, *message*
    the text before the link, *language* a BCP 47 tag, and *style* the URL of a style sheet. Each of
    them may be empty.
    """
    href = escape(quote_url(target))
    name = _html(title) or href
    lang = f' lang="{_html(language)}"' if language else ""
    lines = [
        "<!DOCTYPE html>",
        f"<html{lang}>",
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{name}</title>",
        f'<meta http-equiv="refresh" content="0; url={href}">',
        '<meta name="robots" content="noindex">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        *([f'<link rel="stylesheet" href="{escape(quote_url(style))}">'] if style else ()),
        *([f'<link rel="canonical" href="{escape(quote_url(canonical))}">'] if canonical else ()),
        "</head>",
        "<body>",
        "<main>",
        f'<h1>{_html(message)} <a href="{href}">{name}</a></h1>',
        "</main>",
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _html(text: str) -> str:
    return escape(xml_text(text))
