"""The Markdown of posts: links, excerpt, code blocks, and unsupported syntax."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.importers.markup import markdown_code, markdown_links, markdown_text
from sphinx_transcript.importers.markup.unsupported_markdown import unsupported_markdown

Notes = list[tuple[int, str]]


def with_marked_links(text: str) -> str:
    return markdown_links.rewrite_links(text, lambda kind, to, line: f"{kind}{line}:{to}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", "[a](link0:b.md)"),
        ("\n![a](b.png 'T')", "\n![a](image1:b.png 'T')"),
        ("[![a](b.png)](c.md)", "[![a](image0:b.png)](link0:c.md)"),
        ("[a [b] c](d(e).md)", "[a [b] c](<link0:d(e).md>)"),
        ("[a](<b c.md>)", "[a](<link0:b c.md>)"),
        ("[a]: b.md 'T'\n", "[a]: link0:b.md 'T'\n"),
        ("[^1]: b.md\n", "[^1]: b.md\n"),
        ("`[a](b)` [c](d)", "`[a](b)` [c](link0:d)"),
        ("```\n[a](b)\n```\n[c](d)", "```\n[a](b)\n```\n[c](link3:d)"),
        ("    [a](b)\n\n[c](d)", "    [a](b)\n\n[c](link2:d)"),
        ("<!-- [a](b) -->", "<!-- [a](b) -->"),
        (
            "````{note}\n[a](b)\n```\n[c](d)\n```\n````",
            "````{note}\n[a](link1:b)\n```\n[c](d)\n```\n````",
        ),
        ("\\[a\\](b) \\![c](d)", "\\[a\\](b) \\![c](link0:d)"),
        ("a](b)", "a](b)"),
        ("[a\n\nb](c)", "[a\n\nb](c)"),
        ('<img src="a.png" width="3">', '<img src="a.png" width="3">'),
        ('<p><img src="a.png" alt=""></p>', '<p><img src="a.png" alt=""></p>'),
    ],
)
def test_links_and_images_are_found_outside_of_code(text: str, expected: str) -> None:
    assert with_marked_links(text) == expected


@settings(deadline=None, max_examples=60)
@given(st.text("ab[]()!`<>\n #-{}%+:*_\\"))
def test_text_with_unchanged_targets_is_not_changed(text: str) -> None:
    assert markdown_links.rewrite_links(text, lambda kind, to, line: to) == text
    assert len(markdown_code.mask_code(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected", "notes"),
    [
        ("A\n<!--more-->\nB", "A\n<!-- more -->\nB", 0),
        ("A <!-- more -->\nB", "A\n\n<!-- more -->\nB", 0),
        ("A\n\n<!-- TEASER_END: on -->\n\nB", "A\n\n<!-- more -->\n\nB", 0),
        ("# T\n\nA\n\n<!--more-->", "# T\n\nA\n\n<!-- more -->", 0),
        ("A <!--more--> B", "A <!--more--> B", 1),
        ("A\n\n# T\n\n<!--more-->", "A\n\n# T\n\n<!--more-->", 1),
        ("```\n<!--more-->\n```\n`<!--more-->`", "```\n<!--more-->\n```\n`<!--more-->`", 0),
        ("<!-- other -->", "<!-- other -->", 0),
    ],
)
def test_excerpt_ends_at_the_comment_more(text: str, expected: str, notes: int) -> None:
    found_notes: Notes = []
    lines = markdown_text.mark_excerpt(
        text, lambda line, message: found_notes.append((line, message))
    )
    assert "\n".join(lines) == expected
    assert len(found_notes) == notes


def test_myst_syntax_is_escaped() -> None:
    text = "% a\n+++\n(b)=\n{c}`d`\n`{c}`\n```\n% e\n```\n50 % of\n(b)= c\n"
    expected = "\\% a\n\\+++\n\\(b)=\n\\{c}`d`\n`{c}`\n```\n% e\n```\n50 % of\n(b)= c\n"
    assert markdown_text.escape_myst(text) == expected


def test_code_languages_are_known_to_sphinx() -> None:
    found_notes: Notes = []
    text = (
        "```js{1,3}\n```\n```{.python #x}\n```\n~~~ nope\n~~~\n"
        "```{r, echo=FALSE}\n```\n```sh\n```\n"
    )
    fixed = markdown_code.fix_code_languages(
        text, lambda line, message: found_notes.append((line, message))
    )
    assert fixed == "```js\n```\n```python\n```\n~~~text\n~~~\n```r\n```\n```sh\n```\n"
    assert found_notes == [
        (0, "'{1,3}' of a code block is left out"),
        (2, "the attributes {.python #x} of a code block are left out"),
        (4, "no highlighter knows 'nope': the code is shown as text"),
        (6, "the attributes {r, echo=FALSE} of a code block are left out"),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{++a++}", "editing"),
    ],
)
def test_unsupported_markdown_is_reported(text: str, word: str) -> None:
    assert [message for _, message in unsupported_markdown(text) if word in message]
    fenced = f"````\n{text}\n````\n"
    assert list(unsupported_markdown(fenced)) == []


def test_plain_markdown_is_not_reported() -> None:
    text = (
        "# a\n\n## b\n\n- c\n\n> d\n\n[e](https://f.org/) <https://g.org/> `~~h~~`\n\n"
        "|i|j|\n|-|-|\n|k|l|\n"
    )
    assert list(unsupported_markdown(text)) == []
