"""Converts Liquid, Jekyll's template language, and the tags that Pelican's liquid_tags has.

https://jekyllrb.com/docs/liquid/ and https://github.com/pelican-plugins/liquid-tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_transcript.importers.templates.boxes import box
from sphinx_transcript.importers.templates.code_tags import convert_code_tags
from sphinx_transcript.importers.templates.conversion import Place, convert_tags
from sphinx_transcript.importers.templates.embeds import embed, figure
from sphinx_transcript.importers.templates.results import AsItWas, Block, Result, Wrapped
from sphinx_transcript.importers.templates.tags import (
    LIQUID,
    Arguments,
    Syntax,
    Tag,
    find_tags,
    parse_arguments,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.importers.templates.liquid_values import Scope

_INCLUDES = frozenset({"include", "include_relative", "include_cached"})
_PATTERNS = frozenset({"for", "tablerow", "case"})
_IMAGES = frozenset({"img", "image", "picture", "responsive_image", "figure", "figure_tag"})
_MAX_INCLUDES = 100
"""How many files a post may include: one that includes itself must come to an end."""
_MAX_LENGTH = 20_000
# Not for a page whose reader may ask no other site for anything.
_ACTIVE_HTML = re.compile(r"<(?:script|style|iframe|form|object|embed|link|meta)\b", re.IGNORECASE)
_CALL = re.compile(r"(?P<name>[A-Za-z_]\w*)\((?P<arguments>.*)\)", re.DOTALL)
_ASSIGNMENT = re.compile(r"([\w-]+)\s*=\s*(.+)", re.DOTALL)
_SIZE = re.compile(r"\d+(?:px|%)?")
_PATH_OR_ADDRESS = re.compile(
    r"(?:https?://|/|\.{0,2}/|\{\w+\})?[^\s]*\.\w{2,5}(?:\?\S*)?|https?://\S+|/\S+|\{\w+\}\S+"
)


@dataclass(slots=True)
class LiquidConverter:
    """Converts the tags in one post."""

    scope: Scope
    find_link: Callable[[str, str], str] = lambda tag, argument: ""
    """Returns a link for a tag, post_url or link, and its argument; '' where nothing matches."""
    read_include: Callable[[str, str], str] = lambda tag, name: ""
    """Returns the text of an included file by the tag and the name; '' without one."""
    syntax: Syntax = LIQUID
    budget: list[int] = field(default_factory=lambda: [_MAX_INCLUDES])
    """How many files may still be included, in one item that all converters of a post share."""

    def convert(
        self, text: str, numbers: list[int], add_note: Callable[[int, str], None]
    ) -> tuple[str, list[int]]:
        """Return *text* with its tags converted, and the number of each line.

        *add_note* is called with the number of a line and a message about what is not converted.
        """
        if not find_tags(text, self.syntax):
            return text, numbers
        text, numbers = convert_code_tags(text, numbers, self.syntax, add_note)
        return convert_tags(text, numbers, self.syntax, self._convert_tag, add_note)

    def value(self, tag: Tag) -> str | None:
        """Return the value of a *tag* that prints one; None if it is not known."""
        self.scope.is_in_link = False
        return None if tag.name else self.scope.evaluate(tag.arguments)

    def _convert_tag(self, tag: Tag, place: Place) -> Result | None:
        self.scope.is_in_link = place.is_in_link
        if not tag.name:
            # A tag without a name is an output, or a comment in a tag.
            if tag.arguments.startswith("#"):
                return ""
            call = _CALL.fullmatch(tag.arguments)
            if call is None:
                return self.scope.evaluate(tag.arguments)
            # Zola's shortcodes: https://www.getzola.org/documentation/content/shortcodes/.
            arguments = parse_arguments(call["arguments"], self.scope.evaluate)
            return self._converted_markup(tag, call["name"], arguments, place)
        if tag.name in _PATTERNS:
            return AsItWas()
        if tag.name in {"post_url", "link"}:
            link = self.find_link(tag.name, self._filled(tag.arguments))
            if not link:
                return None
            return link if place.is_in_link else f"[]({link})"
        if tag.name == "assign":
            match = _ASSIGNMENT.fullmatch(tag.arguments)
            value = self.scope.evaluate(match[2]) if match else None
            if match is None or value is None:
                return None
            self.scope.assign(match[1], value)
            return ""
        if tag.name == "capture" and tag.is_paired and not tag.children:
            self.scope.assign(tag.arguments.strip("\"'"), place.inside)
            return ""
        if tag.name in _INCLUDES:
            return self._include(tag, place)
        if tag.name in {"blockquote", "pullquote"} and tag.is_paired and not tag.children:
            return Block(_quote(tag.arguments, place.inside))
        written = tag.arguments
        if written.startswith("(") and written.endswith(")"):
            written = written[1:-1]
        return self._converted_markup(tag, tag.name, parse_arguments(written), place)

    def _converted_markup(
        self, tag: Tag, name: str, arguments: Arguments, place: Place
    ) -> str | Block | Wrapped | None:
        """Return a picture, a link or a box for the tag or the included file *name*."""
        if tag.is_paired:
            if tag.name in {"tab", "details"}:
                # All that follows is the title; of a tab, the first word is the group's name.
                words = tag.arguments.split(None, 1) if tag.name == "tab" else [tag.arguments]
                arguments = Arguments((words[-1].strip("\"'"),) if words else (), {})
            return box(tag, arguments, place.inside)
        new = _image(arguments, tag.arguments) if name in _IMAGES else embed(name, arguments)
        if not new and name in {"video", "audio"}:
            new = _media(name, arguments)
        if not new:
            return None
        return Block(new) if place.is_alone or new.startswith("<figure") else new

    def _include(self, tag: Tag, place: Place) -> str | Block | Wrapped | None:
        name, _, rest = self._filled(tag.arguments).partition(" ")
        name = name.strip("\"'")
        arguments = parse_arguments(rest, self.scope.evaluate)
        kind = re.sub(r"\.(?:html?|liquid|md)$", "", name.rpartition("/")[2]).lower()
        if not tag.is_paired and arguments.named:
            known = self._converted_markup(tag, kind, Arguments((), arguments.named), place)
            if known is not None:
                return known
        text = self._included_text(tag.name, name, arguments)
        if not text:
            return None
        text = text.strip("\n")
        return Block(text) if place.is_alone or "\n" in text else text

    def _included_text(self, tag: str, name: str, arguments: Arguments) -> str:
        """Return the text of a file with its values; '' if it can't be known without a build."""
        self.budget[0] -= 1
        source = self.read_include(tag, name) if self.budget[0] >= 0 else ""
        if not source or len(source) > _MAX_LENGTH or _ACTIVE_HTML.search(source):
            return ""
        scope = self.scope.with_values({"include": arguments.named})
        inner = replace(self, scope=scope, syntax=LIQUID)
        notes: list[str] = []
        text, _ = inner.convert(
            source, [0] * (source.count("\n") + 1), lambda _, message: notes.append(message)
        )
        return "" if notes else text

    def _filled(self, arguments: str) -> str:
        """Return *arguments* with the values of the variables in them."""

        def value(match: re.Match[str]) -> str:
            found = self.scope.evaluate(match[1])
            return match[0] if found is None else found

        return re.sub(r"\{\{([^{}]*)\}\}", value, arguments)


