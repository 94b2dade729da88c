"""The parser of sessions: which characters of a block are prompt, typed, output.

A block has one family of prompts, settled by its first typed line: see `prompts`. What is typed
goes on as long as the program that reads it would read on, with continuation prompts or, as people
paste, without. Everything else is output.
"""

from __future__ import annotations

import re

from sphinx_transcript.sessions.entry_lines import EntryReader, TypedLine, without_line_end
from sphinx_transcript.sessions.escapes import MARK
from sphinx_transcript.sessions.prompts import prompts_of
from sphinx_transcript.sessions.session import Entry, Kind, Part, Session


def parse_session(
    text: str, language: str = "console", *, prompt: str | None = None, is_escaped: bool = False
) -> Session:
    """Return *text*, a block in *language*, as a session.

    *language* is the name of a lexer, such as ``console`` or ``pycon``. *prompt* is the prompt of
    the block where its author names it. *is_escaped* says that lines of output may have the form
    that `escapes` describes. It takes linear time, and any text is a session.
    """
    prompts = prompts_of(text, language, prompt)
    parser = _Parser(text, is_escaped=is_escaped)
    if prompts is not None:
        entries = EntryReader(text, prompts, is_escaped=is_escaped)
        for match in prompts.first.finditer(text):
            if match.start() >= parser.at and not prompts.is_comment(match, entries.typed(match)):
                parser.take_output(match.start())
                parser.take_entry(match.start(), entries.read(match))
    parser.take_output(len(text))
    parser.end_entry()
    return Session(
        tuple(parser.parts), tuple(parser.entries), prompts.family.code if prompts else "text"
    )


class _Parser:
    """Collects the parts and entries of a block, from its beginning to its end."""

    def __init__(self, text: str, *, is_escaped: bool) -> None:
        self.parts: list[Part] = []
        self.entries: list[Entry] = []
        self.at = 0
        self._text = text
        self._is_escaped = is_escaped
        self._line = 0
        self._typed: str | None = None  # What was typed in the entry that is not yet collected.
        self._typed_line = 0
        self._output = ""

    def take_output(self, end: int) -> None:
        """Take the text up to *end* as output."""
        output = self._text[self.at : end]
        if output:
            self._line += output.count("\n")
            self._output = output
            if self._is_escaped and MARK in output:
                self.parts.extend(_marked(output))
            else:
                self.parts.append(Part(Kind.OUTPUT, output))
        self.at = end

    def take_entry(self, start: int, lines: list[TypedLine]) -> None:
        """Take an entry of *lines*, whose first prompt begins at *start*."""
        self.end_entry()
        self._typed_line = self._line
        typed = []
        for prompt_end, end in lines:
            if prompt_end > start:
                self.parts.append(Part(Kind.PROMPT, self._text[start:prompt_end]))
            if end > prompt_end:
                self.parts.append(Part(Kind.TYPED, self._text[prompt_end:end]))
            typed.append(without_line_end(self._text[prompt_end:end]))
            start = end
        self._typed = "\n".join(typed)
        self._line += len(lines)
        self.at = start

    def end_entry(self) -> None:
        """Collect the entry whose output has been taken."""
        if self._typed is not None:
            output_line = self._typed_line + self._typed.count("\n") + 1
            lines = [line.removesuffix("\r") for line in self._output.split("\n")]
            if not lines[-1]:
                del lines[-1]
            self.entries.append(Entry(self._typed_line, self._typed, output_line, tuple(lines)))
        self._typed, self._output = None, ""


_ESCAPED_LINE = re.compile(r"^\\.*", re.MULTILINE)
_BACKSLASHES = re.compile(r"(\\)(?=\\)(\\)")


def _marked(output: str) -> list[Part]:
    """Return the parts of *output*, in which backslashes are marks."""
    parts, at = [], 0
    for line in _ESCAPED_LINE.finditer(output):
        marks = [line.start()]
        marks += [
            line.start() + 1 + pair.start() for pair in _BACKSLASHES.finditer(line.group()[1:])
        ]
        for mark in marks:
            if mark > at:
                parts.append(Part(Kind.OUTPUT, output[at:mark]))
            parts.append(Part(Kind.ESCAPE, MARK))
            at = mark + 1
    if at < len(output):
        parts.append(Part(Kind.OUTPUT, output[at:]))
    return parts
