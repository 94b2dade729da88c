r"""The formulas of a document: the macros that they define, their numbers, and references to these.

Rows that have a ``\tag`` show it. Rows and formulas that have a ``\label`` are numbered from 1 in
each document; the labels of Sphinx's directive ``math`` are numbered by Sphinx. ``\eqref`` and
``\ref`` refer to both; Sphinx's role ``eq`` refers to those of other documents.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.nodes import make_id
from sphinx.util.math import get_node_equation_number

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.theme import tex_environments, tex_macros
from sphinx_transcript.theme.tex_macros import Macro, TexError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.writers.html5 import HTML5Translator

    from sphinx_transcript.theme.tex_environments import Mark

_MARKERS = range(0x10F000, 0x10FFFE)
"""Private characters that stand for numbers and links while a formula is converted."""
_MARKER = re.compile(f"[{chr(_MARKERS[0])}-{chr(_MARKERS[-1])}]")
_REFERENCE = re.compile(r"\\(eqref|ref)(?![A-Za-z])\s*\{([^{}]*)\}")


_Label = tuple[str, str]
"""The document of a formula, and its label: one page may have the texts of several documents."""
_BOX = "#"
"""Stands before the name of a document whose ids get a prefix of their own."""


class Equations:
    """The formulas of a page: of one document, or of several, as in the builder singlehtml."""

    def __init__(self, translator: HTML5Translator, macros: Mapping[str, Macro]) -> None:
        self._translator = translator
        self._sources: dict[int, str | TexError] = {}
        self._markers: dict[str, str] = {}
        self._numbers: dict[_Label, tuple[str, str]] = {}
        """The address and the number of each label."""
        self._unused = map(chr, _MARKERS)
        self._counts: Counter[str] = Counter()
        self._anchors: set[str] = set()
        self._tagged: set[int] = set()
        self._known: dict[str, Macro] = {**tex_macros.STANDARD, **macros}
        formulas: list[Any] = list(translator.document.findall(_is_formula))
        self._labelled: dict[_Label, Any] = {
            (_document_of(node), node["label"]): node
            for node in formulas
            if node.get("label") and node.get("number")
        }
        self._used = {character for node in formulas for character in node.astext()}
        for node in formulas:
            self._sources[id(node)] = self._prepare(node)

    def source_of(self, node: nodes.math | nodes.math_block) -> str:
        """Return the source of the formula *node* as `tex_to_mathml.to_mathml` takes it.

        It is empty if the formula only defines macros.

        Raises:
            TexError: if it can't be converted.
        """
        source = self._sources.get(id(node))
        if source is None:  # A copy of a formula.
            source = self._prepare(node)
        if isinstance(source, TexError):
            raise source
        return _REFERENCE.sub(lambda each: self._reference(each[1], each[2].strip(), node), source)

    def with_numbers(self, math: str) -> str:
        """Return the MathML *math* with the numbers and links that its markers stand for."""
        if not self._markers:
            return math
        return _MARKER.sub(lambda each: self._markers.get(each[0], each[0]), math)

    def shows_number(self, node: nodes.math_block) -> bool:
        r"""Tell whether Sphinx's number stands beside *node*.

        MyST has environments of amsmath numbered, even if they have a ``\tag``.
        """
        return bool(node.get("number")) and id(node) not in self._tagged

    def _prepare(self, node: nodes.Node) -> str | TexError:
        try:
            source, defined = tex_macros.take_definitions(node.astext())
            self._known.update(defined)
            source = tex_macros.expand(source, self._known)
            return tex_environments.as_inner(source, lambda mark: self._number(mark, node))
        except TexError as error:
            return error

    def _number(self, mark: Mark, node: Any) -> str:
        """Return a marker for the number of what *mark* marks in *node*; '' if it has none."""
        if mark.tag is None and not mark.labels:
            return ""
        document = _document_of(node)
        if mark.tag is None and node.get("number"):
            # Sphinx numbers the formula as a whole, and writes that beside it.
            place = self._of_sphinx((document, node.get("label") or ""))
            if place:
                self._numbers |= {(document, label): place for label in mark.labels}
            return ""
        if mark.tag is not None and "amsmath" in node["classes"]:
            self._tagged.add(id(node))
        number = mark.tag
        if number is None:
            self._counts[document] += 1
            number = f"({self._counts[document]})"
        html = f"<span>{escape(number)}</span>"
        for label in mark.labels:
            anchor = make_id(f"equation-{label}")
            if anchor in self._anchors and document and not document.startswith(_BOX):
                anchor = make_id(f"equation-{document}-{label}")
            self._anchors.add(anchor)
            self._numbers.setdefault((document, label), (f"#{anchor}", number))
            html = f'<span id="{escape(anchor)}">{html}</span>'
        return self._marker(html)

    def _reference(self, kind: str, label: str, node: nodes.Element) -> str:
        document = _document_of(node)
        found = self._numbers.get((document, label)) or self._of_sphinx((document, label))
        if found is None:
            known = (name for of, name in {*self._numbers, *self._labelled} if of == document)
            hint = did_you_mean(label, known)
            warn(f"no equation has the label {label!r}{hint}", Subtype.MATH, node)
            return self._marker("(?)" if kind == "eqref" else "?")
        address, number = found
        shown = number if kind == "eqref" else number.strip("()")
        return self._marker(f'<a href="{escape(address)}">{escape(shown)}</a>')

    def _of_sphinx(self, label: _Label) -> tuple[str, str] | None:
        """Return the address and the number of an equation of the document that Sphinx numbers."""
        node = self._labelled.get(label)
        if node is None:
            return None
        anchor = make_id(f"equation-{label[1]}")
        return f"#{anchor}", f"({get_node_equation_number(self._translator, node)})"

    def _marker(self, html: str) -> str:
        marker = next((each for each in self._unused if each not in self._used), None)
        if marker is None:
            raise TexError(f"the document has more than {len(_MARKERS)} numbers and references")
        self._markers[marker] = html
        return rf"\text{{{marker}}}"


def _is_formula(node: nodes.Node) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def _document_of(node: Any) -> str:
    """Return a name for the document that *node* comes from; '' if that is the whole page.

    In singlehtml Sphinx notes it at the sections; they aren't linked with the nodes that they are
    moved into. A box with the attribute ``prefix``, for its ids, has the text of another page.
    """
    while node is not None:
        if isinstance(node, nodes.section) and "docname" in node:
            return str(node["docname"])
        if isinstance(node, nodes.container) and node.get("prefix"):
            return f"{_BOX}{node['prefix']}"
        node = node.parent
    return ""
