"""One build: the site is set up before there is anything to do, and then waits."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_transcript.commands.errors import one_line
from sphinx_transcript.serving.outcome import Outcome, Warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_transcript.serving.witness import Witness

_FEW = 10
# Extensions whose work before a build depends on no source file; others may write sources there.
_QUIET = ("sphinx", "sphinx_transcript", "myst_parser")
_BUSY = ("sphinx.ext.autosummary", "sphinx.ext.apidoc")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, where to and how."""

    source: str
    output: str
    doctrees: str
    builder: str = "html"
    overrides: dict[str, Any] = field(default_factory=dict)
    """Values of conf.py, as ``sphinx-build -D`` has them."""
    tags: list[str] = field(default_factory=list)
    jobs: int = 1
    """How many processes a build of many documents may use."""


class Worker:
    """Sets a site up, and builds it once."""

    def __init__(self, order: Order, witness: Witness) -> None:
        self._order = order
        self._witness = witness
        self._app: Sphinx | None = None
        self._warnings = Warnings()
        self._stack = contextlib.ExitStack()

    def prepare(self) -> bool:
        """Do all that comes before the sources are looked at; tell whether that was of use.

        Where it was not, the worker is of none either.
        """
        self._witness.watch()
        with contextlib.suppress(Exception, SystemExit):
            app = self._set_up(is_verbose=False)
            if (
                _are_quiet(app, "builder-inited")
                and not self._witness.ran_programs
                and not self._warnings.said
            ):
                _compile_templates(app)
                self._app = app
        self._witness.watch(False)
        self._witness.note_modules()
        return self._app is not None

    def build(
        self,
        changed: Sequence[str],
        announce: Callable[[Outcome], None] = lambda outcome: None,
        *,
        is_verbose: bool = False,
    ) -> Outcome:
        """Build, after the files *changed*; all where that is what Sphinx finds.

        *announce* is called as soon as all pages are written, which the search index follows,
        with what there is to say up to then; or not at all.
        """
        if self._app is not None and (
            self._witness.sees_change() or not all(_is_source(self._app, path) for path in changed)
        ):
            return Outcome(is_stale=True)
        self._warnings.stream = sys.stderr
        if not sys.stderr.isatty():
            nocolor()
        try:
            app = self._app or self._set_up(is_verbose)
            self._warnings.follow(app)
            app.parallel = 1 if 0 < len(changed) <= _FEW else self._order.jobs
            if app.parallel == 1 and _are_quiet(app, "build-finished"):
                self._announce_pages(app, announce)
            app.build()
        except (SphinxError, OSError) as error:
            return self._outcome(one_line(error))
        except SystemExit as error:
            return self._outcome(f"something ended Sphinx (exit status {error.code})")
        except Exception as error:
            return self._outcome(f"{type(error).__name__}: {one_line(error)}")
        return self._outcome()

    def _set_up(self, is_verbose: bool) -> Sphinx:
        order = self._order
        self._stack.enter_context(patch_docutils(order.source))
        self._stack.enter_context(docutils_namespace())
        return Sphinx(
            srcdir=order.source,
            confdir=order.source,
            outdir=order.output,
            doctreedir=order.doctrees,
            buildername=order.builder,
            confoverrides=dict(order.overrides),
            status=sys.stderr if is_verbose else None,
            warning=self._warnings,
            tags=tuple(order.tags),
            parallel=order.jobs,
        )

    def _announce_pages(self, app: Sphinx, announce: Callable[[Outcome], None]) -> None:
        builder: Any = app.builder
        finish = getattr(builder, "handle_finish", None)
        if finish is not None:

            def announce_and_finish() -> None:
                announce(self._outcome(is_final=False))
                finish()

            # The last step of an HTML build: the search index and the inventory.
            builder.handle_finish = announce_and_finish

    def _outcome(self, error: str = "", *, is_final: bool = True) -> Outcome:
        said = self._warnings
        return Outcome(
            error,
            tuple(said.said),
            of_reading=tuple(said.of_reading),
            of_writing=tuple(said.of_writing),
            read=tuple(sorted(said.files_read)),
            rendered=tuple(sorted(said.files_rendered)),
            is_final=is_final,
            written=tuple(self._written()) if is_final else (),
            modules=tuple(_modules()) if is_final else (),
        )

    def _written(self) -> list[str]:
        own = (self._order.output + os.sep, self._order.doctrees + os.sep)
        return sorted(path for path in self._witness.written if not path.startswith(own))


def _modules() -> Iterator[tuple[str, str]]:
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and name != "__main__":
            yield name, file


def _are_quiet(app: Sphinx, event: str) -> bool:
    """Tell whether all that happens at *event* is known to touch neither sources nor pages."""
    modules = [
        getattr(listener.handler, "__module__", "") or ""
        for listener in app.events.listeners.get(event, [])
    ]
    return all(
        module.split(".")[0] in _QUIET and not module.startswith(_BUSY) for module in modules
    )


def _is_source(app: Sphinx, path: str) -> bool:
    """Tell whether *path* is a document's, or a file that one includes or shows.

    Of any other file conf.py may have asked whether it is there, of which Python tells nobody.
    """
    env = app.env
    if path.endswith(tuple(app.config.source_suffix)):
        return True
    name = os.path.relpath(path, app.srcdir)
    return any(name in names for names in env.dependencies.values())


def _compile_templates(app: Sphinx) -> None:
    """Compile the templates of the theme, which takes longer than to write a page by them."""
    templates: Any = getattr(app.builder, "templates", None)
    if templates is None:
        return
    for loader in templates.loaders:
        for folder in loader.searchpath:
            for path in sorted(Path(folder).rglob("*.html")):
                # Not all in the folder is a template.
                with contextlib.suppress(Exception):
                    name = path.relative_to(folder).as_posix()
                    templates.environment.get_template(name)
