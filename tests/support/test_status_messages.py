"""The messages about the documents that are read and written are those of Sphinx."""

from __future__ import annotations

import logging
from collections import deque
from inspect import signature
from io import StringIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util import display
from sphinx.util import logging as sphinx_logging

from sphinx_transcript.support import status_messages
from sphinx_transcript.support.status_messages import status_function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Site

LOGGER = logging.getLogger(sphinx_logging.NAMESPACE)
ORIGINAL = display.status_iterator
ITEMS = st.lists(st.sampled_from(["a", "ä/%s", "x" * 90, ["a", "b"], ("c",)]), max_size=4)


@pytest.fixture(autouse=True)
def log() -> Iterator[None]:
    handlers, level, propagates = LOGGER.handlers[:], LOGGER.level, LOGGER.propagate
    yield
    LOGGER.handlers[:] = handlers
    LOGGER.setLevel(level)
    LOGGER.propagate = propagates


def _shown(
    function: Callable[..., Any],
    items: list[Any],
    color: str = "",
    *,
    has_length: bool = True,
    verbosity: int = 0,
    change: Callable[[], object] = lambda: None,
) -> tuple[list[Any], str, list[str]]:
    app: Any = SimpleNamespace(messagelog=deque(maxlen=10), _exception_on_warning=False)
    status = StringIO()
    # Sphinx 8 asks the application.
    app.verbosity = verbosity
    is_given = "verbosity" in signature(sphinx_logging.setup).parameters
    sphinx_logging.setup(app, status, StringIO(), **({"verbosity": verbosity} if is_given else {}))
    change()
    found = list(function(items, "reading... ", color, has_length and len(items), verbosity))
    return found, status.getvalue(), list(app.messagelog)


@given(
    ITEMS, st.sampled_from(["darkgreen", "", "no such colour"]), st.booleans(), st.integers(0, 2)
)
def test_messages_are_those_of_sphinx(
    items: list[Any], color: str, has_length: bool, verbosity: int
) -> None:
    faster = status_function(ORIGINAL)
    assert faster is not ORIGINAL
    one, other = (
        _shown(function, items, color, has_length=has_length, verbosity=verbosity)
        for function in (ORIGINAL, faster)
    )
    assert one == other


def test_messages_on_a_terminal_are_those_of_sphinx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "terminal_supports_colour", lambda: True)
    shown = _shown(status_function(ORIGINAL), ["a", "b"])
    assert "\r" in shown[1]
    assert shown == _shown(ORIGINAL, ["a", "b"])


def test_no_records_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LOGGER, "handle", lambda record: pytest.fail("a record"))
    monkeypatch.setattr(logging.Logger, "makeRecord", lambda *_, **__: pytest.fail("a record"))
    faster = status_function(ORIGINAL)
    _shown(faster, ["a", "b"], "darkgreen")


class _Handler(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.mark.parametrize("name", [LOGGER.name, display.logger.logger.name, "sphinx.sphinx.util"])
def test_handlers_of_others_get_records(name: str) -> None:
    handler, faster = _Handler(), status_function(ORIGINAL)
    logger = logging.getLogger(name)
    for change in (lambda: logger.addHandler(handler), lambda: logger.removeHandler(handler)):
        handler.lines.clear()
        one, other = (
            _shown(function, ["a"], "blue", change=change) for function in (ORIGINAL, faster)
        )
        assert one == other
    logger.removeHandler(handler)
    logger.addHandler(handler)
    _shown(faster, ["a"], "blue", change=lambda: logger.addHandler(handler))
    logger.removeHandler(handler)
    assert handler.lines[-3:] == ["a", "", ""]


def test_messages_are_not_lost_where_the_stream_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        status_messages._Messages, "_write", lambda *_: (_ for _ in ()).throw(OSError)
    )
    one, other = (_shown(function, ["a"]) for function in (ORIGINAL, status_function(ORIGINAL)))
    assert one == other


def test_builds_make_no_records_for_documents(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.post("one", title="One", date="2026-01-02")
    # Another test has made a logger between them.
    monkeypatch.setattr(display.logger.logger, "parent", LOGGER)
    slow: list[object] = []
    monkeypatch.setattr(display.logger, "info", lambda message, *_, **__: slow.append(message))
    site.build()
    # Parts of a build that aren't read or written one document after the other have others.
    assert not [message for message in slow if message in {"index", "post/one"}]
