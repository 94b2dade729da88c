"""What stands in plain text for a node of another extension that has no text of its own.

Extensions keep what a node shows in its attributes, under names of their own. These are the names
that the extensions on PyPI use for labels, addresses and sources of diagrams.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes

_LABELS = (
    "alt",
    "title",
    "caption",
    "label",
    "aria-label",
    "aria_label",
    "icon",
    "text",
    "content",
)
_ADDRESSES = ("url", "uri", "refuri", "src", "href", "link")
_SOURCES = ("code", "uml", "dot", "source", "content")
_PLATFORMS = {
    "youtube": "https://youtu.be/{id}",
    "vimeo": "https://vimeo.com/{id}",
    "peertube": "{instance} {id}",
}
"""Addresses of videos of sphinxcontrib-youtube. Its visitors for HTML change those of the node."""
_FORM_FIELDS = frozenset({"button", "checkbox", "hidden", "radio", "submit"})
"""Values of ``type`` of the controls that work tabs and menus."""
_ICON_CLASS = re.compile(r"\b([\w-]+) \1-([\w-]+)")
"""Classes of an icon, such as ``sd-octicon sd-octicon-report``."""
_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME_SUFFIX = re.compile(r"(?:_?node)$", re.IGNORECASE)


def source_of(node: nodes.Element) -> str:
    """Return the source of the diagram that *node* is, of several lines or one; '' if it is none.

    A diagram with an alternative text is described by that instead.
    """
    if _first(node, ("alt",)):
        return ""
    for name in _SOURCES:
        value = node.get(name)
        if isinstance(value, str) and value.strip() and (name != "content" or "\n" in value):
            return value.strip("\n")
    return ""


def description_of(node: nodes.Element, *, is_inline: bool) -> str:
    """Return a description of *node* in brackets, on one line; '' if it has nothing to show.

    Within a line of text it is the label alone.
    """
    if node.get("type") in _FORM_FIELDS:
        return ""
    label, address = _first(node, _LABELS) or _icon_name(node), _address(node)
    text = ", ".join(dict.fromkeys(part for part in (label, address) if part))
    if not text:
        return ""
    if is_inline:
        return f"[{text}]"
    return f"[{_kind(node)}: {text}]"


def _kind(node: nodes.Element) -> str:
    """Return the name of the class of *node* as words: "video" for ``video_node``."""
    name = _NAME_SUFFIX.sub("", type(node).__name__)
    return _WORD_START.sub(" ", name).replace("_", " ").lower()


def _first(node: nodes.Element, names: tuple[str, ...]) -> str:
    """Return the first of the attributes *names* that is text, on one line."""
    for name in names:
        value = node.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def _address(node: nodes.Element) -> str:
    """Return the address of what *node* embeds: a URL, or the path of a file."""
    platform = _PLATFORMS.get(str(node.get("platform")))
    if platform:
        return platform.format(id=node.get("id", ""), instance=node.get("instance", ""))
    base = _first(node, _ADDRESSES)
    sources: Any = node.get("sources")
    if not base and isinstance(sources, list | tuple) and sources:
        # sphinxcontrib-video: pairs of a path or URL and a MIME type.
        first = sources[0]
        base = str(first[0] if isinstance(first, list | tuple) and first else first)
    return base


def _icon_name(node: nodes.Element) -> str:
    icon = _ICON_CLASS.search(str(node.get("svg", ""))[:400])
    return icon[2] if icon else ""
