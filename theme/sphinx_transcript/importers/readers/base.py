"""The base class of the readers: the steps that reading a blog of any system takes."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx_transcript.importers.front_matter.date_formats import convert_date
from sphinx_transcript.importers.front_matter.post_fields import keep_unknown_keys
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    SourceFrontMatter,
)
from sphinx_transcript.importers.markup.notebook import (
    notebook_markdown,
    notebook_metadata,
    read_notebook,
    without_cells,
)
from sphinx_transcript.importers.markup.rst_directives import convert_directives
from sphinx_transcript.importers.other_formats import is_other_format, to_markdown
from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import NoteKind, Report

URL_PATH_SAFE = "/-_.~!$&'()*+,;=:@"
"""What stays unencoded in a URL path: https://www.rfc-editor.org/rfc/rfc3986#section-3.3."""


class BlogReader(ABC):
    """Reads the posts of a blog, once.

    The constructor of a subclass reads the configuration and completes `_blog`.
    """

    _is_myst: ClassVar[bool] = False
    """Whether the system's Markdown is already MyST."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        """Prepare to read the blog in *folder*, which holds the system's configuration."""
        self._folder, self._report, self._reader_options = folder, report, options
        self._blog = SourceBlog(folder, [], resolve_link=self._resolve_link)

    def read(self) -> SourceBlog:
        """Return the blog; a post that can't be read is reported and left out."""
        for path in self._post_files():
            if not self._is_inside(path):
                message = "leads out of the folder of the blog; not read"
                self._report.add(path, 1, message, "file")
                continue
            try:
                post = self._read_post(path)
            except SourceFileError as error:
                self._report.add(path, error.line, str(error), "file")
            else:
                if post is not None:
                    self._blog.posts.append(post)
        self._finish()
        return self._blog

    def _read_post(self, path: PurePosixPath) -> SourcePost | None:
        front_matter = self._read_front_matter(path)
        if front_matter is None:
            return None
        is_converted = path.suffix == ".ipynb" or is_other_format(path.suffix)
        if is_other_format(path.suffix):
            front_matter.body = to_markdown(front_matter.body, path.suffix)
        post = SourcePost(
            path,
            "",
            front_matter.body,
            front_matter.body_line,
            {},
            is_bundle=self._is_bundle(path),
            is_myst=self._is_myst,
            metadata_lines=front_matter.metadata_lines,
            # What pandoc has written has other lines than the file.
            line_numbers=[front_matter.body_line] if is_converted else [],
        )
        if path.suffix == ".ipynb":
            post.body = self._notebook_text(post, front_matter.body)
        self._fill(post, front_matter)
        keep_unknown_keys(post, front_matter, self._report)
        return post

    def _convert_rst_directives(self, post: SourcePost, listings: str = "listings") -> None:
        """Convert directives in the body of *post*; *listings* is the folder of listed files."""
        new = convert_directives(post.body, listings, self._report.for_body_of(post))
        if new.text != post.body:
            post.line_numbers = [post.line_at_index(index) for index in new.indices]
            post.body = new.text

    def _notebook_text(self, post: SourcePost, text: str, cells: slice = slice(None)) -> str:
        """Return *cells* of the notebook *text* as Markdown; *post* gets its pictures.

        Raises SourceFileError.
        """
        # Several notebooks may be in one post.
        stem = f"{post.path.stem}-{len(post.made_files)}" if post.made_files else post.path.stem
        notebook = notebook_markdown(read_notebook(text), stem, cells)
        post.made_files |= notebook.files
        if notebook.lost:
            message = f"outputs of a notebook that need a script are left out: {notebook.lost}"
            self._report.add(post.path, post.body_line, message, "html")
        return notebook.markdown

    def _notebook_front_matter(self, text: str, system: str) -> SourceFrontMatter:
        """Return the metadata of the notebook *text*; the body is the notebook without them."""
        notebook = read_notebook(text)
        values, cells = notebook_metadata(notebook, system)
        front_matter = SourceFrontMatter(dict(values), json.dumps(notebook), 1)
        front_matter.key_names = {key: key for key in values}
        if cells:
            front_matter.body = json.dumps(without_cells(notebook, cells))
        return front_matter

    @abstractmethod
    def _post_files(self) -> Iterable[PurePosixPath]:
        """Return the files that may be posts, relative to the blog's folder."""

    @abstractmethod
    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter | None:
        """Return the front matter and body of a file; None if the file is not a post.

        Raises SourceFileError.
        """

    @abstractmethod
    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        """Set the slug, the fields and the URL of *post*, and pop each key that is understood."""

    def _is_bundle(self, path: PurePosixPath) -> bool:
        """Tell whether the post at *path* has a folder of its own."""
        return path.stem in {"index", "README"} and path.parent.name != ""

    def _finish(self) -> None:  # noqa: B027 (optional)
        """Convert what can only be converted when all posts are known."""

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the path for a *link* in the system's own syntax; any other link as it is."""
        return link

    def _paths_below(self, folder: Path, pattern: str = "*") -> Iterator[PurePosixPath]:
        """Yield the files and folders below *folder*, sorted, relative to the blog's folder."""
        if not folder.is_relative_to(self._folder):
            # The configuration names it by an absolute path.
            message = f"{folder} is not in the folder of the blog; not read"
            self._report.add(self._folder.resolve().name, 1, message, "configuration")
            return
        for path in sorted(folder.rglob(pattern)):
            yield PurePosixPath(path.relative_to(self._folder).as_posix())

    def _is_inside(self, path: PurePosixPath) -> bool:
        """Tell whether *path* is in the blog's folder, also where it or a folder is a link."""
        try:
            return (self._folder / path).resolve().is_relative_to(self._folder.resolve())
        except (OSError, RuntimeError, ValueError):
            # A circle of links: what reads the file says so.
            return True

    def _is_file(self, path: PurePosixPath) -> bool:
        return (self._folder / path).is_file()

    def _add_note(
        self,
        post: SourcePost,
        front_matter: SourceFrontMatter,
        key: str,
        message: str,
        kind: NoteKind = "front-matter",
    ) -> None:
        """Report *message* at the line of *key*, which may be popped already."""
        self._report.add(post.path, front_matter.line_of(key), message, kind)

    def _date(
        self,
        post: SourcePost,
        key: str,
        value: Any,
        line: int,
        zone: tzinfo | None = None,
        *,
        date_format: str = "",
        month_first: bool = False,
    ) -> str:
        """Return *value* as front matter has dates here; report it and return '' if it is none."""
        try:
            return convert_date(value, zone, date_format=date_format, month_first=month_first)
        except ValueError as error:
            self._report.add(post.path, line, f"{key}: {error}; left out", "date")
            return ""
