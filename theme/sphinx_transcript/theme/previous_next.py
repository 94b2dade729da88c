"""The command that finds the pages before and after another in the toctree which names them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.shell import quote, quoted
from sphinx_transcript.sources import source_of
from sphinx_transcript.theme.context import site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx


def neighbours_command(
    source: str, text: str, before: str | None, docname: str, after: str | None
) -> str | None:
    """Return the command that prints the names of *docname* and of the pages beside it.

    They are looked for in *text*, what the file *source* has, where each stands on a line of its
    own. None is returned where these are not the lines beside that of *docname*.
    """
    folder = posixpath.dirname(source)
    lines = text.split("\n")
    names = _names(docname, folder)
    found = [at for at, line in enumerate(lines) if line in names]
    if len(found) != 1 or not (before or after):
        return None
    (at,) = found
    for name, beside in ((before, lines[:at][-1:]), (after, lines[at + 1 : at + 2])):
        if name and not _names(name, folder).intersection(beside):
            return None
    way = "C" if before and after else "B" if before else "A"
    name = lines[at]
    typed = quoted(name) if not name.startswith("-") else f"-e {quoted(name)}"
    return f"grep -xF{way}1 {typed} {quote(source)}"


def _names(docname: str, folder: str) -> set[str]:
    """Return how a toctree in *folder* may name *docname* on a line."""
    relative = posixpath.relpath(docname, folder or ".")
    return {name + ending for name in (relative, f"/{docname}") for ending in ("", ".md", ".rst")}


def command_of(app: Sphinx, docname: str, relations: Sequence[str | None]) -> str | None:
    """Return the command above the previous and the next page of the page *docname*.

    *relations* are its parent and they, as ``BuildEnvironment.collect_relations`` has them.
    """
    parent, before, after = relations
    if parent is None:
        return None
    text = site_of(app).text_of(parent)
    return neighbours_command(source_of(app.env, parent), text, before, docname, after)


def add_command(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the command above the previous and the next page to the *context* of a page."""
    builder: Any = app.builder
    if doctree is not None and context.get("source_command") and not context["post"]:
        relations = builder.relations.get(pagename, (None, None, None))
        context["neighbours_command"] = command_of(app, pagename, relations)
