"""The screen of a terminal: what programs have written, in cells.

pyte keeps the cells and moves the cursor. What it lacks or gets wrong is here: the alternate
screen, lines that wrap, wide characters and those of no width, repetition and scrolling, the styles
of `sphinx_transcript.terminal`, and lines that scroll off or are erased.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyte import modes
from pyte.screens import Char, Cursor, Margins, Screen, wcwidth

from sphinx_transcript.recordings.rows import Row, make_row
from sphinx_transcript.terminal.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Callable

_WRAPS = -1
"""The column of a mark in lines that go on in the next line."""
_MARK = Char("")
_MAX_MARKS = 16
"""The characters of no width that a cell may hold."""
_MAX_SAVED = 10
_STUB = ""
"""What the second cell of a wide character holds."""


@lru_cache(maxsize=65_536)
def _cell(text: str, style: Style) -> Char:
    # pyte's own names of colours are left out: the style has them.
    return Char(text, style)  # type: ignore[arg-type]


_BLANK = _cell(" ", PLAIN)


class RecordedScreen(Screen):  # type: ignore[misc, unused-ignore]
    """A screen that hands the lines which leave it to *settle*.

    *clear* is called before a program erases the whole screen, after its lines are settled.
    """

    def __init__(
        self,
        columns: int,
        rows: int,
        settle: Callable[[Row], None],
        clear: Callable[[], None],
    ) -> None:
        self._settle = settle
        self._clear = clear
        self._main: tuple[Any, Cursor, Margins | None] | None = None
        """The buffer, the cursor and the margins of the main screen, while the other is shown."""
        self._last = ""
        self._saved_styles: list[Style] = []
        self.style = PLAIN
        super().__init__(columns, rows)

    @property
    def is_alternate(self) -> bool:
        """Whether the screen is the alternate one, which a program has for itself."""
        return self._main is not None

    @property
    def default_char(self) -> Char:
        """A cell of no style. pyte uses it for the cells that nothing was written to."""
        return _BLANK

    def row(self, number: int) -> Row:
        """Return row *number* of the screen, from 0."""
        line = self.buffer.get(number)
        if not line:
            return Row(())
        width = min(max(line) + 1, self.columns)
        cells = [line[column] for column in range(width)]
        return make_row(
            [(cell.data, cell.fg if isinstance(cell.fg, Style) else PLAIN) for cell in cells],
            wraps=_WRAPS in line,
        )

    def rows(self) -> list[Row]:
        """Return all rows."""
        return [self.row(number) for number in range(self.lines)]

    def reset(self) -> None:
        """Reset the terminal, as `tput reset` asks."""
        if getattr(self, "cursor", None) is not None:
            self.leave_alternate(restores_cursor=False)
            self._settle_all()
        super().reset()
        self.set_style(PLAIN)

    def set_style(self, style: Style) -> None:
        """Use *style* for what is written from now on."""
        self.style = style
        # Erased cells keep the background alone, as those of most terminals.
        self.cursor.attrs = _cell(" ", Style(background=style.background, inverse=False))

    # -- writing

    def draw(self, data: str) -> None:
        """Write *data*, which has no control characters, at the cursor."""
        data = data.translate(self.g1_charset if self.charset else self.g0_charset)
        if not data:
            return
        self._last = data[-1]
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
            self.insert_characters(width)
        cursor = self.cursor
        line = self.buffer[cursor.y]
        self._split_wide(line, cursor.x)
        line[cursor.x] = _cell(character, self.style)
        if width == 2:
            self._split_wide(line, cursor.x + 1)
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
        self.buffer[cursor.y][_WRAPS] = _MARK
        self.dirty.add(cursor.y)
        self.carriage_return()
        self.index()

    def _mark_last_cell(self, mark: str) -> None:
        """Add *mark*, which has no width, to the character before the cursor."""
        line, column = self.buffer[self.cursor.y], self.cursor.x - 1
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

    # -- lines that leave the screen

    def index(self) -> None:
        """Move the cursor down; at the end of the screen, scroll."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == bottom:
            self._settle_first(top)
        super().index()

    def scroll_up(self, count: int) -> None:
        """Scroll by *count* lines and leave the cursor where it is (SU)."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        line = self.cursor.y
        for _ in range(min(count, bottom - top + 1)):
            self.cursor.y = bottom
            self.index()
        self.cursor.y = line

    def scroll_down(self, count: int) -> None:
        """Scroll the other way (SD)."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        line = self.cursor.y
        for _ in range(min(count, bottom - top + 1)):
            self.cursor.y = top
            self.reverse_index()
        self.cursor.y = line

    def erase_in_display(self, how: int = 0, *_args: Any, **_kwargs: Any) -> None:
        """Erase below the cursor, above it, or all. What is erased as a whole is settled first."""
        if how not in {0, 1, 2}:
            return  # 3 erases the lines that have scrolled off, which a reader keeps.
        if how == 2 or (how == 0 and self.cursor.x == self.cursor.y == 0):
            self._settle_all()
        first, last = {0: (self.cursor.y + 1, self.lines), 1: (0, self.cursor.y)}.get(
            how, (0, self.lines)
        )
        for number in range(first, last):
            self.buffer.pop(number, None)
            if self.cursor.attrs is not _BLANK:
                self.buffer[number].update(dict.fromkeys(range(self.columns), self.cursor.attrs))
        self.dirty.update(range(self.lines))
        if how != 2:
            self.erase_in_line(how)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Erase in the line; a line whose end is erased no longer goes on in the next."""
        if how not in {0, 1, 2}:
            return
        line = self.buffer[self.cursor.y]
        if how != 1:
            line.pop(_WRAPS, None)
        super().erase_in_line(how, private)

    def delete_lines(self, count: int | None = None) -> None:
        """Delete lines at the cursor; pyte keeps the old line where an empty one moves up."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if top <= self.cursor.y <= bottom:
            for number in range(self.cursor.y, bottom + 1):
                source = number + (count or 1)
                line = self.buffer.pop(source, None) if source <= bottom else None
                if line is None:
                    self.buffer.pop(number, None)
                else:
                    self.buffer[number] = line
            self.dirty.update(range(self.cursor.y, self.lines))
            self.carriage_return()

    def alignment_display(self) -> None:
        """Do nothing: the test picture of the VT100 tells a reader nothing."""

    def _settle_first(self, top: int) -> None:
        if top == 0 and not self.is_alternate:
            self._settle(self.row(0))

    def _settle_all(self) -> None:
        if self.is_alternate:
            return
        rows = self.rows()
        while rows and not rows[-1].runs:
            rows.pop()
        for row in rows:
            self._settle(row)
        self._clear()

    # -- the alternate screen, and other sizes

    def enter_alternate(self) -> None:
        """Show the alternate screen, which is empty."""
        if self._main is None:
            cursor = Cursor(self.cursor.x, self.cursor.y, self.cursor.attrs)
            self._main = (dict(self.buffer), cursor, self.margins)
            self.buffer.clear()
            self.margins = None
            self.dirty.update(range(self.lines))

    def leave_alternate(self, *, restores_cursor: bool = True) -> None:
        """Show the main screen again, as it was."""
        if self._main is not None:
            buffer, cursor, self.margins = self._main
            self._main = None
            self.buffer.clear()
            self.buffer.update(buffer)
            if restores_cursor:
                self.cursor = cursor
            self._hold_cursor()
            self.set_style(self.style)
            self.dirty.update(range(self.lines))

    def main_line(self) -> int:
        """Return the cursor's line on the main screen, or the next if it isn't in column 1."""
        cursor = self.cursor if self._main is None else self._main[1]
        return cursor.y + (self._main is not None and cursor.x > 0)

    def change_size(self, columns: int, rows: int) -> None:
        """Take over another size; lines above the cursor that have no room scroll off."""
        excess = max(0, self.cursor.y + 1 - rows)
        for _ in range(excess):
            self._settle_first(0)
            for number in range(self.lines - 1):
                self.buffer[number] = self.buffer[number + 1]
            self.buffer.pop(self.lines - 1, None)
        for number in [number for number in self.buffer if number >= rows]:
            del self.buffer[number]
        for line in self.buffer.values():
            for column in [column for column in line if column >= columns]:
                del line[column]
        self.lines, self.columns = rows, columns
        self.margins = None
        self.tabstops.update(range(8, columns, 8))
        self.cursor.y -= excess
        self._hold_cursor()
        self.dirty = set(range(rows))

    def save_cursor(self) -> None:
        """Save the cursor. Programs that never restore it must not fill the memory."""
        super().save_cursor()
        self._saved_styles.append(self.style)
        del self.savepoints[:-_MAX_SAVED], self._saved_styles[:-_MAX_SAVED]

    def restore_cursor(self) -> None:
        """Restore the cursor, and the style that was used when it was saved."""
        super().restore_cursor()
        self.set_style(self._saved_styles.pop() if self._saved_styles else PLAIN)

    def _hold_cursor(self) -> None:
        self.cursor.x = min(max(0, self.cursor.x), self.columns)
        self.cursor.y = min(max(0, self.cursor.y), self.lines - 1)
