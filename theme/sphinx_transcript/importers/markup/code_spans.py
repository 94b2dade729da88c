"""Code spans and comments in Markdown: replaces their characters, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

MASK = "\x00"
"""The character that replaces those of code."""
_TOKEN = re.compile(r"\\.|`+|<!--", re.DOTALL)
_BACKTICKS = re.compile(r"`+")
_NOT_LINE_FEED = re.compile(r"[^\n]")
# A blank line, or one of a code block that is masked already: neither is within a paragraph.
_PARAGRAPH_END = re.compile(r"\n(?=[ \t\x00]*+(?:\n|\Z))")


def mask_code_spans(text: str, *, comments: bool) -> str:
    """Return *text* with each character of code spans, and of *comments*, replaced by NUL.

    A span or comment that begins first contains what begins inside it.
    """
    closings: dict[int, list[int]] = defaultdict(list)
    for run in _BACKTICKS.finditer(text):
        closings[len(run[0])].append(run.start())
    paragraph_ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    last_comment_end = text.rfind("-->")
    parts, copied, at = [], 0, 0
    while (token := _TOKEN.search(text, at)) is not None:
        at, end = token.end(), -1
        if token[0] == "<!--":
            # Without an end below, a search would read the rest of the text for each opening.
            if comments and at <= last_comment_end:
                end = text.index("-->", at) + 3
        elif token[0][0] == "`":
            runs = closings[len(token[0])]
            index = bisect_left(runs, at)
            limit = bisect_right(paragraph_ends, token.start())
            if index < len(runs) and (
                limit == len(paragraph_ends) or runs[index] < paragraph_ends[limit]
            ):
                end = runs[index] + len(token[0])
        if end > 0:
            span = text[token.start() : end]
            parts += [text[copied : token.start()], _NOT_LINE_FEED.sub(MASK, span)]
            copied = at = end
    return "".join([*parts, text[copied:]])
