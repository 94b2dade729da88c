"""Recordings in memory, played."""

from __future__ import annotations

from sphinx_transcript.recordings.asciicast import Event, Recording
from sphinx_transcript.recordings.asciicast_values import Header, Size
from sphinx_transcript.recordings.content import Content, content_of
from sphinx_transcript.recordings.emulation import Played, Player
from sphinx_transcript.recordings.options import read_options
from sphinx_transcript.recordings.parts import Chapter, Text
from sphinx_transcript.recordings.prompts import text_of
from sphinx_transcript.recordings.timeline import timed

AnyEvent = str | tuple[float, str] | tuple[float, str, str]


def events_of(*events: AnyEvent) -> list[Event]:
    """Return events: output of one second each, of a time, or of a time and a code."""
    result = []
    for second, event in enumerate(events):
        if isinstance(event, str):
            result.append(Event(float(second), "o", event))
        else:
            time, *code, data = event
            result.append(Event(time, code[0] if code else "o", data))
    return result


def play(*events: AnyEvent, columns: int = 20, rows: int = 4) -> Played:
    """Return what is left of *events* on a small screen."""
    return Player(Size(columns, rows)).play(timed(events_of(*events), None))


def rows_of(*events: str, columns: int = 20, rows: int = 4) -> list[str]:
    """Return the text of the rows that *events* leave."""
    return [row.text for row in play(*events, columns=columns, rows=rows).rows]


def content(
    *events: AnyEvent,
    columns: int = 40,
    rows: int = 6,
    idle: float | None = None,
    **options: str,
) -> Content:
    """Return the content of a recording of *events*, with *options* of the directive."""
    read, messages = read_options({name.rstrip("_"): value for name, value in options.items()})
    assert messages == []
    header = Header(Size(columns, rows), idle)
    return content_of(Recording(header, events_of(*events)), read)


def texts(shown: Content) -> list[str]:
    """Return the parts of *shown*: text, ``# label`` for chapters, ``| `` before screens."""
    result = []
    for part in shown.parts:
        if isinstance(part, Chapter):
            result.append(f"# {part.label}")
        else:
            sign = "" if isinstance(part, Text) else "| "
            result.append("\n".join(sign + text_of(line) for line in part.lines))
    return result
