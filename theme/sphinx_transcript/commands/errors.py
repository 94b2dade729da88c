"""What ends a command: a sentence for the reader, and no traceback."""

from __future__ import annotations


class CommandError(Exception):
    """Why a command can't do what it was asked for, in one sentence.

    The command line prints it after its name and ends with the exit status 1.
    """
