"""A site without a build: its configuration, its documents and the front matter of its posts."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_transcript.config.post_patterns import post_folder, slug
from sphinx_transcript.post.dates import load_zone
from sphinx_transcript.post.front_matter import Field, FrontMatterError
from sphinx_transcript.post.metadata import PostMetadata, PublicationStatus
from sphinx_transcript.publication.build_day import build_day
from sphinx_transcript.records.blog_records import has_blog
from sphinx_transcript.records.post_names import matching_posts, post_folders_of
from sphinx_transcript.records.post_source import PostSource, read_post
from sphinx_transcript.records.source_text import source_text
from sphinx_transcript.support.nearest_name import nearest
from sphinx_transcript.support.problems import Problem, Subtype
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.workspace.errors import CommandError, is_unknown_builder, setup_failure
from sphinx_transcript.workspace.files import display_path

if TYPE_CHECKING:
    import datetime as dt
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


@dataclass(frozen=True, slots=True)
class PostFrontMatter:
    """The front matter of a post, read and validated."""

    fields: Mapping[str, Field]
    """The keys and values; empty where the file can't be read."""
    metadata: PostMetadata
    problems: list[Problem]


class Site:
    """The configuration and the source files of a site."""

    def __init__(self, app: Sphinx, warnings: list[str]) -> None:
        self.app = app
        self.config = app.config
        self.folder = Path(app.srcdir)
        self.warnings = warnings
        """The warnings about the configuration, as Sphinx printed them, by lines."""
        self.has_blog = has_blog(app)
        """Whether the extension is loaded; without it, there are no posts."""
        zone = app.config.transcript_timezone if self.has_blog else "UTC"
        self.zone: dt.tzinfo = load_zone(zone)
        self.today: dt.date = build_day(self.zone)

    @property
    def docnames(self) -> list[str]:
        """The docnames of the site, posts and drafts included."""
        return sorted(self.app.env.found_docs)

    @property
    def post_names(self) -> list[str]:
        """The docnames of the posts, published or not."""
        return [name for name in self.docnames if self.is_post(name)]

    def is_post(self, docname: str) -> bool:
        """Tell whether the document *docname* is a post: by its path, or by ABlog's rules."""
        if not self.config.transcript_ablog:
            folders, root_doc = self.config.transcript_posts, self.config.root_doc
            return post_folder(docname, folders, root_doc) is not None
        path = self.path(docname)
        try:
            text = path.read_bytes().decode(self.config.source_encoding, "replace")
            source = source_text(self.app, docname, path, text)
            return read_post(self.config, docname, source) is not None
        except OSError:
            return False
        except FrontMatterError:
            return True

    def path(self, docname: str) -> Path:
        """Return the absolute path of the source file of *docname*."""
        return Path(self.app.env.doc2path(docname))

    def source_path(self, docname: str) -> str:
        """Return the path of the source file of *docname* from the site's folder, with slashes."""
        return Path(self.app.env.doc2path(docname, base=False)).as_posix()

    def display_path(self, docname: str) -> str:
        """Return the path of the source file of *docname* as a user would type it."""
        return display_path(self.path(docname))

    def slug(self, docname: str) -> str:
        """Return the slug of the post *docname*."""
        config = self.config
        folder = post_folder(docname, config.transcript_posts, config.root_doc)
        return slug(docname, folder or "")

    def find_post(self, name: str) -> str:
        """Return the docname of the post that *name*, a path, docname or slug, refers to.

        Raises CommandError where it refers to none or to several.
        """
        names = self.post_names
        path = Path(os.path.abspath(name))  # noqa: PTH100 (resolves no symbolic link)
        docname = self.app.env.path2doc(path) if path.is_relative_to(self.folder) else None
        # path2doc also returns a docname for a path without a suffix.
        if docname in names and path == self.path(docname):
            return docname
        without_suffix = self.app.env.path2doc(name) or name
        index = f"{without_suffix.strip('/')}/index"
        found = matching_posts(without_suffix, post_folders_of(self.app, names))
        if not found and index in names:
            found = [index]
        if len(found) == 1:
            return found[0]
        if found:
            paths = ", ".join(self.display_path(docname) for docname in found)
            raise CommandError(f"{name!r} can be several posts: {paths}")
        if path.is_file():
            patterns = ", ".join(self.config.transcript_posts)
            raise CommandError(
                f"{name} is no post of the site in {self.folder}: posts are {patterns}"
            )
        raise CommandError(
            f"there is no post {name!r}{self._did_you_mean(name)} "
            "('sphinx-transcript list --all' shows them)"
        )

    def _did_you_mean(self, name: str) -> str:
        """Return a suggestion for the unknown post *name*, or ''."""
        docnames = {}
        for docname in self.post_names:
            slug, path = self.slug(docname), self.display_path(docname)
            for each in (slug.rsplit("/")[-1], slug, docname, path):
                docnames[each] = docname
        meant = nearest(name, docnames)
        return f"; did you mean {self.display_path(docnames[meant])!r}?" if meant else ""

    def read(self, docname: str) -> PostFrontMatter:
        """Return the front matter of the post *docname*.

        Where the file can't be decoded or its front matter can't be parsed, the status is
        ``UNREADABLE`` and the problem says why. Raises CommandError where it can't be opened.
        """
        path = self.path(docname)
        try:
            text = path.read_bytes().decode(self.config.source_encoding)
            source = read_post(self.config, docname, source_text(self.app, docname, path, text))
            if source is None:
                source = PostSource({})
        except OSError as error:
            raise CommandError(f"{path} can't be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message = f"byte 0x{error.object[error.start]:02x} is not {error.encoding} text"
            return _unreadable(Problem(message, Subtype.ENCODING, line))
        except FrontMatterError as error:
            return _unreadable(Problem(str(error), Subtype.FRONT_MATTER, error.line))
        metadata, problems = source.metadata(path.name, self.zone, self.today)
        return PostFrontMatter(source.fields, metadata, problems)


def _unreadable(problem: Problem) -> PostFrontMatter:
    return PostFrontMatter({}, PostMetadata(PublicationStatus.UNREADABLE), [problem])
