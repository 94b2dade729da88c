"""Keeps the terms of pages that are not written in Sphinx's ``searchindex.js``, as they are.

In each build Sphinx makes a set of docnames of each term in the index of the last build, takes the
pages that are written out of all of them, and makes lists of numbers again. Most builds write few
pages or none. So the terms of the last build are left out when Sphinx loads its index, and are
merged with those of the pages that this build writes when Sphinx saves it. The result is the same.

A page may be written for another reason than its text. Digests of the terms of pages, which are
kept beside the doctrees, tell of which pages they are the same.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.search import js_index

from sphinx_transcript.incremental.term_entries import UnusualTermsError, updated_terms
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.output_names import output_folder_name

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

    def __init__(self, text: str, *, is_ours: bool = False) -> None:
        """Take apart *text*; raise ValueError if it isn't as Sphinx writes it.

        *is_ours* tells that it is what the last build wrote, so that its terms are not damaged.
        """
        head, first, rest = text.partition(_TERMS)
        terms, second, rest = rest.partition(_TITLES)
        titles, third, title_terms = rest.partition(_TITLE_TERMS)
        if not (first and second and third and title_terms.endswith(_END)):
            raise ValueError("another format")
        self.terms = {
            "terms": f"{{{terms}}}",
            "titleterms": f"{{{title_terms.removesuffix(_END)}}}",
        }
        if not is_ours:
            # Damage is found here, where Sphinx expects a ValueError.
            for each in self.terms.values():
                json.loads(each)
        others = "".join([head, _TERMS, _TITLES, titles, _TITLE_TERMS, _END])
        self.data: dict[str, Any] = js_index.loads(others)
        if not all(isinstance(name, str) for name in self.data["filenames"]):
            raise ValueError("documents without a file")
        self.data["filenames"] = [KeptName(name) for name in self.data["filenames"]]

    def dumped_terms(self, name: str, data: Mapping[str, Any]) -> str:
        """Return the terms *name* of the index *data* as JSON, with those that pages have kept."""
        numbers = {docname: number for number, docname in enumerate(data["docnames"])}
        is_kept = [isinstance(file, KeptName) for file in data["filenames"]]
        places = [numbers.get(docname) for docname in self.data["docnames"]]
        written = {
            at for at, place in enumerate(places) if place is not None and not is_kept[place]
        }
        if not data[name] and not written and places == [*range(len(is_kept))]:
            return self.terms[name]
        try:
            return updated_terms(self.terms[name], places, written, data[name])
        except UnusualTermsError:
            kept = [None if at in written else place for at, place in enumerate(places)]
            terms = merged_terms(json.loads(self.terms[name]), kept, data[name])
            # As Sphinx writes all of the index.
            return json.dumps(terms, separators=(",", ":"), sort_keys=True)


class MergingFormat:
    """The format of ``searchindex.js``, for the attribute ``indexer_format`` of builders.

    The file at *state* has digests of the index that was last written, and of each page's terms.
    """

    def __init__(self, state: Path) -> None:
        self._state = state
        self._last: LastIndex | None = None
        self._known: dict[str, str] = {}
        """The digests of terms, by docname."""

    def load(self, stream: TextIO) -> Any:
        """Return the index of the last build without its terms."""
        text = stream.read()
        self._last, self._known = None, {}
        known, *digests = self._digests()
        is_ours = known == digest(text, 16)
        try:
            self._last = LastIndex(text, is_ours=is_ours)
        except (ValueError, KeyError, TypeError):
            return js_index.loads(text)
        if is_ours:
            self._known = dict(zip(self._last.data["docnames"], digests, strict=False))
        return dict(self._last.data)

    @property
    def last_data(self) -> dict[str, Any] | None:
        """The index of the last build but its terms, from when it is loaded to when it is saved."""
        return self._last.data if self._last else None

    def file_name(self, docname: str, name: str, terms: str) -> str:
        """Return *name*, that of the file of a page that has *terms*, for the index of Sphinx.

        The terms that the page has already need not be added again. Then it is a `KeptName`.
        """
        known, self._known[docname] = self._known.get(docname), digest(terms, 8)
        is_kept = self._last is not None and known == self._known[docname]
        return KeptName(name) if is_kept else name

    def dump(self, data: dict[str, Any], stream: TextIO) -> None:
        """Write the index *data* with the terms of pages that this build did not write."""
        last, self._last = self._last, None
        if last is None or not any(isinstance(name, KeptName) for name in data["filenames"]):
            text = js_index.dumps(data)
        else:
            # With marks in place of the terms, which are put in as text.
            text = js_index.dumps({**data, **dict.fromkeys(_MARKS, "\0")})
            for name, mark in _MARKS.items():
                terms = last.dumped_terms(name, data)
                text = text.replace(f'"{name}":{mark}', f'"{name}":{terms}', 1)
        stream.write(text)
        digests = [digest(text, 16), *(self._known.get(name, "") for name in data["docnames"])]
        with suppress(OSError):  # Then the next build looks for damage.
            write_atomically(self._state, "\n".join(digests))

    def _digests(self) -> list[str]:
        try:
            return self._state.read_text("utf-8").split("\n")
        except (OSError, ValueError):
            return [""]


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


def writes_script(builder: Any) -> bool:
    """Tell whether the search index of *builder* is a script, with this format or Sphinx's own."""
    return builder.indexer_format is js_index or isinstance(builder.indexer_format, MergingFormat)


def use_format(app: Sphinx) -> None:
    """Handle ``builder-inited``: keep terms in ``searchindex.js``, unless that is turned off."""
    builder: Any = app.builder
    if getattr(builder, "indexer_format", None) is js_index and app.config.transcript_shortcuts:
        state = Path(app.doctreedir, f"searchindex-{output_folder_name(app)}.digest")
        builder.indexer_format = MergingFormat(state)
