"""The templates of a new site."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_transcript.workspace.site_template import SITE_FILES, render

SPECIAL_CHARACTERS = "a \"b\" 'c' \\ é*x* _y_ # <b> & [z](w) `q` {{ project }} {tag}`a`"


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])).map(str.split).map(" ".join)
)
@example(SPECIAL_CHARACTERS)
@example("1. a")
@example("- a")
@example("#")
@example("&amp;")
@example("\\*")
@example("a --- b...")
def test_any_title_is_escaped_in_python_and_markdown(title: str) -> None:
    texts = render(SITE_FILES, title=title, author=title, base_url="", date="2016-09-26")
    values: dict[str, Any] = {}
    exec(texts["conf.py"], values)  # noqa: S102
    assert (values["project"], values["author"]) == (title, title)
    parse = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse
    heading = parse(texts["index.md"])[1]
    assert "".join(token.content for token in heading.children or []) == title
    if title:
        paragraph = parse(texts["about.md"])[4]
        assert "".join(token.content for token in paragraph.children or []).startswith(
            f"{title} writes here."
        )
