"""Markdown that no parser has to see: what is accepted of it is harmless to the parser, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from sphinx_transcript.check.harmless_document import heading_if_harmless
from sphinx_transcript.check.harmless_front_matter import is_harmless_front_matter
from sphinx_transcript.check.harmless_text import MarkdownSettings
from sphinx_transcript.check.plain_markdown import (
    PlainDocument,
    is_known_parser,
    plain_document,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

EXTENSIONS = (
    "amsmath", "attrs_block", "attrs_image", "attrs_inline", "colon_fence", "deflist",
    "dollarmath", "fieldlist", "html_admonition", "html_image", "strikethrough", "substitution",
    "tasklist",
)  # fmt: skip
CONFIGS = [MdParserConfig(), MdParserConfig(enable_extensions=set(EXTENSIONS))]
PARSERS = [create_md_parser(each, DocutilsRenderer) for each in CONFIGS]


class Lookup:
    """Finds that all exists, and notes what it was asked for."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self.links: set[str] = set()
        self.images: set[str] = set()
        self.code: list[tuple[str, str]] = []

    def parse(self, text: str, parser_env: dict[str, Any]) -> Sequence[Token]:
        tokens: Sequence[Token] = self._parser.parse(text, parser_env)
        return tokens

    def resolves_link(self, docname: str, path: str) -> bool:
        self.links.add(path)
        return True

    def can_highlight(self, language: str, code: str) -> bool:
        self.code.append((language, code))
        return True

    def resolves_role(self, docname: str, role: str, target: str) -> bool:
        return False

    def has_image(self, docname: str, path: str) -> bool:
        self.images.add(path)
        return True

    def is_standard_directive(self, name: str) -> bool:
        return False


def full(text: str, parser: Any, *, is_titled: bool) -> tuple[str | None, Lookup]:
    """Return the first heading of *text* by its tokens if it is harmless, and what it asks for."""
    lookup, parser_env = Lookup(parser), dict[str, Any]()
    checked = MarkdownSettings(
        dict.fromkeys(("http", "https", "mailto", "ftp")), frozenset(), "none", has_raw_html=True
    )
    tokens = lookup.parse(text, parser_env)
    heading = heading_if_harmless(tokens, parser_env, "a", checked, lookup, is_titled=is_titled)
    return heading, lookup


def assert_harmless(text: str, plain: PlainDocument, *, is_titled: bool) -> None:
    """Assert that *text*, which is *plain*, is harmless to each parser, and asks for no more."""
    for parser in PARSERS:
        heading, lookup = full(text, parser, is_titled=is_titled)
        # Front matter has precedence: there the heading is not needed.
        assert heading == plain.heading or (is_titled and heading is not None), text
        assert lookup.images <= plain.images, text
        assert lookup.links <= plain.links, text
        assert lookup.code == [(name or "none", content) for name, content in plain.code], text


LINES = [
    "", "  ", "Words, and (more) of them: 3 * 4 - it's \"so\"!", "*one* two __three__ _four_",
    "a `code` and ``b ` c`` d", "[a](b.md) [c d](https://example.org/x?y=z#e \"So\")",
    "![a](b.png)", "[a `b` c](d/e.md)", "[^a](b)", "[^a]: b", "[^a]", "[a]: b", "[a]", "[a][b]",
    "- a", "-  a", "* a", "+ a", "1. a", "12) a", "1.5 a", "12 a", "> a", ">a", ">> a", "- - a",
    "- > a", "  a", "    a", "\ta", "---", "- - -", "***", "===", "# A", "## B", "### C",
    "#### D *e*", "#", "# `a`", "# A #", "#a", " # A", "  ## B", "```", "```python", "``` c++",
    "````", "~~~", "```{note}", "{note}", ":::", "::: {note}", ":a: b", ": a", "~ a", "% a", "+++",
    "(a)=", "(a) b", "(a)= b", "a | b", "|a|b|", "-|-", "--|--", ":-|-:", "- [ ] a", "- [x](y.md)",
    "<b>", "<!-- a -->", "a <b> c", "<http://a.b>", "http://a.b", "www.a.b", "a@b.c", "a&nbsp;b",
    "a\\", "\\begin{x}", "$a$", "$$", "{a}`b`", "{{ a }}", "~~a~~", "a  ", "a \\* b", "\xa0a",
    "\u2028a", "a\x0bb", "é è", "— a", "中文", "a^b", "a ![b](c.md)", "!", "[](a.md)",
    "[a]( b.md )",
    "[a](<b c.md>)", "a\x00b", "`a", "a`", "=", "1", "1)", "-", "-a", "*", "**a", "_a_b_", "@a",
    "/a", "'a'", ";a", "[a](b.md){c=d}", "`a`{.b}", "{#a}", "[[a]](b.md)", "[a](b.md)[c](d.md)",
    "a:b", "a :b", "Term", "..", "...",
    "![a b](c.png)", "![*a*](b.png)", "[![a](b.png)](c.md)", "![](b.png)", "![a](http://b.c/d)",
    "a <https://a.b/c?d> e", "<https://a.b>", "a \\_ \\` `b` \\[c](d.md)", "\\`a`", "a \\`b` c",
    "a \\![b](c.md)", "a !\\[b](c.md)", "a \\\\`b`", "[a\\]](b.md)", "a \\<b>", "a \\&b; \\$c$",
    "<!-- a --> b", "a <!-- b -->", "<!-- a -- b -->", "<!-->", "<!---->", "- <!-- a -->",
    "## `a` *b* [c](d.md)", "## \U0001f600 a", "## ![a](b.png)", "## a # b ##", "## a &amp; \\*b*",
    "`](http:`[a](b.md)", "`[x](http:`[a](b.md)", "`<https:`[a](b.md) >", "!a", ".a", "!", "a\\",
    "title: x", "  --- ", "![a](b.png) ![c](d.png)[e](f.md)",
    "[a](b.md)<https://c.d>", "![a](b.png \"c\")", "1\\. a",
]  # fmt: skip
SIGNS = "ab1 *_-+=#>|`[]()!:.\\<&{}$~^%\"'\n\t/é"
FRONT_MATTER = ["title: x", "a: b", "", "---", "...", "  --- ", "   ...\t", "----", "    ---"]
TEXTS = st.one_of(
    st.tuples(
        st.lists(st.sampled_from(FRONT_MATTER), max_size=4),
        st.lists(st.sampled_from(LINES), max_size=3),
    ).map(lambda lines: "\n".join(["---", *lines[0], "---", *lines[1]])),
    st.lists(st.sampled_from(LINES), max_size=8).map("\n".join),
    st.lists(st.one_of(st.sampled_from(LINES), st.text(SIGNS, max_size=8)), max_size=6).map(
        "\n".join
    ),
    st.text(SIGNS, max_size=30),
    st.text(max_size=12),
)


