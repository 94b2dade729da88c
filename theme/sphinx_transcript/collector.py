"""Python's garbage collector, told what a build is like.

A build makes a great many objects that it keeps, the environment above all. At its usual pace the
collector goes through all of them again and again and finds next to nothing: a fifth of the time
of a build in which one post has changed.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PACE = (50_000, 20, 50)
"""The thresholds while a build runs; see https://docs.python.org/3/library/gc.html."""
_usual = gc.get_threshold()


def register(app: Sphinx) -> None:
    """Slow the collector down until the build of *app* ends."""
    # What the last build in this process has left can go now.
    gc.unfreeze()
    gc.set_threshold(*_PACE)
    # The environment has been loaded by then.
    app.connect("builder-inited", leave_environment_alone, priority=900)
    app.connect("build-finished", go_on_as_usual, priority=900)


def leave_environment_alone(app: Sphinx) -> None:
    """Leave what there is now to itself: it stays until the end, when the process ends, too."""
    gc.freeze()


def go_on_as_usual(app: Sphinx, exception: Exception | None) -> None:
    """Set the usual pace, for processes that go on."""
    gc.set_threshold(*_usual)
