"""What ends a command: a sentence for the reader, and no traceback."""

from __future__ import annotations

import traceback


class CommandError(Exception):
    """Why a command can't do what it was asked for, in one sentence.

    The command line prints it after its name and ends with the exit status *status*.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def one_line(error: BaseException) -> str:
    """Return what *error* says, without the traceback that Sphinx puts into some of its errors."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if any(line.startswith("Traceback ") for line in lines):
        # The file and the line in it that raised are the last ones that the traceback names.
        place = [line for line in lines if line.startswith("File ")][-1:]
        return f"{lines[0]} {lines[-1]}" + (f" ({place[0]})" if place else "")
    return " ".join(lines) or type(error).__name__


def blame(error: BaseException) -> str:
    """Return what *error*, which the setup of the site raised, says, and where it was raised."""
    if isinstance(error, OSError) and error.strerror:
        return f"the site can't be set up: {error.filename}: {error.strerror}"
    place = ""
    for frame in traceback.extract_tb(error.__traceback__)[-1:]:
        place = f' (File "{frame.filename}", line {frame.lineno})'
    return f"the site can't be set up: {type(error).__name__}: {error}{place}"
