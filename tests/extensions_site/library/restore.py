"""Restores, timed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Restore:
    """One restore of one host.

    Attributes:
        host: What was restored.
        hours: How long that took.
    """

    host: str
    hours: float

    def kept_promise(self, promised_hours: float = 4.0) -> bool:
        """Tell whether it took no longer than was promised.

        Args:
            promised_hours: What the contract says.
        """
        return self.hours <= promised_hours


def slowest(
    restores: list[Restore], *, hosts: tuple[str, ...] = (), at_least_hours: float = 0.0
) -> Restore | None:
    """Return the slowest of *restores* on *hosts*, or ``None`` where there is none."""
    chosen = [each for each in restores if not hosts or each.host in hosts]
    chosen = [each for each in chosen if each.hours >= at_least_hours]
    return max(chosen, key=lambda each: each.hours, default=None)
