"""The index and the engine make the same words of a text."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.search import postings, words
from sphinx_transcript.search.words import exact_key, fold, split
from tests.helpers.search_engine import ENGINE
from tests.helpers.tools import program

_TEXTS = (
    "Hello, World", "Crème Brûlée", "STRASSE Straße", "Ünïcödé naïve", "йод Йод ёлка",
    "Ωμέγας ΟΔΟΣ", "データベースの検索", "数据库搜索", "Python3入門 x", "شَدّة قَلَم", "שָׁלוֹם",
    "हिन्दी में खोज", "한국어 검색", "url_for __init__ a.b.c", "ﬁne ﬀ ２０２６ ℃",
    "İstanbul ıssız", "ệ ộ Ǻ", "𠮷野家 😀 emoji", "e\u0301",
    "การค้นหาข้อมูล ກາ ខ្មែរ မြန်မာ", "ISPARTA ısparta",
    "c++ --option=1 <b>x</b> \"q\" 'p'", "", "\u0301", "ー", "a\u0640b",
)  # fmt: skip
_DRIVER = """
const texts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const { fold, split, nameKey } = TranscriptText;
const words = texts.map(fold).map((text) => [text, split(text), nameKey(text)]);
console.log(JSON.stringify(words));
"""


def _in_engine(texts: list[str]) -> list[list[object]]:
    script = ENGINE[0].read_text("utf-8") + _DRIVER
    process = subprocess.run(
        [program("node"), "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answers: list[list[object]] = json.loads(process.stdout)
    return answers


def _without_last(words: list[str]) -> list[str]:
    """Return *words* without the single characters that the index has after pairs."""
    return [word for at, word in enumerate(words) if not (at and _ends_pairs(words[at - 1], word))]


def _ends_pairs(before: str, word: str) -> bool:
    return len(word) == 1 and len(before) == 2 and before[1] == word and not word.isascii()


def _in_index(text: str) -> list[object]:
    folded = fold(text)
    return [folded, _without_last(split(folded)), exact_key(text)]


def test_words_of_many_scripts() -> None:
    assert _in_engine(list(_TEXTS)) == [_in_index(text) for text in _TEXTS]


_ASSIGNED = st.characters(exclude_categories=("Cn", "Co", "Cs"))
"""Python and Node may know letters of different releases of Unicode, but not of this Python's."""


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(_ASSIGNED), min_size=20))
def test_words_of_any_text(texts: list[str]) -> None:
    assert _in_engine(texts) == [_in_index(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crème brûlée", ["creme", "brulee"]),
        ("数据库", ["数据", "据库", "库"]),
        ("url_for()", ["url_for"]),
        ("Straße", ["strasse"]),
        ("йод", ["йод"]),
        # The Arabic article goes, but not from short words.
        ("الكِتاب كتاب", ["كتاب", "كتاب"]),
        ("الى الله", ["الى", "الله"]),
    ],
)
def test_folded_words(text: str, words: list[str]) -> None:
    assert split(fold(text)) == words


def test_key_of_a_dotted_name() -> None:
    assert exact_key("Flask.route()") == ".flask.route"
    assert exact_key("The  Pager, again") == ".the pager again"


ASCII = st.text(st.sampled_from("abZ09_. -"), max_size=33)


@given(ASCII)
def test_names_in_ascii_are_those_of_all_texts(text: str) -> None:
    assert words._ASCII_NAME.findall(text.lower()) == words._NAME.findall(text.lower())


@given(ASCII)
def test_completed_words_in_ascii_are_those_of_all_texts(text: str) -> None:
    assert postings._is_completed(text) == (postings._IS_WORD.match(text) is not None)
