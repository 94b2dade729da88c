"""Assertions about the warnings of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build


def assert_only_warning(build: Build, subtype: str, *parts: str) -> None:
    """Assert that *build* has one warning, which has the *subtype* and contains *parts*."""
    (found,) = build_warnings(build)
    assert found.endswith(f"[transcript.{subtype}]")
    for part in parts:
        assert part in found
