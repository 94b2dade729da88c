"""The table of contents of a documentation page, as ``grep`` prints the headings in its source.

The objects of an API that the page describes are entries, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_transcript.shell.page_commands import less_command
from sphinx_transcript.shell.quoting import quote
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.page_headings import headings_of
from sphinx_transcript.theme.source_text import read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page
    from sphinx_transcript.theme.page_headings import Heading

_MIN_HEADINGS = 3
"""Pages with fewer headings have no table of contents."""
_MAX_HEADINGS = 24
"""A longer table of contents has only the first level."""
_MAX_WITH_OBJECTS = 96
"""A longer one leaves out objects inside of others, and then all of them if there are headings."""
# https://spec.commonmark.org/0.31.2/#atx-headings
_ATX_HEADING = re.compile(r"#{1,6}[ \t]+\S")


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents."""

    command: str | None
    """The command that prints exactly these headings; None if there is none."""
    headings: Sequence[Heading]
    rest: str = ""
    """The anchor of the first object that is left out at the end; '' if there is none."""
    count: int = 0
    """The number of objects left out at the end."""


def contents(headings: Sequence[Heading], source: str, text: str = "") -> Contents | None:
    """Return the table of contents of a page with *headings*; None if these are too few.

    *source* is the path of the source file, *text* its content if it is Markdown.
    """
    shown = _shown(headings)
    if len(shown) < _MIN_HEADINGS:
        return None
    if any(heading.is_object for heading in shown):
        # No command for headings prints the objects, which autodoc finds elsewhere.
        rest = shown[_MAX_WITH_OBJECTS:]
        anchor = rest[0].anchor if rest else ""
        return Contents(None, shown[:_MAX_WITH_OBJECTS], anchor, len(rest))
    return Contents(_command(shown, source, text), shown)


def _shown(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Return those of *headings* that a table of contents has room for."""
    sections = [heading for heading in headings if not heading.is_object]
    if len(sections) < len(headings):
        if len(headings) <= _MAX_WITH_OBJECTS:
            return headings
        outer = list(_without_nested(headings))
        if len(outer) <= _MAX_WITH_OBJECTS or len(sections) < _MIN_HEADINGS:
            return outer
    if len(sections) <= _MAX_HEADINGS:
        return sections
    return [heading for heading in sections if heading.level == 1]


def _without_nested(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Return *headings* without objects inside of other objects, such as methods."""
    kept: list[Heading] = []
    for heading in headings:
        outer = kept[-1] if kept else None
        is_nested = outer is not None and outer.is_object and heading.level > outer.level
        if not (heading.is_object and is_nested):
            kept.append(heading)
    return kept


def _command(shown: Sequence[Heading], source: str, text: str) -> str | None:
    """Return the command that prints the lines of all headings in *shown*, and no other line."""
    # For parsers a lone carriage return ends a line; for grep it doesn't.
    lines = [] if re.search(r"\r(?!\n)", text) else text.split("\n")
    for prefix in ("#", "##", "# ", "## "):
        matches = [number for number, line in enumerate(lines, start=1) if line.startswith(prefix)]
        if matches == [heading.line for heading in shown]:
            is_true = all(_ATX_HEADING.match(lines[number - 1]) for number in matches)
            return f"grep -n '^{prefix}' {quote(source)}" if is_true else None
    return None


def _markdown_text(app: Sphinx, docname: str) -> str:
    """Return the source of *docname* if it is Markdown; '' if it is not.

    In reStructuredText a number sign underlines a heading, and a notebook is JSON.
    """
    path = app.env.doc2path(docname)
    is_rst = get_filetype(app.config.source_suffix, str(path)) == "restructuredtext"
    return "" if is_rst or str(path).endswith(".ipynb") else read_source(app.env, docname)


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
    headings = headings_of(
        page.doctree,
        app.env.toc_secnumbers.get(page.name),
        app.config.html_secnumber_suffix,
    )
    depth = app.env.metadata.get(page.name, {}).get("tocdepth", 0)
    if isinstance(depth, int) and depth > 0:
        # Sphinx counts the title of the page as the first level.
        headings = [heading for heading in headings if heading.level < depth]
    found = contents(headings, source, _markdown_text(app, page.name))
    if found is None:
        return
    context["source_command"] = less_command(source)
    if "contents" not in names_in(context["theme_hidden_blocks"]):
        context["contents"] = found
