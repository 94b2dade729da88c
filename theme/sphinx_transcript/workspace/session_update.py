"""Writes what the commands of sessions printed into the source files, and nothing else.

The documents are read again after that. Where a page would have other commands, or other output
than was printed, the files are put back as they were.
"""

from __future__ import annotations

import difflib
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from sphinx_transcript.session_runs.outcome import BlockOutcome, PageOutcome, State
from sphinx_transcript.session_runs.run_settings import run_settings
from sphinx_transcript.session_runs.session_text import parsed_text
from sphinx_transcript.session_runs.source_updates import (
    Refusal,
    SourceUpdates,
    is_as_printed,
    source_updates,
)
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import display_path, replace
from sphinx_transcript.workspace.session_pages import read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sphinx_transcript.session_runs.marked_block import MarkedBlock
    from sphinx_transcript.workspace.session_pages import SessionPages


def planned_updates(
    pages: SessionPages, outcomes: Sequence[PageOutcome], sources: Mapping[str, bytes]
) -> SourceUpdates:
    """Return the new contents of source files after *outcomes*; *sources* are the old ones."""
    settings = run_settings(pages.app)
    encoding = pages.site.config.source_encoding
    return source_updates(outcomes, sources, settings.patterns, encoding)


def write_updates(
    pages: SessionPages,
    outcomes: Sequence[PageOutcome],
    sources: Mapping[str, bytes],
    updates: SourceUpdates,
) -> list[PageOutcome]:
    """Write *updates* of the files *sources*, and return *outcomes* as they are after that.

    A file that was changed while the commands ran is left alone, and added to the refusals. Raises
    CommandError where a file can't be written, or the new files would be read as something else.
    """
    for path in list(updates.contents):
        if read_file(pages.site.folder / path) != sources[path]:
            del updates.contents[path]
            reason = "the file was changed while its commands ran"
            updates.refusals.append(Refusal(path, 1, reason))
    before = dict(pages.blocks)
    written: list[str] = []
    try:
        for path, content in updates.contents.items():
            replace(pages.site.folder / path, content)
            written.append(path)
        if not written:
            return list(outcomes)
        _read_again(pages, before, updates.contents)
        return [_updated_page(pages, outcome, updates) for outcome in outcomes]
    except BaseException:
        for path in written:
            replace(pages.site.folder / path, sources[path])
        raise


def diff_lines(
    pages: SessionPages, sources: Mapping[str, bytes], updates: SourceUpdates
) -> Iterator[str]:
    """Yield the lines of a unified diff between *sources* and *updates*."""
    for path, content in updates.contents.items():
        name = display_path(pages.site.folder / path)
        old, new = (
            data.decode(pages.site.config.source_encoding, "replace").splitlines()
            for data in (sources[path], content)
        )
        yield from difflib.unified_diff(old, new, name, name, lineterm="")


def _read_again(
    pages: SessionPages,
    before: Mapping[str, tuple[MarkedBlock, ...]],
    written: Collection[str],
) -> None:
    """Read all pages with blocks of the *written* files; raise CommandError for other commands.

    *before* are the blocks of all pages as they were: some pages may not have been run.
    """
    for docname, blocks in before.items():
        if not any(block.path in written for block in blocks):
            continue
        if list(map(_commands, pages.read_again(docname))) != list(map(_commands, blocks)):
            raise CommandError(
                f"{pages.site.display_path(docname)} would have other commands with the new "
                "output; nothing is changed"
            )


def _updated_page(pages: SessionPages, outcome: PageOutcome, updates: SourceUpdates) -> PageOutcome:
    """Return *outcome* with the blocks of the page as they were read last.

    Raises CommandError where a block of *updates* does not show what was printed.
    """
    patterns = run_settings(pages.app).patterns
    updated = tuple(
        _updated(old, block, patterns)
        for old, block in zip(outcome.blocks, pages.blocks[outcome.docname], strict=True)
    )
    for old, new in zip(outcome.blocks, updated, strict=True):
        is_written = old.block in updates.blocks and old.block.path in updates.contents
        if is_written and _has_other_output(new, patterns):
            raise CommandError(
                f"{pages.site.display_path(outcome.docname)} would not show the new output as it "
                "was printed, because an extension changes its text; nothing is changed"
            )
    return changed(outcome, blocks=updated)


def _commands(block: MarkedBlock) -> tuple[MarkedBlock, list[str]]:
    """Return *block* without its output: its options, and what is typed."""
    session = parsed_text(block.text, block.language)
    return changed(block, text="", line=0), [entry.typed for entry in session.entries]


def _has_other_output(outcome: BlockOutcome, patterns: Mapping[str, str]) -> bool:
    return any(
        each.status is not None
        and not is_as_printed(outcome.block, each.entry, each, patterns, is_last=False)
        for each in outcome.entries
    )


def _updated(
    outcome: BlockOutcome, block: MarkedBlock, patterns: Mapping[str, str]
) -> BlockOutcome:
    """Return *outcome* with *block* in place of the block that ran; it has the same commands."""
    entries = parsed_text(block.text, block.language).entries
    pairs = zip(outcome.entries, entries, strict=False)
    updated = tuple(
        changed(each, entry=entry, problem="", line=None)
        if each.problem
        and is_as_printed(block, entry, each, patterns, is_last=entry is entries[-1])
        else changed(each, entry=entry)
        for each, entry in pairs
    )
    is_mended = bool(updated) and not any(each.problem for each in updated)
    state = State.PASSED if outcome.state is State.FAILED and is_mended else outcome.state
    return changed(outcome, block=block, state=state, entries=updated)
