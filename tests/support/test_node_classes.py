"""A search that ends at once, because no node of the class is known, misses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sphinx.util.nodes
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes

from sphinx_transcript.support import node_classes
from sphinx_transcript.support.node_classes import noted
from sphinx_transcript.support.tree_search import find, find_instances

if TYPE_CHECKING:
    from collections.abc import Iterator


KINDS = (nodes.footnote, nodes.citation, nodes.paragraph, nodes.section, addnodes.index)


def tree(numbers: list[int]) -> nodes.Element:
    """Return elements of the kinds that *numbers* name, each within the one before it."""
    root = nodes.container()
    innermost: nodes.Element = root
    for number in numbers:
        inner = KINDS[number]("", nodes.Text("text"))
        innermost += inner
        innermost = inner
    return root


@pytest.fixture(autouse=True, scope="module")
def noting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes.Element, "__init__", node_classes.note_created(nodes.Element.__init__))
        patch.setattr(nodes.Element, "copy", node_classes.note_copied(nodes.Element.copy))
        patch.setattr(nodes.Node, "setup_child", node_classes.set_up_child)
        patch.setattr(noted, "is_complete", lambda: True)
        yield
    node_classes.forget()


def add(document: nodes.document, how: int, numbers: list[int], other: nodes.Element) -> None:
    """Add nodes to *document* in one of the ways in which transforms do."""
    parent = list(document.findall(nodes.Element))[-1]
    if how == 0:
        parent += tree(numbers)
    elif how == 1:
        parent.children.append(tree(numbers))
    elif how == 2:
        parent.insert(0, other)
    elif how == 3:
        parent.children = [other.deepcopy()]
    elif how == 4:
        parent[:] = [other]
    elif how == 5:
        parent.extend(tree(numbers).children)
    elif how == 6:
        detached = nodes.container()
        detached += other
        parent.children.append(detached)
    elif how == 7:
        parent.children.extend(KINDS[number]() for number in numbers)


NUMBERS = st.lists(st.integers(0, len(KINDS) - 1), max_size=4)


@given(NUMBERS, NUMBERS, st.lists(st.tuples(st.integers(0, 7), NUMBERS), max_size=4))
def test_searches_find_what_was_added(
    first: list[int], foreign: list[int], additions: list[tuple[int, list[int]]]
) -> None:
    # Made before the document, as those of another document are.
    others = [tree(foreign) for _ in additions]
    node_classes.forget()
    document = new_document("")
    document += tree(first)
    noted.document = document
    node_classes.note_tree(document)
    for other, (how, numbers) in zip(others, additions, strict=True):
        add(document, how, numbers, other)
        for kind in KINDS:
            expected = list(nodes.Node._fast_findall(document, kind))  # type: ignore[attr-defined]
            assert list(find_instances(document, kind)) == expected
            child = document.children[0]
            expected = list(child._fast_findall(kind))  # type: ignore[attr-defined]
            assert list(find_instances(child, kind)) == expected


def test_searches_of_other_trees_are_complete() -> None:
    other = new_document("")
    other += tree([0])
    node_classes.forget()
    noted.document = document = new_document("")
    node_classes.note_tree(document)
    assert not node_classes.may_contain(nodes.footnote)
    assert len(list(find_instances(other, nodes.footnote))) == 1
    assert len(list(find_instances(other.children[0], nodes.footnote))) == 1
    moved = nodes.container("", other.children[0].children[0])
    assert len(list(find_instances(moved, nodes.footnote))) == 1


def test_searches_for_texts_and_mixed_in_classes_are_complete() -> None:
    node_classes.forget()
    noted.document = document = new_document("")
    document.children.append(nodes.Text("text"))
    assert [*map(str, find_instances(document, nodes.Text))] == ["text"]
    assert node_classes.may_contain(nodes.Invisible)
    assert node_classes.may_contain((nodes.footnote, nodes.Invisible))
    assert not node_classes.may_contain((nodes.footnote, nodes.citation))
    assert not list(find(document, sphinx.util.nodes.NodeMatcher(nodes.footnote)))


@given(st.booleans(), st.booleans(), st.booleans())
def test_children_are_set_up_as_by_docutils(
    has_document: bool, has_source: bool, is_nested: bool
) -> None:
    found = []
    for set_up in (ORIGINAL_SETUP_CHILD, node_classes.set_up_child):
        parent = nodes.container()
        if has_document:
            document = new_document("a")
            document.note_source("a.md", 4)
            parent.parent = document
            parent.document = None if is_nested else document  # type: ignore[assignment]
        child = nodes.paragraph()
        if has_source:
            child.source, child.line = "b.md", 9
        set_up(parent, child)
        assert child.parent is parent
        has_it = child._document is not None  # type: ignore[attr-defined]
        found.append((has_it, child.source, child.line))
    assert found[0] == found[1]


ORIGINAL_SETUP_CHILD = nodes.Node.setup_child
