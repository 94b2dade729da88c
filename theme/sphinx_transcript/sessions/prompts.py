"""The prompts of a block: one family, settled by the first line that is typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sphinx_transcript.sessions import repl_prompts, shell_prompts
from sphinx_transcript.sessions.comment_lines import Reading, reading
from sphinx_transcript.sessions.prompt_families import CONSOLE, FAMILIES, language_of
from sphinx_transcript.sessions.prompt_family import REST, Family, Rank

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDENTATION: Final = r"[ \t]{0,40}"
_ANY_MORE: Final = rf">{REST}|>>{REST}|\.\.\. (?=.)"
"""The continuation prompts of a block whose author names its prompt."""
_NODE_LINES = re.compile(
    r"^> (?:(?:const|let|var|function|class|import|await)\b|console\.|.*\n(?:\.{3,}|\|) |"
    r".*\nundefined$)",
    re.MULTILINE,
)
_SU = re.compile(shell_prompts.SU, re.MULTILINE)
_R_LINES = re.compile(r"^> .*\n\+ |^> .*<- |^> library\(", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompts:
    """The prompts of a block."""

    family: Family
    first: re.Pattern[str]
    """Matches a prompt at the beginning of a line."""
    more: re.Pattern[str]
    """Matches a continuation prompt."""
    more_if_open: re.Pattern[str]
    """Matches what is one in an entry that is open."""
    indentation: str
    """The white space before each prompt."""
    superuser: tuple[int, ...] = ()
    """Where shells of a superuser begin and end by turns, whose prompt is ``#``."""

    def is_of_superuser(self, match: re.Match[str]) -> bool:
        """Return whether the prompt *match* is that of a superuser in the block of a user."""
        return bool(self.superuser) and match.group().rstrip().endswith("#")

    def is_comment(self, match: re.Match[str], typed: str) -> bool:
        """Return whether *typed* behind the prompt *match* is a comment: ``#`` begins both."""
        if self.is_of_superuser(match):
            is_outside = bisect_right(self.superuser, match.start()) % 2 == 0
            return is_outside or reading(typed) < Reading.COMMAND
        return self.family is shell_prompts.SUPERUSER[0] and reading(typed) is Reading.PROSE


def prompts_of(text: str, language: str, prompt: str | None = None) -> Prompts | None:
    """Return the prompts of the block *text*, or None if nothing in it is typed.

    *prompt* is the block's prompt, literally, where its author names it.
    """
    language = language_of(language)
    if prompt and prompt.strip():
        return _named(prompt, language)
    if language == CONSOLE and text.startswith("$ "):
        return _with_superuser(_settled(shell_prompts.DOLLAR, "", "$"), text)
    found = _choose(text, language)
    if found is None:
        return None
    family, match = found
    indentation = match["indentation"]
    prompt = match.group()[len(indentation) :].strip()
    return _with_superuser(_settled(_read_by(family, text), indentation, prompt), text)


def _with_superuser(prompts: Prompts, text: str) -> Prompts:
    """Return *prompts*, and ``#`` where a command of the block begins a shell of a superuser.

    It has ended where the prompt of the user stands again.
    """
    if prompts.family is not shell_prompts.DOLLAR or f"\n{prompts.indentation}#" not in text:
        return prompts
    shells: list[int] = []
    for match in prompts.first.finditer(text):
        if len(shells) % 2:
            shells.append(match.start())
        if shell := _SU.match(text, match.end()):
            shells.append(shell.end())
    if not shells:
        return prompts
    sign = rf"^{re.escape(prompts.indentation)}(?:{shell_prompts.SUPERUSER[0].first})"
    first = re.compile(f"(?:{prompts.first.pattern})|(?:{sign})", re.MULTILINE)
    return replace(prompts, first=first, superuser=tuple(shells))


def _named(prompt: str, language: str) -> Prompts:
    """Return prompts that are all *prompt*; what is typed is read as in the block's language."""
    bare = prompt.strip()
    known = (
        family
        for family in FAMILIES[language]
        if family.rank is Rank.CLEAR and re.fullmatch(family.first, bare)
    )
    usual = shell_prompts.DOLLAR if language == CONSOLE else FAMILIES[language][0]
    family = next(known, usual)
    return Prompts(
        family,
        re.compile(rf"^{_INDENTATION}{re.escape(bare)}{REST}", re.MULTILINE),
        more := re.compile(rf"{_INDENTATION}(?:{family.more}|{_ANY_MORE})", re.MULTILINE),
        more,
        "",
    )


