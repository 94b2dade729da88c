"""The site that a command is about: its configuration and its documents, without a build."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util import get_filetype
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_transcript.card import Card, Status
from sphinx_transcript.commands.errors import CommandError, blame, one_line
from sphinx_transcript.commands.files import shown_path
from sphinx_transcript.dates import load_zone
from sphinx_transcript.discovery import build_day
from sphinx_transcript.front_matter import Field, FrontMatterError, read_front_matter
from sphinx_transcript.messages import Problem, Subtype
from sphinx_transcript.nearest import nearest
from sphinx_transcript.patterns import post_folder, slug
from sphinx_transcript.post_source import PostSource, read_post
from sphinx_transcript.roles import folders_of, posts_called

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping


def find_site(start: Path) -> Path:
    """Return the folder with conf.py: *start*, one above it, or the one usual folder below it.

    Raises CommandError where there is none.
    """
    start = start.resolve()
    if not start.is_dir():
        raise CommandError(f"{start} is no folder")
    for folder in (start, start / "docs", start / "source", start / "docs/source", *start.parents):
        if (folder / "conf.py").is_file():
            return folder
    raise CommandError(
        f"there is no conf.py in {start} or above it; 'sphinx-transcript init' makes a site"
    )


def refuse_sources(output: Path, site: Path) -> None:
    """Raise CommandError where the folder *output* is *site*, above it, or holds sources of it."""
    whole = output.resolve()
    if whole.is_relative_to(site) and whole != site and not (whole / ".buildinfo").exists():
        sources = (path for suffix in (".md", ".rst") for path in whole.rglob(f"*{suffix}"))
        found = next(sources, None)
    else:
        found = site / "conf.py" if site.is_relative_to(whole) else None
    if found is not None:
        raise CommandError(
            f"the output folder {shown_path(output)} holds the sources, such as "
            f"{shown_path(found)}; it needs to be one of its own"
        )


@contextmanager
def open_site(
    folder: Path, builder: str = "dummy", overrides: Mapping[str, Any] | None = None
) -> Iterator[Site]:
    """Give the site in *folder*, the one with conf.py, as Sphinx has it before it reads a document.

    Nothing is written but in a temporary folder, which goes with the context. *overrides* is as in
    ``sphinx-build -D``. Raises CommandError where conf.py or an extension can't be used.
    """
    scratch = Path(tempfile.mkdtemp(prefix="sphinx-transcript-"))
    warnings = io.StringIO()
    try:
        with patch_docutils(str(folder)), docutils_namespace():
            try:
                # What conf.py prints would stand in what the command prints.
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
            except SphinxError as error:
                raise CommandError(one_line(error)) from error
            except (Exception, SystemExit) as error:
                raise CommandError(blame(error)) from error
            if "sphinx_transcript" not in app.extensions:
                raise CommandError(
                    f"{folder / 'conf.py'} has no 'sphinx_transcript' in its extensions"
                )
            app.env.find_files(app.config, app.builder)
            yield Site(app, strip_colors(warnings.getvalue()).splitlines())
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


class Site:
    """A site as its configuration and its files have it; no document is parsed."""

    def __init__(self, app: Sphinx, warnings: list[str]) -> None:
        self.app = app
        self.config = app.config
        self.folder = Path(app.srcdir)
        self.warnings = warnings
        """What Sphinx and its extensions said of the configuration, a line each."""
        self.zone: dt.tzinfo = load_zone(app.config.transcript_timezone)
        self.today: dt.date = build_day(self.zone)

    @property
    def docnames(self) -> list[str]:
        """The documents of the site, posts and drafts included, by their names."""
        return sorted(self.app.env.found_docs)

    @property
    def post_names(self) -> list[str]:
        """The posts among them, published or not."""
        return [name for name in self.docnames if self.is_post(name)]

    def is_post(self, docname: str) -> bool:
        """Tell whether the document *docname* is a post: by its place, or as ABlog has it."""
        if not self.config.transcript_ablog:
            folders, root_doc = self.config.transcript_posts, self.config.root_doc
            return post_folder(docname, folders, root_doc) is not None
        path = self.path(docname)
        try:
            text = path.read_bytes().decode(self.config.source_encoding, "replace")
            filetype = get_filetype(self.config.source_suffix, path)
            return read_post(self.config, docname, text, filetype) is not None
        except OSError:
            return False
        except FrontMatterError:
            return True

    def path(self, docname: str) -> Path:
        """Return the whole path of the source file of *docname*."""
        return Path(self.app.env.doc2path(docname))

    def source(self, docname: str) -> str:
        """Return the path of that file from the site's folder, with slashes."""
        return Path(self.app.env.doc2path(docname, base=False)).as_posix()

    def shown(self, docname: str) -> str:
        """Return the path of that file as it is typed in the current folder."""
        return shown_path(self.path(docname))

    def slug(self, docname: str) -> str:
        """Return the slug of the post *docname*."""
        config = self.config
        folder = post_folder(docname, config.transcript_posts, config.root_doc)
        return slug(docname, folder or "")

    def find_post(self, name: str) -> str:
        """Return the post that *name* means: by its path, its docname or its slug.

        Raises CommandError where none or several have that name.
        """
        names = self.post_names
        path = Path(os.path.abspath(name))  # noqa: PTH100 (a link stays the name that it is)
        docname = self.app.env.path2doc(path) if path.is_relative_to(self.folder) else None
        # path2doc makes a name of a path without a suffix, too.
        if docname in names and path == self.path(docname):
            return docname
        name_of_file = self.app.env.path2doc(name) or name
        folder_of_its_own = f"{name_of_file.strip('/')}/index"
        found = posts_called(name_of_file, folders_of(self.app, names))
        if not found and folder_of_its_own in names:
            found = [folder_of_its_own]
        if len(found) == 1:
            return found[0]
        if found:
            paths = ", ".join(self.shown(docname) for docname in found)
            raise CommandError(f"{name!r} can be several posts: {paths}")
        if path.is_file():
            patterns = ", ".join(self.config.transcript_posts)
            raise CommandError(
                f"{name} is no post of the site in {self.folder}: posts are {patterns}"
            )
        by_name = {
            each: docname
            for docname in names
            for each in (self.slug(docname).rsplit("/")[-1], self.slug(docname), docname,
                         self.shown(docname))
        }  # fmt: skip
        meant = nearest(name, by_name)
        hint = f"; did you mean {self.shown(by_name[meant])!r}?" if meant else ""
        raise CommandError(
            f"there is no post {name!r}{hint} ('sphinx-transcript list --all' shows them)"
        )

    def read(self, docname: str) -> tuple[Mapping[str, Field], Card, list[Problem]]:
        """Return the front matter of a post, what it means, and what is wrong with it.

        Raises CommandError where the file can't be read.
        """
        path = self.path(docname)
        try:
            text = path.read_bytes().decode(self.config.source_encoding)
            filetype = get_filetype(self.config.source_suffix, path)
            source = read_post(self.config, docname, text, filetype)
            if source is None:
                source = PostSource(read_front_matter(text, filetype))
        except OSError as error:
            raise CommandError(f"{path} can't be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message = f"byte 0x{error.object[error.start]:02x} is not {error.encoding} text"
            return {}, Card(Status.UNREADABLE), [Problem(message, Subtype.ENCODING, line)]
        except FrontMatterError as error:
            problem = Problem(str(error), Subtype.FRONT_MATTER, error.line)
            return {}, Card(Status.UNREADABLE), [problem]
        card, problems = source.card(path.name, self.zone, self.today)
        return source.fields, card, problems
