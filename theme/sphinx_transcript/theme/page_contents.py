"""The table of contents of a documentation page, as ``grep`` prints the headings in its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.node_text.plain_title import plain_title
from sphinx_transcript.shell.page_commands import less_command
from sphinx_transcript.shell.quoting import quote
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.source_text import read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.support.page_events import Page

_MIN_HEADINGS = 3
"""Pages with fewer headings have no table of contents."""
_MAX_HEADINGS = 24
"""A longer table of contents has only the first level."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a table of contents."""

    level: int
    """1 for the sections directly below the title of the page."""
    anchor: str
    title: str
    line: int
    """The line in the source file, from 1; 0 if unknown or in another file."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents."""

    command: str | None
    """The command that prints exactly these headings; None if there is none."""
    headings: Sequence[Heading]


def headings_of(doctree: nodes.document) -> list[Heading]:
    """Return the headings of *doctree*, without the title of the page."""
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    root: nodes.Element = sections[0] if len(sections) == 1 else doctree
    return _headings_below(root, 1, doctree["source"])


def _headings_below(parent: nodes.Element, level: int, source: str) -> list[Heading]:
    headings = []
    for section in parent.children:
        if isinstance(section, nodes.section) and section["ids"]:
            title = section.next_node(nodes.title)
            is_in_source = title is not None and title.source in {source, None}
            line = (title.line or 0) if title is not None and is_in_source else 0
            headings.append(Heading(level, section["ids"][0], plain_title(title), line))
            headings += _headings_below(section, level + 1, source)
    return headings


def contents(headings: Sequence[Heading], source: str, text: str) -> Contents | None:
    """Return the table of contents of a page with *headings*; None if these are too few.

    *source* is the path of the source file, *text* its content.
    """
    if len(headings) < _MIN_HEADINGS:
        return None
    is_long = len(headings) > _MAX_HEADINGS
    shown = [heading for heading in headings if heading.level == 1] if is_long else headings
    if len(shown) < _MIN_HEADINGS:
        return None
    # For parsers a lone carriage return ends a line; for grep it doesn't.
    lines = [] if re.search(r"\r(?!\n)", text) else text.split("\n")
    for prefix in ("#", "##", "# ", "## "):
        matches = [number for number, line in enumerate(lines, start=1) if line.startswith(prefix)]
        if matches == [heading.line for heading in shown]:
            return Contents(f"grep -n '^{prefix}' {quote(source)}", shown)
    return Contents(None, shown)


def add_contents(page: Page) -> None:
    """Add the table of contents of a documentation page to the context of *page*.

    A page with one is long, so its command becomes ``less``. Posts and the root document have none:
    they are read from the top.
    """
    app, context = page.app, page.context
    if page.doctree is None or not context.get("source_command"):
        return
    if context["post"] or page.name == app.config.root_doc:
        return
    source = source_path(app.env, page.name)
    found = contents(headings_of(page.doctree), source, read_source(app.env, page.name))
    if found is None:
        return
    context["source_command"] = less_command(source)
    if "contents" not in names_in(context["theme_hidden_blocks"]):
        context["contents"] = found
