"""The plain-text translator: Sphinx's, with the spacing of a transcript and unbroken lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.text import TextTranslator

from sphinx_transcript.pages.nodes import PROMPT_SYMBOL
from sphinx_transcript.plain_text.admonitions import AdmonitionTranslator
from sphinx_transcript.plain_text.escaped_blocks import EscapedBlockTranslator
from sphinx_transcript.plain_text.extension_visitors import begin_node, end_node
from sphinx_transcript.plain_text.layout import Mark, MarkedLine, spaced, wrap_text
from sphinx_transcript.plain_text.listing_rows import ListingTranslator
from sphinx_transcript.plain_text.lists import ListTranslator
from sphinx_transcript.plain_text.raw_html import RawTranslator
from sphinx_transcript.plain_text.table import TableTranslator
from sphinx_transcript.support.terminal_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.nodes import Element

    from sphinx_transcript.pages.nodes import prompt

    LinkAddress = Callable[[Element], str]


class TranscriptTranslator(
    AdmonitionTranslator,
    RawTranslator,
    ListingTranslator,
    TableTranslator,
    ListTranslator,
    EscapedBlockTranslator,
    TextTranslator,
):
    """Translates one document into a transcript."""

    def __init__(
        self,
        document: nodes.document,
        builder: Any,
        *,
        command: str = "",
        link_address: LinkAddress | None = None,
    ) -> None:
        """Make the translator of *document*.

        *command* is shown in a prompt above the text. *link_address* returns the address of a
        reference for the list of links at the end; without it there is no such list.
        """
        super().__init__(document, builder)
        self._command = command
        self._link_address = link_address
        self.nl = "\n"
        self.width: int = self.config.transcript_text_width
        self.link_targets: dict[str, int] = {}
        if link_address:
            labels = (_label(node) for node in document.findall(nodes.footnote))
            numbers = [int(label) for label in labels if label.isdecimal()]
            self._first_link = 1 + max(numbers, default=0)

    # -- the document as a whole

    def visit_document(self, node: Element) -> None:
        """Begin the document with the prompt."""
        super().visit_document(node)
        if self._command:
            self._add_prompt(self._command)

    def depart_math_block(self, node: nodes.math_block) -> None:
        """End a formula, which keeps its lines."""
        self.end_state(wrap=False)

    def depart_document(self, node: Element) -> None:
        """Join the lines, and add the list of links."""
        self.end_state()
        lines = [
            line if isinstance(line, MarkedLine) else line and (" " * indent + line)
            for indent, block in self.states[0]
            for line in block
        ]
        if self.link_targets:
            targets = [f"[{number}] {uri}" for uri, number in self.link_targets.items()]
            lines = [*spaced(lines), "", *targets]
        # Visitors of other extensions, and commands, do not go through `add_text`.
        self.body = plain_text("\n".join(spaced(lines))) + "\n"

    def end_state(
        self,
        wrap: bool = True,
        end: Sequence[str] | None = ("",),
        first: str | None = None,
    ) -> None:
        """End a block as Sphinx's translator does, wrapped to this translator's width."""
        content = self.states.pop()
        # The table wraps the text of its cells when it is complete.
        width = self.available_width() if self.width and not self.outer_tables else 0
        indent = self.stateindent.pop()
        result: list[tuple[int, list[str]]] = []
        pending: list[str] = []

        def flush() -> None:
            if pending:
                text = "".join(pending)
                lines = wrap_text(text, width) if wrap else text.splitlines()
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
            if result[0][1] in ([], [""]):
                result.insert(0, (hanging, [first]))
            else:
                result.insert(0, (hanging, [first + result[0][1].pop(0)]))
        self.states[-1].extend(result)

    def available_width(self) -> int:
        """Return the number of columns for text at this point."""
        # Deep nesting must leave room for words.
        return max(self.width - sum(self.stateindent), 20)

    def max_table_width(self) -> int:
        """Return the maximum width of a table at this point; 0 for no maximum."""
        return self.available_width() if self.width else 0

    def unknown_visit(self, node: nodes.Node) -> None:
        """Show the content of a node for which an extension has only an HTML visitor."""
        if isinstance(node, nodes.Admonition) and isinstance(node, nodes.Element):
            self.visit_admonition(node)
        else:
            begin_node(self, node)

    def unknown_departure(self, node: nodes.Node) -> None:
        """End such a node."""
        if isinstance(node, nodes.Admonition) and isinstance(node, nodes.Element):
            self.depart_admonition(node)
        else:
            end_node(self, node)

    # -- headings and prompts

    def visit_title(self, node: Element) -> None:
        """Begin a heading, or the title of a table or topic."""
        if self.is_labelled(node.parent):
            raise nodes.SkipNode
        self.new_state(0)
        if isinstance(node.parent, nodes.table):
            self.add_text(self.caption_number(node.parent))

    def depart_title(self, node: Element) -> None:
        """End a heading, which is a marked line; other titles are ordinary lines."""
        text = "".join(str(item) for indent, item in self.states.pop() if indent == -1)
        self.stateindent.pop()
        if not isinstance(node.parent, nodes.section):
            self.states[-1].append(
                (0, [*wrap_text(text, self.width and self.available_width()), ""])
            )
            return
        if self.add_secnumbers:
            text = self.get_section_number_string(node) + text
        lines = wrap_text(text, self.width)
        self.states[-1].append((0, [MarkedLine("\n".join(lines), Mark.HEADING)]))

    def visit_rubric(self, node: Element) -> None:
        """Begin a heading that does not belong to a section."""
        self.new_state(0)

    def depart_rubric(self, node: Element) -> None:
        """End a heading that does not belong to a section."""
        self.end_state()

    def visit_prompt(self, node: prompt) -> None:
        """Show a command on one line, without wrapping, so that it can be copied."""
        self._add_prompt(node["command"])
        raise nodes.SkipNode

    def _add_prompt(self, command: str) -> None:
        self.states[-1].append((0, [MarkedLine(PROMPT_SYMBOL + command, Mark.PROMPT)]))

    def visit_page_only(self, node: Element) -> None:
        """Leave out content of the HTML page."""
        raise nodes.SkipNode

    # -- inline

    def add_text(self, text: str) -> None:
        """Add *text* to the current block, without what a terminal would act on."""
        super().add_text(plain_text(text))

    def visit_number_reference(self, node: Element) -> None:
        """Show a resolved ``numref`` with its number. Sphinx shows the template of its text."""
        self.visit_reference(node)

    def depart_number_reference(self, node: Element) -> None:
        """End such a reference."""
        self.depart_reference(node)

    def visit_literal(self, node: Element) -> None:
        """Mark code with backquotes, as Markdown does. Sphinx uses quotation marks."""
        if not self.in_production_list:
            self.add_text("`")

    depart_literal = visit_literal

    def visit_inline(self, node: Element) -> None:
        """Add nothing. Sphinx puts asterisks around an unresolved reference."""

    depart_inline = visit_inline

    def visit_transition(self, node: Element) -> None:
        """Draw a short rule: a transcript has no width of its own."""
        self.states[-1].append((0, ["---", ""]))
        raise nodes.SkipNode

    def visit_reference(self, node: Element) -> None:
        """Begin a reference, as a block of its own if it is not in running text.

        HTML builders put such a reference around an image that they scale.
        """
        super().visit_reference(node)
        if not isinstance(node.parent, nodes.TextElement):
            self.new_state(0)

    def depart_reference(self, node: Element) -> None:
        """End a reference, with its number in the list of links, if there is one."""
        super().depart_reference(node)
        target = self._link_address(node) if self._link_address else ""
        if target and target != node.astext():
            number = self.link_targets.setdefault(target, self._first_link + len(self.link_targets))
            self.add_text(f" [{number}]")
        if not isinstance(node.parent, nodes.TextElement):
            self.end_state()


def _label(node: nodes.Element) -> str:
    return node[0].astext().strip() if len(node) and isinstance(node[0], nodes.label) else ""
