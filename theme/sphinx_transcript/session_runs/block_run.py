"""Runs a block in its shell, entry by entry, and compares what is printed with the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_transcript.session_runs.outcome import BlockOutcome, EntryOutcome, State
from sphinx_transcript.session_runs.session_text import parsed_text
from sphinx_transcript.sessions.matching import find_difference
from sphinx_transcript.sessions.output_difference import difference_lines

if TYPE_CHECKING:
    from sphinx_transcript.session_runs.marked_block import MarkedBlock
    from sphinx_transcript.session_runs.page_run import RunSettings
    from sphinx_transcript.session_runs.running_shell import Printed, RunningShell
    from sphinx_transcript.sessions.session import Entry

_SHOWN_COMMAND: Final = 60
"""The characters of a command that a message has."""


class BlockRun:
    """The run of one block."""

    def __init__(self, shell: RunningShell, block: MarkedBlock, settings: RunSettings) -> None:
        self._shell = shell
        self._block = block
        self._settings = settings
        self._seconds = settings.timeout if block.timeout is None else block.timeout

    def outcome(self) -> BlockOutcome:
        """Run the block, and return what came of it. Raises CancelledError."""
        block = self._block
        reason = self._prepare()
        if reason:
            return BlockOutcome(block, State.FAILED, reason)
        entries = parsed_text(block.text, block.language).entries
        outcomes = tuple(
            self._run(entry, is_last=index == len(entries) - 1)
            for index, entry in enumerate(entries)
        )
        is_failed = any(each.problem for each in outcomes)
        return BlockOutcome(block, State.FAILED if is_failed else State.PASSED, "", outcomes)

    def _prepare(self) -> str:
        """Put the files of the block into place and run its setup; return why that failed."""
        for name in self._block.files:
            path = self._settings.source_folder / name
            try:
                failure = self._shell.put_file(
                    path.name, path.read_bytes(), is_executable=bool(path.stat().st_mode & 0o100)
                )
            except OSError as error:
                return f"the file {name} of :files: can't be put into place: {error.strerror}"
            if failure is not None:
                last = failure.problem or self._last_line(failure)
                return f"the file {name} of :files: can't be put into place" + (
                    f": {last}" if last else ""
                )
        if not self._block.setup:
            return ""
        printed = self._shell.run(self._block.setup, self._seconds)
        if printed.status == 0 and not self._shell.problem:
            return ""
        reason = printed.problem or self._shell.problem or f"exit status {printed.status}"
        last = self._last_line(printed)
        return f"the commands of :setup: fail: {reason}" + (f": {last}" if last else "")

    def _text(self, printed: Printed) -> str:
        return printed.text(self._shell.shown_paths)

    def _last_line(self, printed: Printed) -> str:
        return self._text(printed).strip().split("\n")[-1]

    def _run(self, entry: Entry, *, is_last: bool) -> EntryOutcome:
        earlier = self._shell.problem
        if earlier:
            return EntryOutcome(entry, "", None, f"{_quoted(entry)} is not run: {earlier}")
        printed = self._shell.run(entry.typed, self._seconds)
        text = self._text(printed)
        if self._shell.problem and "exit" not in entry.output:
            # An interactive bash says so when it ends; nobody shows that who shows a command.
            text = re.sub("^exit\n", "", text, count=1, flags=re.MULTILINE)
        problem, line = self._problem(entry, printed, text, is_last=is_last)
        return EntryOutcome(entry, text, printed.status, problem, line)

    def _problem(
        self, entry: Entry, printed: Printed, text: str, *, is_last: bool
    ) -> tuple[str, int | None]:
        """Return why the check of *entry* fails, and the line of the block; '' if it doesn't."""
        if printed.problem:
            return f"{_quoted(entry)}: {printed.problem}", None
        difference = find_difference(
            entry.output,
            text,
            self._settings.patterns,
            is_python=self._block.language == "python",
        )
        if difference is not None:
            # Where more is printed than the page has, there is no line of it: the one before.
            index = min(difference.expected_index, len(difference.expected) - 1)
            line = entry.output_line + index if index >= 0 else entry.line
            message = f"{_quoted(entry)} prints something else (- the page, + what is printed):"
            return "\n".join([message, *difference_lines(difference)]), line
        wanted = self._block.status
        if is_last and wanted is not None and printed.status != wanted:
            return (
                f"{_quoted(entry)} ends with the exit status {printed.status}, not {wanted}",
                None,
            )
        return "", None


def _quoted(entry: Entry) -> str:
    """Return the first line of what is typed, in quotes."""
    first, *rest = entry.typed.rstrip("\n").split("\n")
    is_cut = bool(rest) or len(first) > _SHOWN_COMMAND
    return f"`{first[:_SHOWN_COMMAND]}{'…' if is_cut else ''}`"
