"""The options of the directive ``recording``."""

from __future__ import annotations

import pytest

from sphinx_transcript.recordings.options import RecordingOptions, read_options
from sphinx_transcript.recordings.timeline import clock, read_time


def test_all_options() -> None:
    given: dict[str, str | None] = {
        "from": "0:05", "to": "Build", "chapters": "0:01 One, two\n1:00:00 Three;4.5 Four",
        "caption": " A  *caption* ", "name": "x", "class": "a b", "speed": "1.5x", "idle": "2",
        "lang": "pycon", "prompt": ">> ",
    }  # fmt: skip
    assert read_options(given) == (
        RecordingOptions(
            begin="0:05", end="Build",
            chapters=((1.0, "One, two"), (3600.0, "Three"), (4.5, "Four")),
            caption="A *caption*", name="x", classes=("a", "b"), speed=1.5, idle=2.0,
            language="pycon", prompt=">>",
        ),
        [],
    )  # fmt: skip
    assert read_options({}) == (RecordingOptions(), [])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"captoin": "x"}, "unknown option 'captoin'; did you mean 'caption'?"),
        ({"zzz": "x"}, "unknown option 'zzz'; the options are caption, chapters, class, from, idle,"
         " lang, name, prompt, speed, to"),
        ({"speed": "9"}, "speed: '9': it takes one of 0.5, 1, 1.5, 2, 3"),
        ({"speed": "nan"}, "speed: 'nan': it takes one of 0.5, 1, 1.5, 2, 3"),
        ({"speed": None}, "speed: '': it takes one of 0.5, 1, 1.5, 2, 3"),
        ({"idle": "0"}, "idle: '0': it takes seconds or a time such as 1:30, above 0"),
        ({"idle": "soon"}, "idle: 'soon': it takes seconds or a time such as 1:30, above 0"),
        ({"from": ""}, "from: '': it takes seconds or a time such as 1:30, or the label of a"
         " marker"),
        ({"chapters": ""}, "chapters: '': it takes times with labels, as in '0:05 Build, 0:20"
         " Test', or 'markers', or 'none'"),
        ({"chapters": "Build"}, "chapters: 'Build': it takes times with labels, as in"
         " '0:05 Build, 0:20 Test', or 'markers', or 'none'"),
        ({"chapters": "0:99 Build"}, "chapters: '0:99 Build': it takes times with labels, as in"
         " '0:05 Build, 0:20 Test', or 'markers', or 'none'"),
    ],
)  # fmt: skip
def test_mistakes(given: dict[str, str | None], message: str) -> None:
    _options, messages = read_options(given)
    assert messages == [message]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0), ("90", 90.0), ("1.5", 1.5), ("1,5", 1.5), ("1:30", 90.0), ("0:01.25", 1.25),
        ("1:00:05", 3605.0), (" 7 ", 7.0), ("1:60", None), ("-1", None), ("1:2:3:4", None),
        ("nan", None), ("inf", None), ("1e9", None), ("", None), ("٣", None), ("9" * 5000, None),
    ],
)  # fmt: skip
def test_times(text: str, seconds: float | None) -> None:
    assert read_time(text) == seconds


def test_clock() -> None:
    assert [clock(seconds) for seconds in (0, 5.9, 65, 3605)] == ["0:00", "0:05", "1:05", "1:00:05"]
