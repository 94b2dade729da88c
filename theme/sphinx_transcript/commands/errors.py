"""What ends a command: a sentence for the reader, and no traceback."""

from __future__ import annotations


class CommandError(Exception):
    """Why a command can't do what it was asked for, in one sentence.

    The command line prints it after its name and ends with the exit status *status*.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
