"""Messages for errors that end a build, with the file and line that can be mended."""

from __future__ import annotations

from pathlib import Path

from sphinx.errors import ConfigError, SphinxError, SphinxParallelError

from sphinx_transcript.workspace.error_places import (
    Place,
    origin_of,
    own_place,
    parallel_message,
    template_place,
)
from sphinx_transcript.workspace.errors import one_line
from sphinx_transcript.workspace.files import display_path


def own_failure(error: BaseException) -> str:
    """Return a message for *error* if the site's own code or template is its cause, and else ''."""
    place = None if isinstance(error, ConfigError) else own_place(error)
    return _located(error, place) if place is not None else ""


def build_failure(error: BaseException) -> str:
    """Return a message in one line for *error*, which ended a build.

    An error in a template, or in what the site's own code does, begins with its file and line.
    """
    if message := own_failure(error):
        return message
    place = None if isinstance(error, ConfigError) else template_place(error)
    if place is not None:
        return _located(error, place)
    if isinstance(error, SphinxParallelError):
        return parallel_message(error)
    is_sentence = isinstance(error, SphinxError | OSError)
    return one_line(error) if is_sentence else f"{type(error).__name__}: {one_line(error)}"


def _located(error: BaseException, place: Place) -> str:
    path, line = place
    if isinstance(error, SphinxParallelError):
        return f"{display_path(Path(path))}:{line}: {parallel_message(error)}"
    origin = origin_of(error)
    # A syntax error would name its file again.
    message = origin.msg if isinstance(origin, SyntaxError) else one_line(origin)
    return f"{display_path(Path(path))}:{line}: {type(origin).__name__}: {message}"
