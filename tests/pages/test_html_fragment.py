"""HTML fragments: the builder's attributes while one is rendered, and afterwards."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser

from sphinx_transcript.pages.html_fragment import render_fragment


class AttributeTranslator(nodes.SparseNodeVisitor):
    """A translator whose fragment shows attributes of itself and of its builder."""

    def __init__(self, document: nodes.document, builder: Any) -> None:
        super().__init__(document)
        self.builder = builder
        self.section_level = 0
        self.fragment: list[str] = []

    def visit_paragraph(self, node: nodes.Element) -> None:
        builder = self.builder
        self.fragment.append(f"{node.astext()} {self.section_level} {builder.imgpath}")
        self.fragment.append(f" {builder.current_docname}")

    def visit_problematic(self, node: nodes.Element) -> None:
        raise ValueError


@pytest.fixture
def app() -> Any:
    """Return an application whose builder has rendered the document ``last``."""
    builder = SimpleNamespace(
        docsettings=get_default_settings(Parser),
        imgpath="_images",
        current_docname="last",
        post_process_images=lambda document: None,
        create_translator=AttributeTranslator,
    )
    return SimpleNamespace(builder=builder)


def test_attributes_are_set_while_rendering_and_restored_afterwards(app: Any) -> None:
    before = dict(vars(app.builder))
    html = render_fragment(
        app,
        "tag/index",
        [nodes.paragraph("", "Text")],
        builder_attributes={"imgpath": "../_images"},
        translator_attributes={"section_level": 1},
    )
    assert html == "Text 1 ../_images tag/index"
    assert vars(app.builder) == before


def test_attributes_are_restored_after_an_error(app: Any) -> None:
    before = dict(vars(app.builder))
    with pytest.raises(ValueError):  # noqa: PT011 (it has no message)
        render_fragment(
            app, "a", [nodes.problematic()], builder_attributes={"imgpath": "../_images"}
        )
    assert vars(app.builder) == before
