"""Explains a build: why each document was read, and why each page was written.

``sphinx-transcript build --explain`` and ``sphinx-build -v`` print it, a line for each page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from sphinx.environment import CONFIG_CHANGED_REASON, CONFIG_OK

from sphinx_transcript.support.build_notes import print_line
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.incremental.invalidation import Invalidation

_explained: WeakSet[Sphinx] = WeakSet()
"""The applications whose builds `explain` was called for."""


def explain(app: Sphinx) -> None:
    """Have the builds of *app* explained, whatever its verbosity."""
    _explained.add(app)


class Explanation:
    """Explains the builds of an application, from what *invalidation* found."""

    def __init__(self, invalidation: Invalidation) -> None:
        self._invalidation = invalidation

    def connect(self, app: Sphinx) -> None:
        """Connect the handlers to the events of *app*."""
        app.connect("env-before-read-docs", self.explain_reading, priority=950)
        app.connect("build-finished", self.explain_writing, priority=450)

    def explain_reading(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Handle ``env-before-read-docs``: log why each document is read."""
        if is_explained(app):
            _log("read", {name: read_reason(env, name) for name in docnames}, len(env.found_docs))

    def explain_writing(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: log why each page was written."""
        if exception is not None or not is_explained(app):
            return
        found = self._invalidation
        reasons = {name: self._write_reason(app, name) for name in sorted(found.written)}
        _log("wrote", reasons, len(app.env.found_docs))
        _log("wrote", found.generated_reasons, found.generated_count)

    def _write_reason(self, app: Sphinx, docname: str) -> str:
        found = self._invalidation
        if docname in found.read:
            return "it was read"
        if docname in found.reasons:
            return found.reasons[docname]
        children = set(app.env.toctree_includes.get(docname, ())) & found.read
        if children:
            return f"its toctree has {', '.join(sorted(children))}, which was read"
        return "Sphinx found its file missing, or older than its source or a template"


def is_explained(app: Sphinx) -> bool:
    """Return whether the builds of *app* are explained."""
    return app.verbosity > 0 or app in _explained


def read_reason(env: BuildEnvironment, docname: str) -> str:
    """Return why Sphinx is going to read *docname*.

    The rules are those of `BuildEnvironment.get_outdated_files`, which keeps no reasons.
    """
    if env.config_status != CONFIG_OK:
        status = CONFIG_CHANGED_REASON.get(env.config_status, "the configuration has changed")
        return f"{status}{env.config_status_extra or ''}"
    if docname not in env.all_docs:
        return "it is new"
    if docname in env.reread_always:
        return (
            "it is read in each build, for a document that is missing in its toctree or otherwise"
        )
    if not Path(env.doctreedir, f"{docname}.doctree").is_file():
        return "its doctree is missing"
    read = env.all_docs[docname]
    if _modified(env.doc2path(docname)) > read:
        return f"{source_path(env, docname)} is newer than its doctree"
    for path in sorted(Path(env.srcdir, each) for each in env.dependencies.get(docname, ())):
        name = path.relative_to(env.srcdir) if path.is_relative_to(env.srcdir) else path
        if not path.is_file():
            return f"{name}, which it depends on, is missing"
        if _modified(path) > read:
            return f"{name}, which it depends on, is newer than its doctree"
    if docname in env.glob_toctrees:
        return "its toctree has a pattern, and documents came or went"
    return "an extension wants it read"


def _modified(path: Path) -> int:
    """Return when the file *path* was modified, in microseconds, as Sphinx rounds it."""
    return -(path.stat().st_mtime_ns // -1_000)


def _log(verb: str, reasons: Mapping[str, str], total: int) -> None:
    """Log the reason for each name, or one line where all *total* names have the same reason."""
    common = set(reasons.values())
    if len(common) == 1 and len(reasons) == total > 1:
        print_line(f"{verb} all {total}: {common.pop()}")
        return
    for name, reason in sorted(reasons.items()):
        print_line(f"{verb} {name}: {reason}")
