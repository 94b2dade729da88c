"""Terms of Sphinx's search index that are updated as text are those that are made anew."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_transcript.incremental import term_entries
from sphinx_transcript.incremental.kept_terms import merged_terms
from sphinx_transcript.incremental.term_entries import UnusualTermsError, updated_terms

Documents = dict[str, set[str]]
_TERMS = st.sampled_from(["a", "ab", "abc", "b", "é", "éa", "z", "\U0001f600", "_", "12"])
_SITES = st.dictionaries(st.sampled_from("klmnopqrstuv"), st.sets(_TERMS))


def _index(site: Documents) -> dict[str, int | list[int]]:
    found: dict[str, list[int]] = {}
    for number, name in enumerate(sorted(site)):
        for term in site[name]:
            found.setdefault(term, []).append(number)
    return {term: each[0] if len(each) == 1 else each for term, each in found.items()}


def _dumps(terms: object) -> str:
    return json.dumps(terms, separators=(",", ":"), sort_keys=True)


@example({"k": {"a"}, "l": {"a", "b"}}, {"k": {"b"}, "l": {"a", "b"}}, set(), 8)
@example({"k": {"a"}, "m": {"a"}}, {"k": {"a"}, "l": {"é"}, "m": {"a"}}, set(), 8)
@given(_SITES, _SITES, st.sets(st.sampled_from("klmnopqrstuv")), st.sampled_from([0, 2, 8]))
def test_terms_are_those_of_a_clean_build(
    before: Documents, after: Documents, more: set[str], few: int
) -> None:
    names = sorted(after)
    numbers = [names.index(name) if name in after else None for name in sorted(before)]
    written = {name for name in after if after[name] != before.get(name)} | (more & {*after})
    earlier = {at for at, name in enumerate(sorted(before)) if name in written}
    others = {name: after[name] if name in written else set() for name in after}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(term_entries, "_FEW", few)
        found = updated_terms(_dumps(_index(before)), numbers, earlier, _index(others))
    assert found == _dumps(_index(after))
    kept = [None if at in earlier else number for at, number in enumerate(numbers)]
    assert found == _dumps(merged_terms(_index(before), kept, _index(others)))


@pytest.mark.parametrize("term", ["a,", ',"b', '"', "a\\", ',":1,"', '","'])
def test_terms_that_are_no_words(term: str) -> None:
    text = _dumps({"a": 1, term: [0, 1]})
    try:
        found = updated_terms(text, [0, 2, 1], set(), {"b": 1})
    except UnusualTermsError:
        return
    assert json.loads(found) == {"a": 2, term: [0, 2], "b": 1}


def test_terms_without_a_document() -> None:
    with pytest.raises(UnusualTermsError):
        updated_terms('{"a":[]}', [0], set(), {})
