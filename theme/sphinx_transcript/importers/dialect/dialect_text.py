"""The Markdown of a post while a dialect is converted: its text, its lines, and its notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import block_tokens, html_lines, mask_code
from sphinx_transcript.importers.templates.lines import Replacement, replace_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import PurePosixPath

    from markdown_it.token import Token

    from sphinx_transcript.importers.report import NoteKind, Report

_HTML_TAG = re.compile(r"</?[A-Za-z][^<>\n\x00]*>|<[a-z][a-z0-9+.-]*:[^<>\s]*>", re.IGNORECASE)


class DialectText:
    """A text, the line of the file that each of its lines is from, and where its code is."""

    def __init__(self, text: str, numbers: list[int], path: PurePosixPath, report: Report) -> None:
        self.text, self.numbers = text, numbers
        self.report = report
        self._path = path
        self.mask_math: Callable[[str], str] | None = None
        """Replaces formulas by NUL, once all of them are in dollars."""
        self._masked: dict[bool, str] = {}

    def masked(self, *, html: bool = False) -> str:
        """Return the text with NUL for each character of code, and with *html* of HTML, too.

        Formulas are masked as code is.
        """
        if html not in self._masked:
            masked = mask_code(self.text)
            if self.mask_math is not None:
                masked = self.mask_math(masked)
            if html:
                lines = masked.split("\n")
                for at in html_lines(self.text):
                    if at < len(lines):
                        lines[at] = "\x00" * len(lines[at])
                masked = _HTML_TAG.sub(lambda match: "\x00" * len(match[0]), "\n".join(lines))
            self._masked[html] = masked
        return self._masked[html]

    def matches(self, pattern: re.Pattern[str], *, html: bool = False) -> Iterator[re.Match[str]]:
        """Yield the matches of *pattern* outside of code, and unless *html* is masked, in HTML."""
        yield from pattern.finditer(self.masked(html=html))

    def source(self, match: re.Match[str], group: str | int = 0) -> str:
        """Return the text of a group of *match*, which may be masked."""
        start, end = match.span(group)
        return self.text[start:end]

    def replace(self, replacements: Iterable[Replacement]) -> None:
        """Make *replacements*, which must not overlap."""
        made = list(replacements)
        if made:
            self.set(*replace_parts(self.text, self.numbers, made))

    def set(self, text: str, numbers: list[int]) -> None:
        """Set another text, and the numbers of its lines."""
        self.text, self.numbers = text, numbers
        self._masked.clear()

    def blocks(self) -> list[Token]:
        """Return the tokens of the blocks."""
        return [token for token in block_tokens(self.text) if token.map is not None]

    def line_starts(self) -> list[int]:
        """Return the offset of each line, and of the end of the text plus one."""
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def note(self, offset: int, message: str, kind: NoteKind = "syntax") -> None:
        """Report *message* for the line at *offset*."""
        line = self.text.count("\n", 0, offset)
        self.note_number(self.numbers[min(line, len(self.numbers) - 1)], message, kind)

    def note_number(self, number: int, message: str, kind: NoteKind = "syntax") -> None:
        """Report *message* for the line *number* of the file."""
        self.report.add(self._path, number, message, kind)
