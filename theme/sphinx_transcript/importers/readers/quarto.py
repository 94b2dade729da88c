"""Reads Quarto websites: https://quarto.org/docs/websites/website-blog.html."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_transcript.importers.front_matter.post_fields import encode_path, text_list
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    SourceFrontMatter,
    parse_front_matter,
    read_text,
    scalar,
)
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.quarto_text import convert_quarto
from sphinx_transcript.importers.readers.configuration import read_mapping, site_url
from sphinx_transcript.importers.readers.folder_data import FolderData
from sphinx_transcript.importers.readers.markdown_files import MarkdownFilesReader, post_name
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.shortcodes import ShortcodeConverter
from sphinx_transcript.importers.templates.tags import HUGO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = frozenset({".qmd", ".md", ".Rmd", ".rmd", ".ipynb"})
# Of how a document is made, not of what it says.
_OF_RENDERING = (
    *("format", "execute", "freeze", "editor", "jupyter", "engine", "knitr", "toc", "toc-depth"),
    *("title-block-banner", "title-block-style", "code-fold", "code-tools", "number-sections"),
    *("date-format", "page-layout", "theme", "css", "output", "output-file", "filters", "cache"),
    *("fig-width", "fig-height", "params", "html-math-method", "comments", "toc-location"),
)


class QuartoReader(MarkdownFilesReader):
    """Reads the posts of a Quarto website: the documents with a date."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        config = read_mapping(folder, "_quarto.yml", report)
        website = config.get("website")
        self._blog.base_url = site_url(
            scalar(website.get("site-url")) if isinstance(website, dict) else ""
        )
        self._blog.static_folders = (("", ""),)
        self._data = FolderData(folder, report)
        if self._blog.base_url:
            message = (
                "what the feed called the posts hangs on the version of Quarto: ids are left out"
            )
            report.add("_quarto.yml", 1, message, "address")

    def _post_files(self) -> Iterator[PurePosixPath]:
        return self._files("", _SUFFIXES)

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter | None:
        front_matter = self._read_document(path)
        own_values = set(front_matter.values)
        for key, value in self._data.values_for(path).items():
            front_matter.values.setdefault(key.lower(), value)
            front_matter.key_names.setdefault(key.lower(), key)
        if "date" not in front_matter.values or "listing" in own_values:
            if own_values:
                self._report.add(path, 1, "no date: a page, and no post; not converted", "file")
            return None
        return front_matter

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        name = post_name(post.path)
        for key in ("date", "date-modified"):
            if scalar(front_matter.values.get(key)) in {"today", "now", "last-modified"}:
                message = f"{key}: the day of a build is not that of the post; left out"
                self._add_note(post, front_matter, key, message, "date")
                del front_matter.values[key]
        for key in _OF_RENDERING:
            front_matter.values.pop(key, None)
        self._fill_common(post, front_matter, name.date)
        # What Quarto calls categories are the words that describe a post.
        if not post.fields["tags"]:
            post.fields["tags"] = post.fields.pop("categories")
        if front_matter.pop("bibliography"):
            message = "bibliography: citations stay as they are written"
            self._add_note(post, front_matter, "bibliography", message, "syntax")
        aliases = text_list(front_matter.pop("aliases"))
        post.fields["aliases"] = [encode_path(alias) for alias in aliases]
        post.slug = name.name or post.path.stem
        # A Quarto page is an HTML file beside which its folder is.
        inside = post.path.with_suffix("").as_posix()
        post.url = (
            f"/{inside.removesuffix('index')}" if inside.endswith("/index") else (f"/{inside}.html")
        )
        self._use_results(post)
        post.body, post.line_numbers = convert_quarto(
            post.body,
            post.line_numbers or post.body_line,
            lambda line, message: self._report.add(post.path, line, message, "syntax"),
        )
        converter = ShortcodeConverter(
            parameters={**front_matter.values, **post.unknown_keys, **post.fields}
        )
        convert_body(post, converter.convert, self._report)
        convert_fields(post, HUGO, lambda tag: None, self._report)

    def _use_results(self, post: SourcePost) -> None:
        """Take the text with the output of its cells, where Quarto has frozen it."""
        folder = post.path.with_suffix("").as_posix()
        file = self._folder / "_freeze" / folder / "execute-results" / "html.json"
        if not file.is_file():
            return
        try:
            result = json.loads(read_text(file)).get("result")
            text = result.get("markdown")
            body = parse_front_matter(text).body
        except (SourceFileError, ValueError, AttributeError):
            return
        # Its lines are no lines of the post: all is reported where the text of the post begins.
        post.body, post.line_numbers = body, [post.body_line]

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the file for a figure that a cell made, or for a link to another document."""
        path, mark, fragment = link.partition("#")
        name = unquote(path)
        made = f"{post.path.stem}_files/"
        if name.startswith(made):
            folder = post.path.with_suffix("").as_posix()
            return f"{FILE_SCHEME}{encode_path(f'_freeze/{folder}/{name[len(made) :]}')}"
        if name.startswith("/") and post.path.suffix and name.endswith(tuple(_SUFFIXES)):
            return f"{FILE_SCHEME}{encode_path(name[1:])}{mark}{fragment}"
        return link
