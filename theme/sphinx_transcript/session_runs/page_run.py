"""Runs the sessions of a page, and compares what they print with what the page shows."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sphinx_transcript.session_runs.block_run import BlockRun
from sphinx_transcript.session_runs.outcome import BlockOutcome, PageOutcome, State
from sphinx_transcript.session_runs.running_shell import RunningShell, SessionsError
from sphinx_transcript.session_runs.shell_groups import ShellGroup, shell_groups
from sphinx_transcript.sessions.named_values import NAMED_VALUES
from sphinx_transcript.sessions.program_version import program_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinx_transcript.session_runs.marked_block import MarkedBlock

DEFAULT_SHELL: Final = ("bash", "--norc")
DEFAULT_TIMEOUT: Final = 10.0
_HIDDEN_SECONDS: Final = 30.0
"""The time of commands that the author has not typed: those of ``:requires:`` and ``:version:``."""


@dataclass(frozen=True)
class RunSettings:
    """What a run needs to know besides the blocks."""

    source_folder: Path
    """The folder that the paths of blocks and files are relative to."""
    shell: Sequence[str] = DEFAULT_SHELL
    """The command that starts a shell: ``transcript_session_shell``."""
    patterns: Mapping[str, str] = field(default_factory=lambda: dict(NAMED_VALUES))
    """The regular expressions of named values, those that every site has included."""
    timeout: float = DEFAULT_TIMEOUT
    """The time that a command may take, in seconds, where its block doesn't say."""
    cancelled: threading.Event = field(default_factory=threading.Event)
    """Set it to end all runs; they raise `CancelledError` then."""


def run_page(docname: str, blocks: Sequence[MarkedBlock], settings: RunSettings) -> PageOutcome:
    """Run the *blocks* of the document *docname*, in the order of the page, and compare.

    Blocks that share a shell run in it one after the other. No file outside temporary folders is
    written, and no process is left behind.

    Raises SessionsError where no shell can be started at all, and CancelledError.
    """
    outcomes: list[BlockOutcome | None] = [None] * len(blocks)
    versions: list[str] = []
    for group in shell_groups(blocks):
        for index, outcome in zip(
            group.indices, _run_group(group, settings, versions), strict=True
        ):
            outcomes[index] = outcome
    return PageOutcome(docname, tuple(each for each in outcomes if each), tuple(versions))


def _run_group(group: ShellGroup, settings: RunSettings, versions: list[str]) -> list[BlockOutcome]:
    """Return the outcomes of the blocks of *group*, and add what programs say of their versions."""
    outcomes: list[BlockOutcome] = []
    if not any(block.is_run for block in group.blocks):
        return [_left_out(block) for block in group.blocks]
    with RunningShell(settings.shell, settings.cancelled) as shell:
        asked = [block for block in group.blocks if block.is_run]
        missing = _missing(shell, asked)
        problems = _ask_versions(shell, asked, missing, versions)
        try:
            shell.become(group.language)
        except SessionsError as error:
            return [
                BlockOutcome(block, State.FAILED, str(error)) if block.is_run else _left_out(block)
                for block in group.blocks
            ]
        skipped = ""
        for block in group.blocks:
            absent = [program for program in block.requires if program in missing]
            if not block.is_run:
                outcome = _left_out(block)
            elif absent:
                outcome = BlockOutcome(block, State.SKIPPED, f"without {', '.join(absent)}")
            elif skipped:
                outcome = BlockOutcome(block, State.SKIPPED, skipped)
            elif block in problems:
                outcome = BlockOutcome(block, State.FAILED, problems[block])
            else:
                outcome = BlockRun(shell, block, settings).outcome()
            if outcome.state is State.SKIPPED and block.name and not block.is_of_page:
                skipped = f"an earlier block of the shell {block.name!r} is skipped"
            outcomes.append(outcome)
    return outcomes


def _left_out(block: MarkedBlock) -> BlockOutcome:
    if block.problems:
        return BlockOutcome(block, State.FAILED, "; ".join(block.problems))
    return BlockOutcome(block, State.UNCHECKED, block.reason)


def _missing(shell: RunningShell, blocks: Sequence[MarkedBlock]) -> set[str]:
    """Return the programs that *blocks* require and *shell* doesn't find."""
    programs = sorted({program for block in blocks for program in block.requires})
    return {
        program
        for program in programs
        if shell.run(f"command -v -- {program} >/dev/null 2>&1", _HIDDEN_SECONDS).status
    }


def _ask_versions(
    shell: RunningShell,
    blocks: Sequence[MarkedBlock],
    missing: set[str],
    versions: list[str],
) -> dict[MarkedBlock, str]:
    """Add the first lines of what the commands of ``:version:`` print to *versions*.

    Return the blocks whose command fails, each with the reason.
    """
    problems = {}
    for block in blocks:
        if missing.intersection(block.requires):
            continue
        for command in block.versions:
            printed = shell.run(command, _HIDDEN_SECONDS)
            line = printed.text(()).strip().split("\n")[0].strip()
            if printed.status != 0 or not line:
                reason = printed.problem or (
                    f"it ends with the exit status {printed.status}"
                    if printed.status
                    else "it prints nothing"
                )
                problems[block] = f"the command {command!r} of :version: fails: {reason}"
            elif (version := program_version(command, line)) not in versions:
                versions.append(version)
    return problems
