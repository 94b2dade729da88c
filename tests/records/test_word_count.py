"""The faster count of words returns what that of the Markdown plugin returns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.wordcount import basic_count, wordcount_plugin

from sphinx_transcript.records.word_count import count_words, quicken_word_count


@given(st.text(st.sampled_from("ab é1.,'-\n\u00a0\u2028中")) | st.text())
def test_counts_are_those_of_the_plugin(text: str) -> None:
    assert count_words(text) == basic_count(text)


def rules_of(parser: MarkdownIt) -> list[object]:
    return [rule for rule in parser.core.ruler.getRules("") if "word" in rule.__name__]


def test_rule_stores_what_the_original_stores() -> None:
    parsers = [MarkdownIt().use(wordcount_plugin, per_minute=2, store_text=True) for _ in range(2)]
    original = rules_of(parsers[1])
    quicken_word_count(parsers[1])
    assert rules_of(parsers[1]) != original
    assert parsers[0].get_active_rules() == parsers[1].get_active_rules()
    stored: list[dict[str, object]] = [{}, {}]
    for parser, env in zip(parsers, stored, strict=True):
        parser.render("# A title, here\n\nOne *two* - 3 `four`\n\n    five\n", env)
        parser.render("More\n", env)
    assert stored[0]["wordcount"] == stored[1]["wordcount"]
    assert stored[0]["wordcount"]["words"] == 6  # type: ignore[index]


def test_another_count_is_kept() -> None:
    parser = MarkdownIt().use(wordcount_plugin, count_func=len)
    rules = rules_of(parser)
    quicken_word_count(parser)
    assert rules_of(parser) == rules
    quicken_word_count(MarkdownIt())
