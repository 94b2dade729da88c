"""Converts the shortcodes of Hugo and Nikola, and those that Quarto has in the same syntax.

https://gohugo.io/content-management/shortcodes/ and
https://getnikola.com/handbook.html#shortcodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.importers.templates.boxes import box
from sphinx_transcript.importers.templates.code_tags import convert_code_tags
from sphinx_transcript.importers.templates.conversion import (
    Place,
    convert_tags,
    protect_braces,
)
from sphinx_transcript.importers.templates.embeds import embed, figure
from sphinx_transcript.importers.templates.results import Block, Wrapped
from sphinx_transcript.importers.templates.tags import (
    HUGO,
    Arguments,
    Syntax,
    Tag,
    find_tags,
    parse_arguments,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ESCAPED = re.compile(r"\{\{(?P<open>[<%])/\*(?P<inside>.*?)\*/(?P<close>[>%])\}\}", re.DOTALL)
_IMAGES = frozenset(
    {"figure", "img", "image", "imgproc", "thumbnail", "picture", "fig", "lightbox"}
)


_FORMULAS = frozenset({"katex", "math", "latex", "mathjax"})


@dataclass(slots=True)
class ShortcodeConverter:
    """Converts the shortcodes in one post."""

    find_link: Callable[[str], str] = lambda argument: ""
    """Returns a link for the argument of ref or relref; '' where nothing matches."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """What the shortcode param prints, by name in lower case."""
    syntax: Syntax = HUGO

    def convert(
        self, text: str, numbers: list[int], add_note: Callable[[int, str], None]
    ) -> tuple[str, list[int]]:
        """Return *text* with its shortcodes converted, and the number of each line.

        *add_note* is called with the number of a line and a message about what is not converted.
        """
        if not find_tags(text, self.syntax):
            return text, numbers
        text, numbers = convert_code_tags(text, numbers, self.syntax, add_note)
        text = _ESCAPED.sub(_unescaped, text)
        return convert_tags(text, numbers, self.syntax, self._convert_tag, add_note)

    def _convert_tag(self, tag: Tag, place: Place) -> str | Block | Wrapped | None:
        arguments = parse_arguments(tag.arguments)
        name = tag.name.rpartition("/")[2].lower()
        if name in {"ref", "relref"}:
            link = self.find_link(arguments.get("path", at=0))
            if not link:
                return None
            return link if place.is_in_link else f"[]({link})"
        if name in {"param", "meta"} and arguments.positional:
            return self._parameter(arguments.positional[0].lower())
        if name == "pagebreak":
            return ""
        if tag.is_paired:
            if name in _IMAGES and not tag.children and not arguments.get("caption"):
                inside = " ".join(place.inside.split())
                arguments = Arguments(arguments.positional, {**arguments.named, "caption": inside})
            else:
                return self._paired(tag, name, arguments, place)
        new = figure(arguments, at=0) if name in _IMAGES else embed(name, arguments)
        if not new and name in {"video", "audio"}:
            new = _media(name, arguments)
        if not new:
            return None
        return Block(new) if place.is_alone or new.startswith("<figure") else new

    def _paired(
        self, tag: Tag, name: str, arguments: Arguments, place: Place
    ) -> str | Block | Wrapped | None:
        if name in {"youtube", "vimeo", "gist", "tweet", "soundcloud"} and not tag.children:
            # Nikola may have the name between the tags.
            words = place.inside.split()
            return embed(name, Arguments((*arguments.positional, *words), arguments.named)) or None
        if name in {"mark", "kbd", "sub", "sup"} and not ("\n" in place.inside or tag.children):
            return f"<{name}>{place.inside}</{name}>"
        if name in _FORMULAS and not tag.children:
            tex = place.inside.strip()
            return Block(f"$$\n{tex}\n$$") if place.is_alone else f"${tex}$"
        if name in {"button", "btn", "link"} and "\n" not in place.inside.strip():
            address = arguments.get("href", "link", "url", "relref", at=0)
            return f"[{place.inside.strip()}]({address})" if address and not tag.children else None
        if name in {"rawhtml", "unsafe", "html"}:
            return Wrapped("", "")
        return box(tag, arguments, place.inside)

    def _parameter(self, name: str) -> str | None:
        value: Any = self.parameters
        for step in name.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        return str(value) if isinstance(value, str) else None


def _unescaped(match: re.Match[str]) -> str:
    """Return a shortcode that is shown and not run, with its braces protected."""
    return protect_braces(f"{{{{{match['open']}{match['inside']}{match['close']}}}}}")


def _media(name: str, arguments: Arguments) -> str:
    source = arguments.get("src", "url", "path", "file", at=0)
    if not re.fullmatch(r"[^\s\"<>]+\.\w{2,4}", source):
        return ""
    return f'<{name} controls src="{quote(source, safe="/:?#=&%~+,;@")}"></{name}>'
