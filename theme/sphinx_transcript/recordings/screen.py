"""The screen of a terminal, with the lines that leave it, and the alternate screen.

pyte keeps the cells and moves the cursor. What it lacks or gets wrong is here and in `text_screen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyte.screens import Cursor, Margins

from sphinx_transcript.recordings.text_screen import BLANK, WRAPS, TextScreen
from sphinx_transcript.terminal.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.recordings.rows import Row
    from sphinx_transcript.terminal.style import Style

_MAX_SAVED = 10


class RecordedScreen(TextScreen):
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
        self._saved_styles: list[Style] = []
        super().__init__(columns, rows)

    @property
    def is_alternate(self) -> bool:
        """Whether the screen is the alternate one, which a program has for itself."""
        return self._main is not None

    def reset(self) -> None:
        """Reset the terminal, as `tput reset` asks."""
        if getattr(self, "cursor", None) is not None:
            self.leave_alternate(restores_cursor=False)
            self._settle_all()
        super().reset()
        self.set_style(PLAIN)

    # -- lines that leave the screen

    def index(self) -> None:
        """Move the cursor down; at the end of the screen, scroll."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == bottom:
            self.work += bottom - top
            self._settle_first(top)
        super().index()

    def reverse_index(self) -> None:
        """Move the cursor up; at the beginning of the screen, scroll."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == top:
            self.work += bottom - top
        super().reverse_index()

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
            if self.cursor.attrs is not BLANK:
                self.work += self.columns
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
            line.pop(WRAPS, None)
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

    def picture(self) -> list[Row]:
        """Return all rows, and count the work."""
        self.work += sum(self.columns for line in self.buffer.values() if line) + self.lines
        return self.rows()

    def _settle_first(self, top: int) -> None:
        if top == 0 and not self.is_alternate:
            self.work += self.columns
            self._settle(self.row(0))

    def _settle_all(self) -> None:
        if self.is_alternate:
            return
        rows = self.picture()
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
        self.work += sum(len(line) for line in self.buffer.values()) + self.lines
        excess = max(0, self.cursor.y + 1 - rows)
        for _ in range(excess):
            self._settle_first(0)
            self.work += self.lines
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
