"""Takes out of HTML what may not run, or has no use, in a feed.

Readers show the HTML of all feeds in one place: https://validator.w3.org/feed/docs/warning/SecurityRisk.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.fragments import attributes as known
from sphinx_transcript.fragments.parsing import all_elements, all_nodes, one_by_one
from sphinx_transcript.fragments.urls import clean_url, scheme_of

if TYPE_CHECKING:
    from collections.abc import Set

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SCHEMES = frozenset({
    "", "ftp", "ftps", "gemini", "geo", "git", "gopher", "http", "https", "irc", "ircs", "magnet",
    "mailto", "matrix", "news", "nntp", "sftp", "sip", "sips", "sms", "ssh", "tel", "xmpp",
})  # fmt: skip
"""The schemes that no reader runs as a script. '' is a link within the HTML."""
_MEDIA = frozenset({"audio", "feimage", "image", "img", "source", "track", "video"})
"""Elements that may hold their file in a URL of the scheme ``data``."""
_MEDIA_URL = re.compile(r"data:(?:audio|image|video)/", re.IGNORECASE)
_FRAMES = frozenset({"embed", "iframe", "object"})
"""Elements that show another document, which must be one of the web."""
_ANIMATIONS = frozenset({"animate", "animatemotion", "animatetransform", "set"})
_REMOVED = frozenset({
    "applet", "base", "button", "datalist", "frame", "frameset", "input", "link", "meta",
    "noframes", "optgroup", "option", "script", "select", "style", "template", "textarea",
})  # fmt: skip
_HIDDEN = {"dialog": "dialog:not([open])", "title": "title:not(svg *)"}
"""Selectors of elements that are removed in some places only, by name."""
_UNWRAPPED = frozenset({"canvas", "fieldset", "form", "label", "legend", "noscript"})
"""Elements of which only the content is shown."""
_REMOVED_ATTRIBUTES = frozenset({"form", "formaction", "ping", "srcdoc", "style"})
_UNSAFE = "data-transcript-unsafe"
"""Attribute of elements to be removed."""
_PIXELS = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+)(?:\.\d+)?px\s*(?=;|$)", re.IGNORECASE)


def clean_for_feed(tree: LexborHTMLParser) -> None:
    """Remove scripts, forms, style, event handlers and unsafe URLs from *tree*.

    The content of a form stays, without its controls. The URLs must be absolute already.
    """
    found = {(node.tag or "").lower() for node in all_elements(tree)}
    # The task of a list: its state is part of the text.
    for box in tree.css('input[type="checkbox" i]') if "input" in found else ():
        box.replace_with("☑" if "checked" in box.attributes else "☐")
    _remove_all(tree, ", ".join([*sorted(found & _REMOVED), *_selectors(found)]))
    for node in all_elements(tree):
        _clean_element(node)
    # What an object shows instead of its file is safe.
    _unwrap_all(tree, f"object[{_UNSAFE}]" if "object" in found else "")
    _remove_all(tree, f"[{_UNSAFE}]" if found & (_FRAMES | _ANIMATIONS) else "")
    _unwrap_all(tree, ", ".join(sorted(found & _UNWRAPPED)))
    if "<!--" in (tree.html or ""):
        for comment in [node for node in all_nodes(tree) if node.is_comment_node]:
            comment.decompose()


def _selectors(found: Set[str]) -> list[str]:
    return [selector for name, selector in _HIDDEN.items() if name in found]


def _remove_all(tree: LexborHTMLParser, selector: str) -> None:
    for node in one_by_one(tree, selector):
        node.decompose()


def _unwrap_all(tree: LexborHTMLParser, selector: str) -> None:
    for node in one_by_one(tree, selector):
        node.unwrap(delete_empty=True)


def _clean_element(node: LexborNode) -> None:
    tag = (node.tag or "").lower()
    given = node.attributes
    for name, value in given.items():
        if name == "class":
            continue
        is_unsafe = _is_url(tag, name) and not _is_safe(tag, value or "")
        if is_unsafe or name.startswith("on") or name in _REMOVED_ATTRIBUTES:
            del node.attrs[name]
    if tag == "img":
        for name, size in _PIXELS.findall(given.get("style") or ""):
            if name.lower() not in given:
                node.attrs[name.lower()] = size
    if tag in _FRAMES:
        url = given.get("data" if tag == "object" else "src") or ""
        if scheme_of(url) not in {"http", "https"}:
            node.attrs[_UNSAFE] = ""
    if tag in _ANIMATIONS and "href" in (given.get("attributeName") or "").lower():
        node.attrs[_UNSAFE] = ""


def _is_url(tag: str, name: str) -> bool:
    return name in known.URLS or (tag, name) in known.ELEMENT_URLS


def _is_safe(tag: str, url: str) -> bool:
    scheme = scheme_of(url)
    if scheme == "data":
        return tag in _MEDIA and _MEDIA_URL.match(clean_url(url)) is not None
    return scheme in _SCHEMES
