"""Faster forms of functions of Sphinx that prepare messages for debugging.

Sphinx makes about seven records a document for its log that nobody sees, among them the whole
context of the page and the XML of the fields in front matter. Only `sphinx-build -vv` shows them.
"""

from __future__ import annotations

import logging
from types import FunctionType
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.logging import NAMESPACE
from sphinx.util.nodes import get_node_source

if TYPE_CHECKING:
    from collections.abc import Callable


_LOGGER = logging.getLogger(NAMESPACE)
_SPECIAL = (
    nodes.classifier, nodes.image, nodes.literal_block, nodes.term, nodes.title, nodes.topic,
)  # fmt: skip
"""What Sphinx handles in other ways than by the text alone."""
_WITHOUT_SOURCE = (nodes.field_name, nodes.line, nodes.rubric)

_raised: list[int] = []
"""The level of Sphinx's logger before it was raised."""


def raise_level() -> None:
    """Have Sphinx make no records that none of its handlers shows."""
    lowest = min((handler.level for handler in _LOGGER.handlers), default=logging.NOTSET)
    if not _raised and _LOGGER.level < lowest and not _has_other_handlers():
        _raised.append(_LOGGER.level)
        _LOGGER.setLevel(lowest)


def restore_level() -> None:
    """Restore the level of Sphinx's logger."""
    while _raised:
        _LOGGER.setLevel(_raised.pop())


def _has_other_handlers() -> bool:
    """Return whether a module has handlers of its own, which may show more."""
    prefix = f"{NAMESPACE}."
    return any(
        isinstance(logger, logging.Logger) and logger.handlers
        for name, logger in list(logging.root.manager.loggerDict.items())
        if name.startswith(prefix)
    )


def emit_without_message(original: Any) -> Callable[..., Any]:
    """Return *original*, `EventManager.emit`, which describes its arguments only for debugging."""
    if original.__closure__:
        return original  # type: ignore[no-any-return]
    code, names = original.__code__, {**original.__globals__, "repr": lambda _: ""}
    silent = FunctionType(code, names, original.__name__, original.__defaults__)
    silent.__kwdefaults__ = original.__kwdefaults__

    def emit(*arguments: Any, **options: Any) -> list[Any]:
        is_shown = _LOGGER.isEnabledFor(logging.DEBUG)
        return (original if is_shown else silent)(*arguments, **options)  # type: ignore[no-any-return]

    return emit


def source_workaround(original: Callable[[nodes.Element], None]) -> Callable[..., None]:
    """Return *original*, Sphinx's `apply_source_workaround`, which describes no nodes."""

    def apply(node: nodes.Element) -> None:
        if isinstance(node, _SPECIAL) or _LOGGER.isEnabledFor(logging.DEBUG):
            original(node)
            return
        if not node.rawsource:
            node.rawsource = node.astext()
        if isinstance(node, _WITHOUT_SOURCE) and not (node.source and node.rawsource):
            try:
                node.source = get_node_source(node)
            except ValueError:
                node.source = ""
            node.line = 0

    return apply
