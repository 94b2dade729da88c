"""A guard around the work on one document: a failure costs that document a warning, not the build.

Sphinx ends the whole build at an exception of an event handler, and its message does not name the
document. See https://www.sphinx-doc.org/en/master/extdev/event_callbacks.html
"""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from docutils.nodes import NodeFound, TreePruningException
from sphinx.errors import SphinxWarning
from sphinx.util import logging
from sphinx.util.logging import get_node_location

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    Location = str | tuple[str, int | None] | nodes.Node | None

T = TypeVar("T")

_logger = logging.getLogger(__name__)
_SITE_PACKAGES = Path(__file__).parents[2]
_CONTROL_FLOW = (TreePruningException, NodeFound, SphinxWarning)
"""Exceptions that are no failures: they control docutils' traversal of a tree, and Sphinx raises a
warning as an exception with ``--exception-on-warning``."""


@contextmanager
def guarded(what: str, location: Location) -> Iterator[None]:
    """Report an exception in the body of ``with`` as a warning at *location*, and end the body.

    *what* names the work for the author, as in "the plain-text page".
    """
    try:
        yield
    except _CONTROL_FLOW:
        raise
    except Exception as error:
        report_failure(what, error, location)


def attempt(what: str, location: Location, work: Callable[[], T], instead: T) -> T:
    """Return the result of *work*; if it fails, report that like `guarded` and return *instead*."""
    with guarded(what, location):
        return work()
    return instead


def report_failure(what: str, error: Exception, location: Location) -> None:
    """Warn at *location* that *what* is left out because of *error*."""
    message = " ".join(str(error).split()) or "no message"
    warn(
        f"{what} failed and is left out: {type(error).__name__}: {message[:300]} ({_frame(error)})",
        Subtype.FAILURE,
        location,
    )
    _logger.debug("%s", "".join(traceback.format_exception(error)))


def _frame(error: Exception) -> str:
    """Return the file and line that raised *error*, without the folder of the installation."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "no traceback"
    path = Path(frames[-1].filename)
    for folder in (_SITE_PACKAGES, *path.parents):
        is_root = folder == _SITE_PACKAGES or folder.name in {"site-packages", "dist-packages"}
        if is_root and path.is_relative_to(folder):
            return f"{path.relative_to(folder).as_posix()}, line {frames[-1].lineno}"
    return f"{path.name}, line {frames[-1].lineno}"


def reference_location(node: nodes.Element) -> Location:
    """Return the location of the cross-reference *node*: its line, or else its document."""
    is_located = get_node_location(node) is not None
    return node if is_located else str(node.get("refdoc") or "") or None


def connect_document_handler(
    app: Sphinx, event: str, handler: Callable[..., Any], what: str, *, priority: int = 500
) -> None:
    """Connect *handler* to an *event* that Sphinx emits for one document, under the guard.

    *what* is as for `guarded`. The handler returns None where it fails.
    """
    document_of = _DOCUMENTS[event]

    def call(app: Sphinx, *arguments: Any) -> Any:
        try:
            return handler(app, *arguments)
        except _CONTROL_FLOW:
            raise
        except Exception as error:
            report_failure(what, error, document_of(app, *arguments))
            if event in _READING:
                app.env.note_reread()  # So that the next build reports it again.
            return None

    # So that `inspect.unwrap` tells which handler it is.
    update_wrapper(call, handler, assigned=(), updated=())
    app.connect(event, call, priority=priority)


_READING = frozenset({"source-read", "doctree-read"})
_DOCUMENTS: dict[str, Callable[..., Location]] = {
    "source-read": lambda app, docname, source: docname,
    "doctree-read": lambda app, doctree: app.env.docname,
    "doctree-resolved": lambda app, doctree, docname: docname,
    "missing-reference": lambda app, env, node, contnode: reference_location(node),
    "warn-missing-reference": lambda app, domain, node: reference_location(node),
}
"""The location of a warning, from the arguments of an event."""
