"""A screen that text is written to: characters of any width, lines that wrap, and styles.

pyte loses the text after a joiner or a variation selector, has no room for half of a wide one,
and does not say which lines wrap. See https://github.com/selectel/pyte/issues/75 and 69.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pyte import modes
from pyte.screens import Char, Screen, wcwidth

from sphinx_transcript.recordings.rows import Row, make_row
from sphinx_transcript.support.terminal_text import plain_text
from sphinx_transcript.terminal.style import PLAIN, Style

WRAPS = -1
"""The column of a mark in lines that go on in the next line."""
_MARK = Char("")
_MAX_MARKS = 16
"""The characters of no width that a cell may hold."""
_STUB = ""
"""What the second cell of a wide character holds."""


@lru_cache(maxsize=65_536)
def _cell(text: str, style: Style) -> Char:
    # pyte's own names of colours are left out: the style has them.
    return Char(text, style)  # type: ignore[arg-type]


BLANK = _cell(" ", PLAIN)


class TextScreen(Screen):
    """A screen whose cells have the styles of `sphinx_transcript.terminal`."""

    def __init__(self, columns: int, rows: int) -> None:
        self._last = ""
        self.work = 0
        """What was done so far, in characters written and cells read or moved."""
        self.style = PLAIN
        super().__init__(columns, rows)

    @property
    def default_char(self) -> Char:
        """A cell of no style. pyte uses it for the cells that nothing was written to."""
        return BLANK

    def row(self, number: int) -> Row:
        """Return row *number* of the screen, from 0."""
        line = self.buffer.get(number)
        if not line:
            return Row(())
        width = min(max(line) + 1, self.columns)
        cells = [line[column] for column in range(width)]
        return make_row(
            [(cell.data, cell.fg if isinstance(cell.fg, Style) else PLAIN) for cell in cells],
            wraps=WRAPS in line,
        )

    def rows(self) -> list[Row]:
        """Return all rows."""
        return [self.row(number) for number in range(self.lines)]

    def set_style(self, style: Style) -> None:
        """Use *style* for what is written from now on."""
        self.style = style
        # Erased cells keep the background alone, as those of most terminals.
        self.cursor.attrs = _cell(" ", Style(background=style.background, inverse=False))

    def draw(self, data: str) -> None:
        """Write *data*, which has no control characters, at the cursor."""
        data = data.translate(self.g1_charset if self.charset else self.g0_charset)
        if not data:
            return
        self._last = data[-1]
        self.work += len(data)
        is_plain = data.isascii() and modes.IRM not in self.mode
        if is_plain:
            self._draw_ascii(data)
        else:
            for character in data:
                self._draw_character(character)
        self.dirty.add(self.cursor.y)

    def repeat(self, count: int) -> None:
        """Write the last character *count* times more (REP)."""
        if self._last:
            self.draw(self._last * min(count, self.columns * self.lines))

    def _draw_ascii(self, data: str) -> None:
        style, position = self.style, 0
        while position < len(data):
            self._wrap(1)
            cursor = self.cursor
            line = self.buffer[cursor.y]
            self._split_wide(line, cursor.x)
            part = data[position : position + self.columns - cursor.x]
            for character in part:
                line[cursor.x] = _cell(character, style)
                cursor.x += 1
            self._split_wide(line, cursor.x)
            position += len(part)

    def _draw_character(self, character: str) -> None:
        width = wcwidth(character)
        if width <= 0:
            self._mark_last_cell(character)
            return
        if width > self.columns:
            return
        self._wrap(width)
        if modes.IRM in self.mode:
            self.work += self.columns
            self.insert_characters(width)
        cursor = self.cursor
        line = self.buffer[cursor.y]
        self._split_wide(line, cursor.x)
        line[cursor.x] = _cell(character, self.style)
        if width == 2:
            line[cursor.x + 1] = _cell(_STUB, self.style)
        cursor.x += width
        self._split_wide(line, cursor.x)

    def _wrap(self, width: int) -> None:
        """Go to the next line if the cursor's has no room for *width* columns."""
        cursor = self.cursor
        if cursor.x + width <= self.columns:
            return
        if modes.DECAWM not in self.mode:
            cursor.x = self.columns - width
            return
        self.buffer[cursor.y][WRAPS] = _MARK
        self.dirty.add(cursor.y)
        self.carriage_return()
        self.index()

    # pyte leaves halves of wide characters where such sequences part them.

    def insert_characters(self, count: int | None = None) -> None:
        """Insert blanks at the cursor (ICH)."""
        self._split_wide(self.buffer[self.cursor.y], self.cursor.x)
        super().insert_characters(count)

    def delete_characters(self, count: int | None = None) -> None:
        """Delete characters at the cursor (DCH)."""
        self._split_around(self.cursor.x, self.cursor.x + (count or 1))
        super().delete_characters(count)

    def erase_characters(self, count: int | None = None) -> None:
        """Make characters at the cursor blank (ECH)."""
        self._split_around(self.cursor.x, self.cursor.x + (count or 1))
        super().erase_characters(count)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Make the line blank from the cursor on, up to it, or all of it (EL)."""
        self._split_around(self.cursor.x, self.cursor.x + 1)
        super().erase_in_line(how, private)

    def _split_around(self, start: int, end: int) -> None:
        line = self.buffer[self.cursor.y]
        self._split_wide(line, start)
        self._split_wide(line, end)

    def tab(self) -> None:
        """Move the cursor to the next tab stop, or to the end of the line."""
        self.move_by_tabs(1)

    def move_by_tabs(self, count: int) -> None:
        """Move the cursor by *count* tab stops, to the left if it is negative."""
        self.work += len(self.tabstops)
        column = self.cursor.x
        if count < 0:
            before = sorted((stop for stop in self.tabstops if stop < column), reverse=True)
            self.cursor.x = before[-count - 1] if len(before) >= -count else 0
        else:
            after = sorted(stop for stop in self.tabstops if stop > column)
            last = self.columns - 1
            self.cursor.x = min(after[count - 1], last) if len(after) >= count else last

    def _mark_last_cell(self, mark: str) -> None:
        """Add *mark*, which has no width, to the character before the cursor."""
        line, column = self.buffer[self.cursor.y], self.cursor.x - 1
        if not plain_text(mark):
            return  # It sets the direction of writing, which can make text look like another.
        if column > 0 and line[column].data == _STUB:
            column -= 1
        if column >= 0 and len(line[column].data) <= _MAX_MARKS:
            cell = line[column]
            line[column] = cell._replace(data=cell.data + mark)

    @staticmethod
    def _split_wide(line: Any, column: int) -> None:
        """Blank a wide character whose second half, at *column*, is written over."""
        if column in line and line[column].data == _STUB:
            if column - 1 in line and wcwidth(line[column - 1].data[:1] or " ") == 2:
                line[column - 1] = line[column - 1]._replace(data=" ")
            line[column] = line[column]._replace(data=" ")
