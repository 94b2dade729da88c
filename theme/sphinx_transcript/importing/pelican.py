"""Blogs that Pelican makes: https://docs.getpelican.com/en/stable/content.html."""

from __future__ import annotations

import datetime as dt
import html
import posixpath
import re
import string
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_transcript.dates import load_zone, parse_date
from sphinx_transcript.importing.code_blocks import fence_shebangs
from sphinx_transcript.importing.date_forms import date_text
from sphinx_transcript.importing.field_list import read_fields
from sphinx_transcript.importing.front_matter import keep_rest, set_people, texts
from sphinx_transcript.importing.link_targets import FILE
from sphinx_transcript.importing.meta_lines import read_meta_lines
from sphinx_transcript.importing.metadata import (
    Metadata,
    MetadataError,
    read_metadata,
    read_text,
    scalar,
)
from sphinx_transcript.importing.python_settings import literal_settings, setting
from sphinx_transcript.importing.records import Blog, Report, SourcePost
from sphinx_transcript.importing.slugs import plain_ascii

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIXES = {".md", ".markdown", ".mkd", ".mdown", ".rst"}
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTRASITE = re.compile(r"[{|](?P<what>filename|static|attach)[|}](?P<path>.*)")


def read_blog(folder: Path, report: Report) -> Blog:
    """Return the blog in *folder*, that of pelicanconf.py."""
    return _Pelican(folder, report).blog


