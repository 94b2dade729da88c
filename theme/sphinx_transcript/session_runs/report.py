"""What is said of a run of sessions: on the terminal, in ``output.txt`` and ``output.json``."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from sphinx_transcript.plain_text.builder import write_text
from sphinx_transcript.session_runs.marked_block import unchecked
from sphinx_transcript.session_runs.outcome import BlockOutcome, PageOutcome, State
from sphinx_transcript.session_runs.session_text import parsed_text
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.terminal_text import visible_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set
    from pathlib import Path

    from sphinx_transcript.session_runs.marked_block import MarkedBlock

_MOST_PRINTED: Final = 100_000
"""The characters of an output that ``output.json`` has."""


def count_commands(blocks: Iterable[MarkedBlock]) -> int:
    """Return the number of commands in those of *blocks* that are run."""
    return sum(
        len(parsed_text(block.text, block.language).entries) for block in blocks if block.is_run
    )


def announcement(pages: Mapping[str, Sequence[MarkedBlock]]) -> str:
    """Return what is about to be run: the pages, each with the number of its commands."""
    counts = {
        docname: count for docname, blocks in pages.items() if (count := count_commands(blocks))
    }
    total = sum(counts.values())
    listed = "".join(f"\n  {docname}: {_commands(count)}" for docname, count in counts.items())
    return f"running {_commands(total)} of {_number(len(counts), 'page')}{listed}"


def page_line(outcome: PageOutcome) -> str:
    """Return a line with the numbers of commands that ran, failed and did not run."""
    ran = failed = 0
    left_out: list[str] = []
    for block in outcome.blocks:
        ran += sum(each.status is not None or each.printed != "" for each in block.entries)
        failed += sum(each.problem != "" for each in block.entries)
        if block.state is State.FAILED and not block.entries:
            failed += count_commands([block.block]) or 1
        elif block.state in {State.SKIPPED, State.UNCHECKED}:
            reason = f" ({block.reason})" if block.reason else ""
            left_out.append(f"line {block.block.line} {block.state.value}{reason}")
    parts = [f"{_commands(ran)} ran", *([f"{failed} failed"] if failed else []), *left_out]
    return f"{outcome.docname}: {'; '.join(parts)}"


def summary(outcomes: Sequence[PageOutcome]) -> str:
    """Return the lines of the pages, for the end of a run.

    A page whose author leaves all its blocks out of the check has none.
    """
    return "\n".join(
        page_line(outcome)
        for outcome in outcomes
        if any(block.state is not State.UNCHECKED for block in outcome.blocks)
    )


def problems(outcome: PageOutcome) -> Iterable[tuple[BlockOutcome, str, int, str]]:
    """Yield what failed on a page: the block, its file, the line there, and the message.

    Commands that did not run because one before them failed are counted in the message of that one.
    """
    for block in outcome.blocks:
        marked = block.block
        if block.state is not State.FAILED:
            continue
        for problem in marked.problems:
            yield block, marked.path, marked.line, unchecked(problem)
        if not block.entries and not marked.problems:
            yield block, marked.path, marked.line, f"session: {block.reason}"
        not_run = [each for each in block.entries if each.problem and each.status is None]
        for entry in block.entries:
            if not entry.problem:
                continue
            if entry in not_run[1:]:
                continue
            message = entry.problem
            if not_run and entry is not_run[0] and len(not_run) > 1:
                message += f"\n{_commands(len(not_run) - 1)} after it did not run"
            line = entry.entry.line if entry.line is None else entry.line
            yield block, marked.path, marked.line + line, message


def log(outcome: PageOutcome, source_folder: Path, warned: Set[str]) -> None:
    """Warn of what failed on a page; the directives of the documents *warned* have said theirs."""
    for block, path, line, message in problems(outcome):
        location = f"{os.path.normpath(source_folder / path)}:{line}"
        if not block.block.problems:
            warn(message, Subtype.SESSION_OUTPUT, location)
        elif outcome.docname not in warned:
            warn(message, Subtype.SESSION, location)


def write(folder: Path, outcomes: Sequence[PageOutcome]) -> None:
    """Write ``output.txt`` and ``output.json`` into *folder*.

    They have no time, no path of this machine and no random order: they change with the output.
    """
    lines = []
    for outcome in outcomes:
        lines.append(page_line(outcome))
        for _, path, line, message in problems(outcome):
            lines.append(f"{path}:{line}: {message}")
    write_text(folder / "output.txt", "".join(f"{visible_text(line)}\n" for line in lines))
    pages = {outcome.docname: _as_object(outcome) for outcome in outcomes}
    text = json.dumps(pages, indent=1, sort_keys=True)
    write_text(folder / "output.json", text + "\n")


def _as_object(outcome: PageOutcome) -> dict[str, Any]:
    return {
        "versions": list(outcome.versions),
        "blocks": [
            {
                "file": block.block.path,
                "line": block.block.line,
                "name": block.block.name,
                "language": block.block.language,
                "state": block.state.value,
                "reason": block.reason,
                "commands": [
                    {
                        "line": block.block.line + each.entry.line,
                        "typed": each.entry.typed,
                        "printed": each.printed[:_MOST_PRINTED],
                        "status": each.status,
                        "problem": each.problem,
                    }
                    for each in block.entries
                ],
            }
            for block in outcome.blocks
        ],
    }


def _commands(count: int) -> str:
    return _number(count, "command")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
