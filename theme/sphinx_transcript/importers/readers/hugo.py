"""Reads Hugo blogs: https://gohugo.io/content-management/front-matter/."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.importers.front_matter.org_keywords import read_org_keywords
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
from sphinx_transcript.importers.readers.base import URL_PATH_SAFE, BlogReader
from sphinx_transcript.importers.readers.configuration import site_url, zone_or_utc
from sphinx_transcript.importers.readers.hugo_cascades import Cascades
from sphinx_transcript.importers.readers.hugo_configuration import date_in_name, read_configuration
from sphinx_transcript.importers.readers.hugo_languages import Languages
from sphinx_transcript.importers.readers.hugo_permalinks import (
    PermalinkParts,
    absolute_alias,
    explicit_path,
    has_ugly_url,
    page_path,
    pattern_for,
    sanitize,
)
from sphinx_transcript.importers.readers.hugo_references import References
from sphinx_transcript.importers.readers.hugo_sections import (
    Section,
    is_in,
    post_sections,
    report_others,
)
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.rst import RstShortcodeConverter
from sphinx_transcript.importers.templates.shortcodes import ShortcodeConverter
from sphinx_transcript.importers.templates.tags import HUGO
from sphinx_transcript.post.dates import day_text, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = {".md", ".markdown", ".rst"}
_OTHER_SUFFIXES = {".html", ".htm", ".org", ".adoc", ".asciidoc", ".ad"}


class HugoReader(BlogReader):
    """Reads a Hugo site: the posts of its main sections."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._config = read_configuration(folder, report)
        self._languages = Languages(self._config)
        self._zone = zone_or_utc(scalar(self._config.get("timezone")), "hugo.toml", report)
        self._blog.base_url = site_url(scalar(self._config.get("baseurl")).strip())
        self._blog.static_folders = tuple(self._languages.static_folders)
        self._cascades = Cascades(folder, self._config.get("cascade"), report)
        self._sections: list[Section] = []

    def _post_files(self) -> Iterator[PurePosixPath]:
        """Yield the pages of the sections of posts; report all others."""
        pages: dict[Section, list[PurePosixPath]] = {}
        for path in self._pages():
            pages.setdefault(self._section(path), []).append(path)
        configured = self._languages.setting("", "mainsections")
        self._sections = post_sections(self._reader_options.sections, configured, pages)
        for section, paths in pages.items():
            if is_in(section, self._sections):
                yield from paths
        report_others(pages, self._sections, self._report)

    def _pages(self) -> Iterator[PurePosixPath]:
        """Yield the content files without section pages and the resources of page bundles."""
        folders = [self._folder / each.path for each in self._languages.folders]
        paths = dict.fromkeys(path for folder in folders for path in self._paths_below(folder))
        files = [path for path in paths if self._is_page(path)]
        bundles = {path.parent for path in files if _is_named(path, "index")}
        for path in files:
            is_resource = not bundles.isdisjoint(path.parents) and not _is_named(path, "index")
            if is_resource:
                message = "a file of the page beside it, and no page: not converted"
                self._report.add(path, 1, message, "file")
            elif not _is_named(path, "_index"):
                yield path

    def _is_page(self, path: PurePosixPath) -> bool:
        if path.suffix.lower() not in _SUFFIXES | _OTHER_SUFFIXES or not self._is_file(path):
            return False
        if path.suffix.lower() not in {".html", ".htm"}:
            return True
        # HTML without front matter is copied to the site as it is.
        with (self._folder / path).open("rb") as file:
            return file.read(3) in {b"---", b"+++"}

    def _section(self, path: PurePosixPath) -> Section:
        """Return the folders of the content file *path* below its folder of content."""
        inside = path.relative_to(self._languages.content_folder(path).path)
        return inside.parts[: -2 if _is_named(path, "index") else -1]

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        text = read_text(self._folder / path)
        front_matter = parse_front_matter(text, formats="yaml toml json")
        if path.suffix == ".org" and not front_matter.values:
            front_matter = read_org_keywords(text)
        content = self._languages.content_folder(path).path
        language = self._languages.language_of(path)
        for key, value in self._cascades.values_for(path, content, language).items():
            front_matter.values.setdefault(key, value)
            front_matter.key_names.setdefault(key, key)
        return front_matter

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        base_name = post.path.parent.name if post.is_bundle else post.path.stem
        language = self._languages.language_of(post.path)
        if not post.is_bundle and self._languages.suffix_language(post.path):
            base_name = base_name.rpartition(".")[0]
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
        date, name = date_in_name(self._config, base_name, has_date=bool(fields.get("date")))
        if date and (text := self._date(post, "date", date, 1, self._zone)):
            fields["date"] = text
        slug = scalar(front_matter.pop("slug")) or name
        self._set_url(post, scalar(front_matter.pop("url")), base_name, slug)
        aliases = text_list(front_matter.pop("aliases"))
        fields["aliases"] = [encode_path(absolute_alias(alias, post.url)) for alias in aliases]
        last_part = post.url.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html")
        own_name = sanitize(slug).lower() or last_part or base_name
        post.slug = "/".join([*self._new_folders(post), own_name])
        if post.is_bundle:
            post.bundle_files = list(self._bundle_files(post))

    def _is_bundle(self, path: PurePosixPath) -> bool:
        # Unlike a README, and also for a translation: index.de.md.
        return _is_named(path, "index")

    def _bundle_files(self, post: SourcePost) -> Iterator[PurePosixPath]:
        root = self._folder.resolve()
        for path in self._paths_below((self._folder / post.path).parent):
            is_resource = path.suffix.lower() not in _SUFFIXES and path.name[0] != "."
            if is_resource and path.parent == post.path.parent and path.name == "index.html":
                # A copy of it would take the place of the page.
                message = "it has the address of the page beside it: not copied"
                self._report.add(path, 1, message, "file")
                continue
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

    def _new_folders(self, post: SourcePost) -> tuple[str, ...]:
        """Return the folders of *post* below that of all posts: those that tell it from others."""
        language, section = post.fields["language"], self._section(post.path)
        folders = (language,) if language and language != self._languages.default else ()
        if len(self._sections) == 1:
            return (*folders, *section[len(self._sections[0]) :])
        return (*folders, *section)

    def _set_url(self, post: SourcePost, given: str, base_name: str, slug: str) -> None:
        """Set the URL path and the id of *post*; *given* is its key 'url'."""
        sections, language = self._section(post.path), post.fields["language"]
        prefix = self._languages.url_prefix(language)
        if given and ":" not in given:
            # A URL that begins with a slash is counted from the site, any other from the language.
            post.url = explicit_path(given if given.startswith("/") else f"{prefix}/{given}")
        else:
            day = self._day(post)
            parts = PermalinkParts(sections, base_name, post.fields["title"], slug, day)
            patterns = self._languages.setting(language, "permalinks")
            try:
                pattern = given or pattern_for(patterns, sections)
                is_ugly = has_ugly_url(self._config.get("uglyurls"), sections)
                post.url = f"{prefix}{page_path(parts, pattern, ugly=is_ugly)}"
            except ValueError as error:
                if day:
                    message = f"the old address can't be worked out: {error} in the permalinks"
                    self._report.add(post.path, 1, message, "address")
                return
        base = self._languages.base_url(language) or self._blog.base_url
        if base:
            # The GUID in Hugo's feed is the permalink.
            post.fields["id"] = base + quote(post.url[1:], safe=f"{URL_PATH_SAFE}%")
        if base != self._blog.base_url:
            message = f"the language {language!r} had an address of its own, {base}: none is kept"
            self._report.add_once(post.path, 1, message, "address")
            post.url = ""

    def _day(self, post: SourcePost) -> dt.date | None:
        """Return the day of *post* in its own time zone, where Hugo takes the parts of a date."""
        date = post.fields.get("date")
        return dt.date.fromisoformat(day_text(parse_date(date, self._zone))) if date else None

    def _finish(self) -> None:
        references = References(self._blog.posts, self._languages)
        for post in self._blog.posts:
            if not post.is_rst:
                parameters = {**self._parameters(), **post.unknown_keys, **post.fields}
                converter = ShortcodeConverter(partial(references.link, post), parameters)
                convert_body(post, converter.convert, self._report)
            else:
                convert_body(post, RstShortcodeConverter(HUGO).convert, self._report)
            convert_fields(post, HUGO, lambda _: None, self._report)

    def _parameters(self) -> dict[str, Any]:
        """Return the parameters of the site, with their names in lower case."""
        parameters = self._config.get("params")
        items = parameters.items() if isinstance(parameters, dict) else ()
        return {name.lower(): value for name, value in items}


def _is_named(path: PurePosixPath, name: str) -> bool:
    """Tell whether the file is called *name*, without its language and suffix."""
    return path.stem.split(".")[0] == name
