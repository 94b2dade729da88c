"""Faster searches of a document's tree.

`Node.findall` of docutils calls a generator within a generator for each level of the tree, and a
document is searched about 900 times while it is read. Most of these searches find nothing, because
the document has no footnote, no citation and no index entry. So the classes of its nodes are
noted while its transforms run, and a search for another class ends at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

from sphinx_transcript.support.node_classes import may_contain, noted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ORIGINAL_FINDALL = nodes.Node.findall
_ORIGINAL_MATCH = NodeMatcher.match


def find(  # noqa: PLR0917 (those of docutils)
    self: nodes.Node,
    condition: Any = None,
    include_self: bool = True,
    descend: bool = True,
    siblings: bool = False,
    ascend: bool = False,
) -> Iterator[nodes.Node]:
    """Return an iterator over the nodes that follow *self* and meet *condition*."""
    if not include_self or not descend or siblings or ascend:
        return _ORIGINAL_FINDALL(self, condition, include_self, descend, siblings, ascend)
    if condition is None:
        return self._superfast_findall()  # type: ignore[attr-defined, no-any-return]
    if isinstance(condition, type):
        return self._fast_findall(condition)  # type: ignore[attr-defined, no-any-return]
    if type(condition) is NodeMatcher and NodeMatcher.match is _ORIGINAL_MATCH:
        return find_matching(self, condition)
    return find_where(self, condition)


def find_instances(self: nodes.Node, cls: Any) -> Iterator[nodes.Node]:
    """Yield *self* and its descendants that are instances of *cls*, in document order."""
    document = noted.document
    if (
        document is not None
        and (self is document or self._document is document)  # type: ignore[attr-defined]
        and not may_contain(cls)
    ):
        return
    if isinstance(self, cls):
        yield self
    level, levels = iter(self.children), []
    while True:
        for child in level:
            if isinstance(child, cls):
                yield child
            # Looked up after the yield, because the caller may have changed the node.
            children = child.children
            if children:
                if len(children) == 1:
                    only = children[0]
                    # Most often the text of a paragraph or an emphasis.
                    if not only.children and not isinstance(only, cls):
                        continue
                levels.append(level)
                level = iter(children)
                break
        else:
            if not levels:
                return
            level = levels.pop()


def find_all(self: nodes.Node) -> Iterator[nodes.Node]:
    """Return *self* and its descendants, in document order."""
    return find_instances(self, object)


def find_matching(self: nodes.Node, matcher: NodeMatcher[Any]) -> Iterator[nodes.Node]:
    """Yield *self* and its descendants that *matcher* matches, in document order."""
    classes = matcher.classes or object
    if not matcher.attrs:
        yield from find_instances(self, classes)
        return
    name = next(iter(matcher.attrs))
    for node in find_instances(self, classes):
        # Few nodes have the attribute.
        if isinstance(node, nodes.Element) and name in node.attributes and matcher.match(node):
            yield node


def find_where(self: nodes.Node, condition: Callable[[nodes.Node], bool]) -> Iterator[nodes.Node]:
    """Yield *self* and its descendants that meet *condition*, in document order."""
    return (node for node in find_instances(self, object) if condition(node))
