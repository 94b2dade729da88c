"""Asciicast files of the versions 1, 2 and 3, sound and damaged."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.recordings import asciicast, asciicast_lines
from sphinx_transcript.recordings.asciicast import (
    Event,
    Recording,
    read_asciicast,
)
from sphinx_transcript.recordings.asciicast_lines import UnreadableRecordingError
from sphinx_transcript.recordings.asciicast_values import Size

if TYPE_CHECKING:
    from pathlib import Path

V2 = '{"version": 2, "width": 80, "height": 24}\n'
V3 = '{"version": 3, "term": {"cols": 90, "rows": 30}, "idle_time_limit": 2.5}\n'


def read(folder: Path, content: str | bytes) -> Recording:
    """Return the recording in a file of *content*."""
    path = folder / "a.cast"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_asciicast(path)


def test_version_2(tmp_path: Path) -> None:
    recording = read(
        tmp_path,
        V2 + '[0.5, "o", "a\\r\\n"]\n[1, "i", "typed"]\n[1.5, "m", "Build"]\n[2, "r", "90x30"]\n',
    )
    assert recording.header.size == Size(80, 24)
    assert recording.header.idle_limit is None
    assert recording.events == [
        Event(0.5, "o", "a\r\n"), Event(1.5, "m", "Build"), Event(2.0, "r", "90x30")
    ]  # fmt: skip
    assert recording.messages == []


def test_version_3_has_relative_times_comments_and_an_exit_status(tmp_path: Path) -> None:
    recording = read(
        tmp_path,
        V3 + '[0.5, "o", "a"]\n# a comment\n\n[0.25, "m", ""]\n[1, "o", "b"]\n[0.25, "x", "1"]\n',
    )
    assert recording.header.size == Size(90, 30)
    assert recording.header.idle_limit == 2.5
    assert recording.events == [
        Event(0.5, "o", "a"), Event(0.75, "m", ""), Event(1.75, "o", "b"), Event(2.0, "x", "1")
    ]  # fmt: skip
    assert recording.messages == []


@pytest.mark.parametrize("indent", [None, 2])
def test_version_1_is_one_object(tmp_path: Path, indent: int | None) -> None:
    value = {"version": 1, "width": 80, "height": 24, "stdout": [[0.5, "a"], [1, "b"]]}
    recording = read(tmp_path, json.dumps(value, indent=indent))
    assert recording.header.size == Size(80, 24)
    assert recording.events == [Event(0.5, "o", "a"), Event(1.5, "o", "b")]
    assert recording.messages == []


def test_compressed_file(tmp_path: Path) -> None:
    assert read(tmp_path, gzip.compress((V2 + '[1, "o", "a"]\n').encode())).events == [
        Event(1.0, "o", "a")
    ]


def test_truncated_compressed_file_keeps_what_can_be_read(tmp_path: Path) -> None:
    lines = "".join(f'[{number}, "o", "{number * 7919 % 1000003}"]\n' for number in range(9_000))
    whole = gzip.compress((V2 + lines).encode())
    recording = read(tmp_path, whole[: len(whole) // 2])
    assert len(recording.events) > 1000
    assert recording.events[0] == Event(0.0, "o", "0")
    assert "the compressed data ends too early or is damaged" in recording.messages[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "it is empty"),
        ("\n", "it has no header"),
        ('[1, "o", "a"]\n', "its first line is no header of an asciicast, a JSON object"),
        ("hello\n", "its first line is no header of an asciicast, a JSON object"),
        ('{"version": 2, "width": 8', "its JSON can't be read; it may be cut off"),
        ('{"width": 80}\n', "its version is missing"),
        ('{"version": 4}\n', "its version is 4"),
        ('{"version": "2"}\n', "its version is '2'"),
        ('{"version": true}\n', "its version is True"),
        ("[" * 100_000, "its first line is no header of an asciicast, a JSON object"),
        ('{"a":' * 100_000, "its JSON can't be read"),
        (b"\x1f\x8bnothing", "it is damaged, or no gzip file"),
        (b"\x00\x01\x02", "its first line is no header of an asciicast, a JSON object"),
    ],
)
def test_what_is_no_recording(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(UnreadableRecordingError) as caught:
        read(tmp_path, content)
    assert message in str(caught.value)


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecordingError, match="it is a folder, not a file"):
        read_asciicast(tmp_path)


OUTPUT = '[1, "o", "a"]\n'


@pytest.mark.parametrize(
    ("lines", "message", "events"),
    [
        ('[1, "o"', "line 2: the file is cut off within the line, which is left out", 0),
        (OUTPUT + '[2, "o", "b', "line 3: the file is cut off within the line", 1),
        (OUTPUT + "nonsense\n" + OUTPUT, "line 3: an event can't be read; it is left out", 2),
        ("{}\n[]\n[1]\nx\n" + OUTPUT, "line 2: an event can't be read", 1),
        ('[NaN, "o", "b"]\n', "line 2: an event can't be read", 0),
        ('[Infinity, "o", "b"]\n', "line 2: an event can't be read", 0),
        ('[1e999, "o", "b"]\n', "line 2: a time is no number", 1),
        ('["1", "o", "b"]\n', "line 2: a time is no number", 1),
        ('[true, "o", "b"]\n', "line 2: a time is no number", 1),
        (f'[{"9" * 5000}, "o", "b"]\n' + OUTPUT, "line 2: an event can't be read", 1),
        ('[-1, "o", "b"]\n', "line 2: a time lies before the one above it", 1),
        ('[5, "o", "a"]\n[2, "o", "b"]\n', "line 3: a time lies before the one above it", 2),
        ('[1e9, "o", "b"]\n', "line 2: a time is longer than a recording can be", 1),
        ('[1, "o", 5]\n' + OUTPUT, "line 2: an event can't be read", 1),
        ('[1, 5, "x"]\n' + OUTPUT, "line 2: an event can't be read", 1),
        ('[1, "r", "wide"]\n' + OUTPUT, "line 2: a size is not like '80x24'", 1),
        ('[1, "r", "0x24"]\n' + OUTPUT, "line 2: a size is not like '80x24'", 1),
        ("[" * 50_000 + "\n" + OUTPUT, "line 2: an event can't be read", 1),
        ("", "line 1: it has no output", 0),
    ],
)
def test_damaged_lines_are_left_out(tmp_path: Path, lines: str, message: str, events: int) -> None:
    recording = read(tmp_path, V2 + lines)
    assert message in recording.messages[0]
    assert len(recording.events) == events
    assert all(event.time >= 0 for event in recording.events)


def test_each_mistake_is_said_once(tmp_path: Path) -> None:
    recording = read(tmp_path, V2 + OUTPUT + "x\n" * 10)
    assert recording.messages == [
        "line 3: an event can't be read; it is left out (and 9 more such)"
    ]


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    recording = read(tmp_path, V2.encode() + b'[1, "o", "caf\xe9"]\n')
    assert recording.events == [Event(1.0, "o", "caf\ufffd")]
    assert "line 2: it is not UTF-8" in recording.messages[0]


def test_surrogates_cannot_break_files(tmp_path: Path) -> None:
    recording = read(tmp_path, V2 + '[1, "o", "\\ud83d\\ude00 \\ud800"]\n')
    assert recording.events == [Event(1.0, "o", "\U0001f600 \ufffd")]


@pytest.mark.parametrize(
    ("header", "size", "message"),
    [
        ({}, Size(80, 24), "'width' is missing; 80 is used"),
        ({"width": 0, "height": 24}, Size(80, 24), "'width' is 0, not a number above 0"),
        ({"width": -5, "height": 24}, Size(80, 24), "'width' is -5"),
        ({"width": "80", "height": 24}, Size(80, 24), "'width' is '80'"),
        ({"width": 1e9, "height": 24}, Size(500, 24), "500 is the most that is shown"),
        ({"width": 80, "height": 10**12}, Size(80, 200), "200 is the most that is shown"),
    ],
)
def test_sizes(tmp_path: Path, header: dict[str, Any], size: Size, message: str) -> None:
    recording = read(tmp_path, json.dumps({"version": 2, **header}) + "\n" + OUTPUT)
    assert recording.header.size == size
    assert message in recording.messages[0]


def test_keys_that_are_there_twice(tmp_path: Path) -> None:
    header = '{"version": 2, "width": 70, "height": 24, "width": 60}\n'
    assert read(tmp_path, header + OUTPUT).header.size == Size(60, 24)


def test_more_output_than_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asciicast, "MAX_OUTPUT", 10)
    recording = read(tmp_path, V2 + '[1, "o", "12345678"]\n[2, "o", "abc"]\n[3, "o", "d"]\n')
    assert recording.events == [Event(1.0, "o", "12345678")]
    assert recording.cut == (
        "it has more than 10 characters of output; what follows line 3 is left out"
    )
    assert recording.cut_at == 2.0


def test_lines_that_are_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asciicast_lines, "_MAX_LINE", 100)
    recording = read(tmp_path, V2 + f'[1, "o", "{"x" * 500}"]\n' + '[2, "o", "b"]\n')
    assert recording.events == [Event(2.0, "o", "b")]
    assert "line 2: the line has more than 100 bytes; it is left out" in recording.messages[0]