class _Pelican:
    def __init__(self, folder: Path, report: Report) -> None:
        self._folder, self._report = folder, report
        self._settings: dict[str, Any] = {}
        for settings in ("pelicanconf.py", "publishconf.py"):
            try:
                if settings == "pelicanconf.py" or (folder / settings).is_file():
                    self._settings |= literal_settings(folder / settings)
            except MetadataError as error:
                report.add(settings, error.line, str(error))
        self._content = setting(self._settings, "PATH", "content").strip("/") or "content"
        if not (folder / self._content).is_dir():
            self._content = "."
        url = setting(self._settings, "SITEURL").rstrip("/")
        base = f"{url}/" if url.startswith(("http://", "https://")) else ""
        root = "" if self._content == "." else self._content
        self.blog = Blog(folder, [], base, ((root, ""),), self._translate)
        try:
            self._zone: dt.tzinfo = load_zone(setting(self._settings, "TIMEZONE", "UTC"))
        except ValueError:
            self._zone = dt.UTC
        for name in self._articles():
            try:
                self.blog.posts.append(self._post(name))
            except MetadataError as error:
                report.add(name, error.line, str(error))

    def _articles(self) -> Iterator[PurePosixPath]:
        content = self._folder / self._content
        given = self._settings.get("PAGE_PATHS", ["pages"])
        pages = [each for each in given if isinstance(each, str)] if isinstance(given, list) else []
        output = setting(self._settings, "OUTPUT_PATH", "output").strip("/")
        for path in sorted(content.rglob("*")):
            inside = PurePosixPath(path.relative_to(content).as_posix())
            name = PurePosixPath(path.relative_to(self._folder).as_posix())
            if any(part[0] == "." for part in name.parts) or not path.is_file():
                continue
            if self._content == "." and inside.parts[0] in {output, "theme", "themes", "plugins"}:
                continue
            if path.suffix in {".html", ".htm", ".adoc", ".ipynb"}:
                self._report.add(name, 1, f"posts in {path.suffix[1:]} are not converted")
            elif path.suffix in _SUFFIXES and inside.name.upper() != "README.MD":
                if any(inside.is_relative_to(each) for each in pages if each):
                    self._report.add(name, 1, "a page, and no post: not converted")
                else:
                    yield name

    def _post(self, name: PurePosixPath) -> SourcePost:
        text = read_text(self._folder / name)
        if name.suffix == ".rst":
            metadata, title = read_fields(text)
        else:
            metadata, title = read_metadata(text), ""
            if not metadata.values:
                metadata = read_meta_lines(text)
        post = SourcePost(name, "", metadata.body, metadata.line, {})
        post.emptied = metadata.emptied
        inside = name.relative_to(self._content)
        fields = post.fields
        given = _one(metadata.pop("title"))
        fields["title"] = "" if title else given
        title = title or given
        self._dates(post, metadata)
        category = _one(metadata.pop("category"))
        if not category and self._settings.get("USE_FOLDER_AS_CATEGORY", True) is True:
            category = inside.parent.name
        fields["categories"] = texts(
            category or setting(self._settings, "DEFAULT_CATEGORY", "misc")
        )
        fields["tags"] = _several(metadata.pop("tags"))
        set_people(post, _several(metadata.pop("authors", "author")))
        fields["description"] = _one(metadata.pop("summary"))
        status = (
            _one(metadata.pop("status"))
            or setting(self._settings.get("DEFAULT_METADATA", {}), "status")
        ).lower()
        fields["draft"] = status in {"draft", "skip"}
        fields["unlisted"] = status == "hidden"
        if status not in {"", "published", "draft", "hidden", "skip"}:
            self._report.add(
                name, metadata.line_of("status"), f"unknown status {status!r}; left out"
            )
        fields["language"] = _one(metadata.pop("lang"))
        slug, is_certain = _one(metadata.pop("slug")), True
        if not slug:
            is_title = self._settings.get("SLUGIFY_SOURCE", "title") == "title"
            slug, is_certain = self._slugify(title if is_title else inside.stem)
        post.slug = slug or inside.stem
        self._address(post, metadata, inside, is_certain)
        if not post.is_rst:
            post.body = fence_shebangs(post.body)
        keep_rest(post, metadata, self._report)
        return post

    def _dates(self, post: SourcePost, metadata: Metadata) -> None:
        for key, name in (("date", "date"), ("updated", "modified")):
            value = _one(metadata.pop(name))
            if not value and key == "date":
                found = _DATED.match(post.path.stem)
                value = found[0] if found and "FILENAME_METADATA" not in self._settings else ""
            if not value:
                continue
            try:
                post.fields[key] = date_text(value, self._zone, month_first=True)
            except ValueError as error:
                message = f"{key}: {error}; left out"
                self._report.add(post.path, metadata.line_of(name), message)

    def _slugify(self, text: str) -> tuple[str, bool]:
        """Return *text* as Pelican's slugify has it, and whether that is certain."""
        plain = unicodedata.normalize("NFKC", html.unescape(re.sub(r"<[^>]*>", "", text)))
        certain = True
        if self._settings.get("SLUGIFY_USE_UNICODE") is not True:
            plain, certain = plain_ascii(plain)
        plain = re.sub(r"[^\w\s-]", "", plain).strip()
        plain = re.sub(r"[-\s]+", "-", plain)
        if self._settings.get("SLUGIFY_PRESERVE_CASE") is not True:
            plain = plain.lower()
        return plain, certain and "SLUG_REGEX_SUBSTITUTIONS" not in self._settings

    def _address(
        self, post: SourcePost, metadata: Metadata, inside: PurePosixPath, is_certain: bool
    ) -> None:
        saved, given = _one(metadata.pop("save_as")), _one(metadata.pop("url"))
        default = setting(self._settings, "DEFAULT_LANG", "en").lower()
        language = post.fields["language"].lower() or default
        name = "ARTICLE_URL" if language == default else "ARTICLE_LANG_URL"
        fallback = "{slug}.html" if language == default else "{slug}-{lang}.html"
        template = given or saved or setting(self._settings, name, fallback)
        stamp = post.fields.get("date", "")
        category, category_certain = self._slugify("".join(post.fields["categories"][:1]))
        authors = [post.fields.get("author", ""), *post.fields.get("authors", [])]
        author, author_certain = self._slugify(next((each for each in authors if each), ""))
        written = parse_date(stamp, self._zone) if stamp else None
        moment = (
            written
            if isinstance(written, dt.datetime) or written is None
            else dt.datetime.combine(written, dt.time(), self._zone)
        )
        values = {
            "slug": post.slug,
            "date": moment,
            "lang": language,
            "category": category,
            "author": author,
            "path": inside.as_posix(),
        }
        certain = {
            "slug": is_certain,
            "category": category_certain and bool(category),
            "author": author_certain and bool(author),
        }
        try:
            used = {part[1] for part in string.Formatter().parse(template) if part[1]}
            url = template if given or saved else template.format(**values)
        except (KeyError, ValueError, IndexError, AttributeError, TypeError):
            used, url = {"?"}, ""
        if not stamp:
            return
        if not used <= set(values) or not all(certain.get(each, True) for each in used):
            message = f"the old address can't be worked out from {template!r}"
            self._report.add(post.path, 1, message)
            return
        post.url = f"/{url.strip('/')}" + ("/" if url.endswith("/") or not url.strip("/") else "")
        if self.blog.base_url and moment is not None and not self._settings.get("FEED_APPEND_REF"):
            # As feedgenerator has get_tag_uri: the host, the day, the path.
            address = urlsplit(self.blog.base_url + url.lstrip("/"))
            day = moment.strftime("%Y-%m-%d")
            post.fields["id"] = f"tag:{address.hostname},{day}:{address.path}"

    def _translate(self, post: SourcePost, link: str) -> str:
        """Return the path that a link such as {filename}a.md means."""
        match = _INTRASITE.match(link.replace("%7B", "{").replace("%7D", "}"))
        if match is None:
            return link
        path, mark, fragment = match["path"].partition("#")
        folder = self._content if path.startswith("/") else post.path.parent.as_posix()
        return (
            f"{FILE}{posixpath.normpath(posixpath.join(folder, path.lstrip('/')))}{mark}{fragment}"
        )


def _one(value: Any) -> str:
    """Return the text of *value*, its lines joined."""
    return (
        " ".join(map(scalar, value)).strip() if isinstance(value, list) else scalar(value).strip()
    )


def _several(value: Any) -> list[str]:
    """Return the names in *value*, with commas between them, or semicolons if there is one."""
    if isinstance(value, list):
        return texts(value)
    return texts(value, ";" if ";" in scalar(value) else ",")
