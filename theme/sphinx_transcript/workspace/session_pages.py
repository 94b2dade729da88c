"""The pages of a site that have checked sessions, read for a run of their commands."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.page_selection import marked_blocks
from sphinx_transcript.support.nearest_name import nearest
from sphinx_transcript.workspace.build_failures import own_failure
from sphinx_transcript.workspace.errors import CommandError, one_line
from sphinx_transcript.workspace.files import display_path
from sphinx_transcript.workspace.site import Site, open_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.session_runs.marked_block import MarkedBlock


@contextmanager
def open_session_pages(folder: Path, *, includes_drafts: bool = False) -> Iterator[SessionPages]:
    """Read the documents of the site in *folder*, the one with conf.py.

    With *includes_drafts*, posts that are not published are read, too. Raises CommandError where
    the site can't be read.
    """
    overrides = {"transcript_drafts": True} if includes_drafts else {}
    with open_site(folder, "html", overrides) as site:
        app = site.app
        pages = SessionPages(site)
        try:
            # A build prints the warnings of documents. Those of sessions are in the outcomes.
            with logging.suppress_logging():
                app.builder.read()
        except Exception as error:
            # The site's own code fails, or an extension does, or a file can't be read.
            if message := own_failure(error):
                raise CommandError(message) from error
            if isinstance(error, SphinxError):
                raise CommandError(one_line(error)) from error
            what = f"{type(error).__name__}: {one_line(error)}"
            raise CommandError(f"{display_path(folder)}: can't be read: {what}") from error
        yield pages


class SessionPages:
    """The pages with checked sessions, and the contents of their source files."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.blocks: dict[str, tuple[MarkedBlock, ...]] = {}
        """The marked blocks of each page that has any, by docname, as it was read last."""
        # After the handlers that mark blocks.
        site.app.connect("doctree-read", self._note_blocks, priority=950)

    @property
    def app(self) -> Sphinx:
        """The application that has read the documents."""
        return self.site.app

    def selected(self, names: Sequence[str]) -> list[str]:
        """Return the docnames of the pages that *names*, paths or docnames, refer to; all for none.

        Raises CommandError where a name refers to no page with a checked session.
        """
        if not names:
            return sorted(self.blocks)
        return sorted({self._find(name) for name in names})

    def source_contents(self, docnames: Sequence[str]) -> dict[str, bytes]:
        """Return the contents of the files with the blocks of *docnames*, by their paths.

        Raises CommandError where one can't be read.
        """
        paths = {block.path for docname in docnames for block in self.blocks[docname]}
        return {path: read_file(self.site.folder / path) for path in sorted(paths)}

    def read_again(self, docname: str) -> tuple[MarkedBlock, ...]:
        """Have Sphinx read *docname* again, and return its marked blocks."""
        app = self.app
        self.blocks.pop(docname, None)
        app.events.emit("env-purge-doc", app.env, docname)
        app.env.clear_doc(docname)
        with logging.suppress_logging():
            app.builder.read_doc(docname)
        return self.blocks.get(docname, ())

    def _note_blocks(self, app: Sphinx, doctree: nodes.document) -> None:
        if blocks := marked_blocks(doctree):
            self.blocks[app.env.docname] = blocks

    def _find(self, name: str) -> str:
        env = self.app.env
        path = Path(name).absolute()
        candidates = [name, name.removesuffix("/"), env.path2doc(name)]
        if path.is_relative_to(self.site.folder):
            candidates += [env.path2doc(path), path.relative_to(self.site.folder).as_posix()]
        candidates += [f"{each}/index" for each in candidates if each]
        for candidate in candidates:
            if candidate in self.blocks:
                return candidate
        unpublished = blog_domain(env).unpublished
        slugs = [each for each in [*self.blocks, *unpublished] if each.rpartition("/")[2] == name]
        candidates += slugs if len(slugs) == 1 else []
        if candidates[-1] in self.blocks:
            return candidates[-1]
        for candidate in candidates:
            if candidate in unpublished:
                status = unpublished[candidate].value
                raise CommandError(f"--only: {name} is not published ({status}); add --drafts", 2)
            if candidate in env.all_docs:
                raise CommandError(f"--only: {name} has no checked session", 2)
        names = {self.site.source_path(docname): docname for docname in self.blocks}
        known = {**names, **{docname: docname for docname in self.blocks}}
        known |= {docname.rpartition("/")[2]: docname for docname in self.blocks}
        meant = nearest(name, known)
        hint = f"; did you mean {self.site.source_path(known[meant])!r}?" if meant else ""
        raise CommandError(f"--only: there is no page {name!r} with a checked session{hint}", 2)


def read_file(path: Path) -> bytes:
    """Return the content of the file *path*; raise CommandError where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{display_path(path)} can't be read: {error.strerror}") from error
