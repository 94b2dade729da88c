"""Elements that are removed from a fragment of HTML."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.fragments.parsing import one_by_one, parse, serialize

HTML = st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "x", "<p>", "</p>"])).map("".join)


@given(HTML, st.booleans())
def test_each_element_that_matches_is_removed(html: str, is_unwrapped: bool) -> None:
    expected, tree = parse(html), parse(html)
    while node := expected.css_first("b, i"):
        node.unwrap(delete_empty=True) if is_unwrapped else node.decompose()
    for node in one_by_one(tree, "b, i"):
        node.unwrap(delete_empty=True) if is_unwrapped else node.decompose()
    assert serialize(tree) == serialize(expected)


def test_elements_that_stay_are_yielded_once() -> None:
    assert len(list(one_by_one(parse("<b>a</b><b><i>b</i></b>"), "b"))) == 2
    assert list(one_by_one(parse("<b>a</b>"), "")) == []
    assert len(list(one_by_one(parse("<b class=c>a</b>"), "b, .c"))) == 1


def test_fragment_is_searched_as_often_as_elements_are_nested() -> None:
    searches = []

    class Counted:
        def css(self, selector: str) -> Any:
            searches.append(selector)
            return tree.css(selector)

    tree: Any = parse("<sup>1</sup> <sup><sup>2</sup></sup>" * 100)
    counted: Any = Counted()
    for node in one_by_one(counted, "sup"):
        node.unwrap()
    assert len(searches) == 3
    assert serialize(tree) == "1 2" * 100
