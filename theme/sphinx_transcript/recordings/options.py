"""The options of the directive ``recording``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sphinx_transcript.support.nearest_name import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTIONS: Final = (
    "caption", "chapters", "class", "from", "idle", "lang", "name", "prompt", "speed", "to",
)  # fmt: skip
SPEEDS: Final = (0.5, 1.0, 1.5, 2.0, 3.0)
"""The speeds that the player offers."""
_CHAPTER = re.compile(r"(?:^|[\n,;])\s*(?=\d[\d:.]*\s+\S)")
_TIME_AND_LABEL = re.compile(r"(\d[\d:.]*)\s+(\S.*)", re.DOTALL)
_TIMES = "seconds or a time such as 1:30"


@dataclass(frozen=True, slots=True)
class RecordingOptions:
    """What an author wants of a recording."""

    begin: str = ""
    """Where it begins: a time or the label of a marker; '' for the beginning."""
    end: str = ""
    chapters: tuple[tuple[float, str], ...] | None = None
    """Times in the file in seconds, and labels; None for the markers of the file."""
    caption: str = ""
    name: str = ""
    classes: tuple[str, ...] = ()
    speed: float = 1.0
    idle: float | None = None
    """The longest pause in seconds; None for what the file says."""
    language: str = "console"
    prompt: str | None = None


@dataclass
class _Reader:
    given: Mapping[str, str | None]
    messages: list[str] = field(default_factory=list)

    def value(self, name: str) -> str:
        return " ".join((self.given.get(name) or "").split())

    def wrong(self, name: str, accepted: str) -> None:
        self.messages.append(f"{name}: {self.value(name)!r}: {accepted}")


def read_options(given: Mapping[str, str | None]) -> tuple[RecordingOptions, list[str]]:
    """Return the options in *given*, and a message for each mistake, which is left out."""
    reader = _Reader(given)
    for name in given:
        if name not in OPTIONS:
            hint = did_you_mean(name, OPTIONS) or f"; the options are {', '.join(OPTIONS)}"
            reader.messages.append(f"unknown option {name!r}{hint}")
    options = RecordingOptions(
        begin=_place(reader, "from"),
        end=_place(reader, "to"),
        chapters=_chapters(reader),
        caption=reader.value("caption"),
        name=reader.value("name"),
        classes=tuple(reader.value("class").split()),
        speed=_speed(reader),
        idle=_seconds(reader, "idle"),
        language=reader.value("lang") or "console",
        prompt=reader.value("prompt") or None,
    )
    return options, reader.messages


def _place(reader: _Reader, name: str) -> str:
    """Return a time or a label. Whether there is such a marker only the file says."""
    if name in reader.given and not reader.value(name):
        reader.wrong(name, f"it takes {_TIMES}, or the label of a marker")
    return reader.value(name)


def _seconds(reader: _Reader, name: str) -> float | None:
    from sphinx_transcript.recordings.timeline import read_time

    if name not in reader.given:
        return None
    seconds = read_time(reader.value(name))
    if seconds is None or seconds <= 0:
        reader.wrong(name, f"it takes {_TIMES}, above 0")
        return None
    return seconds


def _speed(reader: _Reader) -> float:
    if "speed" not in reader.given:
        return 1.0
    accepted = [f"{speed:g}" for speed in SPEEDS]
    text = reader.value("speed").removesuffix("x").removesuffix("×").strip()
    try:
        if float(text) in SPEEDS:
            return float(text)
    except ValueError:
        pass
    reader.wrong("speed", f"it takes one of {', '.join(accepted)}")
    return 1.0


def _chapters(reader: _Reader) -> tuple[tuple[float, str], ...] | None:
    from sphinx_transcript.recordings.timeline import read_time

    text = (reader.given.get("chapters") or "").strip()
    if "chapters" not in reader.given or text == "markers":
        return None
    if text == "none":
        return ()
    chapters = []
    for item in (part.strip() for part in _CHAPTER.split(text)):
        match = _TIME_AND_LABEL.fullmatch(item)
        time = read_time(match[1]) if match else None
        if match is None or time is None:
            if item or not text:
                reader.messages.append(
                    f"chapters: {item!r}: it takes times with labels, as in"
                    " '0:05 Build, 0:20 Test', or 'markers', or 'none'"
                )
            continue
        chapters.append((time, " ".join(match[2].split())))
    return tuple(chapters)
