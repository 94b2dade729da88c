"""Faster forms of docutils' visits of a tree, which format no messages for debugging.

docutils formats up to four messages a node. With debugging switched on, its own functions are used.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

_ORIGINAL_WALK = nodes.Node.walk
_ORIGINAL_WALKABOUT = nodes.Node.walkabout
_ORIGINAL_VISIT = nodes.NodeVisitor.dispatch_visit
_ORIGINAL_DEPARTURE = nodes.NodeVisitor.dispatch_departure


def walk(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Have *visitor* visit *self* and its descendants. Return whether the traversal is to stop."""
    if visitor.document.reporter.debug_flag:
        return _ORIGINAL_WALK(self, visitor)
    stops = False
    try:
        try:
            visitor.dispatch_visit(self)
        except (nodes.SkipChildren, nodes.SkipNode):
            return False
        except nodes.SkipDeparture:
            pass
        try:
            for child in self.children[:]:
                if child.walk(visitor):
                    stops = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.StopTraversal:
        stops = True
    return stops


def walk_about(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Have *visitor* visit and depart from *self* and its descendants.

    Returns whether the traversal is to stop.
    """
    if visitor.document.reporter.debug_flag:
        return _ORIGINAL_WALKABOUT(self, visitor)
    departs, stops = True, False
    try:
        try:
            visitor.dispatch_visit(self)
        except nodes.SkipNode:
            return False
        except nodes.SkipDeparture:
            departs = False
        try:
            for child in self.children[:]:
                if child.walkabout(visitor):
                    stops = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.SkipChildren:
        pass
    except nodes.StopTraversal:
        stops = True
    if departs:
        visitor.dispatch_departure(self)
    return stops


def dispatch_visit(self: nodes.NodeVisitor, node: nodes.Node) -> Any:
    """Call the method that visits *node*."""
    if self.document.reporter.debug_flag:
        return _ORIGINAL_VISIT(self, node)
    return getattr(self, f"visit_{node.__class__.__name__}", self.unknown_visit)(node)


def dispatch_departure(self: nodes.NodeVisitor, node: nodes.Node) -> Any:
    """Call the method that departs from *node*."""
    if self.document.reporter.debug_flag:
        return _ORIGINAL_DEPARTURE(self, node)
    return getattr(self, f"depart_{node.__class__.__name__}", self.unknown_departure)(node)
