"""Converts the alerts of GitHub and the callouts of Obsidian: quotes that begin with [!NOTE].

https://docs.github.com/en/get-started/writing-on-github and https://help.obsidian.md/callouts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.templates.boxes import BOX_KINDS, admonition

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText

_OPENING = re.compile(
    r"(?P<indent>[ \t]*)>[ \t]*\[!(?P<kind>[A-Za-z][\w-]*)\](?P<fold>[+-]?)(?P<title>.*)$"
)
_QUOTED = re.compile(r"[ \t]*> ?")
_KINDS = {
    **BOX_KINDS,
    **dict.fromkeys(("summary", "tldr", "todo", "example", "quote", "cite", "seealso"), "note"),
    **dict.fromkeys(("check", "done"), "tip"),
    **dict.fromkeys(("help", "faq"), "important"),
    **dict.fromkeys(("fail", "missing"), "error"),
}
_MAX_DEPTH = 8


def convert_alerts(text: DialectText) -> None:
    """Make the directive of each alert."""
    lines, masked = text.text.split("\n"), text.masked().split("\n")
    new, numbers = _converted(lines, text.numbers, masked, 0)
    if new != lines:
        text.set("\n".join(new), numbers)


def _converted(
    lines: list[str], numbers: list[int], masked: list[str], depth: int
) -> tuple[list[str], list[int]]:
    new: list[str] = []
    new_numbers: list[int] = []
    at = 0
    while at < len(lines):
        match = _OPENING.match(lines[at]) if "\x00" not in masked[at] else None
        if match is None or depth >= _MAX_DEPTH:
            new.append(lines[at])
            new_numbers.append(numbers[at])
            at += 1
            continue
        end = at + 1
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        while end < len(lines) and lines[end].strip() and lines[end - 1].strip("> \t"):
            # A paragraph may go on without the mark of the quote.
            end += 1
        inside = [_QUOTED.sub("", line, count=1) for line in lines[at + 1 : end]]
        inside_masked = [_QUOTED.sub("", line, count=1) for line in masked[at + 1 : end]]
        content, content_numbers = _converted(
            inside, numbers[at + 1 : end], inside_masked, depth + 1
        )
        box = _box(match, content)
        is_paragraph_above = bool(new and new[-1].strip())
        before = [""] if is_paragraph_above else []
        first = box[: len(box) - len(content) - 1]
        new += before + [f"{match['indent']}{line}".rstrip() for line in box]
        new_numbers += [numbers[at]] * (len(before) + len(first))
        new_numbers += [*content_numbers, numbers[end - 1]]
        at = end
    return new, new_numbers


def _box(match: re.Match[str], content: list[str]) -> list[str]:
    name = match["kind"].lower()
    kind = _KINDS.get(name, "note")
    title = match["title"].strip() or (
        "" if name in {"note", "tip", "important", "warning", "caution"} else name.capitalize()
    )
    if not any(line.strip() for line in content):
        # A directive without content is an error.
        words = title or kind.capitalize()
        return [f"**{words}**", *content, ""]
    longest = max((len(run) for run in re.findall(r"`{3,}", "\n".join(content))), default=3)
    fence = "`" * (longest + 1)
    is_folded = bool(match["fold"])
    head = admonition(fence, title or kind.capitalize(), f"{kind} dropdown" if is_folded else kind)
    opening = head if title or is_folded else f"{fence}{{{kind}}}"
    starts_like_option = content[0].lstrip().startswith((":", "---"))
    gap = [""] if "\n" in opening or starts_like_option else []
    return [*opening.split("\n"), *gap, *content, fence]
