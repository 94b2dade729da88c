"""New output in the text of a block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.sessions.new_output import (
    NewOutputError,
    SourceForm,
    changed_text,
    new_text,
    shown_output,
)
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.session import Session
from tests.sessions.line_matcher import Wildcards

FORM = SourceForm()


def parse(text: str) -> Session:
    return parse_session(text, "console", is_escaped=True)


def updated(text: str, printed: dict[int, str], form: SourceForm = FORM) -> str:
    """Return the new text, after a check that its changes lead to it."""
    new = new_text(text, printed, parse, Wildcards(), form)
    assert changed_text(text, new.changes) == new.text
    return new.text


BLOCK = "$ one\nold\n\n$ two\n$ three\nkept"


def test_output_takes_the_place_of_output() -> None:
    assert updated(BLOCK, {0: "new\nlines\n"}) == "$ one\nnew\nlines\n\n$ two\n$ three\nkept"
    assert updated(BLOCK, {1: "2\n"}) == "$ one\nold\n\n$ two\n2\n$ three\nkept"
    assert updated(BLOCK, {2: "\n"}) == "$ one\nold\n\n$ two\n$ three"
    assert updated(BLOCK, {0: "", 1: "", 2: ""}) == "$ one\n\n$ two\n$ three"
    assert updated("$ one", {0: "1"}) == "$ one\n1"
    assert updated("before\n$ one\n", {0: "1"}) == "before\n$ one\n1\n"


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("$ touch pwned", "\\$ touch pwned"),
        ("$", "\\$"),
        ("```", "\\```"),
        ("  ````", "\\  ````"),
        ("~~~", "\\~~~"),
        (":::", "\\:::"),
        (":::::{note}", "\\:::::{note}"),
        ("> ```", "\\> ```"),
        ("...", "\\..."),
        ("Downloading...", "\\Downloading..."),
        ("<number>", "\\<number>"),
        ("<p>", "<p>"),
        ("\\", "\\\\\\"),
        ("\\n", "\\\\\\n"),
        ("a\\n", "a\\n"),
        ("\x1b[31m", "\\\\e[31m"),
        ("a\rb", "\\a\\x0db"),
        ("\x00", "\\\\x00"),
        ("a\u2028b", "\\a\\u2028b"),
        ("a\x0cb", "\\a\\x0cb"),
        ("\udcff", "\\\\xff"),
        ("a  \t", "a"),
        (" \t", ""),
        ("\ta", "\ta"),
        ("{{ x }}", "{{ x }}"),
        (".. note::", ".. note::"),
        ("# a", "# a"),
    ],
)
def test_forms(printed: str, written: str) -> None:
    new = updated(BLOCK, {0: f"{printed}\nend\n"})
    assert new == f"$ one\n{written}\nend\n\n$ two\n$ three\nkept"
    session = parse(new)
    assert [entry.typed for entry in session.entries] == ["one", "two", "three"]
    assert shown_output(session.entries[0].output[0]) == printed.rstrip(" \t")
    # The second update finds what the first has written.
    assert updated(new, {0: f"{printed}\nend\n"}) == new


def test_file_that_can_hold_less() -> None:
    form = SourceForm("latin-1", keeps_tabs=False)
    assert updated("$ one", {0: "a\tb ✓\na\tb"}, form) == "$ one\n\\a\\x09b \\u2713\na       b"


def test_wildcards_that_match_stay() -> None:
    block = "$ one\nv<number>\na\n...\nz\n"
    assert updated(block, {0: "v1\nb\n1\n2\nz\n"}) == "$ one\nv<number>\nb\n...\nz\n"


def test_escapes_that_the_author_wrote_stay() -> None:
    assert updated("$ one\n\\a\nb\n", {0: "a\nc\n"}) == "$ one\n\\a\nc\n"


def test_output_below_a_command_that_takes_it_in_is_refused() -> None:
    def as_one(text: str) -> Session:
        session = parse(text)
        entry = session.entries[0]
        typed = "\n".join([entry.typed, *entry.output])
        return Session(session.parts, (type(entry)(0, typed, 1, entry.output),))

    with pytest.raises(NewOutputError, match="would be read as a command"):
        new_text("$ one\nold", {0: "new"}, as_one, Wildcards(), FORM)


PROMPTS = [
    ("console", "$ "),
    ("console", "% "),
    ("console", "# "),
    ("console", "> "),
    ("console", "ada@host:~/src$ "),
    ("console", "(venv) $ "),
    ("console", "[root@host ~]# "),
    ("console", "psql=> "),
    ("console", "mysql> "),
    ("console", "sqlite> "),
    ("console", "irb(main):001:0> "),
    ("ps1con", "PS C:\\> "),
    ("doscon", "C:\\> "),
    ("pycon", ">>> "),
    ("ipython", "In [1]: "),
]
ODD_LINES = [
    *(prompt + "x" for _, prompt in PROMPTS),
    *(prompt.strip() for _, prompt in PROMPTS),
    "...", "... x", ">> x", "```", "~~~", ":::", "EOF", "'", "undefined", "x <- 1", "+ 1", "",
]  # fmt: skip
LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\n", exclude_categories=[])),
        st.text("$>#`~:.\\ \t<number>ex01\x1b\r", max_size=8),
        st.sampled_from(ODD_LINES),
    ),
    max_size=5,
)


@given(
    LINES,
    st.sampled_from(PROMPTS),
    st.sampled_from([SourceForm(), SourceForm("ascii"), SourceForm(keeps_tabs=False)]),
)
def test_any_output_is_read_back_as_output(
    lines: list[str], family: tuple[str, str], form: SourceForm
) -> None:
    language, prompt = family
    block = f"{prompt}ls one\nold\n\n{prompt}ls two\n{prompt}ls three\nkept"

    def parse_block(text: str) -> Session:
        return parse_session(text, language, is_escaped=True)

    before = parse_block(block)
    assert [entry.typed for entry in before.entries] == ["ls one", "ls two", "ls three"]
    printed = "\n".join(lines)
    new = new_text(block, {0: printed, 2: printed}, parse_block, Wildcards(), form).text
    session = parse_block(new)
    assert [entry.typed for entry in session.entries] == ["ls one", "ls two", "ls three"]
    for entry in (session.entries[0], session.entries[2]):
        output = [shown_output(line).expandtabs(8) for line in entry.output]
        expected = [line.rstrip(" \t").expandtabs(8) for line in lines]
        assert "\n".join(output).rstrip("\n") == "\n".join(expected).rstrip("\n")
    assert new.encode(form.encoding).decode(form.encoding) == new
