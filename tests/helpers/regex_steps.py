"""Counts the steps in which a regular expression is matched, as the engine of Python's `re` does.

`re` is written in C and counts nothing. This is the same search, with backtracking, in Python.
"""

from __future__ import annotations

import re
import sys
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_WIDTH_ONE = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
_DEPTH = 100_000


class RegexSteps:
    """A regular expression, and in how many steps it was matched so far."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        """Take over *pattern* with its flags."""
        self.steps = 0
        self._flags = pattern.flags
        self._tree = list(parser.parse(pattern.pattern, pattern.flags))
        self._groups: dict[int, tuple[int, int]] = {}
        self._text = ""

    def match(self, text: str, start: int = 0) -> int | None:
        """Return the end of the match in *text* at *start*, or None."""
        self._text, self._groups = text, {}
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(_DEPTH)
        try:
            return self._alone(self._tree, start)
        finally:
            sys.setrecursionlimit(limit)

    def find_all(self, text: str) -> list[tuple[int, int]]:
        """Return the start and the end of each match in *text*, as `re.finditer` finds them."""
        found, at = [], 0
        while at <= len(text):
            end = self.match(text, at)
            if end is not None and end > at:
                found.append((at, end))
                at = end
            else:
                at += 1
        return found

    def _run(self, tree: Any, index: int, at: int, then: Callable[[int], bool]) -> bool:
        """Match the nodes of *tree* from *index* on at the offset *at*, and then what follows."""
        self.steps += 1
        if index == len(tree):
            return then(at)
        kind, value = tree[index]

        def after(end: int) -> bool:
            return self._run(tree, index + 1, end, then)

        if kind in _WIDTH_ONE:
            return self._is_one(kind, value, at) and after(at + 1)
        if kind is op.AT:
            return self._is_at(value, at) and after(at)
        if kind is op.BRANCH:
            return any(self._run(list(each), 0, at, after) for each in value[1])
        if kind is op.SUBPATTERN:
            return self._group(value, at, after)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeat(kind, value, at, after)
        if kind is op.GROUPREF:
            start, end = self._groups.get(value, (0, -1))
            known = self._text[start:end]
            return end >= start and self._text.startswith(known, at) and after(at + len(known))
        if kind is op.ATOMIC_GROUP:
            alone = self._alone(list(value), at)
            return alone is not None and after(alone)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            direction, sub = value
            start = at if direction > 0 else at - sub.getwidth()[0]
            holds = start >= 0 and self._alone(list(sub), start) is not None
            return holds is (kind is op.ASSERT) and after(at)
        raise NotImplementedError(kind)

    def _alone(self, tree: Any, at: int) -> int | None:
        ends: list[int] = []

        def note(end: int) -> bool:
            ends.append(end)
            return True

        return ends[0] if self._run(tree, 0, at, note) else None

    def _group(self, value: Any, at: int, after: Callable[[int], bool]) -> bool:
        number, _, _, sub = value

        def close(end: int) -> bool:
            before = self._groups.get(number)
            self._groups[number] = (at, end)
            if after(end):
                return True
            self._groups.pop(number)
            if before is not None:
                self._groups[number] = before
            return False

        return self._run(list(sub), 0, at, close if number is not None else after)

    def _repeat(self, kind: Any, value: Any, at: int, after: Callable[[int], bool]) -> bool:
        least, most, sub = value
        tree = list(sub)
        if len(tree) == 1 and tree[0][0] in _WIDTH_ONE:
            return self._repeat_one(kind, (least, most), tree[0], at, after)
        if kind is op.POSSESSIVE_REPEAT:
            count = 0
            while count < most and (end := self._alone(tree, at)) is not None and end > at:
                at, count = end, count + 1
            return count >= least and after(at)

        def more(count: int, start: int) -> bool:
            def again(end: int) -> bool:
                return (end > start or count < least) and more(count + 1, end)

            if kind is op.MIN_REPEAT:
                return (count >= least and after(start)) or (
                    count < most and self._run(tree, 0, start, again)
                )
            return (count < most and self._run(tree, 0, start, again)) or (
                count >= least and after(start)
            )

        return more(0, at)

    def _repeat_one(
        self, kind: Any, limits: tuple[int, Any], node: Any, at: int, after: Callable[[int], bool]
    ) -> bool:
        least, most = limits
        count = 0
        if kind is op.MIN_REPEAT:
            while True:
                self.steps += 1
                if count >= least and after(at + count):
                    return True
                if count >= most or not self._is_one(node[0], node[1], at + count):
                    return False
                count += 1
        while count < most and self._is_one(node[0], node[1], at + count):
            self.steps += 1
            count += 1
        if kind is op.POSSESSIVE_REPEAT:
            return count >= least and after(at + count)
        return any(after(at + each) for each in range(count, least - 1, -1))

    def _is_one(self, kind: Any, value: Any, at: int) -> bool:
        if at >= len(self._text):
            return False
        char = self._text[at]
        if self._flags & re.IGNORECASE:
            char = char.lower()
        if kind is op.ANY:
            return char != "\n" or bool(self._flags & re.DOTALL)
        if kind is op.LITERAL:
            return self._folded(value) == char
        if kind is op.NOT_LITERAL:
            return self._folded(value) != char
        negated: bool = value[0][0] is op.NEGATE
        is_listed = any(self._is_in(each, ord(char)) for each in value)
        return is_listed is not negated

    def _is_in(self, item: Any, code: int) -> bool:
        kind, value = item
        if kind is op.RANGE:
            upper = ord(chr(code).upper()) if self._flags & re.IGNORECASE else code
            return any(each in range(value[0], value[1] + 1) for each in (code, upper))
        if kind is op.CATEGORY:
            return re.match(_CATEGORIES[value], chr(code), self._flags & re.ASCII) is not None
        is_literal: bool = kind is op.LITERAL
        return is_literal and self._folded(value) == chr(code)

    def _folded(self, code: int) -> str:
        return chr(code).lower() if self._flags & re.IGNORECASE else chr(code)

    def _is_at(self, place: Any, at: int) -> bool:
        text, is_multiline = self._text, bool(self._flags & re.MULTILINE)
        if place in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            begins_line = is_multiline and place is op.AT_BEGINNING and text[at - 1 : at] == "\n"
            return at == 0 or begins_line
        if place is op.AT_END_STRING:
            return at == len(text)
        if place is op.AT_END:
            rest = text[at : at + 1]
            return not rest or (rest == "\n" and (is_multiline or at + 1 == len(text)))
        sign = r"\b" if place is op.AT_BOUNDARY else r"\B"
        return re.compile(sign, self._flags & re.ASCII).match(text, at) is not None
