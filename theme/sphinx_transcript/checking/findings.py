"""What a check finds: where, how bad, and in which words it is printed."""

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
    """How bad a finding is."""

    ERROR = "error"
    """A build warns of it."""
    HINT = "hint"
    """A build says nothing of it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or could be better."""

    file: Path
    """The whole path of the file that it is in."""
    line: int | None
    """Line in it, from 1; None where it is of the file as a whole, or not known."""
    severity: Severity
    code: str
    """The kind as ``suppress_warnings`` has it, such as transcript.alias; may be empty."""
    message: str


HINTS: dict[str, str] = {
    "check.alt": "an image has no alternative text",
    "check.date": "a post was updated before it was posted",
    "check.description": "a post has no description",
    "check.similar": "one post's own tag, category, author or series looks like another",
    "check.title": "two posts have the same title",
}
"""The codes of hints, and what each is about."""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return *findings* by file and line, each once."""
    return sorted(
        set(findings), key=lambda each: (each.file, each.line or 0, each.code, each.message)
    )


def without(findings: Iterable[Finding], codes: Sequence[str]) -> list[Finding]:
    """Return *findings* but those of *codes*; a code may be a whole group, such as transcript.

    Codes are taken as https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-suppress_warnings
    has them.
    """
    kept = []
    for finding in findings:
        group, _, kind = finding.code.partition(".")
        if not finding.code or not is_suppressed_warning(group, kind, codes):
            kept.append(finding)
    return kept


def text_line(finding: Finding, start: Path) -> str:
    """Return the line that *finding* is printed as, its file's path from the folder *start*."""
    place = shown_path(finding.file, start)
    if finding.line:
        place = f"{place}:{finding.line}"
    kind = "hint: " if finding.severity is Severity.HINT else ""
    code = f" [{finding.code}]" if finding.code else ""
    return f"{place}: {kind}{finding.message}{code}"


def as_json(findings: Iterable[Finding], start: Path) -> str:
    """Return *findings* as a JSON list of objects, their files' paths from the folder *start*."""
    rows = [
        {
            "file": shown_path(each.file, start),
            "line": each.line,
            "severity": each.severity.value,
            "code": each.code,
            "message": each.message,
        }
        for each in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def shown_path(file: Path, start: Path) -> str:
    """Return the path of *file* from the folder *start*, with slashes.

    It is the whole path on another drive.
    """
    try:
        return Path(os.path.relpath(file, start)).as_posix()
    except ValueError:
        return file.as_posix()


def shortened(findings: Sequence[Finding], most: int) -> tuple[list[Finding], dict[str, int]]:
    """Return *findings* with the first *most* hints of each code, and how many more there are."""
    shown: list[Finding] = []
    seen: dict[str, int] = {}
    for finding in findings:
        if finding.severity is Severity.HINT:
            seen[finding.code] = seen.get(finding.code, 0) + 1
            if seen[finding.code] > most:
                continue
        shown.append(finding)
    return shown, {code: count - most for code, count in seen.items() if count > most}
