"""Runs of blocks, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.session_runs.marked_block import MarkedBlock
from sphinx_transcript.session_runs.page_run import RunSettings, run_page

if TYPE_CHECKING:
    from sphinx_transcript.session_runs.outcome import BlockOutcome, PageOutcome


def block(text: str, language: str = "bash", **options: Any) -> MarkedBlock:
    """Return a marked block with *text* at line 10 of page.md."""
    return MarkedBlock("page.md", 10, text, language, **options)


def run(*blocks: MarkedBlock, folder: Path = Path(), **settings: Any) -> PageOutcome:
    """Return what came of running *blocks*, which are the ones of a page."""
    return run_page("page", blocks, RunSettings(folder, **settings))


def run_one(text: str, language: str = "bash", **options: Any) -> BlockOutcome:
    """Return what came of the block *text*."""
    (outcome,) = run(block(text, language, **options)).blocks
    return outcome


def printed(*commands: str, language: str = "bash", **options: Any) -> list[str]:
    """Return what each of *commands* prints, one after the other in one shell."""
    first, more = (">>> ", "... ") if language == "python" else ("$ ", "> ")
    lines = [first + command.replace("\n", f"\n{more}") for command in commands]
    outcome = run_one("\n".join(lines), language, **options)
    assert [each.entry.typed for each in outcome.entries] == list(commands)
    return [each.printed for each in outcome.entries]
