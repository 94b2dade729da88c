"""The frames of the player: the changes between them make the screens of the recording."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.recordings import content as content_module
from sphinx_transcript.recordings import frames as frames_module
from sphinx_transcript.recordings.asciicast import Event
from sphinx_transcript.recordings.asciicast_values import Size
from sphinx_transcript.recordings.emulation import Player
from sphinx_transcript.recordings.frames import FrameRecorder
from sphinx_transcript.recordings.timeline import timed
from tests.recordings.played import content

if TYPE_CHECKING:
    import pytest


def data_of(*events: Any, **options: Any) -> dict[str, Any]:
    """Return the data of the player for *events*."""
    frames = content(*events, **options).frames
    assert frames is not None
    result: dict[str, Any] = json.loads(frames)
    return result


def screens(data: dict[str, Any]) -> list[tuple[int, list[str]]]:
    """Return the times of the frames in *data* and the rows of their screens, as players draw."""
    shown = [0] * data["h"]
    result = []
    for time, *changes in data["f"]:
        for line, row in zip(changes[::2], changes[1::2], strict=True):
            assert shown[line] != row or time == data["f"][0][0]
            shown[line] = row
        texts = ["".join(part for part in data["r"][row] if isinstance(part, str)) for row in shown]
        while texts and not texts[-1]:
            texts.pop()
        result.append((time, texts))
    return result


def test_each_screen() -> None:
    data = data_of("$ ", "l", "s\r\n", "a\r\n", "$ ", columns=30, rows=4)
    assert (data["w"], data["h"], data["d"]) == (30, 4, 4000)
    assert screens(data) == [
        (0, ["$"]),
        (1000, ["$ l"]),
        (2000, ["$ ls"]),
        (3000, ["$ ls", "a"]),
        (4000, ["$ ls", "a", "$"]),
    ]


def test_a_row_is_stored_once() -> None:
    data = data_of("a\r\nb\r\nc", "\r\nd", "\r\na", rows=3)
    assert data["r"] == [[], ["a"], ["b"], ["c"], ["d"]]
    assert data["f"] == [[0, 0, 1, 1, 2, 2, 3], [1000, 0, 2, 1, 3, 2, 4], [2000, 0, 3, 1, 4, 2, 1]]


def test_changes_within_a_moment_are_one_frame() -> None:
    data = data_of((0.0, "a"), (0.01, "b"), (0.02, "c"), (0.06, "d"), (0.5, "e"))
    assert screens(data) == [(0, ["abc"]), (60, ["abcd"]), (500, ["abcde"])]


def test_events_without_a_change_are_no_frames() -> None:
    assert len(data_of("a", "\x1b[1m", "\x1b]0;title\x07", "b")["f"]) == 2


def test_long_pauses_are_made_shorter() -> None:
    data = data_of((0.0, "a"), (100.0, "b"), (101.0, "c"), idle=2.0)
    assert [frame[0] for frame in data["f"]] == [0, 2000, 3000]
    assert data_of((0.0, "a"), (9.0, "b"), idle=5.0)["d"] == 5000


def test_frames_from_a_time_on() -> None:
    data = data_of("a\r\n", "b\r\n", "c\r\n", "d", from_="1.5")
    assert data["d"] == 1500
    assert screens(data) == [(0, ["a", "b"]), (500, ["a", "b", "c"]), (1500, ["a", "b", "c", "d"])]


def test_other_sizes_during_the_recording() -> None:
    data = data_of("1\r\n2\r\n3", (1.0, "r", "50x2"), (2.0, "x"), columns=40, rows=3)
    assert (data["w"], data["h"]) == (50, 3)
    assert screens(data)[-1] == (2000, ["2", "3x"])


def test_markup_in_output_is_data() -> None:
    assert data_of("</script><!--")["r"] == [[], ["</script><!--"]]


def test_too_many_frames_are_thinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames_module, "_MAX_FRAMES", 10)
    data = data_of(*[(number / 10, f"{number}\r") for number in range(100)])
    assert len(data["f"]) <= 11
    assert screens(data)[-1][1] == ["99"]


def test_a_recording_that_needs_too_much_has_no_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_module, "MAX_FRAMES_LENGTH", 1_000)
    shown = content(*(f"{number}" * 30 + "\r\n" for number in range(1000, 1100)))
    assert shown.frames is None
    assert shown.messages == [
        "its frames need more than 1,000 characters; there is its text, and no player"
        " (cut it with :from: and :to:)"
    ]


_PIECES = st.sampled_from(
    [
        "a",
        "bc",
        "\r\n",
        "\x1b[H",
        "\x1b[2J",
        "\x1b[31m",
        "\x1b[2;2H",
        "\x1b[L",
        "\x1b[M",
        "日",
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1b[K",
        "\x08",
        "x" * 15,
        "\x1bM",
        "\x1b[2S",
        "\x1b[T",
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.2), _PIECES), max_size=60))
def test_the_last_frame_is_the_last_screen(steps: list[tuple[float, str]]) -> None:
    now, events = 0.0, []
    for pause, piece in steps:
        now += pause
        events.append(Event(now, "o", piece))
    frames = FrameRecorder()
    player = Player(Size(12, 4), frames)
    player.play(timed(events, None))
    text = frames.data(100_000, 0.0)
    assert text is not None
    drawn = screens(json.loads(text))
    shown = [row.text for row in player.last_screen]
    while shown and not shown[-1]:
        shown.pop()
    assert (drawn[-1][1] if drawn else []) == shown
