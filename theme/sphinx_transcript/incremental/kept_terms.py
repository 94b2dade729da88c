"""Keeps the terms of pages that are not written in Sphinx's ``searchindex.js``, as they are.

In each build Sphinx makes a set of docnames of each term in the index of the last build, takes the
pages that are written out of all of them, and makes lists of numbers again. Most builds write few
pages or none. So the terms of the last build are left out when Sphinx loads its index, and are
merged with those of the pages that this build writes when Sphinx saves it. The result is the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx.search import js_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

    from sphinx.application import Sphinx

    Terms = dict[str, int | list[int]]

# Strings in JSON have no quotes without a backslash, and no other value of these names is as these.
_TERMS, _TITLES, _TITLE_TERMS, _END = '"terms":{', '},"titles":[', '],"titleterms":{', "}})"
_MARKS = {"terms": '"\\u0000"', "titleterms": '"\\u0000"'}


class KeptName(str):
    """The name of the file of a document that Sphinx has not indexed again in this build."""

    __slots__ = ()


class LastIndex:
    """The index of the last build: its terms as text, and all else."""

    def __init__(self, text: str) -> None:
        """Take apart *text*; raise ValueError if it isn't as Sphinx writes it."""
        head, first, rest = text.partition(_TERMS)
        terms, second, rest = rest.partition(_TITLES)
        titles, third, title_terms = rest.partition(_TITLE_TERMS)
        if not (first and second and third and title_terms.endswith(_END)):
            raise ValueError("another format")
        self.terms = {
            "terms": f"{{{terms}}}",
            "titleterms": f"{{{title_terms.removesuffix(_END)}}}",
        }
        # Damage is found here, where Sphinx expects a ValueError.
        self.numbers: dict[str, Terms] = {
            name: json.loads(each) for name, each in self.terms.items()
        }
        others = "".join([head, _TERMS, _TITLES, titles, _TITLE_TERMS, _END])
        self.data: dict[str, Any] = js_index.loads(others)
        if not all(isinstance(name, str) for name in self.data["filenames"]):
            raise ValueError("documents without a file")
        self.data["filenames"] = [KeptName(name) for name in self.data["filenames"]]

    def places(self, data: Mapping[str, Any]) -> list[int | None]:
        """Return the number in the index *data* of each document that keeps its terms."""
        kept = {
            docname: number
            for number, (docname, file) in enumerate(
                zip(data["docnames"], data["filenames"], strict=True)
            )
            if isinstance(file, KeptName)
        }
        return [kept.get(docname) for docname in self.data["docnames"]]


class MergingFormat:
    """The format of ``searchindex.js``, for the attribute ``indexer_format`` of builders."""

    def __init__(self) -> None:
        self._last: LastIndex | None = None

    def load(self, stream: TextIO) -> Any:
        """Return the index of the last build without its terms."""
        text = stream.read()
        try:
            self._last = LastIndex(text)
        except (ValueError, KeyError, TypeError):
            self._last = None
            return js_index.loads(text)
        return dict(self._last.data)

    def dump(self, data: dict[str, Any], stream: TextIO) -> None:
        """Write the index *data* with the terms of pages that this build did not write."""
        last, self._last = self._last, None
        places = last.places(data) if last is not None else []
        if last is None or not any(place is not None for place in places):
            js_index.dump(data, stream)
            return
        # With marks in place of the terms, which are put in as text.
        text = js_index.dumps({**data, **dict.fromkeys(_MARKS, "\0")})
        is_same = places == list(range(len(data["docnames"])))
        for name, mark in _MARKS.items():
            terms = last.terms[name]
            if not is_same or data[name]:
                terms = _dumps(merged_terms(last.numbers[name], places, data[name]))
            text = text.replace(f'"{name}":{mark}', f'"{name}":{terms}', 1)
        stream.write(text)


def merged_terms(last: Terms, places: Sequence[int | None], added: Terms) -> Terms:
    """Return the terms *last*, with documents renumbered by *places*, together with those *added*.

    Documents without a place are left out, and so are terms that no document has.
    """
    merged: Terms = {}
    for term, numbers in last.items():
        known = [numbers] if isinstance(numbers, int) else numbers
        found = [place for number in known if (place := places[number]) is not None]
        if term in added:
            more = added[term]
            found = sorted([*found, *([more] if isinstance(more, int) else more)])
        if found:
            merged[term] = found[0] if len(found) == 1 else found
    merged |= {term: numbers for term, numbers in added.items() if term not in last}
    return {term: numbers for term, numbers in merged.items() if numbers != []}


def _dumps(terms: Terms) -> str:
    # As Sphinx writes all of the index.
    return json.dumps(terms, separators=(",", ":"), sort_keys=True)


def writes_script(builder: Any) -> bool:
    """Tell whether the search index of *builder* is a script, with this format or Sphinx's own."""
    return builder.indexer_format is js_index or isinstance(builder.indexer_format, MergingFormat)


def use_format(app: Sphinx) -> None:
    """Handle ``builder-inited``: keep terms in ``searchindex.js``, unless that is turned off."""
    builder: Any = app.builder
    if getattr(builder, "indexer_format", None) is js_index and app.config.transcript_shortcuts:
        builder.indexer_format = MergingFormat()
