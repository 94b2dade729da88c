"""The source files of a site: its documents, which of them are posts, and their front matter."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import get_filetype

from sphinx_transcript.config.post_patterns import post_folder, slug
from sphinx_transcript.post.dates import load_zone
from sphinx_transcript.post.front_matter import Field, FrontMatterError
from sphinx_transcript.post.metadata import PostMetadata
from sphinx_transcript.post.notebook import SUFFIX
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.publication.build_day import build_day
from sphinx_transcript.records.post_names import PostNames
from sphinx_transcript.records.post_source import PostSource, read_post
from sphinx_transcript.records.source_text import SourceText
from sphinx_transcript.support.nearest_name import nearest
from sphinx_transcript.support.problems import Problem, Subtype
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import display_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from sphinx.project import Project

    from sphinx_transcript.workspace.site import Site


_MAX_TEXTS = 2_000
"""How many source texts are kept for `last_text`: a list needs front matter first, then titles."""


@dataclass(frozen=True, slots=True)
class PostFrontMatter:
    """The front matter of a post, read and validated."""

    fields: Mapping[str, Field]
    """The keys and values; empty where the file can't be read."""
    metadata: PostMetadata
    problems: list[Problem]


class SiteSources(ABC):
    """The source files of a site, as its settings say.

    *config* has the settings under the names that they have in `sphinx.config.Config`.
    """

    def __init__(self, folder: Path, config: Any, project: Project, zone: str) -> None:
        self.folder = folder
        self.config = config
        self._project = project
        self._paths: dict[str, Path] = {}
        self._texts: dict[str, SourceText] = {}
        self.zone: dt.tzinfo = load_zone(zone)
        self.today: dt.date = build_day(self.zone)

    @abstractmethod
    def with_sphinx(self) -> Site:
        """Return the site with Sphinx set up for it, which is closed with this one."""

    @property
    def docnames(self) -> list[str]:
        """The docnames of the site, posts and drafts included."""
        return sorted(self._project.docnames)

    @property
    def post_names(self) -> list[str]:
        """The docnames of the posts, published or not."""
        return [name for name in self.docnames if self.is_post(name)]

    def is_post(self, docname: str) -> bool:
        """Tell whether the document *docname* is a post by its path."""
        return post_folder(docname, self.config.transcript_posts, self.config.root_doc) is not None

    def source_text(self, docname: str, path: Path, text: str) -> SourceText:
        """Return the *text* of the file *path* as Sphinx would read the document *docname*."""
        filetype = get_filetype(self.config.source_suffix, path)
        return SourceText(text, filetype, path.suffix == SUFFIX)

    def last_text(self, docname: str) -> SourceText:
        """Return the source text of *docname*: once that which `read` has read, then a new one.

        Raises OSError and UnicodeDecodeError.
        """
        return self._texts.pop(docname, None) or self._read_text(docname)

    def _read_text(self, docname: str) -> SourceText:
        path = self.path(docname)
        text = path.read_bytes().decode(self.config.source_encoding)
        return self.source_text(docname, path, text)

    def path(self, docname: str) -> Path:
        """Return the absolute path of the source file of *docname*."""
        path = self._paths.get(docname)
        if path is None:
            path = self._paths[docname] = Path(self._project.doc2path(docname, absolute=True))
        return path

    def source_path(self, docname: str) -> str:
        """Return the path of the source file of *docname* from the site's folder, with slashes."""
        return Path(self._project.doc2path(docname, absolute=False)).as_posix()

    def display_path(self, docname: str) -> str:
        """Return the path of the source file of *docname* as a user would type it."""
        path = str(self.path(docname))
        folder = f"{self.folder}{os.sep}"
        if self._shown_folder is None or not path.startswith(folder):
            return display_path(Path(path))
        relative = self._shown_folder + path.removeprefix(folder)
        return min(relative, path, key=len)

    @cached_property
    def _shown_folder(self) -> str | None:
        """What a path from the site's folder has before it; None where that depends on the path."""
        folder = display_path(self.folder)
        if folder.startswith((os.pardir, os.sep)) or Path(folder).is_absolute():
            return None
        return "" if folder == os.curdir else f"{folder}{os.sep}"

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
        docname = self._project.path2doc(path) if path.is_relative_to(self.folder) else None
        # path2doc also returns a docname for a path without a suffix.
        if docname in names and path == self.path(docname):
            return docname
        without_suffix = self._project.path2doc(name) or name
        index = f"{without_suffix.strip('/')}/index"
        found = self._names_of_posts.matching(without_suffix)
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

    @cached_property
    def _names_of_posts(self) -> PostNames:
        patterns, root_doc = self.config.transcript_posts, self.config.root_doc
        return PostNames(
            {name: post_folder(name, patterns, root_doc) or "" for name in self.post_names}
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
            text = self._read_text(docname)
            if len(self._texts) < _MAX_TEXTS:
                self._texts[docname] = text
            source = read_post(self.config, docname, text)
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
