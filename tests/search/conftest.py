"""Fixtures of the tests of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.search.prompt_shell import PromptShell

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def prompt_shell() -> Iterator[PromptShell]:
    """Return a process that evaluates lines of the prompt."""
    shell = PromptShell()
    yield shell
    shell.close()
