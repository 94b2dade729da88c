"""Handlers of the event ``html-page-context``, which get its arguments as one value.

See https://www.sphinx-doc.org/en/master/extdev/event_callbacks.html#event-html-page-context
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import update_wrapper
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_transcript.support.document_guard import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


class KeptDocument(nodes.document):
    """Stands for the doctree of a page whose body and other files are those of the last build."""

    def __init__(self) -> None:
        # It is empty: there is nothing to report.
        super().__init__(None, None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page that is about to be rendered."""

    app: Sphinx
    name: str
    """The page name: the docname, or another name for a page without a document."""
    template: str
    """The file name of the template."""
    context: dict[str, Any]
    """The template context. Handlers add values to it."""
    doctree: nodes.document | None
    """The resolved doctree; None for a page without a document."""

    @property
    def keeps_body(self) -> bool:
        """Whether the text of the document is not written again, and `doctree` is empty."""
        return isinstance(self.doctree, KeptDocument)


def connect_page_handler(
    app: Sphinx,
    handler: Callable[[Page], None],
    what: str,
    *,
    priority: int = 500,
    only_documents: bool = False,
) -> None:
    """Call *handler* for each page before it is rendered, or only for those of documents.

    If it fails, that is a warning which names *what* as in `document_guard.guarded`.
    """

    def call(
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        is_document = doctree is not None
        if only_documents and not is_document:
            return
        part = what if is_document else f"{what} ({pagename!r})"
        with guarded(part, pagename if is_document else None):
            handler(Page(app, pagename, templatename, context, doctree))

    # So that `inspect.unwrap` tells which handler it is.
    update_wrapper(call, handler, assigned=(), updated=())
    app.connect("html-page-context", call, priority=priority)
