"""What Markdown of other systems has and MyST, as it is set up by default, has not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importing.markdown_code import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDS = "{} needs {!r} in myst_enable_extensions of conf.py"
_SIGNS = [
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
_PATTERNS = [(re.compile(pattern, re.MULTILINE), message) for pattern, message in _SIGNS]
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]", re.MULTILINE)


def limits(text: str) -> Iterator[tuple[int, str]]:
    """Yield what of the Markdown *text* will look otherwise, once each, with its offset."""
    hidden = masked(text)
    said = set()
    for pattern, message in _PATTERNS:
        match = pattern.search(hidden)
        if match and message not in said:
            said.add(message)
            yield match.start(), message
    last = 0
    for match in _HEADING.finditer(hidden):
        level = len(match[1])
        if last and level > last + 1:
            yield (
                match.start(),
                f"a heading of level {level} below one of level {last}: Sphinx warns",
            )
            break
        last = level
