"""What became of a build, and what was said in it."""

from __future__ import annotations

import io
import os
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TextIO

from sphinx.util.build_phase import BuildPhase
from sphinx.util.console import strip_colors

from sphinx_transcript.domain import blog_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# What Sphinx puts before a warning: a path, maybe an object in it, and maybe a line.
_LOCATION = re.compile(
    r"([^\n]+?)(?::docstring of [^\n:]+)?:(?:\d+:)? (?:WARNING|ERROR|CRITICAL): "
)
Said = tuple[str, str]
"""The source file that a warning is of, '' for none, and its words."""
_WRITING = (BuildPhase.RESOLVING, BuildPhase.WRITING)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build."""

    error: str = ""
    """Why there is none, in one line; empty where the site was built."""
    warnings: tuple[str, ...] = ()
    of_reading: tuple[Said, ...] = ()
    """Those of them that come again only when their document is read again."""
    of_writing: tuple[Said, ...] = ()
    """Those that come again only when their page is written again."""
    read: tuple[str, ...] = ()
    """The source files of the documents that were read."""
    rendered: tuple[str, ...] = ()
    """The source files of those whose pages were written."""
    is_stale: bool = False
    """Whether nothing was done, since what was set up before is no longer right."""
    is_final: bool = True
    """Whether the build is done; else its pages are."""
    written: tuple[str, ...] = ()
    """The files outside of the output that it has written."""
    modules: tuple[tuple[str, str], ...] = ()
    """The modules that the build has imported, and their files."""

    def as_json(self) -> dict[str, Any]:
        """Return the values as JSON has them."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Outcome:
        """Return what `as_json` has written."""
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        pairs = {
            name: tuple((file, warning) for file, warning in values[name])
            for name in ("of_reading", "of_writing", "modules")
        }
        return cls(**{**values, **lists, **pairs})


class Warnings(io.StringIO):
    """Keeps what Sphinx warns of, and passes it on to a stream once there is one."""

    stream: TextIO | None = None

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.of_reading: list[Said] = []
        self.of_writing: list[Said] = []
        self.files_read: set[str] = set()
        self.files_rendered: set[str] = set()
        self._app: Sphinx | None = None

    def follow(self, app: Sphinx) -> None:
        """Have each warning be one of the phase that the build of *app* is in."""
        self._app = app
        # What other handlers add to the documents that are read, they have added by then.
        app.connect("env-before-read-docs", self._note_read, priority=999)
        app.connect("doctree-resolved", self._note_rendered)

    def write(self, text: str) -> int:
        """Write *text*, which is one warning: so Sphinx's handler calls it."""
        if self.stream is not None:
            self.stream.write(text)
            self.stream.flush()
        warning = strip_colors(text).strip()
        if warning:
            self.said.append(warning)
            phase = self._app.phase if self._app is not None else BuildPhase.INITIALIZATION
            if phase is BuildPhase.READING:
                self.of_reading.append((self._file_of(warning), warning))
            elif phase in _WRITING:
                self.of_writing.append((self._file_of(warning), warning))
        return len(text)

    def _file_of(self, warning: str) -> str:
        """Return the source file that *warning* is of, also where it is in one that is included."""
        env = self._app.env if self._app is not None else None
        # The document that is being read, by whichever name this release of Sphinx has for it.
        docname = env.temp_data.get("docname") if env is not None else None
        if env is not None and docname:
            return str(env.doc2path(docname))
        found = _LOCATION.match(warning)
        return os.path.abspath(found[1]) if found else ""  # noqa: PTH100

    def _note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        self.files_read.update(str(env.doc2path(docname)) for docname in docnames)

    def _note_rendered(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        if not blog_domain(app.env).is_embedding:
            self.files_rendered.add(str(app.env.doc2path(docname)))


class Standing:
    """The warnings that still hold, of this build and those before it."""

    def __init__(self) -> None:
        self._of_reading: dict[str, list[str]] = {}
        self._of_writing: dict[str, list[str]] = {}

    def after(self, outcome: Outcome, changed: Iterable[str]) -> tuple[str, ...]:
        """Return them after the build that came to *outcome*, which the files *changed* led to."""
        for known, said, done in (
            (self._of_reading, outcome.of_reading, {*outcome.read, *changed}),
            (self._of_writing, outcome.of_writing, {*outcome.rendered, *changed}),
        ):
            for file in [file for file in known if file in done or not _exists(file)]:
                del known[file]
            for file, warning in said:
                if file and warning not in known.setdefault(file, []):
                    known[file].append(warning)
        every = [*self._of_reading.values(), *self._of_writing.values()]
        return tuple(dict.fromkeys([*outcome.warnings, *(each for said in every for each in said)]))


def _exists(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 (Path's may raise for what is no path at all)
