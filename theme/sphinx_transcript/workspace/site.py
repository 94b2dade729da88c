"""A site without a build: Sphinx is set up for it, and reads no document."""

from __future__ import annotations

import io
import shutil
import tempfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_transcript.post.front_matter import FrontMatterError
from sphinx_transcript.records.blog_records import has_blog
from sphinx_transcript.records.post_source import read_post
from sphinx_transcript.records.source_text import SourceText, source_text
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.workspace.errors import CommandError, is_unknown_builder, setup_failure
from sphinx_transcript.workspace.site_sources import SiteSources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@contextmanager
def open_site(
    folder: Path,
    builder: str = "html",
    overrides: Mapping[str, Any] | None = None,
    *,
    needs_blog: bool = True,
) -> Iterator[Site]:
    """Set Sphinx up for the site in *folder*, the one with conf.py, and find its documents.

    No document is read. Sphinx writes to a temporary folder, which is deleted at the end. The
    builder is one for HTML, which handlers of ``source-read`` may need.
    *overrides* replace values of conf.py, as ``sphinx-build -D`` does. Raises CommandError where
    conf.py or an extension can't be used, and with *needs_blog* where the site has the theme alone.
    """
    scratch = Path(tempfile.mkdtemp(prefix="sphinx-transcript-"))
    warnings = io.StringIO()
    try:
        with patch_docutils(str(folder)), docutils_namespace():
            try:
                # Keep what conf.py prints out of the output of the command.
                with redirect_stdout(io.StringIO()), redirect_stderr(warnings):
                    app = Sphinx(
                        srcdir=folder,
                        confdir=folder,
                        outdir=scratch / "output",
                        doctreedir=scratch / "doctrees",
                        buildername=builder,
                        confoverrides=dict(overrides or {}),
                        status=None,
                        warning=warnings,
                        freshenv=True,
                    )
            except (Exception, SystemExit) as error:
                status = 2 if is_unknown_builder(error, builder) else 1
                raise CommandError(setup_failure(error, builder), status) from error
            is_enough = has_blog(app) or (not needs_blog and is_theme_active(app))
            if not is_enough:
                raise CommandError(
                    f"{folder / 'conf.py'} has no 'sphinx_transcript' in its extensions"
                )
            app.env.find_files(app.config, app.builder)
            yield Site(app, strip_colors(warnings.getvalue()).splitlines())
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


class Site(SiteSources):
    """The configuration and the source files of a site for which Sphinx is set up."""

    def __init__(self, app: Sphinx, warnings: list[str]) -> None:
        self.app = app
        self.warnings = warnings
        """The warnings about the configuration, as Sphinx printed them, by lines."""
        self.has_blog = has_blog(app)
        """Whether the extension is loaded; without it, there are no posts."""
        zone = app.config.transcript_timezone if self.has_blog else "UTC"
        super().__init__(Path(app.srcdir), app.config, app.project, zone)

    def with_sphinx(self) -> Site:
        """Return this site: Sphinx is set up for it."""
        return self

    def is_post(self, docname: str) -> bool:
        """Tell whether the document *docname* is a post: by its path, or by ABlog's rules."""
        if not self.config.transcript_ablog:
            return super().is_post(docname)
        path = self.path(docname)
        try:
            text = path.read_bytes().decode(self.config.source_encoding, "replace")
            source = self.source_text(docname, path, text)
            return read_post(self.config, docname, source) is not None
        except OSError:
            return False
        except FrontMatterError:
            return True

    def source_text(self, docname: str, path: Path, text: str) -> SourceText:
        """Return the *text* of the file *path* as handlers of ``source-read`` change it."""
        return source_text(self.app, docname, path, text)
