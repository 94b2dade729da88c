"""HTML tags in Markdown: their places, their attributes, and the addresses in these."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.fragments.attributes import ELEMENT_URLS, IMAGE_CANDIDATES, PARAMETERS
from sphinx_transcript.fragments.parsing import parse
from sphinx_transcript.fragments.urls import map_candidates, map_css_urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Possessive, so that an unclosed tag is given up at once. White space begins the attributes.
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    r"(?P<attributes>(?:[\s/](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?+)>"
)
# Those that show or lead to something, without those for programs.
_URLS = frozenset({"background", "dynsrc", "href", "lowsrc", "poster", "src", "xlink:href"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag or an end tag in a text."""

    name: str
    """In lower case."""
    start: int
    end: int
    attributes: str
    """The text between the name and the end of the tag."""
    is_closing: bool


def find_tags(text: str, masked: str) -> Iterator[Tag]:
    """Yield the tags of *text*; *masked* is the text with its code replaced."""
    for match in _TAG.finditer(masked):
        yield Tag(
            match["name"].lower(),
            *match.span(),
            text[slice(*match.span("attributes"))],
            bool(match["closing"]),
        )


def parse_attributes(text: str) -> dict[str, str | None]:
    """Return the attributes in *text*, the part of a tag below its name, by lower-case names."""
    # A parser drops elements such as <td> outside of their parents.
    node = parse(f"<x-any {text.removesuffix('/')}>").css_first("x-any")
    return dict(node.attributes) if node is not None else {}


def new_tag(tag: Tag, new_address: Callable[[str], str]) -> str:
    """Return *tag* with each address in its attributes replaced; '' if none is replaced."""
    if tag.is_closing or not tag.attributes.strip(" \t\n/"):
        return ""
    attributes = parse_attributes(tag.attributes)
    is_address = tag.name == "param" and attributes.get("name") in PARAMETERS
    changed = {
        name: value
        and _new_value(
            tag.name, "src" if is_address and name == "value" else name, value, new_address
        )
        for name, value in attributes.items()
    }
    if changed == attributes:
        return ""
    written = (
        name
        if value is None
        else f'{name}="{html.escape(value, quote=False).replace(chr(34), "&quot;")}"'
        for name, value in changed.items()
    )
    slash = " /" if tag.attributes.endswith("/") else ""
    return f"<{tag.name} {' '.join(written)}{slash}>"


def replace_addresses(text: str, masked: str, new_address: Callable[[str, int], str]) -> str:
    """Return *text* with the addresses in its tags replaced.

    *new_address* is called with an address and the offset of its tag.
    """
    parts, copied = [], 0
    for tag in find_tags(text, masked):
        start = tag.start

        def address_here(address: str, at: int = start) -> str:
            return new_address(address, at)

        if replaced := new_tag(tag, address_here):
            parts += [text[copied:start], replaced]
            copied = tag.end
    return "".join([*parts, text[copied:]])


def _new_value(tag: str, name: str, value: str, new_address: Callable[[str], str]) -> str:
    if name in IMAGE_CANDIDATES:
        new = map_candidates(value, new_address)
        # The white space of a value without a change stays.
        return value if new.split() == value.replace(",", ", ").split() else new
    if name == "style":
        return map_css_urls(value, new_address)
    if (name in _URLS or (tag, name) in ELEMENT_URLS) and value.strip():
        address = value.strip()
        new = new_address(address)
        return value if new == address else new
    return value
