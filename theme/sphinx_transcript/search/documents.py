"""The documents of the search index, their numbers, and what an extension adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx.application import Sphinx

Kind = Literal["page", "object", "term", "post", "tag", "category", "author", "series", "archive"]
KINDS: tuple[Kind, ...] = (
    "page", "object", "term", "post", "tag", "category", "author", "series", "archive"
)  # fmt: skip
"""The kinds of documents in the order of their numbers, so that a new post changes few of them."""
_NO_SEARCH = frozenset({"no-search", "nosearch"})
"""The metadata of documents that no search finds.

See https://www.sphinx-doc.org/en/master/usage/restructuredtext/field-lists.html
"""
_SOURCE = "_transcript_search_source"
"""The builder's attribute with the `SearchSource` of an extension."""


class Facts(NamedTuple):
    """What an extension knows of a document."""

    kind: Kind = "page"
    date: str = ""
    """The day as in ``2016-09-26``, or ''."""
    order: int = 0
    """The place among the documents of its kind; pages without facts have 0."""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Further words that find it, such as the names of its series and of the month."""


@dataclass(frozen=True, slots=True)
class GeneratedDocument:
    """A page without a source that the search finds by its title, such as that of a tag."""

    name: str
    """The page name."""
    title: str
    path: str
    """Its path in commands, such as ``tag/helm/``."""
    kind: Kind


class SearchSource(Protocol):
    """What an extension adds to the index; `set_source` registers it for a build."""

    def left_out(self) -> Collection[str]:
        """Return the docnames that the search must not find."""

    def facts(self) -> Mapping[str, Facts]:
        """Return the facts of documents, by docname."""

    def generated(self) -> Collection[GeneratedDocument]:
        """Return the pages without a source."""

    def commands_key(self, left_out: Collection[str]) -> str:
        """Return a digest that changes whenever the commands can."""

    def commands(
        self,
        left_out: Collection[str],
        last: Mapping[str, tuple[str, ...]],
        written: Collection[str],
    ) -> Mapping[str, tuple[str, ...]]:
        """Return the commands that pages show, by page name; a command leads to the first.

        *last* are those of the last build, and *written* the documents that this one writes.
        """

    def is_embedding(self) -> bool:
        """Tell whether a doctree is being resolved for another page than its own."""


class Document(NamedTuple):
    """A result that the search can show."""

    kind: Kind
    address: str
    """From the root of the site, with a fragment for an object."""
    path: str
    """The path of the source file, as prompts show it."""
    title: str
    docname: str = ""
    """Empty for a page without a source."""
    names: tuple[str, ...] = ()
    """The texts that name just this document: its title, and the ends of a dotted name."""
    facts: Facts = Facts()
    label: str = ""
    """What an object is, such as ``Python class``."""

    @property
    def anchor(self) -> str:
        """The fragment of an object's address."""
        return self.address.partition("#")[2]


def set_source(app: Sphinx, source: SearchSource) -> None:
    """Have the index of this build ask *source*."""
    setattr(app.builder, _SOURCE, source)


def source_of(app: Sphinx) -> SearchSource | None:
    """Return the source that an extension has set, or None."""
    return getattr(app.builder, _SOURCE, None)


def left_out(app: Sphinx) -> Collection[str]:
    """Return the docnames that the search must not find."""
    source = source_of(app)
    return source.left_out() if source else ()


def searchable(app: Sphinx, hidden: Collection[str]) -> set[str]:
    """Return the docnames that the search may find; *hidden* are those that it must not."""
    metadata = app.env.metadata.items()
    return _published(app, hidden) - {
        name for name, fields in metadata if not _NO_SEARCH.isdisjoint(fields)
    }


def _published(app: Sphinx, hidden: Collection[str]) -> set[str]:
    """Return the docnames whose objects the search may find.

    Sphinx's own search finds those of pages with ``:no-search:``, too.
    """
    return set(app.env.found_docs).difference(hidden)


def all_documents(app: Sphinx, hidden: Collection[str]) -> list[Document]:
    """Return the documents of the site; their indices are their numbers in the index."""
    source = source_of(app)
    facts = source.facts() if source else {}
    none, uri = Facts(), app.builder.get_target_uri
    found = [_page(app, uri(name), name, facts.get(name, none)) for name in searchable(app, hidden)]
    found += _objects(app, _published(app, hidden))
    if source:
        found += [_generated(app, page) for page in source.generated()]
    return sorted(found, key=_number_key)


_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def _number_key(document: Document) -> tuple[int, int, str, str]:
    return _RANKS[document.kind], document.facts.order, document.address, document.title


def _page(app: Sphinx, address: str, docname: str, facts: Facts) -> Document:
    title = document_title(app.env, docname)
    path = source_path(app.env, docname)
    return Document(facts.kind, address, path, title, docname, (title,), facts)


def _generated(app: Sphinx, page: GeneratedDocument) -> Document:
    address = app.builder.get_target_uri(page.name)
    return Document(page.kind, address, page.path, page.title, names=(page.title,))


def _objects(app: Sphinx, docnames: Collection[str]) -> Iterator[Document]:
    """Yield the objects that domains describe: API names, terms of glossaries, and others."""
    for domain in app.env.domains.sorted():
        for fullname, shown, kind, docname, anchor, priority in domain.get_objects():
            is_term = domain.name == "std" and kind == "term"
            # Sphinx's own search has terms of glossaries among the words of pages alone.
            if docname not in docnames or not anchor or (priority < 0 and not is_term):
                continue
            yield Document(
                "term" if is_term else "object",
                f"{app.builder.get_target_uri(docname)}#{anchor}",
                source_path(app.env, docname),
                shown,
                docname,
                (shown,) if is_term else _name_ends(fullname),
                label=_type_label(domain, kind),
            )


def _name_ends(name: str) -> tuple[str, ...]:
    """Return the ends of a dotted *name*: ``a.b.c``, ``b.c`` and ``c``."""
    parts = name.split(".")
    return tuple(".".join(parts[at:]) for at in range(len(parts)) if parts[at])


def _type_label(domain: Any, kind: str) -> str:
    described = domain.object_types.get(kind)
    return str(domain.get_type_name(described)) if described else kind
