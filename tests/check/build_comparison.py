"""Compares the errors that a check finds with the warnings of a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.check.findings import Finding, Severity
from sphinx_transcript.check.site_check import CheckResult, check_site
from sphinx_transcript.check.warning_collector import parse_warnings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build, Site

CONF = 'myst_heading_anchors = 3\nhtml_baseurl = "https://example.org/"\n'
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def warnings_of(build: Build, conf: Path) -> set[Finding]:
    return set(parse_warnings(_ESCAPE.sub("", build.warnings).splitlines(), conf))


def errors_of(result: CheckResult) -> set[Finding]:
    return {each for each in result.findings if each.severity is Severity.ERROR}


def assert_same(site: Site) -> set[Finding]:
    """Assert that a check of *site* finds exactly what a build warns of; return the findings."""
    expected = warnings_of(site.clean_build(), site.srcdir / "conf.py")
    assert errors_of(check_site(site.srcdir)) == expected
    return expected
