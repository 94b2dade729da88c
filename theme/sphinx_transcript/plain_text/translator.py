"""The plain-text writer: Sphinx's own, with a transcript's spacing and no lines cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import column_width
from sphinx.writers.text import TextTranslator

from sphinx_transcript.nodes import SYMBOL, separator
from sphinx_transcript.plain_text.boxes import Boxes
from sphinx_transcript.plain_text.layout import BREAK, Mark, MarkedLine, spaced, wrap
from sphinx_transcript.plain_text.lists import Lists
from sphinx_transcript.plain_text.table import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.nodes import Element

    from sphinx_transcript.nodes import post_rows, prompt

    LinkName = Callable[[Element], str]


class TranscriptTranslator(Boxes, Tables, Lists, TextTranslator):
    """Writes one document as a transcript."""

    def __init__(
        self,
        document: nodes.document,
        builder: Any,
        *,
        command: str = "",
        link_name: LinkName | None = None,
    ) -> None:
        """Make the writer of *document*.

        *command* stands above it as typed; *link_name* gives the address that the list of links
        has for a reference.
        """
        super().__init__(document, builder)
        self._command = command
        self._link_name = link_name
        self.nl = "\n"
        self.width: int = self.config.transcript_text_width
        self.link_targets: dict[str, int] = {}
        if link_name:
            labels = (_label(node) for node in document.findall(nodes.footnote))
            numbers = [int(label) for label in labels if label.isdecimal()]
            self._first_link = 1 + max(numbers, default=0)

    # -- the document as a whole

    def visit_document(self, node: Element) -> None:
        """Begin with the prompt."""
        super().visit_document(node)
        if self._command:
            self._add_prompt(self._command)

    def depart_document(self, node: Element) -> None:
        """Join the lines, spaced as a transcript is."""
        self.end_state()
        lines = [
            line if isinstance(line, MarkedLine) else line and (" " * indent + line)
            for indent, block in self.states[0]
            for line in block
        ]
        if self.link_targets:
            targets = [f"[{number}] {uri}" for uri, number in self.link_targets.items()]
            lines = [*spaced(lines), "", *targets]
        self.body = "\n".join(spaced(lines)) + "\n"

    def end_state(
        self,
        wrap: bool = True,
        end: Sequence[str] | None = ("",),
        first: str | None = None,
    ) -> None:
        """Close a block as Sphinx's writer does, at the width of this one."""
        content = self.states.pop()
        # The cells of a table are wrapped with it, once all are known.
        room = self._room() if self.width and not self.outer_tables else 0
        indent = self.stateindent.pop()
        result: list[tuple[int, list[str]]] = []
        pending: list[str] = []

        def flush() -> None:
            if pending:
                text = "".join(pending)
                lines = _wrap(text, room) if wrap else text.splitlines()
                result.append((indent, [*lines, *(end or ())]))
                pending.clear()

        for item_indent, item in content:
            if item_indent == -1:
                pending.append(str(item))
            else:
                flush()
                result.append((indent + item_indent, list(item)))
        flush()
        if first is not None and result:
            hanging = result[0][0] - indent
            if result[0][1] == [""]:
                result.insert(0, (hanging, [first]))
            else:
                result.insert(0, (hanging, [first + result[0][1].pop(0)]))
        self.states[-1].extend(result)

    def _room(self) -> int:
        # Deep nesting must not leave a column of single letters.
        return max(self.width - sum(self.stateindent), 20)

    def room_for_table(self) -> int:
        """Return how wide a table may be here; 0 for as wide as it is."""
        return self._room() if self.width else 0

    def unknown_visit(self, node: nodes.Node) -> None:
        """Show the content of a node that another extension brought for HTML alone."""

    def unknown_departure(self, node: nodes.Node) -> None:
        """Leave such a node."""

    # -- headings and prompts

    def visit_title(self, node: Element) -> None:
        """Begin a heading, or the title of a box."""
        if isinstance(node.parent, nodes.Admonition):
            raise nodes.SkipNode  # It is the label already.
        self.new_state(0)

    def depart_title(self, node: Element) -> None:
        """Set a heading alone on its line; the title of a table or topic is an ordinary line."""
        text = "".join(str(item) for indent, item in self.states.pop() if indent == -1)
        self.stateindent.pop()
        if not isinstance(node.parent, nodes.section):
            self.states[-1].append((0, [*wrap(text, self.width and self._room()), ""]))
            return
        if self.add_secnumbers:
            text = self.get_section_number_string(node) + text
        lines = wrap(text, self.width)
        self.states[-1].append((0, [MarkedLine("\n".join(lines), Mark.HEADING)]))

    def visit_rubric(self, node: Element) -> None:
        """Begin a heading that is no section's."""
        self.new_state(0)

    def depart_rubric(self, node: Element) -> None:
        """End it."""
        self.end_state()

    def visit_prompt(self, node: prompt) -> None:
        """Show a command. It is not wrapped: whoever copies it gets it whole."""
        self._add_prompt(node["command"])
        raise nodes.SkipNode

    def _add_prompt(self, command: str) -> None:
        self.states[-1].append((0, [MarkedLine(SYMBOL + command, Mark.PROMPT)]))

    def visit_page_only(self, node: Element) -> None:
        """Leave out what is for the page."""
        raise nodes.SkipNode

    # -- listings

    def visit_post_rows(self, node: post_rows) -> None:
        """Set the rows of a listing in columns."""
        rows = [
            [cell.astext() for cell in paragraph.children if not isinstance(cell, separator)]
            for paragraph in node.findall(nodes.paragraph)
        ]
        columns = zip(*rows, strict=True)
        widths = [max(map(column_width, column)) for column in columns]
        lines: list[str] = []
        for row in rows:
            head = "".join(
                f"{_padded(text, width, right=index > 0)}  "
                for index, (text, width) in enumerate(zip(row[:-1], widths, strict=False))
            )
            room = self.width and max(self._room() - len(head), 20)
            title = wrap(row[-1], room)
            lines += [head + title[0], *(" " * column_width(head) + more for more in title[1:])]
        self.states[-1].append((0, [*lines, ""]))
        raise nodes.SkipNode

    # -- inline

    def visit_literal(self, node: Element) -> None:
        """Mark code with backquotes, as Markdown does; Sphinx has quotation marks here."""
        if not self.in_production_list:
            self.add_text("`")

    depart_literal = visit_literal

    def visit_inline(self, node: Element) -> None:
        """Mark nothing: Sphinx has stars around a reference that it could not resolve."""

    depart_inline = visit_inline

    def visit_raw(self, node: Element) -> None:
        """Keep the line breaks that Markdown has, which MyST writes as raw HTML."""
        if "html" in node.get("format", "").split() and _LINE_BREAK.fullmatch(
            node.astext().strip()
        ):
            self.add_text(BREAK)
            raise nodes.SkipNode
        super().visit_raw(node)

    def visit_transition(self, node: Element) -> None:
        """Draw a short rule, since a line has no width of its own."""
        self.states[-1].append((0, ["---", ""]))
        raise nodes.SkipNode

    def visit_reference(self, node: Element) -> None:
        """Begin a block, where the link is around a picture that stands alone.

        The builders of pages put a link around a picture that has a size of its own.
        """
        super().visit_reference(node)
        if not isinstance(node.parent, nodes.TextElement):
            self.new_state(0)

    def depart_reference(self, node: Element) -> None:
        """Give the link its number, if that is asked for."""
        super().depart_reference(node)
        target = self._link_name(node) if self._link_name else ""
        if target and target != node.astext():
            number = self.link_targets.setdefault(target, self._first_link + len(self.link_targets))
            self.add_text(f" [{number}]")
        if not isinstance(node.parent, nodes.TextElement):
            self.end_state()


_wrap = wrap
_LINE_BREAK = re.compile(r"<br ?/?>")


def _label(node: nodes.Element) -> str:
    return node[0].astext().strip() if len(node) and isinstance(node[0], nodes.label) else ""


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - column_width(text))
    return blank + text if right else text + blank
