"""The faster forms of functions of docutils and Sphinx do what the originals do."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.readers import standalone
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx.parsers import RSTParser
from sphinx.testing.util import SphinxTestApp
from sphinx.util import docutils as sphinx_docutils

from sphinx_transcript.support import docutils_shortcuts
from sphinx_transcript.support.docutils_shortcuts import (
    SettingsCache,
    find_all,
    find_instances,
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


def log_of(tree: nodes.Node, skips: list[Any]) -> tuple[list[str], object]:
    walker = Walker(skips)
    try:
        result: object = tree.walkabout(walker)
    except nodes.SkipSiblings:
        result = "SkipSiblings"
    return walker.log, result


@given(TREES, st.lists(st.sampled_from(SKIPS), min_size=4, max_size=8))
def test_visits_are_those_of_docutils(tree: nodes.Node, skips: list[Any]) -> None:
    expected = log_of(tree, skips)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes.Node, "walkabout", walk_about)
        assert log_of(tree, skips) == expected


@pytest.mark.skipif(
    not hasattr(sphinx_docutils, "_get_settings"), reason="Sphinx 8 has no such function"
)
def test_settings_are_those_of_sphinx() -> None:
    original = sphinx_docutils._get_settings
    cache = SettingsCache(original)
    environment = object()
    defaults = {"traceback": True, "env": environment, "rfc_base_url": None, "own": ["a"]}
    for _ in range(2):
        for parser in (RSTParser(), RSTParser):
            options: dict[str, Any] = {"defaults": defaults, "read_config_files": True}
            expected = dict(vars(original(standalone.Reader, parser, **options)))
            found = dict(vars(cache(standalone.Reader, parser, **options)))
            assert found.pop("record_dependencies").list == []
            del expected["record_dependencies"]
            assert found == expected
            assert found["env"] is environment
    one, other = (cache(standalone.Reader, RSTParser(), defaults=defaults) for _ in range(2))
    one.record_dependencies.add("a file")
    one.strip_classes = ["x"]
    one.stylesheet_dirs = "here"
    assert other.record_dependencies.list == []
    assert not hasattr(other, "stylesheet_dirs")
    assert cache(standalone.Reader, RSTParser, defaults={**defaults, "own": ["b"]}).own == ["b"]


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
            lambda *_: found.append(nodes.Node.walkabout is docutils_shortcuts.walk_about),
        )
        app.build()
    finally:
        app.cleanup()
    assert found == [is_used]
    for (owner, name), original in originals.items():
        assert vars(owner).get(name) is original
    assert all(originals[nodes.Node, name] for name in ("_fast_findall", "walkabout"))


def test_functions_that_others_have_replaced_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    original = nodes.Node.walkabout
    assert docutils_shortcuts._original(nodes.Node, "walkabout") is original

    @functools.wraps(original)
    def replacement(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
        return bool(original(self, visitor))

    monkeypatch.setattr(nodes.Node, "walkabout", replacement)
    # The packages of others may be imported before this one.
    assert docutils_shortcuts._original(nodes.Node, "walkabout") is None


def test_output_is_the_same_without_them(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", tags="[t]", body='*Text* "so" & `x`.\n\n- a\n')
    site.write("b.rst", ":orphan:\n\nB\n=\n\n.. note:: So\n\n   .. code:: sh\n\n      ls\n")
    quick = site.build()
    assert site.clean_build(transcript_shortcuts=False).files() == quick.files()
