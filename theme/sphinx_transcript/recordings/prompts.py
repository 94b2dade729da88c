"""Which lines of a recording are prompts, and what was typed after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.recordings.rows import cut_start
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.session import Kind
from sphinx_transcript.terminal.style import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from sphinx_transcript.sessions.session import Session

    Line = tuple[Run, ...]

_ENDS_SHELL = frozenset({"exit", "exit()", "logout", "quit", "quit()"})
_NEUTRAL_PROMPT = "$ "


class PromptFinder:
    """Finds prompts by the rules of console blocks.

    *language* is that of the block, *named* the prompt that an author gives, if any.
    """

    def __init__(self, language: str, named: str | None = None) -> None:
        self._language = language
        self._named = named
        self.recorded: tuple[str, ...] = ()
        """What stood before the cursor when a shell asked for input."""

    def neutral(self, lines: Sequence[Line]) -> list[Line]:
        """Return *lines*, with ``$`` in the place of prompts that no rule knows.

        Themes of shells make prompts of arrows, paths and branches. The rules of blocks, by which
        commands are told from output and copied, know the customary ones.
        """
        recorded = sorted(set(self.recorded), key=lambda text: (-len(text), text))
        known = [self._named] if self._named else recorded
        if not known or (not self._named and self.prompt_lines(lines)):
            return list(lines)
        return [self._with_neutral_prompt(line, known) for line in lines]

    def prompt_lines(self, lines: Sequence[Line]) -> list[int]:
        """Return the numbers of the lines that have a prompt and a command."""
        return [entry.line for entry in self._session(lines).entries]

    def end_of_session(self, lines: Sequence[Line]) -> int:
        """Return the number of the line at which *lines* end for a reader.

        An empty prompt at the end says nothing, and an ``exit`` there would end the shell of those
        who copy it.
        """
        session = self._session(lines)
        prompts = {part.text.strip() for part in session.parts if part.kind is Kind.PROMPT}
        end = _without(lines, len(lines), {"", *prompts})
        said = _without(lines, end, {"", "exit", "logout"})
        last = session.entries[-1] if session.entries else None
        if last is not None and last.line == said - 1 and last.typed.strip() in _ENDS_SHELL:
            end = last.line
        elif said < end and said and text_of(lines[said - 1]).strip() in prompts:
            end = said
        return _without(lines, end, {"", *prompts})

    def _session(self, lines: Sequence[Line]) -> Session:
        return parse_session("\n".join(map(text_of, lines)), self._language)

    @staticmethod
    def _with_neutral_prompt(line: Line, known: Iterable[str]) -> Line:
        text = text_of(line)
        for prompt in known:
            begin = len(text) - len(text.lstrip())
            if text.startswith(prompt.strip(), begin):
                rest = cut_start(line, begin + len(prompt.strip()))
                typed = text_of(rest)
                blank = len(typed) - len(typed.lstrip())
                return (Run(_NEUTRAL_PROMPT), *cut_start(rest, blank))
        return line


def _without(lines: Sequence[Line], end: int, words: Set[str]) -> int:
    """Return *end*, or where the lines before it begin that say nothing but *words*."""
    while end and text_of(lines[end - 1]).strip() in words:
        end -= 1
    return end


def text_of(line: Line) -> str:
    """Return the text of *line*."""
    return "".join(run.text for run in line)
