r"""A line of a terminal: programs go back in it and write over what stands there.

Progress bars return to its beginning (``\r``), spinners go back by one (``\b``), and manual pages
print a character, go back, and print it again to make it bold, or go back from an underscore to
underline. See https://man7.org/linux/man-pages/man1/ul.1.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wcwidth import iter_graphemes, wcswidth

from sphinx_transcript.terminal.style import PLAIN, Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH = 80
"""The columns of the terminal, beyond which the cursor is not moved to where nothing stands."""
_WIDEST = 500
"""The columns of the widest terminal. What is erased at the beginning of a longer line stays, for
programs could make such sequences take long."""
_MOST_MARKS = 30
"""The characters that a cell can have. Text of the Zalgo kind has up to 20 marks a letter."""
_TAB = 8


class _Cell(NamedTuple):
    text: str
    """A character with its marks; empty for the second column of a wide one."""
    style: Style


_BLANK = _Cell(" ", PLAIN)


class Line:
    """The cells of a line, and the column of the cursor."""

    def __init__(self) -> None:
        self._cells: list[_Cell] = []
        self._column = 0
        self._has_gone_back = False

    def write(self, text: str, style: Style) -> None:
        """Write *text*, which may contain control characters, at the cursor."""
        for character in iter_graphemes(text):
            if character == "\r":
                self._column = 0
            elif character == "\b":
                self._column = max(0, self._column - 1)
                self._has_gone_back = True
                continue
            elif character == "\t":
                self._move(self._column // _TAB * _TAB + _TAB)
            elif character >= " " and character != "\x7f":
                self._put(character, style)
            self._has_gone_back = False

    def edit(self, action: str) -> None:
        """Move the cursor or erase, as the parameter and the final character *action* say.

        See ECMA-48: CUF (C), CUB (D), CHA (G), EL (K), DCH (P) and ECH (X).
        """
        self._has_gone_back = False
        number, final = int(action[:-1] or 0), action[-1]
        count = max(1, number)
        if final in "CDG":
            ahead = {"C": self._column + count, "D": self._column - count, "G": count - 1}[final]
            self._move(max(0, ahead))
        elif final == "P":
            if len(self._cells) <= _WIDEST:
                del self._cells[self._column : self._column + count]
        elif final == "K" and number == 0:
            del self._cells[self._column :]
        elif final == "K" and number == 2 and self._column == 0:
            self._cells.clear()
        elif self._column < _WIDEST:
            start, end = (self._column, self._column + count) if final == "X" else (0, self._column)
            end = min(end + (final == "K"), _WIDEST, len(self._cells))
            self._cells[start:end] = [_BLANK] * (end - start)
            if final == "K" and number == 2:
                del self._cells[end:]

    def runs(self) -> Iterator[Run]:
        """Yield the text of the line, without the blanks of no style at its end."""
        end = len(self._cells)
        while end and self._cells[end - 1] == _BLANK:
            end -= 1
        start = 0
        for index in range(1, end + 1):
            style = self._cells[start].style
            if index == end or self._cells[index].style != style:
                yield Run("".join(cell.text for cell in self._cells[start:index]), style)
                start = index

    def _move(self, column: int) -> None:
        self._column = min(column, max(_WIDTH - 1, len(self._cells)))

    def _put(self, character: str, style: Style) -> None:
        columns = wcswidth(character)
        if columns < 1:
            # A mark of the character before.
            before = self._cells[self._column - 1 : self._column] if self._column else []
            if before and len(before[0].text) < _MOST_MARKS:
                self._cells[self._column - 1] = before[0]._replace(text=before[0].text + character)
            return
        if self._column < len(self._cells):
            if self._has_gone_back:
                character, style = self._overstruck(self._cells[self._column], character, style)
            self._split_wide_characters(self._column, self._column + columns)
        else:
            self._cells += [_BLANK] * (self._column - len(self._cells))
        cells = [_Cell(character, style), *[_Cell("", style)] * (columns - 1)]
        self._cells[self._column : self._column + columns] = cells
        self._column += columns

    def _overstruck(self, old: _Cell, character: str, style: Style) -> tuple[str, Style]:
        """Return the character and the style where *character* is printed upon *old*."""
        if old.text == character and not (character == "_" and self._is_underlined_before()):
            return character, style._replace(bold=True, underline=old.style.underline)
        if "_" in (old.text, character) and old.text not in ("", " "):
            kept = character if old.text == "_" else old.text
            return kept, style._replace(bold=old.style.bold, underline=kept != " ")
        return character, style

    def _is_underlined_before(self) -> bool:
        return self._column > 0 and self._cells[self._column - 1].style.underline

    def _split_wide_characters(self, start: int, end: int) -> None:
        """Blank the other halves of wide characters that are half overwritten."""
        if not self._cells[start].text and start:
            self._cells[start - 1] = _BLANK
        if end < len(self._cells) and not self._cells[end].text:
            self._cells[end] = _BLANK
