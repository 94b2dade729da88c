"""The reStructuredText of a post: its links and images, and its excerpt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["link", "image", "doc", "name"]
"""What names a target: a link with words, an image, the role doc, or the target of a name."""

_HIDDEN = "\x00"
_CODE = re.compile(
    r"[ \t]*\.\. (?:code|code-block|sourcecode|raw|math|parsed-literal|highlight|csv-table)::"
)
_INLINE = re.compile(r"``[^`\n]+``")
_LINKS = re.compile(
    r"^(?P<directive>[ \t]*\.\. (?:\|[^|\n]+\| )?(?:image|figure)::[ \t]+)(?P<image>\S.*?)[ \t]*$"
    r"|^(?P<option>[ \t]+:target:[ \t]+)(?P<click>\S+)[ \t]*$"
    r"|(?P<role>:doc:)`(?:(?P<title>[^`<]*?)\s*<(?P<doc>[^`<>]+)>|(?P<bare>[^`<>]+))`"
    r"|(?<![:\w])`(?P<words>[^`<]*?)\s*<(?P<link>[^`<>]*[^`<>_])>`__?"
    r"|^(?P<naming>[ \t]*\.\. _[^:\n]+:[ \t]+)(?P<named>\S+)[ \t]*$",
    re.MULTILINE,
)
_TARGETS: tuple[tuple[str, Kind], ...] = (
    ("image", "image"),
    ("click", "name"),
    ("doc", "doc"),
    ("bare", "doc"),
    ("link", "link"),
    ("named", "name"),
)
_MORE = re.compile(
    r"^\.\.[ \t]+(?:TEASER_END|END_TEASER|more|PELICAN_END_SUMMARY)(?::.*)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Directives of Nikola, Pelican's plugins and ABlog that nothing here has.
_FOREIGN = re.compile(
    r"^[ \t]*\.\. (youtube|vimeo|soundcloud|soundcloud_playlist|gist|media|thumbnail|slides|chart|"
    r"listing|post-list|post_list|postlist|graphviz2|html|include-file)::",
    re.MULTILINE,
)
_ABBREVIATION = re.compile(r":abbr:`")
_LINENOS = re.compile(
    r"^[ \t]+:(?:linenos|number-lines):[ \t]+(?:table|inline)[ \t]*$", re.MULTILINE
)


def masked(text: str) -> str:
    """Return *text* with a NUL for each sign of code, but for line feeds."""
    lines = text.split("\n")
    indent, previous = -1, ""
    for at, line in enumerate(lines):
        own = len(line) - len(line.lstrip())
        if indent >= 0 and line.strip() and own <= indent:
            indent = -1
        if indent >= 0:
            lines[at] = _HIDDEN * len(line)
            continue
        if line.strip():
            previous = line
        if _CODE.match(previous) or (
            previous.rstrip().endswith("::") and not previous.lstrip().startswith("..")
        ):
            indent = len(previous) - len(previous.lstrip())
    return _INLINE.sub(lambda match: _HIDDEN * len(match[0]), "\n".join(lines))


def rewrite_links(text: str, new_target: Callable[[Kind, str, str, int], str]) -> str:
    """Return *text* with what *new_target* makes of each link and image.

    It takes what it is, the words, the target and the index of its line, and returns what takes
    the place of a link with its words, or of the target alone for an image and for a name.
    """
    parts, last = [], 0
    for match in _LINKS.finditer(masked(text)):
        group, kind = next(each for each in _TARGETS if match[each[0]] is not None)
        words = " ".join((match["words"] or match["title"] or "").split())
        new = new_target(kind, words, match[group], text.count("\n", 0, match.start(group)))
        whole = kind in {"link", "doc"} and new != match[group]
        start, end = match.span() if whole else match.span(group)
        parts += [text[last:start], new]
        last = end
    return "".join([*parts, text[last:]])


def mark_excerpt(text: str) -> str:
    """Return *text* with the comment that ends the excerpt as excerpt.py looks for it."""
    match = _MORE.search(masked(text))
    return text if match is None else f"{text[: match.start()]}.. more{text[match.end() :]}"


def limits(text: str) -> Iterator[tuple[int, str]]:
    """Yield what of *text* nothing here understands, with its offset."""
    hidden = masked(text)
    for match in _FOREIGN.finditer(hidden):
        yield match.start(), f"there is no directive {match[1]!r} here: Sphinx reports an error"
    for match in _LINENOS.finditer(text):
        yield match.start(), "Sphinx takes no value for the numbers of lines: it reports an error"
    short = _ABBREVIATION.search(hidden)
    if short and "(" not in hidden[short.start() : short.start() + 80]:
        yield short.start(), "an abbreviation has its explanation in brackets in Sphinx"
