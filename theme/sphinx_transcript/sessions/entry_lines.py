"""The lines of one entry: where what is typed goes on, and where output begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.sessions.escapes import MARK

if TYPE_CHECKING:
    import re

    from sphinx_transcript.sessions.continuation import Reader
    from sphinx_transcript.sessions.prompts import Prompts


class TypedLine(NamedTuple):
    """A typed line: where its prompt ends, and where the line ends."""

    prompt_end: int
    end: int


def without_line_end(line: str) -> str:
    """Return *line* without the line feed, or carriage return and line feed, at its end."""
    return line.removesuffix("\n").removesuffix("\r")


class EntryReader:
    """Reads entries of a block.

    An entry that is open goes on with the lines that have a continuation prompt. Where the next
    line has none, or these lines do not complete the entry, it goes on with the lines as they are,
    if these complete it. An entry that nothing completes has its continuation prompts, and lines
    after those that end in a backslash or an operator, and no more.

    A line with the prompt of the block begins an entry, whatever is open. Two lines do not: one in
    a here-document whose end is still to come, and one in a quoted string which ends there, where
    the line by itself would have a quote too many.
    """

    def __init__(self, text: str, prompts: Prompts, *, is_escaped: bool) -> None:
        self._text = text
        self._prompts = prompts
        self._is_escaped = is_escaped
        self._patience = 1_000 + 4 * text.count("\n")  # Lines that may be read in vain.
        self._last_lines: dict[str, int] | None = None

    def typed(self, match: re.Match[str]) -> str:
        """Return what stands behind the prompt that *match* is."""
        return without_line_end(self._text[match.end() : self._line_end(match.end())])

    def read(self, match: re.Match[str]) -> list[TypedLine]:
        """Return the lines of the entry whose prompt is *match*."""
        end = self._line_end(match.end())
        reader = self._prompts.family.reader()
        reader.feed(self.typed(match))
        lines = [TypedLine(match.end(), end)]
        if end < len(self._text) and (reader.is_open or self._prompts.family.is_more_clear):
            lines += self._continuation(reader, end)
        return lines

    def _line_end(self, at: int) -> int:
        found = self._text.find("\n", at)
        return found + 1 if found >= 0 else len(self._text)

    def _continuation(self, reader: Reader, at: int) -> list[TypedLine]:
        after_prompts = reader.copy()
        with_prompts = self._with_prompts(after_prompts, at)
        if (with_prompts and after_prompts.is_complete) or not reader.is_open:
            return with_prompts
        self._patience -= len(with_prompts)
        is_whole, as_they_are = self._as_they_are(reader.copy(), at)
        return as_they_are if is_whole or not with_prompts else with_prompts

    def _with_prompts(self, reader: Reader, at: int) -> list[TypedLine]:
        """Return the lines from *at* that have continuation prompts and belong to the entry."""
        prompts, is_clear = self._prompts, self._prompts.family.is_more_clear
        lines: list[TypedLine] = []
        while at < len(self._text) and (reader.is_open or is_clear):
            end = self._line_end(at)
            more = prompts.more_if_open if reader.is_open else prompts.more
            match = more.match(self._text, at)
            if match is not None:
                lines.append(TypedLine(match.end(), end))
            # Editors take the space at the end of a line away, and people the prompt with it.
            elif lines and not self._text[at:end].strip() and more.match(self._text, end):
                lines.append(TypedLine(at, end))
            else:
                break
            reader.feed(without_line_end(self._text[lines[-1].prompt_end : end]))
            at = end
        return lines

    def _as_they_are(self, reader: Reader, at: int) -> tuple[bool, list[TypedLine]]:
        """Return whether lines from *at* complete the entry, and those that belong to it."""
        indentation = self._prompts.indentation
        lines: list[TypedLine] = []
        certain, is_joined = 0, reader.joins_next
        is_whole = False
        limit = max(self._patience, 10)
        while at < len(self._text) and len(lines) < limit and reader.is_open:
            end = self._line_end(at)
            has_indentation = bool(indentation) and self._text.startswith(indentation, at)
            start = at + len(indentation) if has_indentation else at
            line = without_line_end(self._text[start:end])
            if self._is_next_entry(reader, at) or not reader.takes(line):
                break
            reader.feed(line)
            lines.append(TypedLine(start, end))
            is_whole = reader.is_complete
            if (is_whole and line.strip()) or is_joined:
                certain = len(lines)
            is_joined = is_joined and reader.joins_next
            at = end
        if not is_whole:
            self._patience -= len(lines)
        return is_whole, lines[:certain]

    def _is_next_entry(self, reader: Reader, at: int) -> bool:
        """Return whether the line at *at* can't belong to the entry that *reader* reads."""
        if self._is_escaped and self._text.startswith(MARK, at):
            return True
        match = self._prompts.first.match(self._text, at)
        if match is None:
            return False
        if self._prompts.is_of_superuser(match) and self._prompts.is_comment(
            match, self.typed(match)
        ):
            return False
        if reader.heredoc is not None:
            opens_another = f"<<{reader.heredoc}" in self.typed(match).replace(" ", "")
            return opens_another or self._last_line(reader.heredoc) <= at
        if not reader.is_quoted:
            return True
        alone, within = self._prompts.family.reader(), reader.copy()
        alone.feed(self.typed(match))
        within.feed(without_line_end(self._text[at : self._line_end(at)]))
        return alone.is_complete or not within.is_complete

    def _last_line(self, line: str) -> int:
        """Return where *line* stands in the block for the last time, or -1."""
        if self._last_lines is None:
            self._last_lines, at = {}, 0
            for each in self._text.split("\n"):
                self._last_lines[each.removesuffix("\r").strip(" \t")] = at
                at += len(each) + 1
        return self._last_lines.get(line.strip(" \t"), -1)