def _is_checked_image(source: str) -> bool:
    return source.startswith("http") or source.endswith(".png")


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.booleans())
def test_what_is_accepted_is_harmless(text: str, is_titled: bool) -> None:
    plain = plain_document(text, is_titled=is_titled)
    if (
        plain is not None
        and all(_is_checked_image(each) for each in plain.images)
        and (plain.front_matter is None or is_harmless_front_matter(plain.front_matter))
    ):
        assert_harmless(text, plain, is_titled=is_titled)


@pytest.mark.parametrize("line", LINES)
def test_each_line_that_is_accepted_is_harmless(line: str) -> None:
    for text in (line, f"Words\n{line}\nmore", f"- a\n{line}", f"{line}\n\n{line}"):
        plain = plain_document(text, is_titled=True)
        if plain is not None and all(map(_is_checked_image, plain.images)):
            assert_harmless(text, plain, is_titled=True)


POST = """\
---
title: So it is
---

# So it is

Words with `code`, *so* and a
[link](other.md) or [two](https://example.org/a_b "So").

- one
- two

  three
1. four

> five

## Two

```python
print(1)
```

```
   ``
```
"""


def test_a_usual_post_is_accepted() -> None:
    plain = plain_document(POST, is_titled=False)
    assert plain is not None
    assert plain.front_matter == "title: So it is\n"
    assert plain.links == {"other.md", "https://example.org/a_b"}
    assert plain.code == [("python", "print(1)\n"), ("", "   ``\n")]
    assert_harmless(POST, plain, is_titled=False)


@pytest.mark.parametrize(
    "line",
    [
        "# A\n\n### C",
        "[a][b]",
        "[^a](b.md)",
        "a\n===",
        "```{note}\n```",
        "{post}`a`",
        "```\na\n   ```\nb\n```",
        "```\na",
        "<b>",
        "![](b.png)",
    ],
)
def test_what_may_be_wrong_takes_the_parser(line: str) -> None:
    assert plain_document(f"# A\n\n{line}\n", is_titled=False) is None


@pytest.mark.parametrize("end", ["...", "  --- ", "   ---\t", "... ", "----"])
def test_front_matter_that_ends_before_it_seems_to_takes_the_parser(end: str) -> None:
    text = f"---\ntitle: P\ndate: 2020-01-01\n{end}\n---\nText\n"
    # The second line is a transition, which nothing stands before.
    assert [full(text, parser, is_titled=True)[0] for parser in PARSERS] == [None, None]
    assert plain_document(text, is_titled=True) is None


def test_unknown_settings_take_the_parser() -> None:
    for config, parser in zip(CONFIGS, PARSERS, strict=True):
        assert is_known_parser(config, parser.get_active_rules())
    for settings_ in (
        {"disable_syntax": ["fence"]},
        {"enable_extensions": {"linkify"}},
        {"enable_extensions": {"replacements"}},
        {"commonmark_only": True},
        {"gfm_only": True},
        {"enable_extensions": {"substitution"}, "sub_delimiters": ("(", ")")},
    ):
        config = MdParserConfig(**settings_)
        if config.gfm_only:
            active = PARSERS[0].get_active_rules()
        else:
            active = create_md_parser(config, DocutilsRenderer).get_active_rules()
        assert not is_known_parser(config, active)
    rules = PARSERS[0].get_active_rules()
    assert not is_known_parser(CONFIGS[0], {**rules, "inline": [*rules["inline"], "emoji"]})
