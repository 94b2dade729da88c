"""Faster forms of the methods by which docutils writes start tags, and text in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.writers._html_base import HTMLTranslator

if TYPE_CHECKING:
    from collections.abc import Callable


_CHARACTERS = dict(HTMLTranslator.special_characters)
_REPLACEMENTS = [
    (character, reference)
    for code, reference in sorted(_CHARACTERS.items())
    if (character := chr(code)) != "&"
]


def encode_method(original: Callable[..., str]) -> Callable[..., str]:
    """Return the faster form of *original*, the method `encode` of docutils' translators.

    To translate a text takes a search, mostly in vain, for each different character of it.
    """
    # A table may also have numbers, or None for a character that is left out.
    if ord("&") not in _CHARACTERS or not all(type(each) is str for each in _CHARACTERS.values()):
        return original
    references = "".join(each for _, each in _REPLACEMENTS)
    # No reference may have a character that is replaced after it.
    if any(each in references for each, _ in _REPLACEMENTS):
        return original

    def encode(self: Any, text: object) -> str:
        if self.special_characters != _CHARACTERS:
            return original(self, text)
        # First of all, because the references to the others have one.
        encoded = str(text).replace("&", _CHARACTERS[ord("&")])
        for character, reference in _REPLACEMENTS:
            if character in encoded:
                encoded = encoded.replace(character, reference)
        return encoded

    return encode


def start_tag_method(original: Callable[..., str]) -> Callable[..., str]:
    """Return the faster form of *original*, the method `starttag` of docutils' translators.

    Most elements have no id, no attribute, and at most a class.
    """

    def starttag(
        self: Any,
        node: Any,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,
        **attributes: Any,
    ) -> str:
        given = node.attributes if isinstance(node, nodes.Element) else node
        ids, classes = given.get("ids"), given.get("classes")
        if not (ids or classes or attributes or empty):
            return f"<{tagname.lower()}>{suffix}"
        values = {name.lower(): value for name, value in attributes.items()}
        if (
            empty
            or "ids" in values
            or "classes" in values
            or (ids and len(ids) > 1)
            or "id" in values
            or isinstance(node, nodes.table)
        ):
            return original(self, node, tagname, suffix, empty, **attributes)
        names = [*(classes or ()), *values.get("class", "").split()]
        values.pop("class", None)
        if names:
            values["class"] = " ".join(dict.fromkeys(filter(str.strip, names)))
            if "language-" in values["class"]:
                return original(self, node, tagname, suffix, empty, **attributes)
            if not values["class"]:
                del values["class"]
        if ids:
            values["id"] = ids[0]
        parts = [tagname.lower()]
        for name in sorted(values):
            value = values[name]
            if not isinstance(value, str):
                return original(self, node, tagname, suffix, empty, **attributes)
            parts.append(f'{name}="{self.attval(value)}"')
        return f"<{' '.join(parts)}>{suffix}"

    return starttag
