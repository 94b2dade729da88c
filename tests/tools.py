"""Programs and packages that look at pages for the tests, and what is done where one is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

_PACKAGES = Path(__file__).parent / "audit" / "node_modules"


def lacking(message: str) -> NoReturn:
    """Skip the test; but fail it where TRANSCRIPT_REQUIRE_BROWSER is set."""
    if os.environ.get("TRANSCRIPT_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


def program(name: str) -> str:
    """Return the path of the program *name*."""
    return shutil.which(name) or lacking(f"no {name} found")


def node_file(path: str) -> Path:
    """Return the file at *path* below the packages that ``npm ci`` installs in tests/audit."""
    found = _PACKAGES / path
    return found if found.is_file() else lacking(f"no {path} found: npm ci in tests/audit")
