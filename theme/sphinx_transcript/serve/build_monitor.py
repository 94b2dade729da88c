"""Watches a build that goes on: says what it is doing, and ends one that hangs."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sphinx_transcript.serve.build_result import BuildResult

LOOK_EVERY = 0.25
"""Seconds between two looks at a build."""
TELL_AFTER = 3.0
"""Seconds after which it is said that a build goes on."""
PATIENCE = 5.0
"""Seconds without progress after which a build is ended if there is a newer change."""


class BuildMonitor:
    """Waits for the end of one build."""

    def __init__(
        self,
        interrupt: Callable[[], None],
        show_activity: Callable[[str], Awaitable[None]],
        show_waiting: Callable[[float, str, bool], None],
    ) -> None:
        self._interrupt = interrupt
        self._show_waiting = show_waiting
        """Called with the seconds that the build takes already, with what it is doing, and whether
        it makes no progress."""
        self._show_activity = show_activity
        """Called with what the pages say of the build, and with '' at its end."""
        self._progress, self._progress_time = "", time.monotonic()
        self._has_told = False

    def note_progress(self, text: str) -> None:
        """Note that the build is doing what *text* says. Another thread may call this."""
        self._progress, self._progress_time = text, time.monotonic()

    async def wait_for(
        self,
        building: asyncio.Future[BuildResult],
        patience: float,
        take_changes: Callable[[], Awaitable[Sequence[str]]],
    ) -> Sequence[str]:
        """Wait until *building* is done, and return nothing.

        Where it makes no progress for *patience* seconds, end it as soon as *take_changes* returns
        newer changes, and return these.
        """
        start = time.monotonic()
        while not (await asyncio.wait({building}, timeout=LOOK_EVERY))[0]:
            now = time.monotonic()
            is_stuck = now - self._progress_time >= patience
            if now - start >= TELL_AFTER:
                await self._tell(now - start, is_stuck)
            changed = await take_changes() if is_stuck else ()
            if changed:
                while not building.done():
                    self._interrupt()
                    await asyncio.wait({building}, timeout=LOOK_EVERY)
                break
        else:
            changed = ()
        if self._has_told:
            await self._show_activity("")
        return changed

    async def _tell(self, seconds: float, is_stuck: bool) -> None:
        """Say on the terminal and on the pages that the build goes on."""
        doing = f" ({self._progress})" if self._progress else ""
        self._has_told = True
        with contextlib.suppress(OSError):  # The terminal may be gone.
            self._show_waiting(seconds, self._progress, is_stuck)
        hint = "; the next save begins anew" if is_stuck else ""
        await self._show_activity(f"Still building{doing}{hint}.")
