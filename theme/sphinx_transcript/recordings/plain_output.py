"""The text of a recording without an emulated screen: what was printed, line by line.

A line shows what stands in it in the end. Cursor movements to other lines are left out, and so is
what programs did that had the screen for themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.recordings.parts import Chapter, Part, Text
from sphinx_transcript.terminal.output import styled_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.recordings.prompts import PromptFinder
    from sphinx_transcript.recordings.timeline import TimedEvent

_ALTERNATE = re.compile(r"\x1b\[\?(?:47|1047|1049)h.*?(?:\x1b\[\?(?:47|1047|1049)l|\Z)", re.DOTALL)


def plain_parts(events: Iterable[TimedEvent], finder: PromptFinder) -> list[Part]:
    """Return the text and the chapters of *events*; text before the code ``b`` is left out."""
    pieces: list[list[str]] = [[]]
    chapters: list[Chapter] = []
    for event in events:
        if event.code == "o":
            pieces[-1].append(event.data)
        elif event.code == "m" and event.data:
            pieces.append([])
            chapters.append(Chapter(event.data, event.time))
        elif event.code == "b":
            pieces, chapters = [[]], []
    parts: list[Part] = []
    for index, piece in enumerate(pieces):
        if index:
            parts.append(chapters[index - 1])
        lines = [tuple(line) for line in styled_lines(_ALTERNATE.sub("", "".join(piece)))]
        lines = finder.neutral(lines)
        lines = lines[: finder.end_of_session(lines)]
        while lines and not lines[0]:
            del lines[0]
        if lines:
            parts.append(Text(tuple(lines)))
    return parts
