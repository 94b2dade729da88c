"""The message where a worker process has ended without a result."""

from __future__ import annotations

import signal
from typing import Any

from sphinx.errors import SphinxError

_SHOWN_DOCUMENTS = 5


class WorkerError(SphinxError):
    """A worker process ended without a result, for instance because memory ran out."""

    category = "Parallel build error"

    @classmethod
    def of(cls, code: int | None, argument: Any, begun: int) -> WorkerError:
        """Return the error of a process that ended with the exit status *code*.

        *argument* is that of its task, of which it has begun with *begun* items, or its name.
        """
        how = f"ended with the exit status {code}"
        if code is None:
            how = "closed its connection"
        elif code < 0:
            how = f"was killed by the signal {-code} ({_signal_name(-code)})"
        at = f"; it was at {_name(argument[begun - 1])}" if begun else ""
        work = argument if isinstance(argument, str) else f"its documents: {_documents(argument)}"
        return cls(
            f"a worker process {how}; {work}{at}. Where memory is "
            "short, fewer processes help, as with -j 1, which also shows which document it is"
        )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


def _documents(argument: Any) -> str:
    """Return the docnames in the *argument* of a task, as Sphinx's builders pass them."""
    names = [_name(item) for item in argument] if isinstance(argument, list) else []
    rest = len(names) - _SHOWN_DOCUMENTS
    return ", ".join(names[:_SHOWN_DOCUMENTS]) + (f" and {rest} more" if rest > 0 else "")


def _name(item: Any) -> str:
    return str(item[0] if isinstance(item, tuple) else item)
