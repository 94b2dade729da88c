"""Recordings that are made to take long: what is read, drawn and kept of them has limits.

Steps and bytes are counted, not seconds.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.recordings import asciicast, asciicast_lines, emulation, parts
from sphinx_transcript.recordings.asciicast import read_asciicast
from sphinx_transcript.recordings.asciicast_lines import UnreadableRecordingError
from sphinx_transcript.recordings.asciicast_values import Size
from sphinx_transcript.recordings.emulation import Player
from sphinx_transcript.recordings.frames import FrameRecorder
from sphinx_transcript.recordings.prompts import PromptFinder
from sphinx_transcript.recordings.rows import Row, join_wrapped
from sphinx_transcript.recordings.timeline import timed
from sphinx_transcript.terminal.style import Run, Style
from tests.helpers.step_counts import count_events
from tests.recordings.played import AnyEvent, content, events_of, play

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

V2 = b'{"version": 2, "width": 80, "height": 24}\n'
OUTPUT = b'[1, "o", "a"]\n'


def steps_of(function: Callable[[], object]) -> int:
    """Return how many lines of Python code *function* runs through."""
    return count_events(function, "line")


def loops_in(module: ModuleType, function: Callable[[], object]) -> int:
    """Return how many steps *function* takes in *module*, also those of a loop in one line."""
    return count_events(function, "opcode", str(module.__file__))


def read(folder: Path, content: bytes) -> asciicast.Recording:
    """Return the recording in a compressed file of *content*."""
    path = folder / "a.cast"
    path.write_bytes(gzip.compress(content))
    return read_asciicast(path)


@pytest.mark.parametrize(
    "bomb",
    [
        b"#" * 3_000_000,
        b"# comment\n" * 300_000,
        b'[1, "i", "typed"]\n' * 150_000,
        b'[1, "x", "' + b"0" * 2_000_000,
    ],
)
def test_no_more_is_decompressed_than_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bomb: bytes
) -> None:
    decompressed = 0
    readinto = gzip.GzipFile.readinto

    def counted(file: gzip.GzipFile, buffer: Any) -> int:
        nonlocal decompressed
        count = readinto(file, buffer)
        decompressed += count
        return count

    monkeypatch.setattr(gzip.GzipFile, "readinto", counted)
    monkeypatch.setattr(asciicast_lines, "MAX_BYTES", 1_000_000)
    monkeypatch.setattr(asciicast_lines, "_MAX_LINE", 50_000)
    recording = read(tmp_path, V2 + OUTPUT + bomb + b"\n" + OUTPUT)
    assert [event.data for event in recording.events] == ["a"]
    assert recording.cut.startswith("it has more than 1 megabytes; what follows line ")
    assert recording.cut_at == 1.0
    assert 0 < decompressed <= 1_100_000


def test_a_first_line_without_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asciicast_lines, "_MAX_LINE", 1_000)
    with pytest.raises(UnreadableRecordingError, match="its first line has more than 1,000 bytes"):
        read(tmp_path, b"{" * 100_000)


@pytest.mark.parametrize(
    "lines", [OUTPUT * 30, b"\n" * 30, b"# x\n" * 30, b'[1, "i", ""]\n' * 30, b"nonsense\n" * 30]
)
def test_lines_of_any_kind_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: bytes
) -> None:
    monkeypatch.setattr(asciicast_lines, "MAX_EVENTS", 20)
    recording = read(tmp_path, V2 + lines)
    assert recording.cut == "it has more than 20 events; what follows line 22 is left out"
    assert len(recording.events) <= 20
    whole = read(tmp_path, V2 + OUTPUT * 20)
    assert (whole.cut, len(whole.events)) == ("", 20)


def test_events_of_version_1_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asciicast, "MAX_EVENTS", 20)
    events = ",".join(['[1, "a"]'] * 30)
    recording = read(tmp_path, b'{"version": 1, "stdout": [%s]}' % events.encode())
    assert "it has more than 20 events" in recording.cut
    assert len(recording.events) == 20


def test_markers_and_their_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asciicast, "MAX_MARKERS", 3)
    marker = b'[1, "m", "%s"]\n' % (b"x" * 1_000)
    recording = read(tmp_path, V2 + OUTPUT + marker * 5)
    assert [len(event.data) for event in recording.events] == [1, 200, 200, 200]
    assert recording.cut == "it has more than 3 markers; what follows line 6 is left out"
    assert recording.messages == [
        "line 3: a label has more than 200 characters; the rest is left out (and 3 more such)"
    ]


BACKGROUND = "\x1b[41m\x1b[2J"
STOPS = "".join(f"\x1b[{column}G\x1bH" for column in range(1, 200))
BOMBS: dict[str, list[AnyEvent]] = {
    "screens that are erased in a colour": ["\x1b[41m" + "\x1b[2J" * 9_000],
    "the rest of screens that is erased in a colour": ["\x1b[41m" + "\x1b[J" * 9_000],
    "empty screens that are erased": ["\x1b[2J" * 9_000],
    "rows of one far character": ["\x1b[200Gx\n" * 9_000],
    "a character again and again": ["x\x1b[999b" * 9_000],
    "scrolling": ["\x1b[99S" * 9_000],
    "scrolling back": ["\x1bM" * 90_000],
    "a region that scrolls": ["\x1b[2;50r\x1b[50H" + "\n" * 90_000],
    "inserted lines": [BACKGROUND + "\x1b[L" * 9_000],
    "inserted characters": ["\x1b[4h" + "x\r" * 40_000],
    "tab stops": [STOPS + "\r\x1b[200I" * 9_000],
    "tabs back": [STOPS + "\x1b[200G\x1b[200Z" * 9_000],
    "modes of the alternate screen": [f"\x1b[?1049h{BACKGROUND}" + "\x1b[?25l" * 9_000],
    "alternate screens": ["\x1b[?1049hx\x1b[?1049l" * 9_000],
    "alternate screens that are full": [f"\x1b[?1049h{BACKGROUND}\x1b[?1049l" * 9_000],
    "resets": [f"{BACKGROUND}\x1bc" * 9_000],
    "prompts": ["x\x1b]133;B\x07" * 9_000],
    "sizes": [BACKGROUND, *[(1.0, "r", f"{200 - each % 2}x50") for each in range(9_000)]],
    "markers on a full screen": [
        f"\x1b[?1049h{BACKGROUND}", *[(1.0, "m", "x") for _ in range(5_000)]
    ],
    "a title that never ends": ["\x1b]0;", *["x"] * 9_000],
    "frames": [(each / 10, f"\x1b[Hx{each}\x1b[200G\x1b[41m\x1b[J") for each in range(3_000)],
    "text": ["x" * 200_000],
    "wide text": ["日" * 100_000],
    "marks": ["a" + "\u0301" * 100_000],
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_steps_are_limited(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(emulation, "MAX_WORK", 100_000)
    monkeypatch.setattr(emulation, "MAX_ROWS", 1_000)
    monkeypatch.setattr("sphinx_transcript.recordings.frames._MAX_WORK", 100_000)
    events = list(timed(events_of(*BOMBS[name]), None))
    kept: list[object] = []

    def run() -> None:
        kept.append(Player(Size(200, 50), FrameRecorder()).play(events))

    assert steps_of(run) < 1_500_000
    (played,) = kept
    assert isinstance(played, emulation.Played)
    # What one sequence does at the limit is done: here, it erases a screen.
    rows = [*played.rows, *(row for still in played.stills for row in still.rows)]
    assert len(rows) <= 1_000 + 2 * 50
    assert sum(len(row.text) for row in rows) <= 200 * 1_100


def test_the_limit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulation, "MAX_ROWS", 100)
    shown = content("a\r\n" * 50, "b\r\n" * 90, "c")
    assert shown.messages == [
        "it has more than 100 rows; what follows 0:01 is left out (:to: ends it earlier)"
    ]
    monkeypatch.setattr(emulation, "MAX_WORK", 1_000)
    assert content("a", "\x1b[L\x1b[M" * 50).messages == [
        "it has more than 1,000 steps of drawing; what follows 0:01 is left out"
        " (:to: ends it earlier)"
    ]


def test_the_prompts_that_are_noted_are_limited() -> None:
    played = play("".join(f"\r{number}\x1b]133;B\x07" for number in range(5_000)))
    assert len(played.prompts) == emulation.MAX_PROMPTS


def test_frames_are_farther_apart_the_more_there_is_to_draw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sphinx_transcript.recordings.frames._MAX_WORK", 8_000)
    events = [(each / 20, f"\x1b[H\x1b[J{each}") for each in range(1_000)]
    shown = content(*events)
    assert shown.frames is not None
    assert 10 < shown.frames.count("],[") < 300


@pytest.mark.parametrize("what", ["cleared", "places", "stills"])
def test_time_is_proportional_to_what_is_shown(what: str) -> None:
    row = Row((Run("a"),))

    def steps(count: int) -> int:
        played = emulation.Played([row] * count)
        if what == "cleared":
            played.cleared = [(0, float(each)) for each in range(count)]
        elif what == "places":
            played.places = [emulation.Place(each, 1.0, "x") for each in range(count)]
        else:
            played.stills = [emulation.Still(each, 1.0, (row,)) for each in range(count)]
        return loops_in(parts, lambda: parts.parts_of(played, PromptFinder("console")))

    assert steps(400) < 3 * steps(200)


def test_styles_of_a_wrapped_line_are_merged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    merged = 0

    def counted(cells: Any) -> tuple[Run, ...]:
        nonlocal merged
        merged += len(cells)
        return tuple(cells)

    monkeypatch.setattr("sphinx_transcript.recordings.rows.merge_runs", counted)
    styles = (Style(), Style(bold=True))
    row = Row(tuple(Run("x", style) for style in styles), wraps=True)
    lines, numbers = join_wrapped([row] * 1_000)
    assert (len(lines), len(lines[0]), set(numbers)) == (1, 2_000, {0})
    assert merged == 2_000
