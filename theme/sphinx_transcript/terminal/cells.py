r"""A line of a terminal: programs go back in it and write over what stands there.

Progress bars return to its beginning (``\r``), spinners go back by one (``\b``), and manual pages
print a character, go back, and print it again to make it bold, or go back from an underscore to
underline. See https://man7.org/linux/man-pages/man1/ul.1.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from wcwidth import iter_graphemes, wcswidth

from sphinx_transcript.terminal.style import PLAIN, Run, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_MOST_DIGITS = 4
_MOVES: Final[dict[str, Callable[[int, int], int]]] = {
    "C": lambda column, count: column + count,
    "a": lambda column, count: column + count,
    "D": lambda column, count: column - count,
    "G": lambda _column, count: count - 1,
    "`": lambda _column, count: count - 1,
    "I": lambda column, count: (column // _TAB + count) * _TAB,
    "Z": lambda column, count: (-(-column // _TAB) - count) * _TAB,
}
"""Where the cursor goes from a column, from 0, by the final character of a sequence."""


def _number(written: str) -> int:
    """Return a parameter, 0 if it is left out; a terminal has no more columns than 9999."""
    return int(written or 0) if len(written) <= _MOST_DIGITS else 10**_MOST_DIGITS - 1


class Line:
    """The cells of a line, and the column of the cursor."""

    def __init__(self) -> None:
        self._cells: list[_Cell] = []
        self._column = 0
        self._has_gone_back = False
        self._last: list[_Cell] = []
        """The cells of the last character that was written, which can be repeated."""

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
        """Move the cursor, erase, insert or repeat, as the parameters and the final character say.

        See ECMA-48: CUF (C), CUB (D), CHA (G), CUP (H), CHT (I), EL (K), DCH (P), ECH (X), CBT (Z),
        HPA (`), HPR (a), REP (b), HVP (f) and ICH (@).
        """
        self._has_gone_back = False
        final, numbers = action[-1], action[:-1].split(";")
        number = _number(numbers[0])
        count = max(1, number)
        if final in _MOVES:
            self._move(max(0, _MOVES[final](self._column, count)))
        elif final in "Hf":
            self._move_elsewhere(_number(numbers[1]) if len(numbers) > 1 else 1)
        elif final == "K":
            self._erase_in_line(number)
        elif final == "X":
            self._erase(self._column, self._column + count)
        elif final == "b" and self._last:
            room = (_WIDTH - self._column) // len(self._last)
            self._fill(self._last * max(0, min(count, room)))
        elif len(self._cells) <= _WIDEST and final == "P":
            self._split_wide_characters(self._column, self._column + count)
            del self._cells[self._column : self._column + count]
        elif final == "@" and self._column < len(self._cells) < _WIDEST:
            blanks = [_BLANK] * min(count, _WIDTH, _WIDEST - len(self._cells))
            self._split_wide_characters(self._column, self._column)
            self._cells[self._column : self._column] = blanks

    def _move_elsewhere(self, column: int) -> None:
        """Move the cursor to *column*, from 1, of a line that is not known.

        It may be another line, so that nothing is written over: what follows is behind it, or at
        its column if that lies farther on.
        """
        end = len(self._cells)
        if column > end:
            self._move(column - 1)
        else:
            self._column = end + (end > 0 and self._cells[end - 1] != _BLANK)

    def _erase_in_line(self, how: int) -> None:
        if how == 0:
            self._split_wide_characters(self._column, len(self._cells))
            del self._cells[self._column :]
        elif how == 1:
            self._erase(0, self._column + 1)
        elif how == 2 and self._column < _WIDEST:
            del self._cells[self._column + 1 :]
            self._erase(0, self._column + 1)

    def _erase(self, start: int, end: int) -> None:
        """Make the cells from *start* to *end* blank."""
        if self._column < _WIDEST:
            end = min(end, _WIDEST, len(self._cells))
            self._split_wide_characters(start, end)
            self._cells[start:end] = [_BLANK] * (end - start)

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
            self._mark(character)
            return
        if self._has_gone_back and self._column < len(self._cells):
            character, style = self._overstruck(self._cells[self._column], character, style)
        self._last = [_Cell(character, style), *[_Cell("", style)] * (columns - 1)]
        self._fill(self._last)

    def _fill(self, cells: list[_Cell]) -> None:
        """Write *cells* at the cursor, and go behind them."""
        end = self._column + len(cells)
        if self._column < len(self._cells):
            self._split_wide_characters(self._column, end)
        else:
            self._cells += [_BLANK] * (self._column - len(self._cells))
        self._cells[self._column : end] = cells
        self._column = end

    def _mark(self, mark: str) -> None:
        """Add *mark*, which has no width, to the character before the cursor."""
        column = self._column - 1
        if 0 < column < len(self._cells) and not self._cells[column].text:
            column -= 1  # The second half of a wide character.
        before = self._cells[column : column + 1] if column >= 0 else []
        if before and len(before[0].text) < _MOST_MARKS:
            self._cells[column] = before[0]._replace(text=before[0].text + mark)

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
        if start and start < len(self._cells) and not self._cells[start].text:
            self._cells[start - 1] = _BLANK
        if end < len(self._cells) and not self._cells[end].text:
            self._cells[end] = _BLANK
