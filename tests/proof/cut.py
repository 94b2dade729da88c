"""Cuts a sequence of actions that fails down to the few that are needed, and reports them."""

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
    """Do *actions*; where that fails, say by which few of them, and how; and say *note*."""
    machine = Machine(folder / "whole")
    try:
        machine.run(actions)
    except MismatchError as error:
        failure = error
    else:
        return machine
    again = Repetition(folder, failure)
    failing = actions[: failure.at + 1]
    # Most of the time goes into builds: at first, see how few of them do.
    fewer = (with_last_builds(failing, number) for number in (2, 3, 5))
    failing = next(filter(again, fewer), failing)
    kept = cut_down(failing, again, seconds)
    if not again(kept):
        note += "The failure did not come again: this is where it first came.\n"
    listed = "".join(f"    {tuple(action)!r},\n" for action in kept)
    pytest.fail(f"{failure.kind} fails after\n[\n{listed}]\n{note}{again.last}", pytrace=False)


class Repetition:
    """Tells whether a sequence fails at its end as another did."""

    def __init__(self, folder: Path, failure: MismatchError) -> None:
        self._folder = folder / "again"
        self._kind = failure.kind
        # Which of several processes comes first is chance.
        self._times = 4 if failure.kind == "build with 3" else 1
        self.last = failure

    def __call__(self, actions: Sequence[Action]) -> bool:
        return any(self._once(actions) for _ in range(self._times))

    def _once(self, actions: Sequence[Action]) -> bool:
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            Machine(self._folder).run(actions, is_clean_at_end_alone=True)
        except MismatchError as error:
            if error.kind == self._kind and error.at == len(actions) - 1:
                self.last = error
                return True
        return False


def with_last_builds(actions: Sequence[Action], number: int) -> Sequence[Action]:
    """Return *actions* without builds but the last *number* of them."""
    builds = [at for at, action in enumerate(actions) if action.kind in BUILDS][:-number]
    return [action for at, action in enumerate(actions) if at not in builds]


def cut_down(
    actions: Sequence[Action], fails: Callable[[Sequence[Action]], bool], seconds: float
) -> list[Action]:
    """Return a part of *actions*, the last among them, that still *fails*: a smallest, given time.

    See https://www.st.cs.uni-saarland.de/papers/tse2002/ for the way it goes.
    """
    end = time.monotonic() + seconds
    *kept, last = actions

    def is_enough(tried: list[Action]) -> bool:
        return time.monotonic() < end and fails([*tried, last])

    size = max(1, len(kept) // 2)
    while True:
        before = kept
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if is_enough(fewer):
                kept = fewer
            else:
                at += size
        at = 0
        while size == 1 and at < len(kept):
            action = kept[at]
            values = (action._replace(value=value) for value in simpler(action.value))
            poorer = ([*kept[:at], one, *kept[at + 1 :]] for one in values)
            found = next(filter(is_enough, poorer), None)
            kept, at = (found, at) if found else (kept, at + 1)
        if size == 1 and kept == before:
            return [*kept, last]
        size = max(1, size // 2)


def simpler(value: object) -> Iterator[Any]:
    """Yield values a little simpler than that of an action."""
    if isinstance(value, dict):
        for key, inner in value.items():
            rest = {name: other for name, other in value.items() if name != key}
            yield rest
            yield from ({**rest, key: less} for less in simpler(inner))
    elif type(value) is tuple:
        yield from (value[:at] + value[at + 1 :] for at in range(len(value)))
