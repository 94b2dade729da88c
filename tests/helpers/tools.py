"""Finds external programs and npm packages; skips tests whose program is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from tests.helpers.missing_programs import skip_reason

_PACKAGES = Path(__file__).parent.parent / "audit" / "node_modules"
_DEBIAN_PACKAGES = {"java": "default-jre-headless", "pdftotext": "poppler-utils"}
"""Debian packages whose name differs from their program."""


def skip_without(name: str, remedy: str = "") -> NoReturn:
    """Skip the test because the program *name* is missing; *remedy* says how to install it.

    The test fails instead if TRANSCRIPT_REQUIRE_BROWSER is set.
    """
    message = skip_reason(name, remedy or f"apt-get install {_DEBIAN_PACKAGES.get(name, name)}")
    if os.environ.get("TRANSCRIPT_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


def program(name: str) -> str:
    """Return the path of the program *name*; skip the test if it is missing."""
    return shutil.which(name) or skip_without(name)


def node_file(path: str) -> Path:
    """Return the file at *path* in tests/audit/node_modules; skip the test if it is missing."""
    found = _PACKAGES / path
    if found.is_file():
        return found
    install = "npm ci in tests/audit"
    skip_without(
        "npm packages", install if shutil.which("npm") else f"apt-get install npm, then {install}"
    )
