"""Finds the tags of a template language in a text, and which of them belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MAX_DEPTH = 30
"""Deeper tags are not paired: what a person writes is not nested that deep."""
_NAME = re.compile(r"\s*(?P<closing>/?)\s*(?P<name>[\w./+-]*)")


@dataclass(frozen=True, slots=True)
class Syntax:
    """The delimiters of a template language, and how a tag closes another."""

    delimiters: tuple[tuple[str, str], ...]
    """The opening and the closing delimiter of each form, the longest opening one first."""
    closing_prefix: str
    """What stands before the name in a closing tag: 'end' or '/'."""
    output: str = ""
    """The opening delimiter of the form that prints a value and has no name; '' if none does."""


LIQUID = Syntax((("{%", "%}"), ("{{", "}}")), "end", "{{")
LIQUID_TAGS = Syntax((("{%", "%}"),), "end")
HUGO = Syntax((("{{<", ">}}"), ("{{%", "%}}")), "/")
NIKOLA = Syntax((("{{%", "%}}"),), "/")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in a text, with the tags inside it if it is paired."""

    start: int
    end: int
    name: str
    """'' for the form that prints a value."""
    arguments: str
    is_closing: bool = False
    is_complete: bool = False
    """Whether it ends in a slash, so that no closing tag belongs to it."""
    inner_end: int = -1
    """Where the closing tag begins; -1 without one. What is inside begins at `end`."""
    outer_end: int = -1
    """Where the closing tag ends; -1 without one."""
    children: tuple[Tag, ...] = ()

    @property
    def is_paired(self) -> bool:
        """Tell whether the tag has a closing tag."""
        return self.outer_end >= 0


def find_tags(text: str, syntax: Syntax, source: str = "") -> list[Tag]:
    """Return the tags in *text*, in order. A delimiter that nothing closes is no tag.

    *source* is what *text* is where no code is masked.
    """
    tags: list[Tag] = []
    starts = re.compile("|".join(re.escape(opening) for opening, _ in syntax.delimiters))
    closings = dict(syntax.delimiters)
    unclosed: set[str] = set()
    at = 0
    while match := starts.search(text, at):
        opening = match[0]
        at = match.end()
        if opening in unclosed:
            continue
        end = text.find(closings[opening], at)
        if end < 0:
            # There is none further on, either.
            unclosed.add(opening)
            continue
        inside = (source or text)[at:end]
        at = end + len(closings[opening])
        tags.append(_tag(match.start(), at, inside.strip("-"), opening == syntax.output, syntax))
    return tags


def _tag(start: int, end: int, inside: str, is_output: bool, syntax: Syntax) -> Tag:
    if is_output:
        return Tag(start, end, "", inside.strip())
    match = _NAME.match(inside)
    name = match["name"] if match else ""
    arguments = inside[match.end() :].strip() if match else inside.strip()
    is_closing = bool(match and match["closing"])
    is_complete = bool(re.search(r"(?:^|[\s\"'`])/$", arguments))
    if syntax.closing_prefix != "/" and name.startswith(syntax.closing_prefix):
        name, is_closing = name.removeprefix(syntax.closing_prefix), True
    arguments = arguments[:-1].rstrip() if is_complete else arguments
    return Tag(start, end, name, arguments, is_closing, is_complete)


@dataclass(slots=True)
class _Open:
    tag: Tag
    children: list[Tag] = field(default_factory=list)


def pair_tags(tags: Iterable[Tag]) -> list[Tag]:
    """Return the outermost of *tags*, each with its closing tag and with the tags inside.

    A closing tag belongs to the last tag of its name that is still open, and one without a name to
    the last of all. Tags that stay open have
    nothing inside.
    """
    roots = _Open(Tag(0, 0, "", ""))
    stack = [roots]
    counts: dict[str, int] = {}

    def leave() -> _Open:
        closed = stack.pop()
        counts[closed.tag.name] -= 1
        return closed

    for tag in tags:
        if not tag.is_closing:
            if tag.name and len(stack) < _MAX_DEPTH and not tag.is_complete:
                stack.append(_Open(tag))
                counts[tag.name] = counts.get(tag.name, 0) + 1
            else:
                stack[-1].children.append(tag)
            continue
        # The end of whatever is open has no name in Zola.
        name = tag.name or stack[-1].tag.name
        if not counts.get(name):
            stack[-1].children.append(tag)
            continue
        while stack[-1].tag.name != name:
            unpaired = leave()
            stack[-1].children += [unpaired.tag, *unpaired.children]
        opened = leave()
        stack[-1].children.append(
            replace(
                opened.tag,
                inner_end=tag.start,
                outer_end=tag.end,
                children=tuple(opened.children),
            )
        )
    while len(stack) > 1:
        unpaired = leave()
        stack[-1].children += [unpaired.tag, *unpaired.children]
    return roots.children


_ARGUMENT = re.compile(
    r"(?:(?P<name>[\w-]+)(?:[ \t\n]*=[ \t\n]*|:[ \t]*(?=[\"'])))?"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^\s\"'`]+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a tag, without their quotes."""

    positional: tuple[str, ...]
    named: dict[str, str]
    """By name, in lower case."""

    def get(self, *names: str, at: int = -1) -> str:
        """Return the first value of *names*, else the positional one *at*, else ''."""
        value = next((self.named[name] for name in names if self.named.get(name)), "")
        if not value and 0 <= at < len(self.positional):
            value = self.positional[at]
        return value


def parse_arguments(text: str, evaluate: Callable[[str], str | None] = lambda _: None) -> Arguments:
    """Return the arguments in *text*; *evaluate* returns the value of an unquoted one, or None."""
    positional, named = [], {}
    for match in _ARGUMENT.finditer(text):
        value = match["value"]
        if value[0] in "\"'`":
            value = re.sub(r"\\([\"'\\])", r"\1", value[1:-1])
        else:
            value = value.rstrip(",")
            evaluated = evaluate(value)
            value = value if evaluated is None else evaluated
        if match["name"]:
            named[match["name"].lower()] = value
        else:
            positional.append(value)
    return Arguments(tuple(positional), named)
