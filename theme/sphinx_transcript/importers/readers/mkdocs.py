"""Reads blogs of Material for MkDocs: https://squidfunk.github.io/mkdocs-material/plugins/blog/."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from babel import UnknownLocaleError
from babel.dates import format_date, format_datetime

from sphinx_transcript.importers.front_matter.post_fields import set_authors, text_list
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFrontMatter,
    is_true,
    parse_front_matter,
    read_text,
    scalar,
)
from sphinx_transcript.importers.post_index import PostIndex
from sphinx_transcript.importers.readers.base import BlogReader
from sphinx_transcript.importers.readers.configuration import read_mapping, site_url
from sphinx_transcript.importers.templates.liquid import LiquidConverter
from sphinx_transcript.importers.templates.liquid_values import Scope
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.tags import LIQUID
from sphinx_transcript.post.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_CONFIGURATION = "mkdocs.yml"


class MaterialReader(BlogReader):
    """Reads the posts of Material's plugin 'blog'."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._by_path = PostIndex(self._blog, lambda post: [post.path.as_posix()])
        config = read_mapping(folder, _CONFIGURATION, report)
        self._docs = scalar(config.get("docs_dir")).strip("/") or "docs"
        plugins = self._plugins = _plugins(config.get("plugins"))
        if not {"blog", "material/blog"} & set(plugins):
            message = "no plugin blog: --from markdown reads any other folder of Markdown"
            report.add(_CONFIGURATION, 1, message, "configuration")
        extra = config.get("extra")
        self._extra = extra if isinstance(extra, dict) else {}
        self._options = plugins.get("blog", plugins.get("material/blog", {}))
        self._blog_dir = self._option("blog_dir", "blog").strip("/")
        directory_urls = config.get("use_directory_urls")
        self._has_directory_urls = directory_urls is None or is_true(directory_urls)
        theme = config.get("theme")
        self._language = scalar(theme.get("language")) if isinstance(theme, dict) else ""
        self._blog.base_url = site_url(scalar(config.get("site_url")))
        self._blog.static_folders = ((self._docs, ""),)
        self._has_feed = "rss" in plugins
        if self._blog.base_url and not self._has_feed:
            message = "no plugin rss: there was no feed to call the posts anything"
            report.add(_CONFIGURATION, 1, message, "address")
        self._author_names = self._read_author_names()

    def _option(self, name: str, default: str) -> str:
        """Return an option of the plugin 'blog'."""
        return scalar(self._options.get(name)) or default

    def _read_author_names(self) -> dict[str, str]:
        """Return the names of the authors in .authors.yml by their identifiers."""
        file = self._option("authors_file", "{blog}/.authors.yml").replace("{blog}", self._blog_dir)
        path = posixpath.normpath(f"{self._docs}/{file}")
        if not (self._folder / path).is_file():
            return {}
        entries = read_mapping(self._folder, path, self._report).get("authors")
        if not isinstance(entries, dict):
            return {}
        self._report.add(
            path, 1, "authors: what is said of them goes into transcript_authors", "configuration"
        )
        return {
            key: scalar(entry.get("name")) or key
            for key, entry in entries.items()
            if isinstance(entry, dict)
        }

    def _post_files(self) -> Iterator[PurePosixPath]:
        folder = self._option("post_dir", "{blog}/posts").replace("{blog}", self._blog_dir)
        root = self._folder / self._docs / posixpath.normpath(folder)
        for path in self._paths_below(root, "*.md") if root.is_dir() else ():
            if self._is_file(path) and not any(part[0] == "." for part in path.parts):
                yield path

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        return parse_front_matter(read_text(self._folder / path))

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        fields = post.fields
        fields["title"] = scalar(front_matter.pop("title"))
        title = fields["title"] or _title_heading(post.body)
        self._set_dates(post, front_matter)
        fields["categories"] = text_list(front_matter.pop("categories"))
        fields["tags"] = text_list(front_matter.pop("tags"))
        authors = text_list(front_matter.pop("authors"))
        set_authors(post, [self._author_names.get(each, each) for each in authors])
        fields["description"] = scalar(front_matter.pop("description"))
        fields["draft"] = is_true(front_matter.pop("draft"))
        fields["pinned"] = is_true(front_matter.pop("pin"))
        if not title:
            # MkDocs' title of a page without one: https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data
            title = post.path.stem.replace("-", " ").replace("_", " ")
            title = title.capitalize() if title.lower() == title else title
            fields["title"] = title
        slug = scalar(front_matter.pop("slug"))
        post.slug = slug or slugify(title, self._option("post_slugify_separator", "-"))
        self._set_url(post, is_certain=bool(slug) or "post_slugify" not in self._options)
        self._convert_body(post)

    def _convert_body(self, post: SourcePost) -> None:
        separator = self._option("post_excerpt_separator", "<!-- more -->")
        post.body = post.body.replace(separator, "<!-- more -->", 1)
        if "macros" in self._plugins:
            # Without this plugin, what looks like a template is text.
            scope = Scope({**self._extra, "page": {**post.unknown_keys, **post.fields}})
            converter = LiquidConverter(scope)
            convert_fields(post, LIQUID, converter.value, self._report)
            convert_body(post, converter.convert, self._report)

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the URL path of a page if *link* leads to its file; pages are not converted."""
        path, mark, fragment = link.partition("#")
        name = posixpath.normpath(post.path.parent / unquote(path))
        is_page = path.endswith(".md") and name.startswith(f"{self._docs}/")
        if not is_page or self._by_path.find(name):
            return link
        if not (self._folder / name).is_file():
            return link
        page = name.removeprefix(f"{self._docs}/").removesuffix(".md")
        if page == "index" or page.endswith("/index"):
            url = page.removesuffix("index")
        else:
            url = f"{page}/" if self._has_directory_urls else f"{page}.html"
        return f"/{url}{mark}{fragment}"

    def _set_dates(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        """Set the dates of *post*: the key 'date' is one date, or a dict of dates."""
        line = front_matter.line_of("date")
        value = front_matter.pop("date")
        dates = value if isinstance(value, dict) else {"created": value}
        for key, name in (("date", "created"), ("updated", "updated")):
            date = dates.get(name)
            if date and (text := self._date(post, key, date, line, dt.UTC)):
                post.fields[key] = text
        for name in dates.keys() - {"created", "updated"}:
            self._report.add(post.path, line, f"date: {name!r} has no like here; left out", "date")

    def _set_url(self, post: SourcePost, *, is_certain: bool) -> None:
        """Set the URL path and the id of *post*, or report that they can't be known."""
        date = post.fields.get("date", "")
        if not date:
            return
        date_format = self._option("post_url_date_format", "yyyy/MM/dd")
        template = self._option("post_url_format", "{date}/{slug}")
        limit = self._option("post_url_max_categories", "1")
        categories = post.fields["categories"][: int(limit) if limit.isdecimal() else 1]
        separator = self._option("categories_slugify_separator", "-")
        values = {
            "date": self._formatted_date(parse_date(date, dt.UTC), date_format),
            "slug": post.slug,
            "file": post.path.stem,
            "categories": "/".join(slugify(each, separator) for each in categories),
        }
        try:
            path = posixpath.normpath(template.format(**values).strip("/"))
        except (KeyError, ValueError, IndexError):
            is_certain = False
        if not is_certain or ("{categories}" in template and "categories_slugify" in self._options):
            self._report.add(
                post.path, 1, f"the old address can't be worked out from {template!r}", "address"
            )
            return
        path = posixpath.normpath(posixpath.join(self._blog_dir, path))
        post.url = f"/{path}/" if self._has_directory_urls else f"/{path}.html"
        if self._blog.base_url and self._has_feed:
            # The GUID in the feed of the plugin 'rss' is the canonical URL.
            post.fields["id"] = self._blog.base_url + quote(post.url[1:])

    def _formatted_date(self, value: dt.date | dt.datetime, date_format: str) -> str:
        locale = (self._language or "en").replace("-", "_")
        is_named = date_format in {"full", "long", "medium", "short"}
        formatter = format_date if is_named else format_datetime
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        try:
            return str(formatter(moment, format=date_format, locale=locale))
        except (UnknownLocaleError, ValueError):
            return str(formatter(moment, format=date_format, locale="en"))


def slugify(text: str, separator: str = "-") -> str:
    """Return the slug that the plugin makes: pymdownx.slugs.slugify(case="lower")."""
    slug = re.sub(r"</?[^>]*>", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", slug).replace(" ", separator)


def _title_heading(body: str) -> str:
    """Return the heading that *body* begins with; '' if it begins with something else."""
    first = next((line.strip() for line in body.split("\n") if line.strip()), "")
    return first.lstrip("# ") if first.startswith("# ") else ""


def _plugins(value: Any) -> dict[str, dict[str, Any]]:
    """Return the options of each plugin in the configuration's *value*, by name."""
    plugins: dict[str, dict[str, Any]] = {}
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            plugins.setdefault(entry, {})
        elif isinstance(entry, dict):
            for name, options in entry.items():
                plugins.setdefault(name, options if isinstance(options, dict) else {})
    return plugins
