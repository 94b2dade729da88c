"""Reads Pelican blogs: https://docs.getpelican.com/en/stable/content.html."""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.post_fields import set_authors, text_list
from sphinx_transcript.importers.front_matter.python_markdown_meta import read_meta_data
from sphinx_transcript.importers.front_matter.rst_fields import read_rst_fields
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFrontMatter,
    parse_front_matter,
    read_text,
    scalar,
)
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.codehilite import fence_code_blocks
from sphinx_transcript.importers.readers.base import BlogReader
from sphinx_transcript.importers.readers.configuration import (
    read_python_settings,
    site_url,
    text_setting,
    zone_or_utc,
)
from sphinx_transcript.importers.readers.pelican_addresses import ArticleAddresses
from sphinx_transcript.importers.readers.pelican_inclusions import Inclusions
from sphinx_transcript.importers.readers.pelican_metadata import (
    path_metadata,
    read_html,
    slugify,
)
from sphinx_transcript.importers.templates.liquid import LiquidConverter
from sphinx_transcript.importers.templates.liquid_values import Scope
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.tags import LIQUID_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = {".md", ".markdown", ".mkd", ".mdown", ".rst"}
_UNSUPPORTED_SUFFIXES = {".adoc", ".asciidoc"}
_OTHER_SUFFIXES = {".html", ".htm", ".ipynb"}
# Metadata of a notebook in a file beside it.
_NOTEBOOK_METADATA = (".ipynb-meta", ".nbdata")
# https://docs.getpelican.com/en/stable/content.html#linking-to-internal-content
_INTERNAL_LINK = re.compile(r"[{|](?P<what>filename|static|attach)[|}](?P<path>.*)")


