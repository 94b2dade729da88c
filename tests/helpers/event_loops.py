"""Event loops for tests of asynchronous code."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine


def run_in_new_loop(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run *coroutine* to its end in an event loop and a thread of its own.

    `asyncio.run` fails in the main thread of a process that has run a browser test:
    there Playwright's event loop is running until the process ends.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, coroutine).result()
