"""Collects the warnings of Sphinx as findings, instead of printing them."""

from __future__ import annotations

import io
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from sphinx_transcript.check.conf_py_lines import line_of_names
from sphinx_transcript.check.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCATION = re.compile(r"(?P<file>.*?):(?P<line>\d*)$", re.DOTALL)
_LINE = re.compile(r"(?:(?P<location>.+?): )?(?:WARNING|ERROR|CRITICAL): (?P<message>.*)")
_CODE = re.compile(r" \[(?P<code>[\w-]+(?:\.[^\]\s]+)?)\]$")


class WarningCollector(WarningStreamHandler):
    """A logging handler that takes the place of Sphinx's own, with the same filters.

    It is a subclass of Sphinx's handler, because `sphinx.util.logging.pending_warnings` delays
    records only for handlers of that class.
    """

    def __init__(self, conf: Path) -> None:
        super().__init__(io.StringIO())  # type: ignore[arg-type]
        self._conf = conf
        self.findings: list[Finding] = []

    def install(self) -> None:
        """Replace the handler that prints warnings."""
        logger = logging.getLogger(NAMESPACE)
        for handler in logger.handlers[:]:
            if isinstance(handler, WarningStreamHandler):
                self.filters = handler.filters
                self.setLevel(handler.level)
                logger.removeHandler(handler)
        logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Add a finding for the warning *record*."""
        group, kind = getattr(record, "type", "") or "", getattr(record, "subtype", "") or ""
        code = f"{group}.{kind}" if group and kind else group
        # Sphinx's own getMessage() adds the location and the level.
        message = logging.LogRecord.getMessage(record).removesuffix(f" [{code}]")
        location = str(getattr(record, "location", "") or "")
        self.findings.append(_finding(location, message, code, self._conf))


def parse_warnings(lines: Iterable[str], conf: Path) -> list[Finding]:
    """Return the findings for *lines*, which are warnings as Sphinx prints them.

    A warning without a file is about *conf*, the path of conf.py.
    """
    warnings: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _LINE.match(line)
        if match:
            warnings.append((match["location"] or "", [match["message"]]))
        elif warnings and line.strip():
            warnings[-1][1].append(line)
    findings = []
    for location, message_lines in warnings:
        message = " ".join(message_lines)
        code = _CODE.search(message)
        message = message[: code.start()] if code else message
        findings.append(_finding(location, message, code["code"] if code else "", conf))
    return findings


def _finding(location: str, message: str, code: str, conf: Path) -> Finding:
    # A message can have several lines, but a finding is printed in one.
    message = " ".join(message.split())
    match = _LOCATION.match(location)
    file, line = (match["file"], int(match["line"] or 0)) if match else (location, 0)
    # docutils appends the name of the object to a file whose docstring it parsed.
    file = file.partition(":docstring of ")[0]
    if file and file != "<unknown>":
        return Finding(Path(file), line or None, Severity.ERROR, code, message)
    message = message.removeprefix("conf.py: ")
    return Finding(conf, line_of_names(conf, message), Severity.ERROR, code, message)
