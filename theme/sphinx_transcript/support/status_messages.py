"""A faster form of the function by which Sphinx says which document it reads or writes.

Sphinx makes three records for its log for each document in both halves of a build, each of which
passes two handlers and three filters. This form writes the same text to the same two places. Where
the log has anything besides what Sphinx has set up, the records are made.
"""

from __future__ import annotations

import logging
from types import FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging as sphinx_logging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LOGGER = logging.getLogger(sphinx_logging.NAMESPACE)
_OF_STATUS = [sphinx_logging.InfoFilter, sphinx_logging.InfoLogRecordTranslator]
_OF_MESSAGES = [sphinx_logging.InfoFilter]


class _Places(NamedTuple):
    """The two handlers to which Sphinx's log passes information."""

    status: Any
    """Shows it."""
    messages: Any
    """Keeps the last lines, for the report if Sphinx crashes."""


def status_function(original: Any) -> Callable[..., Iterator[Any]]:
    """Return *original*, Sphinx's `status_iterator`, which needs no records for its messages."""
    if original.__closure__ or "logger" not in original.__globals__:
        return original  # type: ignore[no-any-return]
    messages = _Messages(original.__globals__["logger"])
    faster = FunctionType(
        original.__code__,
        {**original.__globals__, "logger": messages},
        original.__name__,
        original.__defaults__,
    )
    faster.__kwdefaults__ = original.__kwdefaults__
    return faster


class _Messages:
    """Takes the place of the *adapter* of Sphinx's log in one function."""

    def __init__(self, adapter: Any) -> None:
        self._adapter = adapter
        self._handlers: list[logging.Handler] | None = None
        self._places: _Places | None = None

    def info(self, message: str, *args: object, nonl: bool = False, color: str = "") -> None:
        """Write *message* as Sphinx's log does."""
        # A part of a build may have handlers of its own.
        if self._handlers != _LOGGER.handlers:
            self._handlers = _LOGGER.handlers[:]
            self._places = _find_places()
        logger = self._adapter.logger
        if (
            self._places
            and not args
            and not logger.handlers
            and not logger.filters
            and logger.parent is _LOGGER
            and logger.isEnabledFor(logging.INFO)
        ):
            try:
                self._write(self._places, str(message), nonl, color)
            except Exception:
                self._places = None
            else:
                return
        self._adapter.info(message, *args, nonl=nonl, color=color)

    def _write(self, places: _Places, message: str, nonl: bool, color: str) -> None:
        shown = f"{_coloured(color, message)}{'' if nonl else places.status.terminator}"
        with places.status.lock:
            places.status.stream.write(shown)
            places.status.flush()
        with places.messages.lock:
            places.messages.stream.write(f"{message}{places.messages.terminator}")


def _coloured(color: str, message: str) -> str:
    if not color:
        return message
    try:
        return str(sphinx_logging.colourise(color, message))  # type: ignore[attr-defined]
    except ValueError:
        return message


def _find_places() -> _Places | None:
    """Return the handlers of Sphinx's log; None if it has others that show information."""
    shown = [handler for handler in _LOGGER.handlers if handler.level <= logging.INFO]
    if _LOGGER.propagate or [*map(type, shown)] != [
        sphinx_logging.NewLineStreamHandler,
        logging.StreamHandler,
    ]:
        return None
    places = _Places(*shown)
    is_known = (
        hasattr(sphinx_logging, "colourise")
        and [*map(type, places.status.filters)] == _OF_STATUS
        and [*map(type, places.messages.filters)] == _OF_MESSAGES
        and type(places.status.formatter) is sphinx_logging.ColorizeFormatter
        and places.messages.formatter is None
        and type(places.messages.stream) is sphinx_logging.LastMessagesWriter
    )
    return places if is_known else None
