"""Watches a build that goes on: says what it is doing, and ends one that hangs."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from typing import TYPE_CHECKING

from sphinx_transcript.support.terminal_text import visible_text

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
        self, interrupt: Callable[[], None], show_activity: Callable[[str], Awaitable[None]]
    ) -> None:
        self._interrupt = interrupt
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
        """Say once on the terminal, and each time on the pages, that the build goes on."""
        doing = f" ({self._progress})" if self._progress else ""
        if not self._has_told:
            self._has_told = True
            with contextlib.suppress(OSError):  # The terminal may be gone.
                text = visible_text(f"Still building after {seconds:.0f} s{doing}.")
                print(text, file=sys.stderr, flush=True)
        hint = "; the next save begins anew" if is_stuck else ""
        await self._show_activity(f"Still building{doing}{hint}.")
