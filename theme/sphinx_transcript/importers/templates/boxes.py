"""Converts tags around text to boxes: notes, tabs, and text that folds."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import fence_for
from sphinx_transcript.importers.templates.embeds import figure_around
from sphinx_transcript.importers.templates.results import Block, Wrapped

if TYPE_CHECKING:
    from sphinx_transcript.importers.templates.tags import Arguments, Tag

# The names that themes give to their boxes, by the directive of docutils for each.
BOX_KINDS = {
    "note": "note",
    "info": "note",
    "information": "note",
    "abstract": "note",
    "primary": "note",
    "notice": "note",
    "callout": "note",
    "alert": "note",
    "admonition": "note",
    "hint": "hint",
    "tip": "tip",
    "success": "tip",
    "important": "important",
    "question": "important",
    "warning": "warning",
    "warn": "warning",
    "attention": "attention",
    "caution": "caution",
    "danger": "danger",
    "error": "error",
    "failure": "error",
    "bug": "error",
}
# Tags whose first argument, or whose type, is the kind of the box.
_GENERAL = frozenset({"notice", "callout", "alert", "admonition", "hint", "box", "bloc", "block"})
_TYPE_NAMES = ("type", "kind", "context", "style", "color", "level", "class")
_FOLDING = frozenset({"details", "expand", "collapse", "collapsible", "spoiler", "fold"})
_GROUPS = frozenset({"tabs", "tabpane", "codetabs", "code-tabs", "tabgroup", "tabset"})
_TABS = frozenset({"tab", "codetab", "code-tab"})
_FIGURES = frozenset({"figure", "gallery", "images", "figcaption"})
_HEADING = re.compile(r"^[ \t]*(?:#{1,6}[ \t]|[=-]{3,}[ \t]*$)", re.MULTILINE)
_MAX_TITLE = 200


def box(tag: Tag, arguments: Arguments, inside: str) -> Block | Wrapped | None:
    """Return what replaces a tag around the text *inside*; None if it is no known box."""
    name = tag.name.rpartition("/")[2].lower()
    fence = _fence(tag, inside)
    title = " ".join(arguments.get("title", "header", "summary", "name", "label").split())
    if name in _GROUPS:
        return Wrapped("", "")
    if name in _FIGURES:
        return _figure(arguments, inside, fence)
    if name in _TABS:
        return _tab(tag, arguments, title or arguments.get(at=0), inside)
    if name in _FOLDING:
        return _folding(title or " ".join(arguments.positional[:1]), inside, fence)
    if name not in BOX_KINDS and name not in _GENERAL:
        return None
    first = arguments.get(*_TYPE_NAMES, at=0)
    kind = BOX_KINDS.get(first.lower()) if name in _GENERAL else None
    if kind is None:
        kind = BOX_KINDS.get(name, "note")
        title = title or (first if not arguments.get(*_TYPE_NAMES) else "")
    elif not title and len(arguments.positional) > 1:
        title = arguments.positional[1]
    if not title:
        return Wrapped(f"{fence}{{{kind}}}", fence)
    return Wrapped(admonition(fence, title, kind), fence)


def _figure(arguments: Arguments, inside: str, fence: str) -> Block | Wrapped:
    """Return a figure for one image, or else all that is inside with the caption below."""
    if new := figure_around(arguments, inside):
        return Block(new)
    classes = " ".join(re.findall(r"[\w-]+", arguments.get("class")))
    caption = " ".join(arguments.get("caption", "title").split())
    after = f"{caption}\n{fence}" if caption else fence
    return Wrapped(f"{fence}{{container}} {classes}".rstrip(), after)


def admonition(fence: str, title: str, kind: str) -> str:
    """Return the first lines of a box with a *title*, which may be no longer than one line."""
    words = " ".join(title.split())[:_MAX_TITLE]
    return f"{fence}{{admonition}} {words}\n:class: {kind}"


def _tab(tag: Tag, arguments: Arguments, title: str, inside: str) -> Block | Wrapped:
    fence = _fence(tag, inside)
    language = arguments.get("lang", "language")
    first = f"{fence}{{admonition}} {title or language or '·'}"
    if not tag.children and re.fullmatch(r"[\w+#.-]+", language):
        # What is inside is code.
        code = inside.strip("\n")
        inner = fence_for(code)
        return Block(f"{first}\n{inner}{language}\n{code}\n{inner}\n{fence}")
    return Wrapped(first, fence)


def _folding(title: str, inside: str, fence: str) -> Wrapped:
    if _HEADING.search(inside):
        # A heading would begin a section that ends outside of the HTML element.
        return Wrapped(admonition(fence, title or "…", "dropdown"), fence)
    summary = f"<summary>{html.escape(title, quote=False)}</summary>" if title else ""
    return Wrapped(f"<details>{summary}", "</details>")


def _fence(tag: Tag, inside: str) -> str:
    """Return a fence that is longer than any that what is *inside* can become."""
    longest = max((len(run) for run in re.findall(r"`{3,}", inside)), default=2)
    return "`" * (longest + 2 + _height(tag))


def _height(tag: Tag) -> int:
    return max((1 + _height(child) for child in tag.children), default=0)
