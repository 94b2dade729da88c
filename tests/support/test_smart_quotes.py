"""Quotation marks are replaced as Sphinx alone replaces them."""

from __future__ import annotations

import pickle
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from docutils.utils import smartquotes
from docutils.utils.smartquotes import educate_tokens
from hypothesis import given
from hypothesis import strategies as st
from sphinx.transforms import SphinxSmartQuotes

from sphinx_transcript.support import smart_quotes
from sphinx_transcript.support.own_methods import has_own_methods, is_own_function
from sphinx_transcript.support.smart_quotes import _REPLACEABLE, QuickSmartQuotes

if TYPE_CHECKING:
    from tests.conftest import Site

PIECES = (
    "plain", " ", "word-word", "--", "---", "...", ". . .", "'so'", '"so"', "it's", "`lit`", "*em*",
    "**'st'**", "\\\\", "\\'", '\\"', "\\-", "&quot;", "&#34;", "&amp;", "'80s", "(",
    ",", "[a](b.md)", "\n", "\n\n", "\n\n# H\n\n", "\n\n- ", "\n\n> ",
    "\N{EM DASH}", "\N{LEFT DOUBLE QUOTATION MARK}so\N{RIGHT DOUBLE QUOTATION MARK}",
    "$x$", "\n\n```\n'code' -- \n```\n\n",
)  # fmt: skip
MARKS = (
    "a",
    " ",
    ".",
    "-",
    "--",
    "...",
    " . . .",
    "'",
    '"',
    "`",
    "\\",
    "&#34;",
    "&quot;",
    "80s",
    "\0",
)
ACTIONS = ("qDe", "qde", "qBDe", "qie", "1", "2", "w", "-1")


def body(seed: int) -> str:
    choose = Random(seed)  # noqa: S311 (a test)
    return "".join(choose.choice(PIECES) for _ in range(60))


@pytest.mark.parametrize(
    ("action", "language"), [*((action, "en") for action in ACTIONS), ("qDe", "fr"), ("qDe", "ja")]
)
def test_text_is_that_of_sphinx(site: Site, action: str, language: str) -> None:
    site.conf(
        f"smartquotes_action = {action!r}\nlanguage = {language!r}\nsuppress_warnings = ['myst']\n"
        "smartquotes_excludes = {}\n"
    )
    for number in range(8):
        site.write(f"p{number}.md", f"# P '{number}'\n\n{body(number)}\n")
    site.write(
        "r.rst",
        ":orphan:\n\nR\n=\n\n.. rst-class:: language-tlh\n\nPlain.\n\n"
        ".. rst-class:: language-de\n\n"
        '"So" -- \'x\' \\\'y\\\'\n\n:Field: "so"\n\nTerm -- "t"\n  ``\'l\'`` "d"\n\n'
        "Alone \N{EM DASH} with \N{HORIZONTAL ELLIPSIS} here.\n",
    )
    quick = site.build(into="quick")
    originals = site.build(into="originals", transcript_shortcuts=False)
    names = [f"p{number}" for number in range(8)] + ["r", "index"]
    for name in names:
        found = [
            pickle.loads((site.folder / into / "doctrees" / f"{name}.doctree").read_bytes())  # noqa: S301
            for into in ("quick", "originals")
        ]
        assert found[0].pformat() == found[1].pformat()
        assert found[0].settings.smart_quotes == found[1].settings.smart_quotes
    assert quick.warning_lines == originals.warning_lines
    assert any("tlh" in line for line in quick.warning_lines)


_DOTS = st.lists(st.sampled_from((".", " .", "-", "a"))).map("".join)


@given(_DOTS | st.text("a.- \"'\\\0"))
def test_replaceable_texts_are_found(text: str) -> None:
    marks = ('"', "'", "\\", "\0", "--", "...", ". . .")
    assert bool(_REPLACEABLE.search(text)) == any(mark in text for mark in marks)


@given(st.lists(st.sampled_from(MARKS), max_size=4), st.sampled_from(ACTIONS))
def test_text_without_what_is_looked_for_stays_as_it_is(marks: list[str], action: str) -> None:
    text = "".join(marks)
    if not _REPLACEABLE.search(text):
        for language in ("en", "fr", "de"):
            assert list(educate_tokens([("plain", text)], action, language)) == [text]


def test_it_comes_just_before_the_transform_of_sphinx() -> None:
    assert QuickSmartQuotes.default_priority == SphinxSmartQuotes.default_priority - 1


@pytest.mark.parametrize(
    ("owner", "name"), [(SphinxSmartQuotes, "get_tokens"), (smartquotes, "educate_tokens")]
)
def test_another_form_of_smart_quotes_has_all_text(
    owner: Any, name: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert has_own_methods(SphinxSmartQuotes, smart_quotes._METHODS)
    assert is_own_function(smartquotes.educate_tokens)
    original = getattr(owner, name)

    def replacement(*arguments: Any, **named: Any) -> Any:
        for each in original(*arguments, **named):
            if isinstance(each, tuple):
                yield each[0], each[1].replace("(c)", "©")
            else:
                yield each.replace("(c)", "©")

    monkeypatch.setattr(owner, name, replacement)
    site.write("p.md", "# P\n\nBy (c) somebody\n")
    assert "By © somebody" in site.build().read("p.html")
