"""The findings of a check: their order, their filters, and how they are printed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import is_suppressed_warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Severity(StrEnum):
    """Whether a build warns of a finding."""

    ERROR = "error"
    """A build logs a warning or an error for it."""
    HINT = "hint"
    """A build logs nothing for it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a file that is wrong or could be better."""

    file: Path
    """The absolute path of the file."""
    line: int | None
    """The line, from 1; None for the whole file, or where the line is not known."""
    severity: Severity
    code: str
    """The warning type as in ``suppress_warnings``, such as transcript.alias; may be empty."""
    message: str


HINTS: dict[str, str] = {
    "check.alt": "an image has no alternative text",
    "check.date": "a post was updated before it was posted",
    "check.description": "a post has no description",
    "check.similar": "one post's own tag, category, author or series looks like another",
    "check.title": "two posts have the same title",
}
"""The codes of hints, and their descriptions."""


def sorted_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return *findings* sorted by file and line, without duplicates."""
    return sorted(
        set(findings), key=lambda each: (each.file, each.line or 0, each.code, each.message)
    )


def without_codes(findings: Iterable[Finding], codes: Sequence[str]) -> list[Finding]:
    """Return *findings* without those of *codes*.

    A code may also be a group, such as transcript. The rules are those of ``suppress_warnings``:
    https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-suppress_warnings
    """
    kept = []
    for finding in findings:
        group, _, kind = finding.code.partition(".")
        if not finding.code or not is_suppressed_warning(group, kind, codes):
            kept.append(finding)
    return kept


def text_line(finding: Finding, start: Path) -> str:
    """Return *finding* as a line of text, with a path relative to the folder *start*.

    The lines of a diff follow.
    """
    location = _relative_path(finding.file, start)
    if finding.line:
        location = f"{location}:{finding.line}"
    severity = "hint: " if finding.severity is Severity.HINT else ""
    code = f" [{finding.code}]" if finding.code else ""
    first, *diff = finding.message.split("\n")
    return "\n".join([f"{location}: {severity}{first}{code}", *diff])


def as_json(findings: Iterable[Finding], start: Path) -> str:
    """Return *findings* as a JSON list of objects, with paths relative to the folder *start*."""
    objects = [
        {
            "file": _relative_path(each.file, start),
            "line": each.line,
            "severity": each.severity.value,
            "code": each.code,
            "message": each.message,
        }
        for each in findings
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def limit_hints(findings: Sequence[Finding], most: int) -> tuple[list[Finding], dict[str, int]]:
    """Return *findings* with at most *most* hints of each code, and the numbers of the others."""
    shown: list[Finding] = []
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.severity is Severity.HINT:
            counts[finding.code] = counts.get(finding.code, 0) + 1
            if counts[finding.code] > most:
                continue
        shown.append(finding)
    return shown, {code: count - most for code, count in counts.items() if count > most}


def _relative_path(file: Path, start: Path) -> str:
    """Return the path of *file* relative to the folder *start*, with slashes."""
    try:
        return Path(os.path.relpath(file, start)).as_posix()
    except ValueError:  # On Windows, a file on another drive.
        return file.as_posix()