class PelicanReader(BlogReader):
    """Reads a Pelican site: its articles."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._settings = read_python_settings(folder, "pelicanconf.py", report)
        if (folder / "publishconf.py").is_file():
            self._settings |= read_python_settings(folder, "publishconf.py", report)
        path = text_setting(self._settings, "PATH", "content")
        self._content = posixpath.normpath(path.strip("/") or "content")
        if path.startswith("/") or self._content.partition("/")[0] == "..":
            message = f"PATH {path!r} leads out of the folder of the blog; not read"
            report.add("pelicanconf.py", 1, message, "configuration")
            self._content = "content"
        if not (folder / self._content).is_dir():
            self._content = "."
        self._zone = zone_or_utc(text_setting(self._settings, "TIMEZONE"), "pelicanconf.py", report)
        self._blog.base_url = site_url(text_setting(self._settings, "SITEURL"))
        self._addresses = ArticleAddresses(
            self._settings, self._content, self._zone, self._blog.base_url, report
        )
        self._blog.static_folders = (("" if self._content == "." else self._content, ""),)

    def _post_files(self) -> Iterator[PurePosixPath]:
        setting = self._settings.get("PAGE_PATHS", ["pages"])
        page_folders = (
            [each for each in setting if isinstance(each, str) and each]
            if (isinstance(setting, list))
            else []
        )
        static = text_list(self._settings.get("STATIC_PATHS", ["images"]))
        notebooks = text_setting(self._settings, "NOTEBOOK_DIR", "notebooks")
        static_folders = [each for each in (*static, notebooks) if each.strip("./")]
        output = text_setting(self._settings, "OUTPUT_PATH", "output").strip("/")
        for path in self._paths_below(self._folder / self._content):
            inside = path.relative_to(self._content)
            if any(part[0] == "." for part in path.parts) or not self._is_file(path):
                continue
            if self._content == "." and inside.parts[0] in {output, "theme", "themes", "plugins"}:
                continue
            if path.suffix in _OTHER_SUFFIXES and any(map(inside.is_relative_to, static_folders)):
                continue
            if path.suffix in _UNSUPPORTED_SUFFIXES:
                self._report.add(path, 1, f"posts in {path.suffix[1:]} are not converted", "file")
            elif path.suffix in _SUFFIXES | _OTHER_SUFFIXES and inside.name.upper() != "README.MD":
                if any(inside.is_relative_to(each) for each in page_folders):
                    self._report.add(path, 1, "a page, and no post: not converted", "file")
                else:
                    yield path

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter | None:
        """Return the metadata and the body of an article; None if the file is no article."""
        front_matter = self._own_front_matter(path)
        inside = path.relative_to(self._content)
        for key, value in path_metadata(inside, self._settings, self._report).items():
            front_matter.values.setdefault(key, value)
            front_matter.key_names.setdefault(key, key)
        if path.suffix in _OTHER_SUFFIXES and not front_matter.values.get("date"):
            self._report.add(path, 1, "without a date in its metadata, this is no post", "file")
            return None
        return front_matter

    def _own_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        text = read_text(self._folder / path)
        if path.suffix in {".html", ".htm"}:
            return read_html(text)
        if path.suffix == ".ipynb":
            front_matter = self._notebook_front_matter(text, "pelican")
            for suffix in _NOTEBOOK_METADATA:
                beside = path.with_suffix(suffix)
                if self._is_file(beside):
                    front_matter.values |= read_meta_data(read_text(self._folder / beside)).values
            return front_matter
        if path.suffix == ".rst":
            return read_rst_fields(text)
        front_matter = parse_front_matter(text)
        return front_matter if front_matter.values else read_meta_data(text)

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        inside = post.path.relative_to(self._content)
        fields = post.fields
        # An address may be made of any key.
        given = {key: _text(value) for key, value in front_matter.values.items()}
        title = _text(front_matter.pop("title"))
        # A title in the document stays there.
        fields["title"] = "" if front_matter.document_title else title
        title = front_matter.document_title or title
        self._set_dates(post, front_matter)
        category = _text(front_matter.pop("category"))
        if not category and self._settings.get("USE_FOLDER_AS_CATEGORY", True) is True:
            category = inside.parent.name
        fields["categories"] = text_list(
            category or text_setting(self._settings, "DEFAULT_CATEGORY", "misc")
        )
        fields["tags"] = _separated_texts(front_matter.pop("tags"))
        set_authors(post, _separated_texts(front_matter.pop("authors", "author")))
        fields["description"] = _text(front_matter.pop("summary"))
        self._set_status(post, front_matter)
        fields["language"] = _text(front_matter.pop("lang"))
        slug, is_certain = _text(front_matter.pop("slug")), True
        if not slug:
            is_from_title = self._settings.get("SLUGIFY_SOURCE", "title") == "title"
            slug, is_certain = slugify(title if is_from_title else inside.stem, self._settings)
        post.slug = slug or inside.stem
        saved_as, url = _text(front_matter.pop("save_as")), _text(front_matter.pop("url"))
        self._addresses.set_url(post, url or saved_as, given, is_slug_certain=is_certain)
        for key in path_metadata(inside, self._settings, self._report):
            front_matter.values.pop(key, None)
        if not post.is_rst:
            inclusions = Inclusions(self._folder, self._content, self._settings)
            post.body = inclusions.convert(
                fence_code_blocks(post.body),
                partial(self._notebook_text, post),
                self._report.for_body_of(post),
            )

    def _set_dates(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        for key, name in (("date", "date"), ("updated", "modified")):
            value = _text(front_matter.pop(name))
            line = front_matter.line_of(name)
            if value and (text := self._date(post, key, value, line, self._zone, month_first=True)):
                post.fields[key] = text

    def _set_status(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        status = (
            _text(front_matter.pop("status"))
            or text_setting(self._settings.get("DEFAULT_METADATA", {}), "status")
        ).lower()
        post.fields["draft"] = status in {"draft", "skip"}
        post.fields["unlisted"] = status == "hidden"
        if status not in {"", "published", "draft", "hidden", "skip"}:
            message = f"unknown status {status!r}; left out"
            self._add_note(post, front_matter, "status", message)

    def _finish(self) -> None:
        for post in self._blog.posts:
            convert_fields(post, LIQUID_TAGS, lambda _: None, self._report)
            if post.is_rst:
                self._convert_rst_directives(post)
            else:
                converter = LiquidConverter(Scope({}), syntax=LIQUID_TAGS)
                convert_body(post, converter.convert, self._report)

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the path for a link such as {filename}a.md."""
        match = _INTERNAL_LINK.match(link.replace("%7B", "{").replace("%7D", "}"))
        if match is None:
            return link
        path, mark, fragment = match["path"].partition("#")
        folder = self._content if path.startswith("/") else post.path.parent.as_posix()
        target = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        return f"{FILE_SCHEME}{target}{mark}{fragment}"


def _text(value: Any) -> str:
    """Return *value* as one string; the lines of a list are joined."""
    lines = map(scalar, value) if isinstance(value, list) else [scalar(value)]
    return " ".join(lines).strip()


def _separated_texts(value: Any) -> list[str]:
    """Return the items of *value*, separated by semicolons if it has any, else by commas."""
    if isinstance(value, list):
        return text_list(value)
    return text_list(value, ";" if ";" in scalar(value) else ",")
