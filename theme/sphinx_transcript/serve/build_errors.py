"""Messages for errors that end a build, with the file and line that can be mended."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError
from sphinx.errors import ConfigError, SphinxError

from sphinx_transcript.workspace.errors import one_line
from sphinx_transcript.workspace.files import display_path


def build_failure(error: BaseException, source: str) -> str:
    """Return a message in one line for *error*, which ended a build of the folder *source*.

    An error in a template, or in what the site's own code does, begins with its file and line.
    """
    origin = error
    while origin.__cause__ is not None:
        origin = origin.__cause__
    place = "" if isinstance(error, ConfigError) else _place(origin, source)
    if place:
        return f"{place}: {type(origin).__name__}: {one_line(origin)}"
    is_sentence = isinstance(error, SphinxError | OSError)
    return one_line(error) if is_sentence else f"{type(error).__name__}: {one_line(error)}"


def _place(error: BaseException, source: str) -> str:
    """Return the file and line of *error* in a template or in the folder *source*, or ''."""
    if isinstance(error, TemplateSyntaxError):
        return f"{display_path(Path(error.filename))}:{error.lineno}" if error.filename else ""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_absolute()
        and (not frame.filename.endswith(".py") or Path(frame.filename).is_relative_to(source))
    ]
    # The last frame is where it happened, but the site's own file is what can be mended.
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(source)]
    for frame in (own or frames)[-1:]:
        return f"{display_path(Path(frame.filename))}:{frame.lineno}"
    return ""
