"""What a reader gets of a recording without a script."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_transcript.recordings import content as content_module
from tests.recordings.played import content, texts

SESSION = ("$ ", "ls\r\n", "a  b\r\n", "$ ", "pwd\r\n", "/\r\n", "$ ")


def test_commands_and_what_they_printed_in_the_end() -> None:
    assert texts(content(*SESSION)) == ["$ ls\na  b\n$ pwd\n/"]


def test_what_scrolled_off_is_there() -> None:
    numbers = [f"{number}\r\n" for number in range(30)]
    assert texts(content("$ seq 0 29\r\n", *numbers, "$ ")) == [
        "\n".join(["$ seq 0 29", *map(str, range(30))])
    ]


def test_typing_is_resolved() -> None:
    assert texts(content("$ ", "lx", "\b\x1b[K", "s -l", "\x1b[3D\x1b[@-", "\r\n", "a\r\n")) == [
        "$ ls- -l\na"
    ]


def test_commands_that_wrap_are_one_line() -> None:
    words = "echo one two three four five six seven eight nine ten"
    assert texts(content(f"$ {words}\r\none two\r\n", columns=20)) == [f"$ {words}\none two"]


def test_clear_keeps_what_came_before() -> None:
    shown = content("$ ls\r\na\r\n$ ", "clear\r\n\x1b[H\x1b[2J\x1b[3J$ ", "pwd\r\n/\r\n$ ")
    assert texts(shown) == ["$ ls\na\n$ clear\n$ pwd\n/"]


def test_of_an_animation_the_last_screen_stays() -> None:
    frames = [(1 + number / 10, f"\x1b[H\x1b[2J{chr(97 + number)}\r\n") for number in range(20)]
    assert texts(content((0.0, "$ ./run\r\n"), *frames, (9.0, "$ "))) == ["$ ./run\nt"]


def test_of_a_screen_that_is_drawn_again_and_again_the_last_stays() -> None:
    # A loop of `clear` and a program, as slow as it may be.
    screens = [f"\x1b[H\x1b[2JCPU {number} %\r\nother {number}\r\n" for number in range(5)]
    assert texts(content("$ ./cpu\r\n", *screens, "$ ")) == ["$ ./cpu\nCPU 4 %\nother 4"]


def test_screens_that_were_there_to_be_read_stay() -> None:
    shown = content("one\r\n", "\x1b[H\x1b[2Jtwo\r\n", "\x1b[H\x1b[2Jthree\r\n")
    assert texts(shown) == ["one\ntwo\nthree"]


@pytest.mark.parametrize(
    "end",
    [
        ("$ ", "exit\r\n", "exit\r\n"),
        ("$ ", "exit\r\n"),
        ("$ ", "\r\nexit\r\n"),
        ("$ ", "logout\r\n"),
        ("$ ",),
        ("$ ", "\r\n$ ", "\r\n$ "),
        (),
    ],
)
def test_the_end_of_the_shell_is_left_out(end: tuple[str, ...]) -> None:
    assert texts(content("$ ls\r\n", "a\r\n", *end)) == ["$ ls\na"]


def test_an_exit_before_the_end_stays() -> None:
    assert texts(content("$ bash\r\n$ exit\r\nexit\r\n$ ls\r\na\r\n$ ")) == [
        "$ bash\n$ exit\nexit\n$ ls\na"
    ]


def test_markers_with_labels_are_chapters() -> None:
    shown = content(
        "$ ls\r\na\r\n$ ",
        (1.0, "m", "Second"),
        (2.0, "pwd\r\n/\r\n$ "),
        (3.0, "m", ""),
        (4.0, "x\r\n"),
    )
    assert texts(shown) == ["$ ls\na", "# Second", "$ pwd\n/\n$ x"]


def test_a_marker_within_output_divides_it() -> None:
    shown = content("$ make\r\none\r\n", (1.0, "m", "Link"), (2.0, "two\r\n$ "))
    assert texts(shown) == ["$ make\none", "# Link", "two"]


def test_chapters_by_times() -> None:
    shown = content(*SESSION, (9.0, "m", "Marker"), chapters="0 All, 3 The folder")
    assert texts(shown) == ["# All", "$ ls\na  b", "# The folder", "$ pwd\n/"]
    assert texts(content("a\r\n", (1.0, "m", "M"), (2.0, "b\r\n"), chapters="none")) == ["a\nb"]
    assert texts(content("a\r\n", (1.0, "m", "M"), (2.0, "b\r\n"), chapters="markers")) == [
        "a", "# M", "b"
    ]  # fmt: skip


EDITOR = (
    "$ vi a\r\n",
    "\x1b[?1049h\x1b[2J\x1b[Hhello\r\n~",
    "\x1b[H\x1b[Kbye",
    "\x1b[6;1H\x1b[K\x1b[?1049l",
    "$ cat a\r\nbye\r\n$ ",
)


def test_an_editor_is_shown_as_it_was_in_the_end() -> None:
    assert texts(content(*EDITOR)) == ["$ vi a", "| bye\n| ~", "$ cat a\nbye"]


def test_an_editor_is_shown_as_it_was_at_chapters() -> None:
    assert texts(content(*EDITOR, chapters="1.5 Begin; 2.5 End")) == [
        "$ vi a", "# Begin", "| hello\n| ~", "# End", "| bye\n| ~", "$ cat a\nbye"
    ]  # fmt: skip


def test_a_recording_of_a_program_alone() -> None:
    assert texts(content(*EDITOR[1:3])) == ["| bye\n| ~"]


def test_from_and_to() -> None:
    assert texts(content(*SESSION, from_="3")) == ["$ pwd\n/"]
    assert texts(content(*SESSION, to="2.5")) == ["$ ls\na  b"]
    assert texts(content(*EDITOR, from_="1.5", to="2.5")) == ["| bye\n| ~"]
    marked = ("a\r\n", (1.0, "m", "B"), (2.0, "b\r\n"), (3.0, "m", "C"), (4.0, "c"))
    assert texts(content(*marked, from_="b", to="C")) == ["# B", "b"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"from_": "Bild"}, "from: 'Bild' is neither a time such as 1:30 nor the label of a marker;"
         " did you mean 'Build'?"),
        ({"to": "x"}, "to: 'x' is neither a time such as 1:30 nor the label of a marker; its"
         " markers are 'Build'"),
        ({"from_": "9"}, "from: '9' lies after its end at 0:03"),
        ({"from_": "2", "to": "1"}, "to: '1' lies before from: '2'"),
        ({"chapters": "0 a, 9 b"}, "chapters: 'b' lies after its end at 0:03"),
    ],
)  # fmt: skip
def test_places_that_are_not_there(options: dict[str, Any], message: str) -> None:
    shown = content("a\r\n", (1.0, "m", "Build"), (3.0, "b\r\n"), **options)
    assert shown.messages == [message]
    assert "b" in texts(shown)[-1]


def test_prompts_that_no_rule_knows_become_neutral() -> None:
    begin = "\x1b[?2004h\x1b[32msrc\x1b[0m |=> "
    shown = content(begin, "ls\r\n\x1b[?2004l", "a\r\n", begin, "exit\r\n\x1b[?2004l")
    assert texts(shown) == ["$ ls\na"]


def test_a_prompt_that_the_author_names() -> None:
    assert texts(content("me@work >> ls\r\na\r\nme@work >> pwd\r\n/\r\n", prompt="me@work >>")) == [
        "$ ls\na\n$ pwd\n/"
    ]


def test_known_prompts_stay() -> None:
    begin = "\x1b[?2004h(venv) $ "
    assert texts(content(begin, "ls\r\n\x1b[?2004l", "a\r\n", begin)) == ["(venv) $ ls\na"]
    assert texts(content(">>> 1 + 1\r\n2\r\n>>> exit()\r\n", lang="pycon")) == [">>> 1 + 1\n2"]


def test_sequences_that_never_end() -> None:
    shown = content("$ ls\r\n", "a\r\n\x1b]0;never")
    assert texts(shown) == ["$ ls\na"]
    assert shown.messages == ["an escape sequence never ends, and is left out"]


def test_without_the_extra_there_is_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_module, "has_emulator", lambda: False)
    shown = content(
        "$ make\r\n", "\x1b[32m10%\x1b[0m\r20%\r", "done\x1b[K\r\n", (3.0, "m", "Edit"), *EDITOR
    )
    assert texts(shown) == ["$ make\ndone", "# Edit", "$ vi a\n$ cat a\nbye"]
    assert shown.frames is None
