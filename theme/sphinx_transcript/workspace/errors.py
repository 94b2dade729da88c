"""Errors that end a command with one sentence instead of a traceback."""

from __future__ import annotations

import traceback

from sphinx.errors import ConfigError, SphinxError

from sphinx_transcript.workspace.error_places import Place, last_own_frame, own_place


class CommandError(Exception):
    """The reason why a command can't do what it was asked to do, in one sentence.

    The command line prints the message after the program's name and exits with *status*.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def one_line(error: BaseException) -> str:
    """Return the message of *error* in one line.

    Sphinx appends a traceback to some of its messages. Of that only the frame that can be mended is
    kept: the last one in the site's own code.
    """
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if any(line.startswith("Traceback ") for line in lines):
        frame = last_own_frame(str(error))
        return f"{lines[0]} {lines[-1]}" + (f" ({frame})" if frame else "")
    return " ".join(lines) or type(error).__name__


def setup_failure(error: BaseException) -> str:
    """Return a message for *error*, which was raised while Sphinx was set up, with its location."""
    if isinstance(error, SphinxError):
        place = None if isinstance(error, ConfigError) else own_place(error)
        return one_line(error) + _location(place)
    if isinstance(error, OSError) and error.strerror:
        return f"the site can't be set up: {error.filename}: {error.strerror}"
    place = own_place(error)
    if place is None:
        for frame in traceback.extract_tb(error.__traceback__)[-1:]:
            place = frame.filename, frame.lineno or 0
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"the site can't be set up: {type(error).__name__}: {message}{_location(place)}"


def _location(place: Place | None) -> str:
    return f' (File "{place[0]}", line {place[1]})' if place is not None else ""
