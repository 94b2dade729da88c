"""Sphinx's warnings: those of one build, and those of earlier builds that still apply."""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING, TextIO

from sphinx.util.build_phase import BuildPhase
from sphinx.util.console import strip_colors

from sphinx_transcript.records.blog_records import blog_domain, has_blog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.serve.build_result import BuildResult, FileWarning

# The prefix of a warning's message: a path, optionally an object in it, and optionally a line.
_LOCATION = re.compile(
    r"([^\n]+?)(?::docstring of [^\n:]+)?:(?:\d+:)? (?:WARNING|ERROR|CRITICAL): "
)
_DRAFTS_OVERRIDE = "'transcript_drafts'"
_WRITING_PHASES = (BuildPhase.RESOLVING, BuildPhase.WRITING)


class WarningStream(io.StringIO):
    """Collects Sphinx's warnings, and passes them on to *stream* once that is set."""

    stream: TextIO | None = None
    is_over_bar = False
    """Whether *stream* is a terminal whose last line may have a progress bar."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []
        self.reading_warnings: list[FileWarning] = []
        self.writing_warnings: list[FileWarning] = []
        self.files_read: set[str] = set()
        self.files_rendered: set[str] = set()
        self._app: Sphinx | None = None

    def follow(self, app: Sphinx) -> None:
        """Assign warnings to the phases of the build of *app*, and record its documents."""
        self._app = app
        # With this priority, after other handlers have added documents to read.
        app.connect("env-before-read-docs", self._record_read, priority=999)
        app.connect("doctree-resolved", self._record_rendered)

    def write(self, text: str) -> int:
        """Write *text*. Sphinx's log handler passes one warning in each call."""
        if self._app is None and _DRAFTS_OVERRIDE in text:
            # The server has drafts shown. A site that has the theme alone knows none.
            return len(text)
        if self.stream is not None:
            # Erase the line: https://ecma-international.org/publications-and-standards/standards/ecma-48/
            self.stream.write(f"\r\x1b[K{text}" if self.is_over_bar and text.strip() else text)
            self.stream.flush()
        message = strip_colors(text).strip()
        if message:
            self.messages.append(message)
            phase = self._app.phase if self._app is not None else BuildPhase.INITIALIZATION
            if phase is BuildPhase.READING:
                self.reading_warnings.append((self._source_file(message), message))
            elif phase in _WRITING_PHASES:
                self.writing_warnings.append((self._source_file(message), message))
        return len(text)

    def _source_file(self, message: str) -> str:
        """Return the source file of the document that *message* is about; '' if unknown.

        For a warning about an included file, that is the document which includes it.
        """
        env = self._app.env if self._app is not None else None
        # The document that is being read. This name works in all supported releases of Sphinx.
        docname = env.temp_data.get("docname") if env is not None else None
        if env is not None and docname:
            return str(env.doc2path(docname))
        match = _LOCATION.match(message)
        return os.path.abspath(match[1]) if match else ""  # noqa: PTH100

    def _record_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        self.files_read.update(str(env.doc2path(docname)) for docname in docnames)

    def _record_rendered(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        if not (has_blog(app) and blog_domain(app.env).is_embedding):
            self.files_rendered.add(str(app.env.doc2path(docname)))


class StandingWarnings:
    """The warnings that apply now, from the last build and those before it.

    An incremental build repeats the warnings of outdated documents only.
    """

    def __init__(self) -> None:
        self._reading: dict[str, list[str]] = {}
        self._writing: dict[str, list[str]] = {}

    def update(self, result: BuildResult, changed: Iterable[str]) -> tuple[str, ...]:
        """Return the warnings that apply after the build of the files *changed* with *result*."""
        for known, new, files in (
            (self._reading, result.reading_warnings, {*result.files_read, *changed}),
            (self._writing, result.writing_warnings, {*result.files_rendered, *changed}),
        ):
            for file in [file for file in known if file in files or not _exists(file)]:
                del known[file]
            for file, message in new:
                if file and message not in known.setdefault(file, []):
                    known[file].append(message)
        lists = [*self._reading.values(), *self._writing.values()]
        standing = (message for messages in lists for message in messages)
        return tuple(dict.fromkeys([*result.warnings, *standing]))


def _exists(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 (Path.exists may raise for an invalid path)
