"""Visitors of other extensions for plain text, and what stands in for those that fail.

An extension has registered a visitor for the builder ``text``, or has none. A visitor may fail, or
skip its node with a warning that the output format is unsupported. The reader then gets a
description of the node, or the source of a diagram.
"""

from __future__ import annotations

import re
from types import MethodType
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_transcript.plain_text.node_descriptions import description_of, source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    Visitor = Callable[[Any, nodes.Element], None]

_RUN_PROGRAMS = frozenset({"plantuml"})
"""Nodes whose visitor for plain text runs a program for each diagram."""
_PLACEHOLDER = re.compile(r"\[\w+\]")
"""A text such as ``[graph]``, which says nothing of what the node shows."""


def add_extension_visitors(app: Sphinx, translator: Any) -> None:
    """Give *translator* the plain-text visitors that extensions registered for their nodes."""
    handlers = app.registry.translation_handlers
    visitors = {**handlers.get("text", {}), **handlers.get("transcript", {})}
    for name, (visit, depart) in visitors.items():
        is_used = name not in _RUN_PROGRAMS
        begin, end = _visitor(visit if is_used else None), _departure(depart if is_used else None)
        setattr(translator, f"visit_{name}", MethodType(begin, translator))
        setattr(translator, f"depart_{name}", MethodType(end, translator))


def describe(translator: Any, node: Any) -> None:
    """Add a description of *node*, or the source of the diagram that it is."""
    is_inline = isinstance(node.parent, nodes.TextElement)
    source = "" if is_inline else source_of(node)
    if source:
        lines = [f"   {line}".rstrip() for line in source.splitlines()]
        translator.states[-1].append((0, [*lines, ""]))
        return
    text = description_of(node, is_inline=is_inline)
    if text and is_inline:
        translator.add_text(text)
    elif text:
        translator.states[-1].append((0, [text, ""]))


def begin_node(translator: Any, node: Any, visit: Visitor | None = None) -> None:
    """Call *visit* for *node*, and describe the node where it adds nothing or fails."""
    depth, start = len(translator.states), len(translator.states[-1])
    _open_nodes(translator)[id(node)] = depth, start
    try:
        if visit is not None:
            visit(translator, node)
    except nodes.TreePruningException:
        _complete(translator, node, depth, start)
        raise
    except Exception:
        # It fails on every page with such a node, and the author of the page can't mend it.
        _unwind(translator, depth)
        del translator.states[-1][start:]
        describe(translator, node)
        raise nodes.SkipNode from None
    if not node.children and len(translator.states) == depth:
        _complete(translator, node, depth, start)


def end_node(translator: Any, node: Any, depart: Visitor | None = None) -> None:
    """Call *depart* for *node*, and make its text a block unless it is within a line of text."""
    depth, start = _open_nodes(translator).pop(id(node), (len(translator.states), None))
    try:
        if depart is not None:
            depart(translator, node)
    except Exception:
        _unwind(translator, depth)
    if start is not None and len(translator.states) == depth:
        _separate(translator, node, start)


def _visitor(visit: Visitor | None) -> Visitor:
    return lambda translator, node: begin_node(translator, node, visit)


def _departure(depart: Visitor | None) -> Visitor:
    return lambda translator, node: end_node(translator, node, depart)


def _open_nodes(translator: Any) -> dict[int, tuple[int, int]]:
    """Return where the text of each open node begins: the depth of states, and the item there."""
    positions: dict[int, tuple[int, int]] = translator.__dict__.setdefault("_open_nodes", {})
    return positions


def _unwind(translator: Any, depth: int) -> None:
    """Close the states that a failed visitor left open."""
    while len(translator.states) > depth:
        translator.end_state()


def _complete(translator: Any, node: Any, depth: int, start: int) -> None:
    """Complete what a visitor has added, from item *start* of the current state."""
    _unwind(translator, depth)
    added = translator.states[-1][start:]
    text = "".join(str(item) for indent, item in added if indent == -1)
    is_empty = not text.strip() and not any(indent != -1 and any(item) for indent, item in added)
    if is_empty or (_PLACEHOLDER.fullmatch(text.strip()) and source_of(node)):
        del translator.states[-1][start:]
        describe(translator, node)
    else:
        _separate(translator, node, start)


def _separate(translator: Any, node: nodes.Node, start: int) -> None:
    """Make the text from item *start* on a block, unless *node* is within a line of text."""
    added = translator.states[-1][start:]
    is_text = bool(added) and all(indent == -1 for indent, _ in added)
    if is_text and not isinstance(node.parent, nodes.TextElement):
        text = "".join(str(item) for _, item in added)
        translator.states[-1][start:] = [(0, [*text.splitlines(), ""])]
