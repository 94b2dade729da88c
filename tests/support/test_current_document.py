"""The faster copy of Sphinx's notes on the current document is the same copy."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.environment import _CurrentDocument

from sphinx_transcript.support.current_document import copy_function

VALUES = {
    "docname": st.sampled_from(["", "a"]),
    "default_domain": st.none(),
    "autodoc_annotations": st.sampled_from([{}, {"a": {"b": "c"}}]),
    "c_namespace_stack": st.sampled_from([[], [1]]),
    "cpp_domain_name": st.sampled_from([(), ("a",)]),
    "reading_started_at": st.floats(0, 9),
}


def _values(document: _CurrentDocument) -> dict[str, Any]:
    return {name: getattr(document, name) for name in _CurrentDocument.__slots__}


@given(st.fixed_dictionaries(VALUES), st.booleans())
def test_copy_is_that_of_python(values: dict[str, Any], has_own: bool) -> None:
    document = _CurrentDocument()
    for name, value in values.items():
        setattr(document, name, value)
    if has_own:
        document["an extension"] = ["x"]
    copy = copy_function(deepcopy)(document)
    assert type(copy) is _CurrentDocument
    assert _values(copy) == _values(deepcopy(document)) == _values(document)
    for name, value in _values(document).items():
        assert getattr(copy, name) is not value or type(value) not in {dict, list}


def test_other_values_are_copied_by_python() -> None:
    assert copy_function(lambda value, memo: (value, memo))([1], {}) == ([1], {})


def test_empty_values_are_not_copied_one_by_one() -> None:
    copy = copy_function(lambda *_: pytest.fail("Python copies it"))(_CurrentDocument(docname="a"))
    assert copy.docname == "a"