def _image(arguments: Arguments, written: str) -> str:
    """Return the image of the tag img: classes, a path, a width, a height, a title, a text."""
    if arguments.named.keys() & {"src", "image_path", "path", "url", "image"}:
        return figure(arguments)
    positional = list(arguments.positional)
    at = next((at for at, each in enumerate(positional) if _PATH_OR_ADDRESS.fullmatch(each)), -1)
    if at < 0:
        return ""
    named = {"src": positional[at], "class": " ".join(positional[:at])}
    rest = positional[at + 1 :]
    for name in ("width", "height"):
        if rest and _SIZE.fullmatch(rest[0]):
            named[name] = rest.pop(0)
    words = rest if set("\"'") & set(written) else [" ".join(rest)]
    # Octopress has the title and the alternative text in one pair of quotes, or in one each.
    pair = re.fullmatch(r"(.*?)[\"'] [\"'](.*)", words[0]) if words else None
    words = list(pair.groups()) if pair else words
    named["alt"] = words[1] if len(words) > 1 else "".join(words)
    return figure(Arguments((), named | arguments.named))


def _media(name: str, arguments: Arguments) -> str:
    source = arguments.get("src", "url", "path", at=0)
    if not re.fullmatch(r"[^\s\"<>]+\.\w{2,4}", source):
        return ""
    return f'<{name} controls src="{source}"></{name}>'


def _quote(source: str, inside: str) -> str:
    lines = [f"> {line}".rstrip() for line in inside.strip("\n").split("\n")]
    words = " ".join(re.sub(r"(https?://\S+)", r"<\1>", source).split())
    return "\n".join([*lines, ">", f"> — {words}"] if words else lines)
