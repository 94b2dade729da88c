"""Reads Hugo blogs: https://gohugo.io/content-management/front-matter/."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.importers.front_matter.post_fields import (
    author_names,
    encode_path,
    set_authors,
    text_list,
)
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFrontMatter,
    is_true,
    parse_front_matter,
    read_text,
    scalar,
)
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.hugo_shortcodes import convert_shortcodes
from sphinx_transcript.importers.readers.base import URL_PATH_SAFE, BlogReader
from sphinx_transcript.importers.readers.configuration import site_url, zone_or_utc
from sphinx_transcript.importers.readers.hugo_configuration import read_configuration
from sphinx_transcript.importers.readers.hugo_permalinks import (
    PermalinkParts,
    absolute_alias,
    explicit_path,
    has_ugly_url,
    page_path,
    pattern_for,
    sanitize,
)
from sphinx_transcript.post.dates import day_text, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = {".md", ".markdown", ".rst"}


class HugoReader(BlogReader):
    """Reads a Hugo site: the posts of its main sections."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._config = read_configuration(folder, report)
        self._zone = zone_or_utc(scalar(self._config.get("timezone")) or "UTC")
        self._content = scalar(self._config.get("contentdir")).strip("/") or "content"
        self._blog.base_url = site_url(scalar(self._config.get("baseurl")).strip())
        self._blog.static_folders = (("static", ""), ("assets", ""))

    def _post_files(self) -> Iterator[PurePosixPath]:
        """Yield the pages of the main sections; report all others."""
        by_section: dict[str, list[PurePosixPath]] = {}
        for path in self._pages():
            inside = path.relative_to(self._content)
            is_top_level = len(inside.parts) == 1 or (
                len(inside.parts) == 2 and _is_named(path, "index")
            )
            by_section.setdefault("" if is_top_level else inside.parts[0], []).append(path)
        main_sections = self._main_sections(by_section)
        for section, paths in by_section.items():
            if section and section.lower() in main_sections:
                yield from paths
                continue
            for path in paths:
                self._report.add(path, 1, "a page, outside of the sections of posts: not converted")

    def _pages(self) -> Iterator[PurePosixPath]:
        """Yield the content files without section pages and the resources of page bundles."""
        files = [
            path
            for path in self._paths_below(self._folder / self._content)
            if path.suffix in _SUFFIXES and self._is_file(path)
        ]
        bundles = {path.parent for path in files if _is_named(path, "index")}
        for path in files:
            is_resource = not bundles.isdisjoint(path.parents) and not _is_named(path, "index")
            if not is_resource and not _is_named(path, "_index"):
                yield path

    def _main_sections(self, by_section: dict[str, list[PurePosixPath]]) -> set[str]:
        """Return the main sections in lower case: as configured, or the one with most pages."""
        parameters = self._config.get("params")
        configured = self._config.get("mainsections") or {
            name.lower(): value
            for name, value in (parameters if isinstance(parameters, dict) else {}).items()
        }.get("mainsections")
        sections = [section for section in by_section if section]
        largest = max(sections, key=lambda each: len(by_section[each]), default="")
        return {section.lower() for section in text_list(configured)} or {largest.lower()}

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        return parse_front_matter(read_text(self._folder / path), formats="yaml toml json")

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        base_name = post.path.parent.name if post.is_bundle else post.path.stem
        language = self._language(post)
        if language and not post.is_bundle:
            base_name = base_name.removesuffix(f".{language}")
        fields = post.fields
        fields["title"] = scalar(front_matter.pop("title"))
        self._set_dates(post, front_matter)
        fields["tags"] = text_list(front_matter.pop("tags"))
        fields["categories"] = text_list(front_matter.pop("categories"))
        series = text_list(front_matter.pop("series"))
        fields["series"] = series[0] if series else ""
        if len(series) > 1:
            message = f"of several series the first stays: {series[0]!r}"
            self._add_note(post, front_matter, "series", message)
        fields["description"] = scalar(front_matter.pop("description")) or scalar(
            front_matter.pop("summary")
        )
        front_matter.pop("summary")
        images = text_list(front_matter.pop("images", "image"))
        fields["image"] = images[0] if images else ""
        fields["draft"] = is_true(front_matter.pop("draft"))
        set_authors(post, author_names(front_matter.pop("authors", "author")))
        fields["language"] = language
        slug = scalar(front_matter.pop("slug"))
        self._set_url(post, scalar(front_matter.pop("url")), base_name, slug)
        aliases = text_list(front_matter.pop("aliases"))
        fields["aliases"] = [encode_path(absolute_alias(alias, post.url)) for alias in aliases]
        last_part = post.url.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html")
        post.slug = sanitize(slug).lower() or last_part or base_name
        if post.is_bundle:
            post.bundle_files = list(self._bundle_files(post))

    def _is_bundle(self, path: PurePosixPath) -> bool:
        # Unlike a README, and also for a translation: index.de.md.
        return _is_named(path, "index")

    def _bundle_files(self, post: SourcePost) -> Iterator[PurePosixPath]:
        root = self._folder.resolve()
        for path in self._paths_below((self._folder / post.path).parent):
            is_resource = path.suffix not in _SUFFIXES and path.name[0] != "."
            # A symbolic link may point outside of the blog.
            if (
                is_resource
                and self._is_file(path)
                and (self._folder / path).resolve().is_relative_to(root)
            ):
                yield path

    def _set_dates(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        # In the order of https://gohugo.io/configuration/front-matter/#dates
        for key, names in (
            ("date", ("date", "publishdate", "pubdate", "published")),
            ("updated", ("lastmod", "modified")),
        ):
            line = front_matter.line_of_first(*names)
            value = front_matter.pop(*names)
            if value is not None and (text := self._date(post, key, value, line, self._zone)):
                post.fields[key] = text
        for key in ("expirydate", "unpublishdate"):
            if front_matter.pop(key):
                message = f"{key} is left out: the post stays"
                self._add_note(post, front_matter, key, message)

    def _set_url(self, post: SourcePost, given: str, base_name: str, slug: str) -> None:
        """Set the URL path and the id of *post*; *given* is its key 'url'."""
        inside = post.path.relative_to(self._content)
        sections = inside.parts[: -2 if post.is_bundle else -1]
        date = post.fields.get("date")
        # Hugo takes the parts of a date in the date's own time zone.
        day = dt.date.fromisoformat(day_text(parse_date(date, self._zone))) if date else None
        if given and ":" not in given:
            post.url = explicit_path(given)
        else:
            parts = PermalinkParts(sections, base_name, post.fields["title"], slug, day)
            try:
                pattern = given or pattern_for(self._config.get("permalinks"), sections)
                post.url = page_path(
                    parts, pattern, ugly=has_ugly_url(self._config.get("uglyurls"), sections)
                )
            except ValueError as error:
                if day:
                    message = f"the old address can't be worked out: {error} in the permalinks"
                    self._report.add(post.path, 1, message)
                return
        language = post.fields["language"]
        default = scalar(self._config.get("defaultcontentlanguage")) or "en"
        if language and (
            language != default or is_true(self._config.get("defaultcontentlanguageinsubdir"))
        ):
            post.url = f"/{language}{post.url}"
        if self._blog.base_url:
            # The GUID in Hugo's feed is the permalink.
            path = quote(post.url[1:], safe=f"{URL_PATH_SAFE}%")
            post.fields["id"] = self._blog.base_url + path

    def _language(self, post: SourcePost) -> str:
        """Return the language code at the end of the file name; '' if there is none."""
        languages = self._config.get("languages")
        last = post.path.stem.rpartition(".")[2]
        return last if isinstance(languages, dict) and last in languages else ""

    def _finish(self) -> None:
        for post in self._blog.posts:
            if not post.is_rst:
                link = partial(self._link, post)
                post.body = convert_shortcodes(post.body, link, self._report.for_body_of(post))

    def _link(self, post: SourcePost, reference: str) -> str:
        """Return the link for the argument of ref or relref; '' unless exactly one post matches."""
        path, _, fragment = reference.partition("#")
        matches = self._matching_posts(post, path)
        if len(matches) != 1:
            return ""
        link = f"{FILE_SCHEME}{encode_path(matches[0].path.as_posix())}"
        return f"{link}#{fragment}" if fragment else link

    def _matching_posts(self, post: SourcePost, path: str) -> list[SourcePost]:
        """Return the post at *path*, or else those whose path ends in it."""
        wanted = path.strip("/").lower()
        if not wanted:
            return []
        relative = (post.path.parent.relative_to(self._content) / wanted).as_posix().lower()
        matches = []
        for other in self._blog.posts:
            inside = other.path.relative_to(self._content).as_posix().lower()
            names = {inside, inside.rsplit(".", 1)[0]}
            if other.is_bundle:
                names.add(inside.rpartition("/")[0])
            if wanted in names or (relative in names and not path.startswith("/")):
                return [other]
            if any(name.endswith(f"/{wanted}") for name in names):
                matches.append(other)
        return matches


def _is_named(path: PurePosixPath, name: str) -> bool:
    """Tell whether the file is called *name*, without its language and suffix."""
    return path.stem.split(".")[0] == name
