"""Blogs of Material for MkDocs: https://squidfunk.github.io/mkdocs-material/plugins/blog/."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from babel import UnknownLocaleError
from babel.dates import format_date, format_datetime

from sphinx_transcript.dates import parse_date
from sphinx_transcript.importing.admonitions import convert_admonitions
from sphinx_transcript.importing.date_forms import date_text
from sphinx_transcript.importing.front_matter import keep_rest, set_people, texts
from sphinx_transcript.importing.metadata import (
    Metadata,
    MetadataError,
    is_true,
    mapping,
    read_metadata,
    read_text,
    scalar,
)
from sphinx_transcript.importing.records import Blog, Report, SourcePost

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_blog(folder: Path, report: Report) -> Blog:
    """Return the blog in *folder*, that of mkdocs.yml."""
    return _Material(folder, report).blog


class _Material:
    def __init__(self, folder: Path, report: Report) -> None:
        self._folder, self._report = folder, report
        config = self._mapping("mkdocs.yml")
        self._docs = scalar(config.get("docs_dir")).strip("/") or "docs"
        plugins = _plugins(config.get("plugins"))
        self._options = plugins.get("blog", plugins.get("material/blog", {}))
        self._blog_dir = self._option("blog_dir", "blog").strip("/")
        directory = config.get("use_directory_urls")
        self._pretty = directory is None or is_true(directory)
        theme = config.get("theme")
        self._language = scalar(theme.get("language")) if isinstance(theme, dict) else ""
        url = scalar(config.get("site_url")).rstrip("/")
        base = f"{url}/" if url.startswith(("http://", "https://")) else ""
        self._has_feed = "rss" in plugins
        self.blog = Blog(folder, [], base, ((self._docs, ""),), self._translate)
        if base and not self._has_feed:
            report.add(
                "mkdocs.yml", 1, "no plugin rss: there was no feed to call the posts anything"
            )
        self._authors = self._people()
        for name in self._posts():
            try:
                self.blog.posts.append(self._post(name))
            except MetadataError as error:
                report.add(name, error.line, str(error))

    def _mapping(self, name: str) -> dict[str, Any]:
        try:
            return mapping(read_text(self._folder / name), ".yml")
        except MetadataError as error:
            self._report.add(name, error.line, str(error))
            return {}

    def _option(self, name: str, default: str) -> str:
        return scalar(self._options.get(name)) or default

    def _posts(self) -> Iterator[PurePosixPath]:
        folder = self._option("post_dir", "{blog}/posts").replace("{blog}", self._blog_dir)
        root = self._folder / self._docs / posixpath.normpath(folder)
        for path in sorted(root.rglob("*.md")) if root.is_dir() else ():
            name = PurePosixPath(path.relative_to(self._folder).as_posix())
            if path.is_file() and not any(part[0] == "." for part in name.parts):
                yield name

    def _people(self) -> dict[str, str]:
        file = self._option("authors_file", "{blog}/.authors.yml").replace("{blog}", self._blog_dir)
        name = posixpath.normpath(f"{self._docs}/{file}")
        if not (self._folder / name).is_file():
            return {}
        entries = self._mapping(name).get("authors")
        if not isinstance(entries, dict):
            return {}
        self._report.add(name, 1, "authors: what is said of them goes into transcript_authors")
        return {
            key: scalar(entry.get("name")) or key
            for key, entry in entries.items()
            if isinstance(entry, dict)
        }

    def _post(self, name: PurePosixPath) -> SourcePost:
        metadata = read_metadata(read_text(self._folder / name))
        post = SourcePost(name, "", metadata.body, metadata.line, {})
        fields = post.fields
        fields["title"] = scalar(metadata.pop("title"))
        title = fields["title"] or _first_heading(post.body)
        self._dates(post, metadata)
        fields["categories"] = texts(metadata.pop("categories"))
        fields["tags"] = texts(metadata.pop("tags"))
        names = texts(metadata.pop("authors"))
        set_people(post, [self._authors.get(each, each) for each in names])
        fields["description"] = scalar(metadata.pop("description"))
        fields["draft"] = is_true(metadata.pop("draft"))
        fields["pinned"] = is_true(metadata.pop("pin"))
        if not title:
            title = name.stem.replace("-", " ").replace("_", " ")
            title = title.capitalize() if title.lower() == title else title
            fields["title"] = title
        given = scalar(metadata.pop("slug"))
        post.slug = given or slugify(title, self._option("post_slugify_separator", "-"))
        self._address(post, is_certain=bool(given) or "post_slugify" not in self._options)
        keep_rest(post, metadata, self._report)
        separator = self._option("post_excerpt_separator", "<!-- more -->")
        post.body = post.body.replace(separator, "<!-- more -->", 1)

        def say(number: int, message: str) -> None:
            self._report.add(name, number, message)

        lines = post.body.split("\n")
        numbers = list(range(post.line, post.line + len(lines)))
        lines, post.numbers = convert_admonitions(lines, numbers, say)
        post.body = "\n".join(lines)
        return post

    def _translate(self, post: SourcePost, link: str) -> str:
        """Return the address of the page, where *link* leads to the file of one that is no post."""
        path, mark, fragment = link.partition("#")
        name = posixpath.normpath(post.path.parent / unquote(path))
        is_page = path.endswith(".md") and name.startswith(f"{self._docs}/")
        if not is_page or any(other.path.as_posix() == name for other in self.blog.posts):
            return link
        if not (self._folder / name).is_file():
            return link
        page = name.removeprefix(f"{self._docs}/").removesuffix(".md")
        if page == "index" or page.endswith("/index"):
            address = page.removesuffix("index")
        else:
            address = f"{page}/" if self._pretty else f"{page}.html"
        return f"/{address}{mark}{fragment}"

    def _dates(self, post: SourcePost, metadata: Metadata) -> None:
        line = metadata.line_of("date")
        given = metadata.pop("date")
        dates = given if isinstance(given, dict) else {"created": given}
        for key, name in (("date", "created"), ("updated", "updated")):
            try:
                if dates.get(name):
                    post.fields[key] = date_text(dates[name], dt.UTC)
            except ValueError as error:
                self._report.add(post.path, line, f"{key}: {error}; left out")
        for name in dates.keys() - {"created", "updated"}:
            self._report.add(post.path, line, f"date: {name!r} has no like here; left out")

    def _address(self, post: SourcePost, *, is_certain: bool) -> None:
        text = post.fields.get("date", "")
        if not text:
            return
        form = self._option("post_url_date_format", "yyyy/MM/dd")
        template = self._option("post_url_format", "{date}/{slug}")
        limit = self._option("post_url_max_categories", "1")
        categories = post.fields["categories"][: int(limit) if limit.isdecimal() else 1]
        separator = self._option("categories_slugify_separator", "-")
        values = {
            "date": self._formatted(parse_date(text, dt.UTC), form),
            "slug": post.slug,
            "file": post.path.stem,
            "categories": "/".join(slugify(each, separator) for each in categories),
        }
        try:
            path = posixpath.normpath(template.format(**values).strip("/"))
        except (KeyError, ValueError, IndexError):
            is_certain = False
        if not is_certain or ("{categories}" in template and "categories_slugify" in self._options):
            self._report.add(post.path, 1, f"the old address can't be worked out from {template!r}")
            return
        path = posixpath.normpath(posixpath.join(self._blog_dir, path))
        post.url = f"/{path}/" if self._pretty else f"/{path}.html"
        if self.blog.base_url and self._has_feed:
            # The plugin's guid is the canonical address of the page.
            post.fields["id"] = self.blog.base_url + quote(post.url[1:])

    def _formatted(self, value: dt.date | dt.datetime, form: str) -> str:
        locale = (self._language or "en").replace("-", "_")
        make = format_date if form in {"full", "long", "medium", "short"} else format_datetime
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        try:
            return str(make(moment, format=form, locale=locale))
        except (UnknownLocaleError, ValueError):
            return str(make(moment, format=form, locale="en"))


def slugify(text: str, separator: str = "-") -> str:
    """Return *text* as the plugin names pages: pymdownx.slugs.slugify(case="lower")."""
    plain = re.sub(r"</?[^>]*>", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", separator)


def _first_heading(body: str) -> str:
    first = next((line.strip() for line in body.split("\n") if line.strip()), "")
    return first.lstrip("# ") if first.startswith("# ") else ""


def _plugins(given: Any) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in given if isinstance(given, list) else [given]:
        if isinstance(entry, str):
            found.setdefault(entry, {})
        elif isinstance(entry, dict):
            for name, options in entry.items():
                found.setdefault(name, options if isinstance(options, dict) else {})
    return found
