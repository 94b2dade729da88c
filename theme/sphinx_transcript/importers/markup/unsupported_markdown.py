"""Markdown extensions of other systems that MyST does not support by default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import mask_code

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDS = "{} needs {!r} in myst_enable_extensions of conf.py"
_SYNTAX = [
    (r"^[ \t]*[-*+] \[[ xX]\] ", _NEEDS.format("a list of tasks", "tasklist")),
    (r"~~[^~\n]+~~", _NEEDS.format("struck-out text", "strikethrough")),
    (r"^(?=[^\s#>*+|-])[^\n]+\n\n?: {1,3}\S", _NEEDS.format("a list of definitions", "deflist")),
    (r"\$\$", _NEEDS.format("a formula", "dollarmath")),
    (r"^\\begin\{\w+\*?\}", _NEEDS.format("a formula", "amsmath")),
    (
        r"(?<![(<\[\"'=\w])https?://[^\s<>)\x00]+",
        _NEEDS.format("a bare address as a link", "linkify"),
    ),
    (r"\]\(#[^)\s]+\)", "a link to a heading of the page needs myst_heading_anchors in conf.py"),
    (r"\{:[^}\n]*\}", "attributes in braces have no effect here"),
    (r"^#{1,6} .*\{#[\w-]+\}[ \t]*$", "attributes in braces have no effect here"),
    (r"(?<=[)*\]])\{[^}\n]*\}", "attributes in braces have no effect here"),
    (r"^\[TOC\][ \t]*$", "[TOC] makes no contents here: the theme lists them beside the post"),
    (r"^\*\[[^\]\n]+\]:", "abbreviations have no meaning here"),
    (r"==[^=\s][^=\n]*==", "marked text has no meaning here"),
    (r"\+\+[\w+-]+\+\+", "keys have no meaning here"),
    (
        r"^[ \t]*-{1,2}8<-{1,2}",
        "an included file stays out: the directive 'include' takes its place",
    ),
    (r"(?<![\w:]):(?:material|fontawesome|octicons|simple)-[\w-]+:", "icons have no meaning here"),
    (r"^(?:\?\?\?\+?|===) ", "a foldable box or a tab has no like here"),
    (r"^(?P<before>\{{2,3}|\[\[)[a-z]", "template syntax is left as it is"),
]
_PATTERNS = [(re.compile(pattern, re.MULTILINE), message) for pattern, message in _SYNTAX]
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]", re.MULTILINE)


def unsupported_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and a message for each extension used in *text*, once for each message."""
    masked = mask_code(text)
    messages = set()
    for pattern, message in _PATTERNS:
        match = pattern.search(masked)
        if match and message not in messages:
            messages.add(message)
            yield match.start(), message
    last_level = 0
    for match in _HEADING.finditer(masked):
        level = len(match[1])
        if last_level and level > last_level + 1:
            yield (
                match.start(),
                f"a heading of level {level} below one of level {last_level}: Sphinx warns",
            )
            break
        last_level = level
