"""Summaries of the report of an import: notes by kind, lines for conf.py, and JSON."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_transcript.importers.report import Note, NoteKind, Report

_EXTENSIONS = "myst_enable_extensions"
_EXAMPLES = 3


def notes_by_kind(notes: Iterable[Note]) -> dict[NoteKind, list[Note]]:
    """Return *notes* by their kind, the most frequent kind first."""
    by_kind: dict[NoteKind, list[Note]] = defaultdict(list)
    for note in notes:
        by_kind[note.kind].append(note)
    return dict(sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])))


def kind_lines(notes: Iterable[Note]) -> Iterator[str]:
    """Yield a line for each kind of *notes*: its name, the number of notes, and some places."""
    by_kind = notes_by_kind(notes)
    name_width = max(map(len, by_kind), default=0)
    number_width = max((len(str(len(each))) for each in by_kind.values()), default=0)
    for kind, group in by_kind.items():
        # Examples from several files say more than lines of one file.
        first_of_file = {note.path: note for note in reversed(group)}
        examples = sorted(first_of_file.values())[:_EXAMPLES]
        places = ", ".join(note.place for note in examples)
        rest = ", …" if len(group) > len(examples) else ""
        yield f"{kind:<{name_width}}  {len(group):>{number_width}}  {places}{rest}"


def conf_lines(report: Report, configuration: Mapping[str, Any]) -> list[str]:
    """Return the lines that conf.py lacks; *configuration* holds the values that it has.

    The extensions that it enables already are in the line for all of them, which takes the place
    of the one that is there.
    """
    lines = []
    enabled = set(configuration.get(_EXTENSIONS) or ())
    if report.myst_extensions - enabled:
        names = ", ".join(f'"{name}"' for name in sorted(report.myst_extensions | enabled))
        lines.append(f"{_EXTENSIONS} = [{names}]")
    return [*lines, *(line for line in report.conf_lines if not _is_set(line, configuration))]


def as_json(report: Report, written: Iterable[str], conf: list[str], posts: int) -> dict[str, Any]:
    """Return the result of an import for JSON; *posts* is the number of posts read."""
    return {
        "posts": posts,
        "written": list(written),
        "notes": [
            {"path": note.path, "line": note.line, "kind": note.kind, "message": note.message}
            for note in report.notes
        ],
        "kinds": {kind: len(group) for kind, group in notes_by_kind(report.notes).items()},
        "conf": conf,
    }


def _is_set(line: str, configuration: Mapping[str, Any]) -> bool:
    """Tell whether *configuration* has the value that the assignment *line* gives."""
    name, _, value = line.partition("=")
    try:
        return bool(configuration[name.strip()] == ast.literal_eval(value.strip()))
    except (KeyError, ValueError, SyntaxError):
        return False
