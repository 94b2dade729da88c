"""Programs and packages that look at pages for the tests, and what is done where one is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from tests.missing_programs import reason

_PACKAGES = Path(__file__).parent / "audit" / "node_modules"
_DEBIAN_PACKAGES = {"java": "default-jre-headless"}
"""Those that have another name than their program."""


def lacking(name: str, remedy: str = "") -> NoReturn:
    """Skip the test for want of the program *name*; *remedy* says how to get it.

    The test fails instead where TRANSCRIPT_REQUIRE_BROWSER is set.
    """
    message = reason(name, remedy or f"apt-get install {_DEBIAN_PACKAGES.get(name, name)}")
    if os.environ.get("TRANSCRIPT_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


def program(name: str) -> str:
    """Return the path of the program *name*."""
    return shutil.which(name) or lacking(name)


def node_file(path: str) -> Path:
    """Return the file at *path* below the packages that ``npm ci`` installs in tests/audit."""
    found = _PACKAGES / path
    if found.is_file():
        return found
    install = "npm ci in tests/audit"
    lacking(
        "npm packages", install if shutil.which("npm") else f"apt-get install npm, then {install}"
    )
