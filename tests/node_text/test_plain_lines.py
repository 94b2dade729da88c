"""The text of a block that has one text alone is that of a block with markup round it."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_transcript.node_text.inline_text import inline_text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Two  words\nand more ", "Two words and more"),
        ("海が\n見える", "海が見える"),
        ("\\<b>", "\\<b>"),
        ("", ""),
    ],
)
def test_one_text(text: str, line: str) -> None:
    assert inline_text(nodes.paragraph("", text)) == line
    assert inline_text(nodes.paragraph("", "", nodes.emphasis("", text))) == line


def test_raw_text_is_not_that_of_its_source() -> None:
    assert inline_text(nodes.raw("", "<b>Bold</b>", format="html")) == "Bold"
    assert inline_text(nodes.raw("", r"\textbf{x}", format="latex")) == ""
