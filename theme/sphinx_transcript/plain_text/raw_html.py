"""Raw HTML in plain text: its text, and a description of what it embeds."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.text import TextTranslator

from sphinx_transcript.plain_text.layout import BREAK
from sphinx_transcript.plain_text.notebook_outputs import TEXT

if TYPE_CHECKING:
    from docutils.nodes import Element

_LINE_BREAK = re.compile(r"<br ?/?>")
_EMBEDDED = frozenset({"audio", "embed", "iframe", "img", "object", "video"})
_NOT_SHOWN = frozenset({"head", "math", "noscript", "script", "style", "svg", "template", "title"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that are part of a line of text; each other one begins a line."""
_CHECKBOXES = frozenset({"[x]", "[ ]"})


class RawTranslator(TextTranslator):
    """Translator mixin for raw content."""

    def visit_raw(self, node: Element) -> None:
        """Add the text of raw HTML, and hard line breaks, which MyST turns into raw HTML.

        Outputs of notebooks bring their own text.
        """
        if TEXT in node:
            self.new_state()
            self.add_text(node[TEXT])
            self.end_state(wrap=False)
            raise nodes.SkipNode
        if "html" not in node.get("format", "").split():
            super().visit_raw(node)
            return
        html = node.astext()
        is_inline = isinstance(node.parent, nodes.TextElement)
        if _LINE_BREAK.fullmatch(html.strip()):
            self.add_text(BREAK)
        elif is_inline:
            # The text between inline tags has nodes of its own.
            text = " ".join(readable_lines(html))
            self.add_text(f"{text} " if text in _CHECKBOXES else text)
        else:
            for line in readable_lines(html):
                self.states[-1].append((0, [line, ""]))
        raise nodes.SkipNode


def readable_lines(html: str) -> list[str]:
    """Return the text of *html* in lines: one for each block of text, or embedded medium."""
    parser = _TextParser()
    parser.feed(html)
    parser.close()
    parser.end_line()
    return parser.lines


class _TextParser(HTMLParser):
    """Collects text. `html.parser` is lenient: authors' HTML is seldom well-formed."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._parts: list[str] = []
        """The parts of the current line."""
        self._hidden: list[str] = []

    def end_line(self) -> None:
        """Begin a new line."""
        line = " ".join("".join(self._parts).split())
        if line:
            self.lines.append(line)
        self._parts.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at an element that is no part of one, and describe what is embedded."""
        if tag in _NOT_SHOWN:
            self._hidden.append(tag)
        if self._hidden:
            return
        box = _checkbox(tag, dict(attrs))
        if box:
            self._parts.append(box)
        elif tag not in _INLINE and tag not in _EMBEDDED:
            self.end_line()
        if tag in _EMBEDDED:
            self._parts.append(_description(tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle an element without content, such as ``<img />``."""
        if tag not in _NOT_SHOWN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a line, or an element that is not shown."""
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        elif not self._hidden and tag not in _INLINE:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Add text."""
        if not self._hidden:
            self._parts.append(data)


def _checkbox(tag: str, attributes: dict[str, str | None]) -> str:
    """Return a checkbox as Markdown has it in a list of tasks; '' for other elements."""
    if tag != "input" or (attributes.get("type") or "").lower() != "checkbox":
        return ""
    return "[x] " if "checked" in attributes else "[ ] "


def _description(tag: str, attributes: dict[str, str | None]) -> str:
    """Return the description of an embedded medium; '' for a decorative image."""
    label = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or ""
    address = attributes.get("src") or attributes.get("data") or ""
    if tag == "img":
        return f"[image: {label}]" if label else ""
    parts = [part for part in (label, "" if address.startswith("data:") else address) if part]
    return f"[{tag}: {', '.join(parts)}]" if parts else ""
