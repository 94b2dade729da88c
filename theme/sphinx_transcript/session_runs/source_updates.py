"""New contents of source files, with what the commands of their sessions printed.

The contents of files and what came of running them come in; new contents and refusals go out.
Nothing is written here.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.session_runs.outcome import State
from sphinx_transcript.session_runs.session_text import parsed_text
from sphinx_transcript.sessions.matching import find_difference
from sphinx_transcript.sessions.new_output import NewOutputError, NewText, SourceForm, new_text
from sphinx_transcript.sessions.source_block import (
    find_block,
    joined,
    source_lines,
    with_changes,
)
from sphinx_transcript.sessions.wildcards import Wildcards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_transcript.session_runs.marked_block import MarkedBlock
    from sphinx_transcript.session_runs.outcome import EntryOutcome, PageOutcome
    from sphinx_transcript.sessions.session import Entry

PYTHON = "python"
_MARKDOWN = frozenset({".md", ".markdown", ".myst", ".txt"})


class Refusal(NamedTuple):
    """A block whose output is not updated."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True)
class SourceUpdates:
    """The result for all files."""

    contents: dict[str, bytes] = field(default_factory=dict)
    """The new contents of the files that change, by their paths from the source folder."""
    blocks: set[MarkedBlock] = field(default_factory=set)
    """The blocks that change, as they were."""
    refusals: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class _Printing:
    """What the commands of a block printed, on each page that has the block."""

    block: MarkedBlock
    blocks: list[MarkedBlock] = field(default_factory=list)
    """The block as each page has it: its options can differ with the front matter."""
    pages: list[tuple[str, Sequence[EntryOutcome]]] = field(default_factory=list)


def source_updates(
    outcomes: Iterable[PageOutcome],
    sources: Mapping[str, bytes],
    patterns: Mapping[str, str],
    encoding: str = "utf-8",
) -> SourceUpdates:
    """Return the updates after *outcomes*.

    *sources* are the contents of the files with the blocks, by their paths from the source folder;
    *patterns* are the regular expressions of named values, and *encoding* is that of the files.
    """
    updates = SourceUpdates()
    files: dict[str, _SourceFile] = {}
    # From the end of a file on: the lines of earlier blocks keep their numbers.
    for printing in sorted(_failed(outcomes), key=lambda each: -each.block.line):
        block = printing.block
        try:
            if block.path not in files:
                files[block.path] = _SourceFile(sources[block.path], encoding)
            if files[block.path].update(printing, patterns):
                updates.blocks.update(printing.blocks)
        except NewOutputError as error:
            updates.refusals.append(Refusal(block.path, block.line, str(error)))
    for path, file in sorted(files.items()):
        if file.is_changed:
            updates.contents[path] = file.content
    updates.refusals.sort()
    return updates


class _SourceFile:
    """A source file whose blocks get new output."""

    def __init__(self, content: bytes, encoding: str) -> None:
        self._mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        self._codec = "utf-8" if encoding == "utf-8-sig" else encoding
        try:
            source = content.removeprefix(self._mark).decode(self._codec)
        except (UnicodeDecodeError, LookupError) as error:
            raise NewOutputError(f"the file is not {encoding} text") from error
        self._lines = source_lines(source)
        self.is_changed = False
        if self.content != content:
            raise NewOutputError(f"the file can't be kept as it is in {encoding}")

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self._mark + joined(self._lines).encode(self._codec)

    def update(self, printing: _Printing, patterns: Mapping[str, str]) -> bool:
        """Write what the commands of a block printed, and return whether that changes the file.

        Raises NewOutputError where it can't be written.
        """
        block = printing.block
        printed = _changed_outputs(printing, patterns)
        if not printed:
            return False
        place = find_block(self._lines, block.text.rstrip("\n"), block.line)
        if place is None:
            raise NewOutputError(
                "the block is not in the file as it was read: an extension may have changed it, "
                "or it stands there twice"
            )
        # Markdown keeps the tabs of a fence that is not indented.
        keeps_tabs = PurePosixPath(block.path).suffix in _MARKDOWN and not any(place.prefixes)
        new = _new_text(printing, printed, patterns, SourceForm(self._codec, keeps_tabs))
        self._lines = with_changes(self._lines, place, new.changes)
        self.is_changed = True
        return True


def _failed(outcomes: Iterable[PageOutcome]) -> list[_Printing]:
    """Return the blocks that failed, with their outcomes on all pages: a file may be included."""
    printings: dict[tuple[str, int, str], _Printing] = {}
    failed = set()
    for page in outcomes:
        for outcome in page.blocks:
            block = outcome.block
            key = (block.path, block.line, block.text)
            printing = printings.setdefault(key, _Printing(block))
            if outcome.state in {State.PASSED, State.FAILED}:
                printing.blocks.append(block)
                printing.pages.append((page.docname, outcome.entries))
            if outcome.state is State.FAILED:
                failed.add(key)
    return [printings[key] for key in sorted(failed)]


class _Output(NamedTuple):
    """What a command printed."""

    docname: str
    text: str


def _changed_outputs(printing: _Printing, patterns: Mapping[str, str]) -> dict[int, _Output]:
    """Return what commands printed that differs from the source, by the numbers of entries."""
    printed: dict[int, _Output] = {}
    for docname, entries in printing.pages:
        for index, each in enumerate(entries):
            # A command that did not end may have printed a part of its output.
            if index in printed or each.status is None:
                continue
            if _differs(printing.block, each.entry.output, each.printed, patterns):
                printed[index] = _Output(docname, each.printed)
    return printed


def _differs(
    block: MarkedBlock, output: Sequence[str], printed: str, patterns: Mapping[str, str]
) -> bool:
    is_python = block.language == PYTHON
    return find_difference(output, printed, patterns, is_python=is_python) is not None


def _new_text(
    printing: _Printing,
    printed: Mapping[int, _Output],
    patterns: Mapping[str, str],
    form: SourceForm,
) -> NewText:
    block = printing.block
    new = new_text(
        block.text,
        {index: output.text for index, output in printed.items()},
        lambda text: parsed_text(text, block.language),
        Wildcards(patterns, is_python=block.language == PYTHON),
        form,
    )
    session = parsed_text(new.text, block.language)
    for docname, entries in printing.pages:
        for index, each in enumerate(entries):
            if each.status is None or index not in printed:
                continue
            if not _differs(block, session.entries[index].output, each.printed, patterns):
                continue
            if docname == printed[index].docname:
                raise NewOutputError("its output can't be written so that it is read as output")
            raise NewOutputError(
                f"{_command(each.entry.typed)} prints something else on the page {docname!r} "
                f"than on {printed[index].docname!r}, and both include this block"
            )
    return new


def _command(typed: str) -> str:
    line = typed.partition("\n")[0]
    return repr(line if len(line) <= 60 else f"{line[:60]}…")


def is_as_printed(
    block: MarkedBlock,
    entry: Entry,
    outcome: EntryOutcome,
    patterns: Mapping[str, str],
    *,
    is_last: bool,
) -> bool:
    """Return whether *entry* of *block* shows what its command printed, and the command passes."""
    if outcome.status is None or _differs(block, entry.output, outcome.printed, patterns):
        return False
    return not is_last or block.status in {None, outcome.status}
