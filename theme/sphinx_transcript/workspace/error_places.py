"""Where an error can be mended: the file and line of the site's own code or template."""

from __future__ import annotations

import re
import sys
import sysconfig
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import SphinxParallelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Place = tuple[str, int]
"""The path of a file, and a line in it."""

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = tuple(
    Path(path)
    for name, path in sysconfig.get_paths().items()
    if name in {"stdlib", "platstdlib", "purelib", "platlib"}
)
_PACKAGE_FOLDERS = frozenset({"site-packages", "dist-packages"})
_FRAME = re.compile(r'^ +File "([^"]+)", line (\d+)', re.MULTILINE)


def origin_of(error: BaseException) -> BaseException:
    """Return the error that *error* is a consequence of."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def own_place(error: BaseException) -> Place | None:
    """Return where *error* can be mended in a file of the site, or None.

    That is the last file in its traceback which belongs to no installed package.
    """
    own = [place for place in _places(error) if _is_own(place[0])]
    return own[-1] if own else None


def template_place(error: BaseException) -> Place | None:
    """Return the template and line in which *error* happened, that of a theme included, or None."""
    templates = [place for place in _places(error) if not place[0].endswith(".py")]
    return templates[-1] if templates else None


def last_own_frame(traceback_text: str) -> str:
    """Return the last frame in *traceback_text* that is of the site's own code, or else the last.

    The frame is a line such as ``File "conf.py", line 3``.
    """
    frames = [line.strip() for line in traceback_text.splitlines() if _FRAME.match(f" {line}")]
    own = [frame for frame in frames if _is_own(frame.split('"')[1])]
    return next(reversed(own or frames), "")


def parallel_message(error: SphinxParallelError) -> str:
    """Return the message of the error that ended a process of a parallel build."""
    text = _first_part(error)
    after = text[[0, *(match.end() for match in _FRAME.finditer(text))][-1] :]
    lines = [line for line in after.splitlines()[1:] if line and not line.startswith(" ")]
    name, colon, message = (lines or [str(error)])[0].partition(": ")
    return f"{name.rpartition('.')[2]}{colon}{message}"


def _places(error: BaseException) -> Sequence[Place]:
    """Return the files and lines in the traceback of what *error* is a consequence of."""
    if isinstance(error, SphinxParallelError):
        return [(path, int(line)) for path, line in _FRAME.findall(_first_part(error))]
    origin = origin_of(error)
    places = [
        (frame.filename, frame.lineno or 0)
        for frame in traceback.extract_tb(origin.__traceback__)
        if Path(frame.filename).is_absolute()
    ]
    return [*places, *_named_places(origin)]


def _named_places(error: BaseException) -> Iterable[Place]:
    """Yield the place that a syntax error names."""
    # Jinja takes long to import. Before it is imported, no error can be one of its own.
    jinja2: Any = sys.modules.get("jinja2")
    is_located = isinstance(error, SyntaxError) or (
        jinja2 is not None and isinstance(error, jinja2.TemplateSyntaxError)
    )
    located: Any = error
    if is_located and located.filename:
        yield located.filename, located.lineno or 0


def _first_part(error: SphinxParallelError) -> str:
    """Return the traceback of the first of the errors that *error* is a consequence of."""
    return str(error.traceback).split("\n\nThe above exception was the direct cause", 1)[0]


def _is_own(filename: str) -> bool:
    path = Path(filename)
    return (
        path.is_absolute()
        and _PACKAGE_FOLDERS.isdisjoint(path.parts)
        and not any(path.is_relative_to(each) for each in (_PACKAGE, *_LIBRARIES))
    )
