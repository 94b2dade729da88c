"""Sphinx's warnings as findings, instead of lines on a terminal."""

from __future__ import annotations

import io
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from sphinx_transcript.checking.conf_lines import line_of_names
from sphinx_transcript.checking.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCATION = re.compile(r"(?P<file>.*?):(?P<line>\d*)$", re.DOTALL)
_LINE = re.compile(r"(?:(?P<location>.+?): )?(?:WARNING|ERROR|CRITICAL): (?P<message>.*)")
_CODE = re.compile(r" \[(?P<code>[\w-]+(?:\.[^\]\s]+)?)\]$")


class Collector(WarningStreamHandler):
    """Stands in for the handler that prints Sphinx's warnings; it has the same filters.

    It has to be a handler of that class: Sphinx holds the warnings for such ones back while it
    reads.
    """

    def __init__(self, conf: Path) -> None:
        super().__init__(io.StringIO())  # type: ignore[arg-type]
        self._conf = conf
        self.findings: list[Finding] = []

    def collect(self) -> None:
        """Take the place of the handler that prints."""
        logger = logging.getLogger(NAMESPACE)
        for handler in logger.handlers[:]:
            if isinstance(handler, WarningStreamHandler):
                self.filters = handler.filters
                self.setLevel(handler.level)
                logger.removeHandler(handler)
        logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note the warning *record*."""
        group, kind = getattr(record, "type", "") or "", getattr(record, "subtype", "") or ""
        code = f"{group}.{kind}" if group and kind else group
        # Sphinx's own records put the place and the level before the words.
        message = logging.LogRecord.getMessage(record).removesuffix(f" [{code}]")
        location = str(getattr(record, "location", "") or "")
        self.findings.append(_finding(location, message, code, self._conf))


def read_lines(lines: Iterable[str], conf: Path) -> list[Finding]:
    """Return the findings that *lines* are, as Sphinx prints warnings.

    What names no file is of the configuration *conf*.
    """
    rows: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _LINE.match(line)
        if match:
            rows.append((match["location"] or "", [match["message"]]))
        elif rows and line.strip():
            rows[-1][1].append(line)
    findings = []
    for location, words in rows:
        message = " ".join(words)
        code = _CODE.search(message)
        message = message[: code.start()] if code else message
        findings.append(_finding(location, message, code["code"] if code else "", conf))
    return findings


def _finding(location: str, message: str, code: str, conf: Path) -> Finding:
    # A message can have several lines, and a finding is one.
    words = " ".join(message.split())
    match = _LOCATION.match(location)
    file, line = (match["file"], int(match["line"] or 0)) if match else (location, 0)
    # Messages of docutils about a string that was parsed name what it is from.
    file = file.partition(":docstring of ")[0]
    if file and file != "<unknown>":
        return Finding(Path(file), line or None, Severity.ERROR, code, words)
    words = words.removeprefix("conf.py: ")
    return Finding(conf, line_of_names(conf, words), Severity.ERROR, code, words)
