"""One build in a process of its own: sets Sphinx up in advance, and builds on request."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_transcript.publication import build_report
from sphinx_transcript.records.blog_records import has_blog
from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.preview_process import PreviewProcess
from sphinx_transcript.serve.progress_bar import shows_bar
from sphinx_transcript.serve.progress_stream import ProgressStream
from sphinx_transcript.serve.safe_handlers import has_only_safe_handlers
from sphinx_transcript.serve.warning_log import WarningStream
from sphinx_transcript.workspace.build_failures import build_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_transcript.serve.dependency_observer import DependencyObserver

_READY_WAIT = 0.2
"""Seconds that a save right after a build waits for its preview: less than a build takes."""
_MAX_SERIAL_CHANGES = 10
"""Up to this many changed files are built in one process."""


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The arguments of the Sphinx application that builds the site."""

    source: str
    output: str
    doctrees: str
    builder: str = "html"
    overrides: dict[str, Any] = field(default_factory=dict)
    """Configuration values that override conf.py, as with ``sphinx-build -D``."""
    tags: list[str] = field(default_factory=list)
    jobs: int = 1
    """How many processes a build of many documents may use."""


class BuildWorker:
    """Sets Sphinx up for a site, and builds the site once."""

    def __init__(self, settings: BuildSettings, observer: DependencyObserver) -> None:
        self._settings = settings
        self._observer = observer
        self._app: Sphinx | None = None
        self._preview: PreviewProcess | None = None
        self._warnings = WarningStream()
        self._progress = ProgressStream()
        self._stack = contextlib.ExitStack()
        self._summary = ""

    def prepare(self) -> bool:
        """Set Sphinx up before there is a change to build; return whether that can be used.

        If it can't, the worker must not be used to build.
        """
        self._observer.start()
        with contextlib.suppress(Exception, SystemExit):
            app = self._set_up()
            if (
                has_only_safe_handlers(app, "builder-inited")
                and not self._observer.ran_programs
                and not self._warnings.messages
            ):
                _compile_templates(app)
                self._app = app
        self._observer.stop()
        self._observer.record_modules()
        if self._app is not None:
            self._preview = PreviewProcess.fork(self._app, self._settings.doctrees)
        return self._app is not None

    def close(self) -> None:
        """End the process that renders the page of a saved document, if it waits."""
        if self._preview is not None:
            self._preview.close()
            self._preview = None

    def build(
        self,
        changed: Sequence[str],
        announce: Callable[[BuildResult], None] = lambda result: None,
        *,
        is_verbose: bool = False,
    ) -> BuildResult:
        """Build after the files *changed*. Sphinx itself finds out which documents are outdated.

        *announce* is called with a preliminary result as soon as all pages are written, before
        the search index is. It is not called if an extension may still change the pages. It is
        called with results that say what the build is doing, too, and with the page of a document
        that has been changed, before all else.
        """
        if self._app is not None and self._preview is not None and len(changed) == 1:
            self._preview.ask(self._app.env.path2doc(changed[0]) or "", _READY_WAIT)
        if self._app is not None and (
            self._observer.has_changes()
            or not all(_is_known_source(self._app, path) for path in changed)
        ):
            return BuildResult(is_stale=True)
        if self._preview is not None:
            page = self._preview.answer()
            if page is not None:
                announce(BuildResult(previews=(page,), is_final=False))
            self.close()
        self._warnings.stream = sys.stderr
        self._progress.stream = sys.stderr if is_verbose else None
        self._progress.report = lambda text: announce(BuildResult(progress=text, is_final=False))
        is_terminal = sys.stderr.isatty()
        self._warnings.is_over_bar = shows_bar(sys.stderr) and not is_verbose
        if not is_terminal or os.environ.get("NO_COLOR"):
            nocolor()
        try:
            app = self._app or self._set_up()
            self._warnings.follow(app)
            is_serial = 0 < len(changed) <= _MAX_SERIAL_CHANGES
            app.parallel = 1 if is_serial else self._settings.jobs
            if app.parallel == 1 and has_only_safe_handlers(app, "build-finished"):
                self._announce_pages(app, announce)
            app.build()
            self._summary = _closing_line(app)
        except SystemExit as error:
            return self._result(f"something ended Sphinx (exit status {error.code})")
        except Exception as error:
            return self._result(build_failure(error))
        return self._result()

    def _set_up(self) -> Sphinx:
        settings = self._settings
        self._stack.enter_context(patch_docutils(settings.source))
        self._stack.enter_context(docutils_namespace())
        return Sphinx(
            srcdir=settings.source,
            confdir=settings.source,
            outdir=settings.output,
            doctreedir=settings.doctrees,
            buildername=settings.builder,
            confoverrides=dict(settings.overrides),
            status=self._progress,
            warning=self._warnings,
            tags=tuple(settings.tags),
            parallel=settings.jobs,
        )

    def _announce_pages(self, app: Sphinx, announce: Callable[[BuildResult], None]) -> None:
        """Call *announce* before the last step of an HTML build: search index and inventory."""
        builder: Any = app.builder
        finish = getattr(builder, "handle_finish", None)
        if finish is not None:

            def announce_and_finish() -> None:
                announce(self._result(is_final=False))
                finish()

            builder.handle_finish = announce_and_finish

    def _result(self, error: str = "", *, is_final: bool = True) -> BuildResult:
        warnings = self._warnings
        return BuildResult(
            error,
            tuple(warnings.messages),
            reading_warnings=tuple(warnings.reading_warnings),
            writing_warnings=tuple(warnings.writing_warnings),
            files_read=tuple(sorted(warnings.files_read)),
            files_rendered=tuple(sorted(warnings.files_rendered)),
            is_final=is_final,
            summary=self._summary,
            files_written=tuple(self._files_written()) if is_final else (),
            modules=tuple(_imported_modules()) if is_final else (),
        )

    def _files_written(self) -> list[str]:
        """Return the files that were written outside of the output and doctree folders."""
        own = (self._settings.output + os.sep, self._settings.doctrees + os.sep)
        return sorted(path for path in self._observer.files_written if not path.startswith(own))


def _closing_line(app: Sphinx) -> str:
    """Return the closing line of the build; '' for a site that has only the theme."""
    return build_report.closing_line(app.env) if has_blog(app) else ""


def _imported_modules() -> Iterator[tuple[str, str]]:
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and name != "__main__":
            yield name, file


def _is_known_source(app: Sphinx, path: str) -> bool:
    """Return whether *path* is a document, or a file that a document depends on.

    conf.py may have checked whether any other file exists, which raises no audit event.
    """
    env = app.env
    if path.endswith(tuple(app.config.source_suffix)):
        return True
    name = os.path.relpath(path, app.srcdir)
    return any(name in names for names in env.dependencies.values())


def _compile_templates(app: Sphinx) -> None:
    """Compile the templates of the theme, which takes longer than rendering a page."""
    templates: Any = getattr(app.builder, "templates", None)
    if templates is None:
        return
    for loader in templates.loaders:
        for folder in loader.searchpath:
            for path in sorted(Path(folder).rglob("*.html")):
                # Not every HTML file in the folder is a template.
                with contextlib.suppress(Exception):
                    name = path.relative_to(folder).as_posix()
                    templates.environment.get_template(name)
