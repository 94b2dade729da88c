"""A faster copy of a doctree is the copy that docutils and Sphinx make."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes

from sphinx_transcript.support.tree_copies import TreeCopy


class _Own(nodes.paragraph):
    def copy(self) -> Any:
        copy = super().copy()
        copy["copied"] = True
        return copy


KINDS = (nodes.paragraph, nodes.section, nodes.literal_block, addnodes.index, nodes.target, _Own)
TEXTS = st.builds(nodes.Text, st.sampled_from(["a", "b\0c", ""]))
ATTRIBUTES = st.sampled_from([{}, {"classes": ["x"], "ids": ["i"]}, {"refuri": "#", "entries": []}])


def _element(
    kind: Any, children: list[nodes.Node], attributes: dict[str, Any], line: int | None
) -> nodes.Node:
    node: nodes.Element = kind("raw")
    node.attributes.update(attributes)
    node += children
    node.line = line
    return node


TREES = st.recursive(
    TEXTS,
    lambda children: st.builds(
        _element,
        st.sampled_from(KINDS),
        st.lists(children, max_size=3),
        ATTRIBUTES,
        st.sampled_from([None, 3]),
    ),
    max_leaves=8,
)


def _described(root: nodes.Node) -> list[Any]:
    return [
        (
            type(node), str(node), node.source, node.line, id(node.document),
            getattr(node, "attributes", None), getattr(node, "rawsource", None),
            node.parent is None or any(child is node for child in node.parent.children),
        )
        for node in root.findall()
        if not isinstance(node, nodes.document)
    ]  # fmt: skip


@given(st.lists(TREES, max_size=3), st.sampled_from([None, 5]))
def test_copy_is_that_of_sphinx(trees: list[nodes.Node], line: int | None) -> None:
    document = new_document("a.md")
    document += [tree.deepcopy() for tree in trees]
    document.current_line = line
    faster, copy = TreeCopy(document), document.deepcopy()
    assert _described(faster.doctree) == _described(copy)
    assert all(
        one is not other
        for one, other in zip(document.findall(), faster.doctree.findall(), strict=True)
    )
    found = list(document.findall(nodes.Element))[1:]
    assert list(map(id, faster.elements)) == [
        id(node) for node in faster.doctree.findall(nodes.Element) if node is not faster.doctree
    ]
    assert faster.classes == set(map(type, found))
    for kind in (nodes.paragraph, nodes.section, (nodes.target, addnodes.index)):
        assert faster.has(kind) == any(isinstance(node, kind) for node in found)


def test_lists_of_a_copy_are_its_own() -> None:
    document = new_document("a.md")
    paragraph = nodes.paragraph("", "a", ids=["i"])
    document += paragraph
    (copied,) = TreeCopy(document).doctree.findall(nodes.paragraph)
    copied["ids"].append("j")
    assert paragraph["ids"] == ["i"]


@pytest.mark.parametrize(
    ("owner", "name"),
    [(nodes.Element, "copy"), (nodes.Element, "deepcopy"), (nodes.Text, "deepcopy")],
)
def test_replaced_methods_of_nodes_are_called(
    owner: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = getattr(owner, name)

    def replacement(self: Any) -> Any:
        copy = original(self)
        copy.source = "replaced"
        return copy

    document = new_document("a.md")
    document += nodes.section("", nodes.paragraph("", "a"), nodes.paragraph("", "b"))
    monkeypatch.setattr(owner, name, replacement)
    faster = TreeCopy(document)
    found = _described(document.deepcopy())
    assert any(source == "replaced" for _, _, source, *_ in found)
    assert _described(faster.doctree) == found
    assert [type(each) for each in faster.elements] == [
        nodes.section, nodes.paragraph, nodes.paragraph,
    ]  # fmt: skip
