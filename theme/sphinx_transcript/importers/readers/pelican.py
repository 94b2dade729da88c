"""Reads Pelican blogs: https://docs.getpelican.com/en/stable/content.html."""

from __future__ import annotations

import datetime as dt
import html
import posixpath
import re
import string
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

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
from sphinx_transcript.importers.readers.pelican_inclusions import Inclusions
from sphinx_transcript.importers.readers.pelican_metadata import path_metadata, read_html
from sphinx_transcript.importers.slugs import to_ascii
from sphinx_transcript.importers.templates.liquid import LiquidConverter
from sphinx_transcript.importers.templates.liquid_values import Scope
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.tags import LIQUID_TAGS
from sphinx_transcript.post.dates import parse_date

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
        self._content = text_setting(self._settings, "PATH", "content").strip("/") or "content"
        if not (folder / self._content).is_dir():
            self._content = "."
        self._zone = zone_or_utc(text_setting(self._settings, "TIMEZONE", "UTC"))
        self._blog.base_url = site_url(text_setting(self._settings, "SITEURL"))
        self._blog.static_folders = (("" if self._content == "." else self._content, ""),)

    def _post_files(self) -> Iterator[PurePosixPath]:
        setting = self._settings.get("PAGE_PATHS", ["pages"])
        page_folders = (
            [each for each in setting if isinstance(each, str) and each]
            if (isinstance(setting, list))
            else []
        )
        output = text_setting(self._settings, "OUTPUT_PATH", "output").strip("/")
        for path in self._paths_below(self._folder / self._content):
            inside = path.relative_to(self._content)
            if any(part[0] == "." for part in path.parts) or not self._is_file(path):
                continue
            if self._content == "." and inside.parts[0] in {output, "theme", "themes", "plugins"}:
                continue
            if path.suffix in _UNSUPPORTED_SUFFIXES:
                self._report.add(path, 1, f"posts in {path.suffix[1:]} are not converted")
            elif path.suffix in _SUFFIXES | _OTHER_SUFFIXES and inside.name.upper() != "README.MD":
                if any(inside.is_relative_to(each) for each in page_folders):
                    self._report.add(path, 1, "a page, and no post: not converted")
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
            slug, is_certain = self._slugify(title if is_from_title else inside.stem)
        post.slug = slug or inside.stem
        saved_as, url = _text(front_matter.pop("save_as")), _text(front_matter.pop("url"))
        self._set_url(post, url or saved_as, is_certain, given)
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

    def _slugify(self, text: str) -> tuple[str, bool]:
        """Return the slug that Pelican makes of *text*, and whether it is certain."""
        slug = unicodedata.normalize("NFKC", html.unescape(re.sub(r"<[^>]*>", "", text)))
        is_certain = "SLUG_REGEX_SUBSTITUTIONS" not in self._settings
        if self._settings.get("SLUGIFY_USE_UNICODE") is not True:
            slug, is_ascii_certain = to_ascii(slug)
            is_certain &= is_ascii_certain
        slug = re.sub(r"[^\w\s-]", "", slug).strip()
        slug = re.sub(r"[-\s]+", "-", slug)
        if self._settings.get("SLUGIFY_PRESERVE_CASE") is not True:
            slug = slug.lower()
        return slug, is_certain

    def _set_url(
        self, post: SourcePost, given: str, is_slug_certain: bool, metadata: dict[str, str]
    ) -> None:
        """Set the URL path and the id of *post*; *given* is its key 'url' or 'save_as'."""
        default = text_setting(self._settings, "DEFAULT_LANG", "en").lower()
        language = post.fields["language"].lower() or default
        name = "ARTICLE_URL" if language == default else "ARTICLE_LANG_URL"
        fallback = "{slug}.html" if language == default else "{slug}-{lang}.html"
        template = given or text_setting(self._settings, name, fallback)
        moment = self._moment(post)
        category, is_category_certain = self._slugify("".join(post.fields["categories"][:1]))
        authors = [post.fields.get("author", ""), *post.fields.get("authors", [])]
        author, is_author_certain = self._slugify(next(filter(None, authors), ""))
        values = metadata | {
            "slug": post.slug,
            "date": moment,
            "lang": language,
            "category": category,
            "author": author,
            "path": post.path.relative_to(self._content).as_posix(),
        }
        certain = {
            "slug": is_slug_certain,
            "category": is_category_certain and bool(category),
            "author": is_author_certain and bool(author),
        }
        try:
            fields = (part[1] for part in string.Formatter().parse(template))
            # A field may name an attribute: {date.year}.
            used = {re.split(r"[.\[]", each)[0] for each in fields if each}
            url = given or template.format(**values)
        except (KeyError, ValueError, IndexError, AttributeError, TypeError):
            used, url = {"?"}, ""
        if moment is None:
            return
        if not used <= set(values) or not all(certain.get(each, True) for each in used):
            message = f"the old address can't be worked out from {template!r}"
            self._report.add(post.path, 1, message)
            return
        post.url = f"/{url.strip('/')}" + ("/" if url.endswith("/") or not url.strip("/") else "")
        if self._blog.base_url and not self._settings.get("FEED_APPEND_REF"):
            # A tag URI like that of feedgenerator's get_tag_uri: the host, the day and the path.
            address = urlsplit(self._blog.base_url + url.lstrip("/"))
            day = moment.strftime("%Y-%m-%d")
            post.fields["id"] = f"tag:{address.hostname},{day}:{address.path}"

    def _finish(self) -> None:
        for post in self._blog.posts:
            convert_fields(post, LIQUID_TAGS, lambda _: None, self._report)
            if not post.is_rst:
                converter = LiquidConverter(Scope({}), syntax=LIQUID_TAGS)
                convert_body(post, converter.convert, self._report)

    def _moment(self, post: SourcePost) -> dt.datetime | None:
        """Return the date of *post*, at midnight if it has no time; None without a date."""
        text = post.fields.get("date", "")
        if not text:
            return None
        date = parse_date(text, self._zone)
        if isinstance(date, dt.datetime):
            return date
        return dt.datetime.combine(date, dt.time(), self._zone)

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
