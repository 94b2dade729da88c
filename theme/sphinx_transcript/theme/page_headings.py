"""The headings of a page and the objects that it describes, for its table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.node_text.plain_title import plain_title
from sphinx_transcript.support.toctrees import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    SectionNumbers = Mapping[str, tuple[int, ...] | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a table of contents."""

    level: int
    """1 for the sections directly below the title of the page."""
    anchor: str
    title: str
    """With the number of the section, if it has one."""
    line: int = 0
    """The line in the source file, from 1; 0 if unknown or in another file."""
    is_object: bool = False
    """Whether this is an object, such as a function, and no heading."""


def headings_of(
    doctree: nodes.document, numbers: SectionNumbers | None = None, suffix: str = ". "
) -> list[Heading]:
    """Return the headings and objects of *doctree*, without the title of the page.

    *numbers* are the numbers of its sections by anchor, as in ``BuildEnvironment.toc_secnumbers``;
    *suffix* is ``html_secnumber_suffix``. Objects are those that Sphinx has in its own table:
    https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-toc_object_entries
    """
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    root: nodes.Element = sections[0] if len(sections) == 1 else doctree
    return list(_entries_below(root, 1, _Numbers(numbers or {}, suffix), doctree["source"]))


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of the sections of a document."""

    by_anchor: SectionNumbers
    suffix: str

    def prefix(self, anchor: str) -> str:
        """Return what stands before a heading; '' without a number."""
        # The first section of a document is stored without an anchor.
        key = f"#{anchor}" if f"#{anchor}" in self.by_anchor else ""
        return number_text(self.by_anchor.get(key), self.suffix)


def _entries_below(
    parent: nodes.Element, level: int, numbers: _Numbers, source: str
) -> Iterator[Heading]:
    for child in parent.children:
        if isinstance(child, nodes.section):
            if child["ids"]:
                title = child.next_node(nodes.title)
                anchor = child["ids"][0]
                # A link needs a name, even where the heading is a picture without words.
                text = numbers.prefix(anchor) + (plain_title(title) or anchor)
                is_in_source = title is not None and title.source in {source, None}
                line = (title.line or 0) if title is not None and is_in_source else 0
                yield Heading(level, anchor, text, line)
                yield from _entries_below(child, level + 1, numbers, source)
        elif isinstance(child, nodes.Element):
            yield from _objects_in(child, level)


def _objects_in(node: nodes.Element, level: int) -> Iterator[Heading]:
    """Yield the objects in *node*, those inside of other objects one level deeper."""
    if isinstance(node, nodes.section):
        return
    if isinstance(node, addnodes.desc):
        signatures = [
            (child["ids"][0], child["_toc_name"])
            for child in node.children
            if isinstance(child, addnodes.desc_signature)
            and child["ids"]
            and child.get("_toc_name")
            and not node.get("no-contents-entry")
        ]
        for anchor, name in signatures:
            yield Heading(level, anchor, name, is_object=True)
        level += bool(signatures)
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from _objects_in(child, level)
