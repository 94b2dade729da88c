"""Characters that a lexer of Pygments always accepts, so that most code need not be tokenized.

A lexer made of regular expressions yields an error token where none of those of its current state
matches. An expression that does not look around itself, and that matches a character alone, matches
wherever that character is next. A character is safe in a state that has such an expression. Code
has no error token if all of its characters are safe in all states that it can lead to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pygments.lexer import Lexer, RegexLexer

from sphinx_transcript.check.lexer_actions import divides, makes_no_error

if TYPE_CHECKING:
    from collections.abc import Set

_ASCII = frozenset(map(chr, range(128)))
_MAX_LENGTH = 5_000
"""In longer code, no expression is searched for."""
_MAX_UNSAFE = 8
"""With more unsafe characters in code, it is not looked at what follows them."""
_CLASS_OR_ESCAPE = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]|\\[^bBAZzG]", re.DOTALL)
_LOOKS_AROUND = re.compile(r"[\^$\\]|\(\?(?![:P]|[aimsux]+\))|\(\?P[^<]|[*+?}]\+")
"""Anchors, references, and groups and repetitions that depend on what surrounds them."""
_REST_OF_LINE = re.compile(r"(?<!\\)(\.[*+]\??(\))?)\$\Z")
_GLOBAL_FLAGS = re.compile(r"\(\?[aimsux]+\)")


class SafeCharacters:
    """The safe characters of one *lexer*."""

    def __init__(self, lexer: Lexer) -> None:
        self._states = _states(lexer)
        self._strips_line_feeds = bool(getattr(lexer, "stripnl", False))
        self._seen: set[str] = set()
        self._look_at(_ASCII)

    def accept(self, code: str) -> bool:
        """Tell whether it is known that the lexer makes no error of *code*."""
        if "\r" in code or code.startswith("\ufeff"):
            return False
        # As the lexer prepares it: where the text begins and ends matters to some expressions.
        code = (code.strip("\n") if self._strips_line_feeds else code.removesuffix("\n")) + "\n"
        characters = set(code)
        if new := characters - self._seen:
            self._look_at(new)
        unsafe = {name for name, each in self._states.items() if not characters <= each.safe}
        refused = {name for name in unsafe if not self._states[name].accepts(code, characters)}
        if not self._states or "root" in refused:
            return False
        is_divided = bool(unsafe) and self._divides(code)
        if is_divided:
            # A character may be separated from the one that follows it.
            refused = unsafe
        if "root" in refused or len(code) > _MAX_LENGTH:
            return not refused
        if not any(
            self._leads_to(pattern, name, code, is_divided=is_divided)
            for state in self._states.values()
            for pattern, name in state.entries
            if name in refused
        ):
            return True
        return refused.isdisjoint(self._reached(code, is_divided=is_divided))

    def _divides(self, code: str) -> bool:
        """Tell whether the lexer may read parts of *code* by themselves."""
        dividing = {name: state.dividing for name, state in self._states.items() if state.dividing}
        if len(code) > _MAX_LENGTH:
            return bool(dividing)
        return any(
            (name == "root" or self._enters(name, code))
            and any(pattern.search(code) for pattern in patterns)
            for name, patterns in dividing.items()
        )

    def _enters(self, name: str, code: str) -> bool:
        """Tell whether *code* may lead to the state *name*, unless the lexer divides it."""
        return any(
            pattern.search(code)
            for state in self._states.values()
            for pattern, entered in state.entries
            if entered == name
        )

    def _leads_to(
        self, pattern: re.Pattern[str], name: str, code: str, *, is_divided: bool
    ) -> bool:
        """Tell whether *pattern* may lead to the state *name* in *code*, before unsafe text.

        *is_divided* tells whether the lexer reads parts of *code* by themselves. What looks around
        itself finds other surroundings there.
        """
        if is_divided and _without_surroundings(pattern) is None:
            return True
        if pattern.search(code) is None:
            return False
        state = self._states[name]
        # These flags don't allow that anything is put round the expression.
        is_whole = pattern.flags & re.VERBOSE or _GLOBAL_FLAGS.match(pattern.pattern)
        if is_whole or not state.ends_at_once:
            return True
        safe = "".join(map(re.escape, sorted(state.safe)))
        before_unsafe = _compiled(f"(?:{pattern.pattern})(?=[^{safe}])", pattern.flags)
        return before_unsafe.search(code) is not None

    def _reached(self, code: str, *, is_divided: bool) -> set[str]:
        """Return the names of the states that *code* may lead to, except before safe text."""
        waiting, reached = ["root"], {"root"}
        while waiting:
            for pattern, name in self._states[waiting.pop()].entries:
                if name in reached:
                    continue
                if self._leads_to(pattern, name, code, is_divided=is_divided):
                    reached.add(name)
                    waiting.append(name)
        return reached

    def _look_at(self, characters: Set[str]) -> None:
        """Find the safe characters of each state among *characters*."""
        self._seen |= characters
        for state in self._states.values():
            for pattern in state.surely_matching:
                state.safe.update(filter(pattern.match, characters - state.safe))


@dataclass(slots=True)
class _State:
    """A state of a lexer."""

    surely_matching: list[re.Pattern[str]]
    """The expressions that do not look around themselves."""
    entries: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    """The expressions that lead to other states, and the names of these."""
    dividing: list[re.Pattern[str]] = field(default_factory=list)
    """The expressions of which the lexer reads a part of the text by itself."""
    ends_at_once: bool = True
    """Whether each expression ends the state."""
    # Pygments makes no error of a line feed.
    safe: set[str] = field(default_factory=lambda: {"\n"})
    _safe_pairs: dict[str, bool] = field(default_factory=dict)

    def accepts(self, code: str, characters: set[str]) -> bool:
        """Tell whether *code* is safe. A character may be so by the one that follows it."""
        unsafe = characters - self.safe
        if not unsafe:
            return True
        if len(unsafe) > _MAX_UNSAFE:
            return False
        for char in unsafe:
            at = code.find(char)
            while at >= 0:
                if not self._accepts_pair(code[at : at + 2]):
                    return False
                at = code.find(char, at + 1)
        return True

    def _accepts_pair(self, pair: str) -> bool:
        is_safe = self._safe_pairs.get(pair)
        if is_safe is None:
            is_safe = any(pattern.match(pair) for pattern in self.surely_matching)
            self._safe_pairs[pair] = is_safe
        return is_safe


def _states(lexer: Lexer) -> dict[str, _State]:
    """Return the states of *lexer* by name; none if an error can come from elsewhere."""
    kind = type(lexer)
    if (
        not isinstance(lexer, RegexLexer)
        or kind.get_tokens is not Lexer.get_tokens
        or kind.get_tokens_unprocessed is not RegexLexer.get_tokens_unprocessed
        or lexer.stripall
        or lexer.tabsize
        or not lexer.ensurenl
    ):
        return {}
    rules_of_states: dict[str, list[tuple[Any, Any, Any]]] = getattr(lexer, "_tokens", {})
    states: dict[str, _State] = {}
    waiting, lasting = ["root"], {"root"}
    while waiting:
        name = waiting.pop()
        if name in states:
            continue
        rules = rules_of_states.get(name)
        if rules is None or not all(makes_no_error(action) for _, action, _ in rules):
            return {}
        patterns = [_without_surroundings(match.__self__) for match, _, _ in rules]
        states[name] = state = _State([each for each in patterns if each is not None])
        for match, action, new in rules:
            if divides(action):
                state.dividing.append(match.__self__)
            # A number tells how many states end.
            names = (new,) if isinstance(new, str) else new if isinstance(new, tuple) else ()
            if new not in (-1, "#pop"):
                state.ends_at_once = False
            state.entries += [(match.__self__, each) for each in names if each[0] != "#"]
            waiting += [each for each in names if each[0] != "#"]
            # What stands before others in a tuple comes back when these end.
            lasting.update(names[:-1])
    for name in lasting & states.keys():
        states[name].ends_at_once = False
    return states


@lru_cache(maxsize=2_000)
def _without_surroundings(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """Return an expression which matches only text with which *pattern* matches, too.

    It is None for an expression that looks around itself.
    """
    text, flags = pattern.pattern, pattern.flags
    if flags & (re.VERBOSE | re.LOCALE):
        return None
    if flags & re.MULTILINE:
        # The rest of any line ends with the line. A group may have an alternative that does not.
        rest = _REST_OF_LINE.search(text)
        if rest and not (rest[2] and "|" in text):
            text = text[:-1]
    if _LOOKS_AROUND.search(_CLASS_OR_ESCAPE.sub("x", text)):
        return None
    return pattern if text is pattern.pattern else _compiled(text, flags)


@lru_cache(maxsize=1_000)
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)
