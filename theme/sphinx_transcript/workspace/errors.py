"""Errors that end a command with one sentence instead of a traceback."""

from __future__ import annotations

import traceback


class CommandError(Exception):
    """The reason why a command can't do what it was asked to do, in one sentence.

    The command line prints the message after the program's name and exits with *status*.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def one_line(error: BaseException) -> str:
    """Return the message of *error* in one line.

    Sphinx appends a traceback to some of its messages. Of that only the last frame is kept.
    """
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if any(line.startswith("Traceback ") for line in lines):
        # The last frame of the traceback is the one that raised the error.
        frame = [line for line in lines if line.startswith("File ")][-1:]
        return f"{lines[0]} {lines[-1]}" + (f" ({frame[0]})" if frame else "")
    return " ".join(lines) or type(error).__name__


def setup_failure(error: BaseException) -> str:
    """Return a message for *error*, which was raised while Sphinx was set up, with its location."""
    if isinstance(error, OSError) and error.strerror:
        return f"the site can't be set up: {error.filename}: {error.strerror}"
    location = ""
    for frame in traceback.extract_tb(error.__traceback__)[-1:]:
        location = f' (File "{frame.filename}", line {frame.lineno})'
    return f"the site can't be set up: {type(error).__name__}: {error}{location}"
