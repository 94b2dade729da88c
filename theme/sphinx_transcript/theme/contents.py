"""The contents of a documentation page, as ``grep`` finds the headings in its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_transcript.shell import less_command, quote
from sphinx_transcript.sources import source_of
from sphinx_transcript.theme.context import source_text
from sphinx_transcript.theme.option_types import names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

_FEWEST = 3
"""Shorter pages are seen at a glance."""
_MOST = 24
"""A longer list has the first level alone."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page that its contents show."""

    level: int
    """1 for what no other section is around, but the page's title."""
    anchor: str
    title: str
    line: int
    """In the source file, from 1; 0 where it is in none, or in another file."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page shows above its text."""

    command: str | None
    """The command that prints just these headings, where there is one."""
    headings: Sequence[Heading]


def headings_of(doctree: nodes.document) -> list[Heading]:
    """Return the headings of *doctree*, without the title of the page."""
    top = [child for child in doctree.children if isinstance(child, nodes.section)]
    root: nodes.Element = top[0] if len(top) == 1 else doctree
    return list(_below(root, 1, doctree["source"]))


def _below(parent: nodes.Element, level: int, source: str) -> list[Heading]:
    found = []
    for section in parent.children:
        if isinstance(section, nodes.section) and section["ids"]:
            title = section.next_node(nodes.title)
            text = title.astext() if title else ""
            is_own = title is not None and title.source in {source, None}
            line = (title.line or 0) if title is not None and is_own else 0
            found.append(Heading(level, section["ids"][0], text, line))
            found += _below(section, level + 1, source)
    return found


def contents(headings: Sequence[Heading], source: str, text: str) -> Contents | None:
    """Return the contents of a page with *headings*, whose source file is *source*.

    *text* is what the file has. Headings that lie deeper are left out of a long list.
    """
    if len(headings) < _FEWEST:
        return None
    is_long = len(headings) > _MOST
    shown = [heading for heading in headings if heading.level == 1] if is_long else headings
    if len(shown) < _FEWEST:
        return None
    # To grep a line ends at a line feed, to a parser at a lone carriage return, too.
    lines = [] if re.search(r"\r(?!\n)", text) else text.split("\n")
    for signs in ("#", "##", "# ", "## "):
        found = [number for number, line in enumerate(lines, start=1) if line.startswith(signs)]
        if found == [heading.line for heading in shown]:
            return Contents(f"grep -n '^{signs}' {quote(source)}", shown)
    return Contents(None, shown)


def add_contents(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the contents of a documentation page to its *context*, and the command that shows it.

    A post has none, nor has the root: they are read from the top.
    """
    if doctree is None or not context.get("source_command"):
        return
    if context["post"] or pagename == app.config.root_doc:
        return
    source = source_of(app.env, pagename)
    found = contents(headings_of(doctree), source, source_text(app.env, pagename))
    if found is None:
        return
    context["source_command"] = less_command(source)
    if "contents" not in names_in(context["theme_hidden_blocks"]):
        context["contents"] = found
