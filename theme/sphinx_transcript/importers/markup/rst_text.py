"""Converts the reStructuredText of a post: its links, images and excerpt."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from sphinx_transcript.importers.markup.rst_columns import (
    Substitutions,
    lengthen_underlines,
    table_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LinkKind = Literal["link", "image", "file", "doc", "target"]
"""A link with its text, an image, another file, the role doc, or a target without text."""

_MASK = "\x00"
_CODE_DIRECTIVE = re.compile(r"[ \t]*\.\. (?:code|code-block|sourcecode|raw|math|highlight)::")
_LITERAL = re.compile(r"``[^`\n]+``")
_LINKS = re.compile(
    # A directive may begin an item of a list, as in the cells of a list-table.
    r"^(?P<directive>[ \t]*(?:[*+-][ \t]+)*\.\. (?:\|[^|\n]+\| )?"
    r"(?:(?:image|figure)::[ \t]++(?P<image>\S++(?:[ \t]++\S++)*+)"
    r"|(?:literalinclude|include|video)::[ \t]++(?P<file>\S++(?:[ \t]++\S++)*+)))[ \t]*+$"
    r"|:download:`(?:[^`<]*<(?P<download>[^`<>]+)>|(?P<bare_download>[^`<>]+))`"
    r"|^(?P<option>[ \t]+:target:[ \t]+)(?P<image_target>\S+)[ \t]*$"
    r"|(?P<role>:doc:)`(?:(?P<title>[^`<]*+)<(?P<doc>[^`<>]+)>|(?P<bare>[^`<>]+))`"
    r"|(?<![:\w])`(?P<text>[^`<]*+)<(?P<link>[^`<>]*[^`<>_])>`__?"
    r"|^(?P<target_name>[ \t]*\.\. _[^:\n]+:[ \t]+)(?P<target>\S+)[ \t]*$",
    re.MULTILINE,
)
_TARGET_GROUPS: tuple[tuple[str, LinkKind], ...] = (
    ("image", "image"),
    ("file", "file"),
    ("download", "file"),
    ("bare_download", "file"),
    ("image_target", "target"),
    ("doc", "doc"),
    ("bare", "doc"),
    ("link", "link"),
    ("target", "target"),
)
_EXCERPT_END = re.compile(
    r"^\.\.[ \t]+(?:TEASER_END|END_TEASER|more|PELICAN_END_SUMMARY)(?::.*)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Directives of Nikola, Pelican's plugins and ABlog that are unknown here.
_UNKNOWN_DIRECTIVE = re.compile(
    r"^[ \t]*\.\. (youtube|vimeo|soundcloud|soundcloud_playlist|gist|media|thumbnail|slides|chart|"
    r"listing|post-list|post_list|postlist|graphviz2|html|include-file)::",
    re.MULTILINE,
)
_ABBREVIATION = re.compile(r":abbr:`")
_LINE_NUMBER_VALUE = re.compile(
    r"^[ \t]+:(?:linenos|number-lines):[ \t]+(?:table|inline)[ \t]*$", re.MULTILINE
)


def mask_code(text: str) -> str:
    """Return *text* with each character of code replaced by NUL; line feeds stay."""
    lines = text.split("\n")
    indent, previous = -1, ""
    for at, line in enumerate(lines):
        line_indent = len(line) - len(line.lstrip())
        if indent >= 0 and line.strip() and line_indent <= indent:
            indent = -1
        if indent >= 0:
            lines[at] = _MASK * len(line)
            continue
        if line.strip():
            previous = line
        if _CODE_DIRECTIVE.match(previous) or (
            previous.rstrip().endswith("::") and not previous.lstrip().startswith("..")
        ):
            indent = len(previous) - len(previous.lstrip())
    return _LITERAL.sub(lambda match: _MASK * len(match[0]), "\n".join(lines))


def rewrite_links(text: str, replacement: Callable[[LinkKind, str, str, int], str]) -> str:
    """Return *text* with its links and images replaced by *replacement*.

    It is called with the kind, the link's text, the target and the index of the line. It returns
    the markup for a link or a role, and the new target alone for an image or a target.
    """
    parts, last = [], 0
    in_table = table_lines(text)
    line_feeds = [match.start() for match in re.finditer("\n", text)]
    substitutions = Substitutions(text)
    for match in _LINKS.finditer(mask_code(text)):
        group, kind = next(each for each in _TARGET_GROUPS if match[each[0]] is not None)
        link_text = " ".join((match["text"] or match["title"] or "").split())
        line = bisect_left(line_feeds, match.start(group))
        new = replacement(kind, link_text, match[group], line)
        is_markup = kind in {"link", "doc"} and new != match[group]
        start, end = match.span() if is_markup else match.span(group)
        if new != text[start:end] and line in in_table:
            new = substitutions.fit(text[start:end], new)
        parts += [text[last:start], new]
        last = end
    rewritten = "".join([*parts, text[last:]])
    return lengthen_underlines(rewritten) + substitutions.definitions()


def mark_excerpt(text: str) -> str:
    """Return *text* with the comment `more` at the end of the excerpt."""
    match = _EXCERPT_END.search(mask_code(text))
    return text if match is None else f"{text[: match.start()]}.. more{text[match.end() :]}"


def unsupported_rst(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each construct that Sphinx does not support, and a message."""
    masked = mask_code(text)
    for match in _UNKNOWN_DIRECTIVE.finditer(masked):
        yield match.start(), f"there is no directive {match[1]!r} here: Sphinx reports an error"
    for match in _LINE_NUMBER_VALUE.finditer(text):
        yield match.start(), "Sphinx takes no value for the numbers of lines: it reports an error"
    abbreviation = _ABBREVIATION.search(masked)
    if abbreviation and "(" not in masked[abbreviation.start() : abbreviation.start() + 80]:
        yield abbreviation.start(), "an abbreviation has its explanation in brackets in Sphinx"
