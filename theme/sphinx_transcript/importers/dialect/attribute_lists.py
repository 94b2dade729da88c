"""Lists of attributes in braces, as kramdown and Python-Markdown have them.

https://kramdown.gettalong.org/syntax.html#inline-attribute-lists and
https://python-markdown.github.io/extensions/attr_list/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText

_ITEM = r"(?:[.#][\w:-]+|[\w:-]+[ \t]*=[ \t]*(?:\"[^\"{}\n]*\"|'[^'{}\n]*'|[^\s{}\"']+))"
_ANY_ITEM = rf"(?:{_ITEM}|[a-z][\w-]*)"
# Only with a colon, a bare word is the name of a list of attributes.
ATTRIBUTE_LIST = (
    rf"\{{(?P<list>[ \t]*{_ITEM}(?:[ \t]+{_ITEM})*"
    rf"|:[ \t]*{_ANY_ITEM}(?:[ \t]+{_ANY_ITEM})*)[ \t]*\}}"
)
"""A pattern with the group 'list'."""
ALONE = re.compile(rf"^(?P<indent>[ \t]*)(?:>[ \t]?)*{ATTRIBUTE_LIST}[ \t]*$", re.MULTILINE)
_PART = re.compile(
    r"(?P<mark>[.#])(?P<word>[\w:-]+)"
    r"|(?P<name>[\w:-]+)[ \t]*=[ \t]*(?P<value>\"[^\"]*\"|'[^']*'|\S+)"
)
# What says where a link opens, and nothing about what is read.
_HARMLESS = frozenset({"target", "rel", "loading", "decoding", "data-toc-skip"})


@dataclass
class Attributes:
    """The attributes in one pair of braces."""

    identifier: str = ""
    classes: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)


def parse_attributes(text: str) -> Attributes:
    """Return the attributes in *text*, without the braces."""
    attributes = Attributes()
    for match in _PART.finditer(text.strip(": \t")):
        if match["mark"] == "#":
            attributes.identifier = match["word"]
        elif match["mark"]:
            attributes.classes.append(match["word"])
        else:
            attributes.named[match["name"].lower()] = match["value"].strip("\"'")
    attributes.classes += attributes.named.pop("class", "").split()
    attributes.identifier = attributes.named.pop("id", attributes.identifier)
    return attributes


def note_lost(text: DialectText, start: int, given: str, attributes: Attributes) -> None:
    """Report the *attributes* that are left out, which are written as *given*."""
    named = {key for key in attributes.named if key not in _HARMLESS}
    classes = [each for each in attributes.classes if each != "no_toc"]
    if named or classes:
        text.note(start, f"attributes are left out: {given.strip(': ')}")
