"""Shrinks a failing sequence of actions to the few that are needed, and reports them."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.proof.machine import BUILDS, Machine, MismatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.proof.edits import Action


def prove(folder: Path, actions: Sequence[Action], seconds: float = 150, note: str = "") -> Machine:
    """Run *actions* and return the machine that ran them.

    If they fail, shrink them for up to *seconds*, and fail the test with the shrunk sequence, the
    mismatch and *note*.
    """
    machine = Machine(folder / "whole")
    try:
        machine.run(actions)
    except MismatchError as error:
        failure = error
    else:
        return machine
    reproduces = Reproduction(folder, failure)
    failing = actions[: failure.at + 1]
    # Builds take most of the time, so first try how few of them are enough.
    candidates = (with_last_builds(failing, number) for number in (2, 3, 5))
    failing = next(filter(reproduces, candidates), failing)
    kept = shrink(failing, reproduces, seconds)
    if not reproduces(kept):
        note += "The failure did not occur again: this is its first occurrence.\n"
    listed = "".join(f"    {tuple(action)!r},\n" for action in kept)
    pytest.fail(f"{failure.kind} fails after\n[\n{listed}]\n{note}{reproduces.last}", pytrace=False)


class Reproduction:
    """Tells whether a sequence of actions reproduces a failure with its last action."""

    def __init__(self, folder: Path, failure: MismatchError) -> None:
        self._folder = folder / "again"
        self._kind = failure.kind
        # The order in which parallel processes finish is random.
        self._attempts = 4 if failure.kind == "build with 3" else 1
        self.last = failure
        """The failure that was reproduced last."""

    def __call__(self, actions: Sequence[Action]) -> bool:
        return any(self._attempt(actions) for _ in range(self._attempts))

    def _attempt(self, actions: Sequence[Action]) -> bool:
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            Machine(self._folder).run(actions, compares_only_last=True)
        except MismatchError as error:
            if error.kind == self._kind and error.at == len(actions) - 1:
                self.last = error
                return True
        return False


def with_last_builds(actions: Sequence[Action], number: int) -> Sequence[Action]:
    """Return *actions* without any builds but the last *number* of them."""
    builds = [at for at, action in enumerate(actions) if action.kind in BUILDS][:-number]
    return [action for at, action in enumerate(actions) if at not in builds]


def shrink(
    actions: Sequence[Action], fails: Callable[[Sequence[Action]], bool], seconds: float
) -> list[Action]:
    """Return a minimal part of *actions*, including the last one, that still *fails*.

    It is not minimal if *seconds* run out. The algorithm is delta debugging:
    https://www.st.cs.uni-saarland.de/papers/tse2002/
    """
    end = time.monotonic() + seconds
    *kept, last = actions

    def still_fails(candidate: list[Action]) -> bool:
        return time.monotonic() < end and fails([*candidate, last])

    size = max(1, len(kept) // 2)
    while True:
        before = kept
        at = 0
        while at < len(kept):
            candidate = kept[:at] + kept[at + size :]
            if still_fails(candidate):
                kept = candidate
            else:
                at += size
        at = 0
        while size == 1 and at < len(kept):
            action = kept[at]
            values = (action._replace(value=value) for value in simpler(action.value))
            candidates = ([*kept[:at], one, *kept[at + 1 :]] for one in values)
            found = next(filter(still_fails, candidates), None)
            kept, at = (found, at) if found else (kept, at + 1)
        if size == 1 and kept == before:
            return [*kept, last]
        size = max(1, size // 2)


def simpler(value: object) -> Iterator[Any]:
    """Yield values slightly simpler than *value*, the value of an action."""
    if isinstance(value, dict):
        for key, inner in value.items():
            rest = {name: other for name, other in value.items() if name != key}
            yield rest
            yield from ({**rest, key: less} for less in simpler(inner))
    elif type(value) is tuple:
        yield from (value[:at] + value[at + 1 :] for at in range(len(value)))
