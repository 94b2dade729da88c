"""New output for a session: the text of a block with what its commands print now.

A line that would be read as anything but output is written in its escaped form. What would read as
a command is never written: the new text is parsed, and has to have the same commands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.sessions.escapes import (
    escape_line,
    is_escaped,
    needs_escapes,
    unescape_line,
)
from sphinx_transcript.sessions.output_alignment import OutputLine, aligned_lines
from sphinx_transcript.sessions.session import Kind, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_transcript.sessions.output_alignment import LineMatcher

# The beginning or the end of a fence of Markdown or MyST, which ends the block or one around it.
_FENCE = re.compile(r"[ \t>]*(?:`{3}|~{3}|:{3})")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class NewOutputError(ValueError):
    """The reason why new output can't be written, in one sentence."""


class SourceForm(NamedTuple):
    """What the source file of a block can hold."""

    encoding: str = "utf-8"
    keeps_tabs: bool = True
    """Whether a tab in the file is a tab in the block. docutils makes spaces of it."""


class Change(NamedTuple):
    """Lines of a block that others take the place of."""

    first: int
    end: int
    """The lines from *first* up to *end*, from 0."""
    lines: tuple[str, ...]


class NewText(NamedTuple):
    """The new text of a block."""

    text: str
    changes: tuple[Change, ...]
    """How it differs from the old one, from its first to its last line."""


def new_text(
    text: str,
    printed: Mapping[int, str],
    parse: Callable[[str], Session],
    matcher: LineMatcher,
    form: SourceForm,
) -> NewText:
    """Return the block *text* with new output: *printed* has it, by the numbers of entries.

    *parse* reads the text of a block. Raises NewOutputError where the new text would not be read as
    the same commands with this output.
    """
    session = parse(text)
    outputs = {
        index: [
            line if line.is_kept else _written_line(line, matcher, form)
            for line in aligned_lines(
                _without_blank_end(session.entries[index].output), printed_lines(all_lines), matcher
            )
        ]
        for index, all_lines in printed.items()
    }
    while True:
        changes, places = _changes(session, outputs)
        changed = changed_text(text, changes)
        parsed = parse(changed)
        misread = [
            place
            for number, kind in enumerate(_kinds_of_lines(parsed))
            if (place := places.get(number)) and kind not in {Kind.OUTPUT, Kind.ESCAPE}
        ]
        if not misread and typed(parsed) == typed(session):
            return NewText(changed, tuple(changes))
        # What is read as something else is escaped; all of it, where no single line is to blame.
        wrong = [place for place in misread or places.values() if _can_escape(outputs, place)]
        if not wrong:
            raise NewOutputError("its output would be read as a command")
        for index, number in wrong:
            line = escape_line(outputs[index][number].text, form.encoding)
            outputs[index][number] = OutputLine(line, is_kept=False)


def _can_escape(outputs: Mapping[int, Sequence[OutputLine]], place: tuple[int, int]) -> bool:
    line = outputs[place[0]][place[1]]
    return not line.is_kept and not is_escaped(line.text)


def changed_text(text: str, changes: Sequence[Change]) -> str:
    """Return *text* with *changes*."""
    lines = text.split("\n")
    for change in reversed(changes):
        lines[change.first : change.end] = change.lines
    return "\n".join(lines)


def printed_lines(printed: str) -> list[str]:
    """Return the lines of the output *printed* without the white space at their ends.

    Blank lines at the end of an output are left out: they are not compared.
    """
    return _without_blank_end([line.rstrip(" \t") for line in printed.split("\n")])


def typed(session: Session) -> list[str]:
    """Return what was typed in *session*, a text for each entry."""
    return [entry.typed for entry in session.entries]


def _written_line(line: OutputLine, matcher: LineMatcher, form: SourceForm) -> OutputLine:
    """Return the printed *line* as it is written: with names of values, unless it needs escapes."""
    written = _written(line.text, matcher, form)
    return line if line.renewed and written == line.text else OutputLine(written, is_kept=False)


def _written(line: str, matcher: LineMatcher, form: SourceForm) -> str:
    """Return the *line* of output as a file of the *form* can hold it, escaped if needed."""
    plain = line if form.keeps_tabs else line.expandtabs(8)
    reads_as_other = is_escaped(plain) or _FENCE.match(plain) or matcher.has_wildcards(plain)
    if reads_as_other or needs_escapes(plain, form.encoding):
        return escape_line(line, form.encoding)
    return plain


def _without_blank_end(lines: Sequence[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip(" \t"):
        end -= 1
    return list(lines[:end])


def _changes(
    session: Session, outputs: Mapping[int, Sequence[OutputLine]]
) -> tuple[list[Change], dict[int, tuple[int, int]]]:
    """Return the changes that make *outputs*, by entries, those of *session*.

    The second value has the place of each new line, by its number in the new text: the number of
    an entry, and that of a line in its output.
    """
    changes: list[Change] = []
    places: dict[int, tuple[int, int]] = {}
    shift = 0
    for index, output in sorted(outputs.items()):
        entry = session.entries[index]
        # Blank lines that set the next prompt off stay.
        end = entry.output_line + len(_without_blank_end(entry.output))
        change = Change(entry.output_line, end, tuple(line.written for line in output))
        changes.append(change)
        first = entry.output_line + shift
        places.update((first + number, (index, number)) for number in range(len(output)))
        shift += len(output) - (end - entry.output_line)
    return changes, places


def _kinds_of_lines(session: Session) -> list[Kind]:
    """Return the kind of the first character of each line of *session*."""
    kinds: list[Kind] = []
    is_start = True
    for part in session.parts:
        for line in _LINE.findall(part.text):
            if is_start:
                kinds.append(part.kind)
            is_start = line.endswith("\n")
    return kinds


def shown_output(line: str) -> str:
    """Return what the *line* of output in a marked block stands for, without its escapes."""
    return unescape_line(line) if is_escaped(line) else line
