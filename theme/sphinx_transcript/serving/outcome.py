"""What became of a build, and what was said in it."""

from __future__ import annotations

import io
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from sphinx.util.build_phase import BuildPhase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
_WRITING = (BuildPhase.RESOLVING, BuildPhase.WRITING)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build."""

    error: str = ""
    """Why there is none, in one line; empty where the site was built."""
    warnings: tuple[str, ...] = ()
    of_reading: tuple[str, ...] = ()
    """Those of them that come again only when their document is read again."""
    of_writing: tuple[str, ...] = ()
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
    modules: tuple[str, ...] = ()
    """What the build has imported."""

    def as_json(self) -> dict[str, Any]:
        """Return the values as JSON has them."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Outcome:
        """Return what `as_json` has written."""
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return cls(**{**values, **lists})


class Warnings(io.StringIO):
    """Keeps what Sphinx warns of, and passes it on to a stream once there is one."""

    stream: TextIO | None = None

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.of_reading: list[str] = []
        self.of_writing: list[str] = []
        self.files_read: set[str] = set()
        self.files_rendered: set[str] = set()
        self._app: Sphinx | None = None

    def follow(self, app: Sphinx) -> None:
        """Have each warning be one of the phase that the build of *app* is in."""
        self._app = app
        app.connect("source-read", self._note_read)
        app.connect("doctree-resolved", self._note_rendered)

    def write(self, text: str) -> int:
        """Write *text*, a warning or a part of one."""
        if self.stream is not None:
            self.stream.write(text)
            self.stream.flush()
        lines = [line for line in _ESCAPE.sub("", text).splitlines() if line.strip()]
        self.lines += lines
        phase = self._app.phase if self._app is not None else BuildPhase.INITIALIZATION
        if phase is BuildPhase.READING:
            self.of_reading += lines
        elif phase in _WRITING:
            self.of_writing += lines
        return len(text)

    def _note_read(self, app: Sphinx, docname: str, content: list[str]) -> None:
        self.files_read.add(str(app.env.doc2path(docname)))

    def _note_rendered(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        self.files_rendered.add(str(app.env.doc2path(docname)))


class Standing:
    """The warnings that still hold, of this build and those before it."""

    def __init__(self) -> None:
        self._of_reading: dict[str, list[str]] = {}
        self._of_writing: dict[str, list[str]] = {}

    def after(self, outcome: Outcome, changed: Iterable[str]) -> tuple[str, ...]:
        """Return them after the build that came to *outcome*, which the files *changed* led to."""
        for known, lines, done in (
            (self._of_reading, outcome.of_reading, {*outcome.read, *changed}),
            (self._of_writing, outcome.of_writing, {*outcome.rendered, *changed}),
        ):
            for file in [file for file in known if file in done or not Path(file).exists()]:
                del known[file]
            for line in lines:
                # A warning begins with the path of its file, and the line where that is known.
                found = re.match(r"(.+?):(?:\d+:)? ", line)
                if found and line not in known.setdefault(found[1], []):
                    known[found[1]].append(line)
        every = [*self._of_reading.values(), *self._of_writing.values()]
        return tuple(dict.fromkeys([*outcome.warnings, *(line for each in every for line in each)]))
