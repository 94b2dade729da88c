"""The faster forms of functions of docutils and Sphinx do what the originals do."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import NodeMatcher

from sphinx_transcript.support import docutils_shortcuts
from sphinx_transcript.support.node_classes import noted
from sphinx_transcript.support.tree_search import find, find_all, find_instances
from sphinx_transcript.support.tree_visits import (
    dispatch_departure,
    dispatch_visit,
    walk,
    walk_about,
)

if TYPE_CHECKING:
    from tests.conftest import Site

KINDS = (nodes.paragraph, nodes.emphasis, nodes.section)
SKIPS = (
    None, nodes.SkipNode, nodes.SkipDeparture, nodes.SkipChildren, nodes.SkipSiblings,
    nodes.StopTraversal,
)  # fmt: skip


def element(kind: type[nodes.Element], children: list[nodes.Node]) -> nodes.Element:
    return kind("", *children)


def elements(children: st.SearchStrategy[nodes.Node]) -> st.SearchStrategy[nodes.Node]:
    lists = st.lists(children, min_size=1, max_size=4)
    return st.builds(element, st.sampled_from(KINDS), lists)


TREES = elements(
    elements(st.recursive(st.builds(nodes.Text, st.sampled_from(["a", ""])), elements))
)


def name_of(node: nodes.Node) -> str:
    return node.__class__.__name__


@given(TREES, st.sampled_from([*KINDS, nodes.Text, nodes.Node]))
def test_searches_yield_what_those_of_docutils_yield(tree: nodes.Node, kind: type) -> None:
    assert list(find_instances(tree, kind)) == list(tree._fast_findall(kind))  # type: ignore[attr-defined]
    assert list(find_all(tree)) == list(tree._superfast_findall())  # type: ignore[attr-defined]


CONDITIONS: tuple[Any, ...] = (
    None,
    nodes.emphasis,
    NodeMatcher(nodes.emphasis),
    NodeMatcher(nodes.emphasis, nodes.section),
    NodeMatcher(nodes.Element, mark=Any),
    NodeMatcher(mark="x", other=Any),
    NodeMatcher(),
    lambda node: len(node.children) == 1,
)


def mark(tree: nodes.Element, marks: list[int]) -> nodes.Element:
    """Give attributes to some elements of *tree*."""
    for node, number in zip(tree.findall(nodes.Element), marks, strict=False):
        node.attributes.update({} if not number else {"mark": "xy"[number % 2], "other": 1})
    return tree


@given(
    TREES, st.lists(st.integers(0, 2), min_size=8), st.sampled_from(CONDITIONS),
    st.lists(st.integers(0, 4), min_size=4, max_size=8),
)  # fmt: skip
def test_searches_by_condition_yield_what_those_of_docutils_yield(
    tree: nodes.Element, marks: list[int], condition: Any, changes: list[int]
) -> None:
    found = []
    for search in (nodes.Node.findall, find):
        copy, names = mark(tree.deepcopy(), marks), []
        for number, node in enumerate(search(copy, condition)):
            names.append(name_of(node))
            if number < len(changes) and len(names) < 50:
                change(node, changes[number])
        found.append((names, copy.pformat()))
    assert found[0] == found[1]
    for options in ({"include_self": False}, {"descend": False}, {"siblings": True}):
        expected = list(tree.children[0].findall(condition, **options))
        assert list(find(tree.children[0], condition, **options)) == expected


def change(node: nodes.Node, how: int) -> None:
    """Change the tree at *node*, as transforms do while they search."""
    parent = node.parent
    if how == 1 and parent is not None:
        parent.replace(node, nodes.strong("", nodes.Text("new"), nodes.paragraph()))
    elif how == 2 and parent is not None:
        parent.remove(node)
    elif how == 3 and isinstance(node, nodes.Element):
        node += nodes.emphasis("", nodes.Text("more"))
    elif how == 4 and isinstance(node, nodes.Element):
        node.children = []


@given(TREES, st.lists(st.integers(0, 4), min_size=6, max_size=12))
def test_searches_see_changes_of_the_tree_as_those_of_docutils(
    tree: nodes.Node, changes: list[int]
) -> None:
    found = []
    for search in (nodes.Node._fast_findall, find_instances):  # type: ignore[attr-defined]
        copy, names = tree.deepcopy(), []
        for number, node in enumerate(search(copy, nodes.Node)):
            names.append(name_of(node))
            if number < len(changes) and len(names) < 50:
                change(node, changes[number])
        found.append((names, copy.pformat()))
    assert found[0] == found[1]


class Walker(nodes.GenericNodeVisitor):
    """Logs what it visits, and skips as *skips* has it."""

    def __init__(self, skips: list[Any]) -> None:
        super().__init__(new_document(""))
        self.skips = iter(skips)
        self.log: list[str] = []

    def default_visit(self, node: nodes.Node) -> None:
        self.log.append(f"visit {name_of(node)}")
        if skip := next(self.skips, None):
            raise skip

    def default_departure(self, node: nodes.Node) -> None:
        self.log.append(f"depart {name_of(node)}")


def log_of(tree: nodes.Node, skips: list[Any], method: str) -> tuple[list[str], object]:
    walker = Walker(skips)
    try:
        result: object = getattr(tree, method)(walker)
    except nodes.SkipSiblings:
        result = "SkipSiblings"
    return walker.log, result


@given(
    TREES, st.lists(st.sampled_from(SKIPS), min_size=4, max_size=8),
    st.sampled_from(["walk", "walkabout"]),
)  # fmt: skip
def test_visits_are_those_of_docutils(tree: nodes.Node, skips: list[Any], method: str) -> None:
    expected = log_of(tree, skips, method)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes.Node, "walk", walk)
        patch.setattr(nodes.Node, "walkabout", walk_about)
        patch.setattr(nodes.NodeVisitor, "dispatch_visit", dispatch_visit)
        patch.setattr(nodes.NodeVisitor, "dispatch_departure", dispatch_departure)
        assert log_of(tree, skips, method) == expected


def test_unknown_nodes_are_refused_as_by_docutils() -> None:
    visitor = nodes.NodeVisitor(new_document(""))
    for dispatch in (dispatch_visit, dispatch_departure):
        with pytest.raises(NotImplementedError, match="paragraph"):
            dispatch(visitor, nodes.paragraph())
        dispatch(visitor, nodes.meta())


@pytest.mark.parametrize(
    ("switch", "is_used"), [("", True), ("transcript_shortcuts = False", False)]
)
def test_originals_are_back_after_the_build(site: Site, switch: str, is_used: bool) -> None:
    originals = dict(docutils_shortcuts._ORIGINALS)
    found = []
    site.conf(switch)
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        app.connect(
            "env-updated",
            lambda *_: found.append(nodes.Node.walkabout is walk_about),
        )
        app.build()
    finally:
        app.cleanup()
    assert found == [is_used]
    for (owner, name), original in originals.items():
        assert vars(owner).get(name) is original
    assert all(originals[nodes.Node, name] for name in ("_fast_findall", "walkabout"))


def test_documentation_made_of_them_is_that_of_the_originals(site: Site) -> None:
    originals = {key: each for key, each in docutils_shortcuts._ORIGINALS.items() if each}
    expected = {key: (inspect.signature(f), inspect.getdoc(f)) for key, f in originals.items()}
    app = SphinxTestApp("dummy", srcdir=site.srcdir)
    try:
        replaced = {key: vars(key[0])[key[1]] for key in originals}
        assert all(replaced[key] is not originals[key] for key in originals)
        for key, f in replaced.items():
            assert (inspect.signature(f), inspect.getdoc(f)) == expected[key], key
        app.build()
    finally:
        app.cleanup()


def test_an_application_without_a_build_leaves_the_next_one_the_originals(site: Site) -> None:
    app = SphinxTestApp("html", srcdir=site.srcdir)
    assert nodes.Node.walkabout is walk_about
    site.conf("transcript_shortcuts = False")
    other = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        assert nodes.Node.walkabout is not walk_about
    finally:
        app.cleanup()
        other.cleanup()


def test_functions_that_others_have_replaced_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    original = nodes.Node.walkabout
    assert docutils_shortcuts._original(nodes.Node, "walkabout", nodes) is original

    @functools.wraps(original)
    def replacement(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
        return bool(original(self, visitor))

    monkeypatch.setattr(nodes.Node, "walkabout", replacement)
    # The packages of others may be imported before this one.
    assert docutils_shortcuts._original(nodes.Node, "walkabout", nodes) is None


def test_output_is_the_same_without_them(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", tags="[t]", body='*Text* "so" & `x`.\n\n- a\n')
    site.write("b.rst", ":orphan:\n\nB\n=\n\n.. note:: So\n\n   .. code:: sh\n\n      ls\n")
    quick = site.build()
    assert site.clean_build(transcript_shortcuts=False).files() == quick.files()


class Late(SphinxTransform):
    """Adds a node without telling its parent, as some extensions do."""

    default_priority = 700

    def apply(self, **kwargs: Any) -> None:
        made = nodes.citation("", nodes.label("", "x"), names=["x"], ids=["x"])
        LATE.append(list(self.document.findall(nodes.citation)))
        self.document.children.append(made)
        LATE.append(list(self.document.findall(nodes.citation)))
        LATE.append(noted.document is self.document)


LATE: list[Any] = []


def test_classes_are_noted_while_transforms_run(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", body="Text.\n")
    LATE.clear()
    app = SphinxTestApp("dummy", srcdir=site.srcdir)
    try:
        app.add_transform(Late)
        app.build()
        doctree = app.env.get_doctree("post/a")
    finally:
        app.cleanup()
    assert [len(each) if isinstance(each, list) else each for each in LATE[:3]] == [0, 1, True]
    assert isinstance(doctree.children[-1], nodes.citation)
    assert noted.document is None
