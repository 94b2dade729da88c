"""Reads sites of mystmd: https://mystmd.org/guide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.post_fields import text_list
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFrontMatter,
    is_true,
    scalar,
)
from sphinx_transcript.importers.markup.mystmd_text import convert_mystmd
from sphinx_transcript.importers.readers.configuration import read_mapping
from sphinx_transcript.importers.readers.jekyll_permalinks import PermalinkParts, url_path
from sphinx_transcript.importers.readers.markdown_files import MarkdownFilesReader, post_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = frozenset({".md", ".ipynb"})
# Of how a document is made or cited, not of a post.
_OF_DOCUMENTS = (
    *("exports", "export", "downloads", "kernelspec", "jupytext", "numbering", "license", "github"),
    *(
        "open_access",
        "doi",
        "bibliography",
        "label",
        "short_title",
        "math",
        "abbreviations",
        "site",
    ),
    *("edit_url", "affiliations", "venue", "settings", "thumbnailoptimized", "banneroptimized"),
)
_SLUG_LENGTH = 50


class MySTReader(MarkdownFilesReader):
    """Reads the documents of a mystmd site that have a date."""

    _is_myst = True

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        config = read_mapping(folder, "myst.yml", report)
        project, site = config.get("project"), config.get("site")
        settings = site.get("options") if isinstance(site, dict) else None
        self._has_folders = isinstance(settings, dict) and is_true(settings.get("folders"))
        self._author_names = _author_names(project if isinstance(project, dict) else {})
        self._slugs: dict[str, int] = {}

    def _post_files(self) -> Iterator[PurePosixPath]:
        return self._files("", _SUFFIXES)

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter | None:
        front_matter = self._read_document(path)
        if "date" not in front_matter.values and not post_name(path).date:
            self._report.add(path, 1, "no date: a page, and no post; not converted", "file")
            return None
        return front_matter

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        name = post_name(post.path)
        for key in _OF_DOCUMENTS:
            front_matter.values.pop(key, None)
        keywords = text_list(front_matter.pop("keywords"), ",")
        self._fill_common(post, front_matter, name.date)
        post.fields["tags"] = list(dict.fromkeys([*post.fields["tags"], *keywords]))
        post.slug = name.name or post.path.stem
        self._set_url(post)
        post.body = convert_mystmd(post.body, self._report, post)

    def _set_url(self, post: SourcePost) -> None:
        pattern = self._reader_options.permalink
        if pattern:
            inside = post_name(post.path)
            parts = PermalinkParts(
                inside.name, post.path.stem, f"/{inside.path}", (), self._day(post)
            )
            try:
                post.url = url_path(parts, pattern)
            except ValueError as error:
                message = f"the old address can't be worked out: {error} in the permalink"
                self._report.add(post.path, 1, message, "address")
            return
        parts_of_path = [*post.path.parts[:-1], post.path.stem]
        if self._has_folders:
            names = parts_of_path[:-1] if post.path.stem == "index" else parts_of_path
            post.url = "/" + "/".join(map(slug_of, names))
            return
        slug = slug_of(post.path.stem)
        count = self._slugs[slug] = self._slugs.get(slug, 0) + 1
        if count > 1 or slug == "index":
            # Such names are numbered in the order of the table of contents.
            message = "the old address can't be worked out: several documents have this name"
            self._report.add(post.path, 1, message, "address")
            return
        post.url = f"/{slug}"


def slug_of(name: str) -> str:
    """Return the name of a document in its address: lower case, without a number before it."""
    if not re.match(r"[12][0-9]{3}(?:[^0-9]|$)|[0-9]{5}", name):
        name = re.sub(r"^[0-9_.-]+", "", name) or name
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_SLUG_LENGTH]


def _author_names(project: dict[str, Any]) -> dict[str, str]:
    """Return the names of the authors that the project names, by their identifiers."""
    entries = project.get("authors") or project.get("contributors")
    return {
        scalar(entry.get("id")): scalar(entry.get("name"))
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and entry.get("id") and entry.get("name")
    }