@lru_cache(maxsize=256)
def _settled(family: Family, indentation: str, prompt: str) -> Prompts:
    pattern = family.settle(prompt) if family.settle else family.first
    space = re.escape(indentation)
    return Prompts(
        family,
        re.compile(rf"^{space}(?:{pattern})", re.MULTILINE),
        re.compile(rf"{space}(?:{family.more})", re.MULTILINE),
        re.compile(rf"{space}(?:{family.more}|{family.more_if_open})", re.MULTILINE),
        indentation,
    )


@lru_cache(maxsize=32)
def _search(language: str) -> re.Pattern[str]:
    """Return an expression of any prompt; the last group that matches is named for its family."""
    alternatives = "|".join(f"(?P<{each.name}>{each.first})" for each in FAMILIES[language])
    return re.compile(rf"^(?P<indentation>{_INDENTATION})(?:{alternatives})", re.MULTILINE)


def _choose(text: str, language: str) -> tuple[Family, re.Match[str]] | None:
    by_name = {family.name: family for family in FAMILIES[language]}
    best: tuple[tuple[int, bool], Family, re.Match[str]] | None = None
    signs: list[re.Match[str]] = []
    for match in _search(language).finditer(text):
        family = by_name[match.lastgroup or ""]
        if family.rank is Rank.COMMENT_SIGN:
            signs.append(match)
            continue
        if best and best[1] is shell_prompts.SPACELESS and family is shell_prompts.DOLLAR:
            break  # Some prompts of the block have a space, and some have none.
        key = (family.rank.value, bool(match["indentation"]))
        if best is None or key < best[0]:
            best = key, family, match
        if key == (Rank.CLEAR, False):
            break
    if signs:
        typed = _typed_by_superuser(text, signs, best)
        if typed is not None:
            return by_name[typed.lastgroup or ""], typed
    return best and best[1:]


def _typed_by_superuser(
    text: str,
    signs: list[re.Match[str]],
    best: tuple[tuple[int, bool], Family, re.Match[str]] | None,
) -> re.Match[str] | None:
    """Return the first of the lines *signs* that is typed, or None if they are comments.

    Where the block has a prompt that is clear, the lines before it are typed if one of them is a
    command for certain.
    """
    readings = [_reading(text, sign) for sign in signs]
    typed = [sign for sign, read in zip(signs, readings, strict=True) if read is not Reading.PROSE]
    if best is not None and best[0][0] < Rank.COMMENT_SIGN:
        position = best[2].start()
        wanted = Reading.CERTAIN if best[1].rank is Rank.CLEAR else Reading.COMMAND
        before = [
            read for sign, read in zip(signs, readings, strict=True) if sign.start() < position
        ]
        return typed[0] if before and max(before) >= wanted else None
    if not typed or (max(readings) < Reading.COMMAND and Reading.PROSE in readings):
        return None
    if max(readings) < Reading.COMMAND and any(_commands_without_prompt(text)):
        return None
    return typed[0]


def _reading(text: str, sign: re.Match[str]) -> Reading:
    """Return what the words behind *sign* look like; hardly a comment begins with ``%``."""
    found = reading(_rest(text, sign))
    return max(found, Reading.COMMAND) if sign.lastgroup == "percent" else found


def _rest(text: str, match: re.Match[str]) -> str:
    end = text.find("\n", match.end())
    return text[match.end() : end if end >= 0 else len(text)]


def _commands_without_prompt(text: str) -> Iterator[bool]:
    for line in text.split("\n")[:400]:
        if line[:1] not in ("#", "%", " ", "\t", ""):
            yield reading(line) >= Reading.COMMAND


def _read_by(family: Family, text: str) -> Family:
    """Return which program prints ``>`` in the block *text*, if that is its prompt."""
    if family.name != "quote":
        return family
    if _NODE_LINES.search(text):
        return repl_prompts.NODE[0]
    return repl_prompts.R[0] if _R_LINES.search(text) else family
