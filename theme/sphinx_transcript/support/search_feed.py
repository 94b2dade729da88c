"""Faster forms of the methods by which Sphinx adds documents to its search index.

Sphinx splits each piece of text for itself, stems each word of a document anew, tests its stem
three times, and makes a set for it. Most words are in many documents, and several times in one.
The faster form splits the whole text, does the rest once for each word that is new to a build, and
adds each word of a document once. The index is the same, in the same order.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.support.own_methods import has_own_methods, is_own_function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MOST_TERMS = 50_000
"""The number of words whose terms are known at a time: those of a large blog, some megabytes."""
_TERMS = "_transcript_terms"
"""The attribute of an index builder for the terms of words."""
_WORD = r"\w+"
"""The expression by which languages with spaces between words are split."""
_SPECIAL = (nodes.title, nodes.comment, nodes.raw, nodes.meta)


class _Terms(dict[str, "str | None"]):
    """The terms under which words are in the index; None for words that are not in it."""

    def __init__(self, language: Any) -> None:
        super().__init__()
        self._stem, self._is_kept = language.stem, language.word_filter

    def __missing__(self, word: str) -> str | None:
        stem = self._stem(word).lower()
        # A word whose stem is left out is in the index as it is.
        term = stem if self._is_kept(stem) else word if self._is_kept(word) else None
        self[word] = term
        return term


class _IndexNodes:
    """The nodes of a document that have entries of the index, without all other nodes."""

    def __init__(self) -> None:
        self.children = ()
        self.nodes: list[nodes.Node] = []

    def findall(self, condition: Any) -> list[nodes.Node]:
        """Return the nodes, which are all of one class, for Sphinx to read their entries."""
        return self.nodes


class _Text:
    """The text of a document, as Sphinx collects it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.titles: list[tuple[str, str | None]] = []
        self.indexes = _IndexNodes()

    def add(self, parent: nodes.Element) -> bool:
        """Add what is below *parent*; return False where there is more than plain text."""
        pieces = self.pieces
        for child in parent.children:
            if isinstance(child, nodes.Text):
                pieces.append(child)
                continue
            if not isinstance(child, nodes.Element):
                return False
            if isinstance(child, _SPECIAL):
                if isinstance(child, nodes.comment):
                    self.indexes.nodes += child.findall(addnodes.index)
                    continue
                if not isinstance(child, nodes.title):
                    return False
            if isinstance(child, addnodes.index):
                self.indexes.nodes.append(child)
                if child.children:
                    return False
                continue
            if "no-search" in child.attributes["classes"]:
                # Sphinx takes the entries of an index from there, too.
                self.indexes.nodes += child.findall(addnodes.index)
                continue
            if isinstance(child, nodes.title):
                ids = parent["ids"] if self.titles else None
                self.titles.append((child.astext(), ids[0] if ids else None))
            if child.children and not self.add(child):
                return False
        return True


def feed_method(
    original: Callable[..., None], file_name: Callable[[str, str, str], str] | None = None
) -> Callable[..., None]:
    """Return the faster form of *original*, the method ``feed`` of Sphinx's index builder.

    *file_name* takes a docname, the name of its file, and its terms. It returns that name, which
    has another class than ``str`` where the index has these terms already.
    """
    from sphinx import search  # noqa: PLC0415 (as late as Sphinx)

    def feed(
        self: Any, docname: str, filename: str | os.PathLike[str], title: str, doctree: Any
    ) -> None:
        language, text = self.lang, _Text()
        # The languages of Sphinx return the same whenever a word comes; nothing is known of others.
        is_plain = (
            type(language).__module__.startswith("sphinx.search.")
            and type(language).split is search.SearchLanguage.split
            # The text is split as a whole, and without Sphinx's way to collect its pieces.
            and has_own_methods(search.SearchLanguage, ("split",))
            and language._word_re.pattern == _WORD
            and has_own_methods(type(self), ("_word_collector",))
            and type(self)._word_collector is search.IndexBuilder._word_collector
            and is_own_function(search._feed_visit_nodes)
            and "no-search" not in doctree["classes"]
            and text.add(doctree)
        )
        joined = "\n".join(text.pieces)
        if not is_plain or "\0" in joined:
            original(self, docname, filename, title, doctree)
            return
        terms = vars(self).get(_TERMS)
        if terms is None or len(terms) > _MOST_TERMS:
            terms = _Terms(language)
            setattr(self, _TERMS, terms)
        if text.indexes.nodes:
            original(self, docname, filename, title, text.indexes)
        else:
            self._titles[docname] = title
            self._filenames[docname] = os.fspath(filename)
            self._index_entries[docname] = []
        self._all_titles[docname] = text.titles
        in_titles = [word for title, _id in text.titles for word in language.split(title)]
        title_terms = _terms_of(in_titles, terms)
        text_terms = _terms_of(language.split(joined), terms)
        if file_name is not None:
            listed = "\n".join([*filter(None, title_terms), "", *filter(None, text_terms)])
            name = file_name(docname, os.fspath(filename), listed)
            self._filenames[docname] = name
            if type(name) is not str:
                return
        _add(docname, title_terms, self._title_mapping, {})
        _add(docname, text_terms, self._mapping, self._title_mapping)

    return feed


class _Docnames(set[str]):
    """Docnames in an order, which sets compare with themselves as they do with a set."""

    def __init__(self, docnames: Iterable[str]) -> None:
        self._order = dict.fromkeys(docnames)
        super().__init__(self._order)

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)


def prune_method(original: Callable[..., None]) -> Callable[..., None]:
    """Return the faster form of *original*, the method ``prune`` of Sphinx's index builder.

    Sphinx takes the documents of each term that are among all documents of the site, and looks at
    all of these for each term, as they are no set.
    """

    def prune(self: Any, docnames: Iterable[str]) -> None:
        original(self, _Docnames(docnames))

    return prune


def _terms_of(words: Iterable[str], terms: _Terms) -> Iterable[str | None]:
    """Return the terms of *words*, each once, in order."""
    return dict.fromkeys(map(terms.__getitem__, dict.fromkeys(words)))


def _add(
    docname: str,
    terms: Iterable[str | None],
    mapping: dict[str, set[str]],
    others: dict[str, set[str]],
) -> None:
    """Add *docname* to the documents of *terms*, except where *others* has it."""
    documents_of = mapping.get
    for term in terms:
        if term is None or docname in others.get(term, ()):
            continue
        documents = documents_of(term)
        if documents is None:
            mapping[term] = {docname}
        else:
            documents.add(docname)
