"""What a page shows of a recording: its text, its chapters, and the frames of its player."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sphinx_transcript.recordings.parts import Chapter, Part, parts_of
from sphinx_transcript.recordings.plain_output import plain_parts
from sphinx_transcript.recordings.prompts import PromptFinder
from sphinx_transcript.recordings.timeline import TimedEvent, clock, read_time, timed, with_marks
from sphinx_transcript.support.nearest_name import did_you_mean

if TYPE_CHECKING:
    from sphinx_transcript.recordings.asciicast import Recording
    from sphinx_transcript.recordings.options import RecordingOptions

MAX_FRAMES_LENGTH = 200_000
"""The most characters of frames that a page holds for one player."""


@dataclass
class Content:
    """What a page shows of a recording."""

    parts: list[Part]
    frames: str | None = None
    """The data of the player, JSON; None if there is none."""
    begin: float = 0.0
    """The time at which the frames begin, in seconds."""
    messages: list[str] = field(default_factory=list)
    is_cut: bool = False
    """Whether its end is left out, because it is too long."""


def has_emulator() -> bool:
    """Return whether the extra ``recordings`` is installed."""
    return find_spec("pyte") is not None


def content_of(recording: Recording, options: RecordingOptions) -> Content:
    """Return what a page shows of *recording*."""
    messages: list[str] = []
    idle = options.idle if options.idle is not None else recording.header.idle_limit
    events = _selected(list(timed(recording.events, idle)), options, messages)
    finder = PromptFinder(options.language, options.prompt)
    content = (
        _emulated(recording, events, finder, messages)
        if has_emulator()
        else Content(plain_parts(events, finder), messages=messages)
    )
    if recording.cut and not content.is_cut and not _ends_before(options.end, recording.cut_at):
        at = clock(recording.cut_at)
        messages.append(f"{recording.cut}, from {at} on (:to: ends it earlier)")
    return content


def _emulated(
    recording: Recording, events: list[TimedEvent], finder: PromptFinder, messages: list[str]
) -> Content:
    # Of the extra.
    from sphinx_transcript.recordings.emulation import Player  # noqa: PLC0415
    from sphinx_transcript.recordings.frames import FrameRecorder  # noqa: PLC0415

    frames = FrameRecorder()
    played = Player(recording.header.size, frames).play(events)
    finder.recorded = tuple(played.prompts)
    if played.unfinished:
        messages.append(
            f"{played.unfinished} escape sequences never end, and are left out"
            if played.unfinished > 1
            else "an escape sequence never ends, and is left out"
        )
    if played.stopped is not None:
        messages.append(
            f"it has more than {played.limit}; what follows {clock(played.stopped)} is left out"
            " (:to: ends it earlier)"
        )
    data = frames.data(MAX_FRAMES_LENGTH, played.begin_time)
    if data is None:
        messages.append(
            f"its frames need more than {MAX_FRAMES_LENGTH:,} characters; there is its text, and"
            " no player (cut it with :from: and :to:)"
        )
    return Content(
        parts_of(played, finder), data, played.begin_time, messages, played.stopped is not None
    )


def _selected(
    events: list[TimedEvent], options: RecordingOptions, messages: list[str]
) -> list[TimedEvent]:
    """Return the events that *options* ask for, with their chapters."""
    begin = _moment(events, "from", options.begin, messages)
    end = _moment(events, "to", options.end, messages)
    length = events[-1].recorded if events else 0.0
    if begin is not None and begin >= length > 0:
        messages.append(f"from: {options.begin!r} lies after its end at {clock(length)}")
        begin = None
    if begin is not None and end is not None and begin >= end:
        messages.append(f"to: {options.end!r} lies before from: {options.begin!r}")
        end = None
    if options.chapters is not None:
        late = [label for time, label in options.chapters if time > length]
        if late:
            messages.append(f"chapters: {late[0]!r} lies after its end at {clock(length)}")
        marks = [(time, label) for time, label in options.chapters if time <= length]
        events = with_marks([event for event in events if event.code != "m"], marks, "m")
    if begin is not None:
        events = with_marks(events, [(begin, "")], "b")
    if end is None:
        return events
    # A chapter that begins at the end is empty.
    return [
        event
        for event in events
        if event.recorded < end or (event.recorded == end and event.code != "m")
    ]


def _ends_before(end: str, time: float) -> bool:
    """Return whether *end* is a time before *time*."""
    seconds = read_time(end)
    return seconds is not None and seconds <= time


def _moment(events: list[TimedEvent], name: str, text: str, messages: list[str]) -> float | None:
    """Return the time in the file that *text* means: a time, or the label of a marker."""
    if not text:
        return None
    labels = [event.data for event in events if event.code == "m" and event.data]
    for event in events:
        if event.code == "m" and " ".join(event.data.split()).casefold() == text.casefold():
            return event.recorded
    time = read_time(text)
    if time is None:
        known = f"; its markers are {', '.join(map(repr, labels[:10]))}" if labels else ""
        hint = did_you_mean(text, labels) or known
        messages.append(
            f"{name}: {text!r} is neither a time such as 1:30 nor the label of a marker{hint}"
        )
    return time


def chapters_of(parts: list[Part]) -> list[Chapter]:
    """Return the chapters among *parts*."""
    return [part for part in parts if isinstance(part, Chapter)]
