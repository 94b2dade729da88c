"""Fixtures of the tests of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.search.prompt_shell import SITE, PromptShell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def prompt_shell() -> Iterator[PromptShell]:
    """Return a process that evaluates lines of the prompt."""
    shell = PromptShell()
    yield shell
    shell.close()


@pytest.fixture
def run(prompt_shell: PromptShell) -> Callable[[str], dict[str, Any]]:
    """Return a function that runs a line on the site `SITE`."""
    return lambda line: prompt_shell.call("run", line, SITE)
