"""The command that finds a page with the previous and the next one in the toctree's source."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.shell.quoting import quote, quoted
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.theme.site_context import site_context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page


def toctree_grep_command(
    source: str, text: str, before: str | None, docname: str, after: str | None
) -> str | None:
    """Return the command that prints the names of *docname*, and of *before* and *after*.

    *text* is the content of *source*, the file with the toctree. Return None unless *docname* is on
    exactly one line of it, with *before* and *after* on the lines around it.
    """
    folder = posixpath.dirname(source)
    lines = text.split("\n")
    names = _toctree_names(docname, folder)
    matches = [at for at, line in enumerate(lines) if line in names]
    if len(matches) != 1 or not (before or after):
        return None
    (at,) = matches
    for name, beside in ((before, lines[:at][-1:]), (after, lines[at + 1 : at + 2])):
        if name and not _toctree_names(name, folder).intersection(beside):
            return None
    # The options of grep for context lines: on both sides, before, and after.
    option = "C" if before and after else "B" if before else "A"
    name = lines[at]
    pattern = quoted(name) if not name.startswith("-") else f"-e {quoted(name)}"
    return f"grep -xF{option}1 {pattern} {quote(source)}"


def _toctree_names(docname: str, folder: str) -> set[str]:
    """Return the forms in which a toctree in *folder* can name *docname*."""
    relative = posixpath.relpath(docname, folder or ".")
    return {name + ending for name in (relative, f"/{docname}") for ending in ("", ".md", ".rst")}


def previous_next_command(app: Sphinx, docname: str, relations: Sequence[str | None]) -> str | None:
    """Return the command above the links to the previous and next page of *docname*, or None.

    *relations* are the parent, the previous and the next page, from
    ``BuildEnvironment.collect_relations``.
    """
    parent, before, after = relations
    if parent is None:
        return None
    text = site_context(app).source_text(parent)
    return toctree_grep_command(source_path(app.env, parent), text, before, docname, after)


def add_command(page: Page) -> None:
    """Add the command above the links to the previous and next page to the context of *page*."""
    app, context = page.app, page.context
    builder: Any = app.builder
    if page.doctree is not None and context.get("source_command") and not context["post"]:
        relations = builder.relations.get(page.name, (None, None, None))
        context["neighbours_command"] = previous_next_command(app, page.name, relations)
