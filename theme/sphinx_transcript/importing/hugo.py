"""Blogs that Hugo makes: https://gohugo.io/content-management/front-matter/."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.dates import load_zone
from sphinx_transcript.importing.date_forms import date_text
from sphinx_transcript.importing.front_matter import (
    encoded_path,
    keep_rest,
    names_of_people,
    set_people,
    texts,
)
from sphinx_transcript.importing.hugo_addresses import (
    Page,
    address,
    given_address,
    pattern_for,
    sanitized,
)
from sphinx_transcript.importing.hugo_configuration import read_configuration
from sphinx_transcript.importing.link_targets import FILE
from sphinx_transcript.importing.metadata import (
    Metadata,
    MetadataError,
    is_true,
    read_metadata,
    read_text,
    scalar,
)
from sphinx_transcript.importing.records import Blog, Report, SourcePost
from sphinx_transcript.importing.shortcodes import convert_shortcodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIXES = {".md", ".markdown", ".rst"}


def read_blog(folder: Path, report: Report) -> Blog:
    """Return the blog in *folder*, that of the configuration."""
    return _Hugo(folder, report).blog


class _Hugo:
    def __init__(self, folder: Path, report: Report) -> None:
        self._folder, self._report = folder, report
        self._config = read_configuration(folder, report)
        try:
            self._zone: dt.tzinfo = load_zone(scalar(self._config.get("timezone")) or "UTC")
        except ValueError:
            self._zone = dt.UTC
        base = scalar(self._config.get("baseurl")).strip()
        base = f"{base.rstrip('/')}/" if base.startswith(("http://", "https://")) else ""
        self.blog = Blog(folder, [], base, (("static", ""), ("assets", "")))
        self._content = scalar(self._config.get("contentdir")).strip("/") or "content"
        files = sorted(
            path.relative_to(folder)
            for path in (folder / self._content).rglob("*")
            if path.suffix in _SUFFIXES and path.is_file()
        )
        names = [PurePosixPath(path.as_posix()) for path in files]
        for name in self._posts(names):
            try:
                self.blog.posts.append(self._post(name))
            except MetadataError as error:
                report.add(name, error.line, str(error))
        for post in self.blog.posts:
            if not post.is_rst:
                self._convert(post)

    def _posts(self, names: list[PurePosixPath]) -> Iterable[PurePosixPath]:
        """Yield those that are posts: in the main sections, and no page of their own resources."""
        parameters = self._config.get("params")
        given = self._config.get("mainsections") or {
            name.lower(): value
            for name, value in (parameters if isinstance(parameters, dict) else {}).items()
        }.get("mainsections")
        bundles = {name.parent for name in names if name.stem.split(".")[0] == "index"}
        by_section: dict[str, list[PurePosixPath]] = {}
        for name in names:
            inside = name.relative_to(self._content)
            if name.stem.split(".")[0] == "_index":
                continue
            if (
                any(parent in bundles for parent in name.parents)
                and name.stem.split(".")[0] != "index"
            ):
                continue  # A part of a page bundle, for its templates.
            is_page = len(inside.parts) == 1 or (
                len(inside.parts) == 2 and name.stem.split(".")[0] == "index"
            )
            by_section.setdefault("" if is_page else inside.parts[0], []).append(name)
        sections = [section for section in by_section if section]
        largest = max(sections, key=lambda each: len(by_section[each]), default="")
        main = {section.lower() for section in texts(given)} or {largest.lower()}
        for section, found in by_section.items():
            if section and section.lower() in main:
                yield from found
                continue
            for name in found:
                self._report.add(name, 1, "a page, outside of the sections of posts: not converted")

    def _post(self, name: PurePosixPath) -> SourcePost:
        metadata = read_metadata(read_text(self._folder / name), formats="yaml toml json")
        post = SourcePost(name, "", metadata.body, metadata.line, {})
        inside = name.relative_to(self._content)
        base = name.parent.name if post.is_bundle else name.stem
        language = self._language(post)
        if language and not post.is_bundle:
            base = base.removesuffix(f".{language}")
        fields = post.fields
        fields["title"] = scalar(metadata.pop("title"))
        self._dates(post, metadata)
        fields["tags"] = texts(metadata.pop("tags"))
        fields["categories"] = texts(metadata.pop("categories"))
        series = texts(metadata.pop("series"))
        fields["series"] = series[0] if series else ""
        if len(series) > 1:
            self._say(post, metadata, "series", f"of several series the first stays: {series[0]!r}")
        fields["description"] = scalar(metadata.pop("description")) or scalar(
            metadata.pop("summary")
        )
        metadata.pop("summary")
        images = texts(metadata.pop("images", "image"))
        fields["image"] = images[0] if images else ""
        fields["draft"] = is_true(metadata.pop("draft"))
        set_people(post, names_of_people(metadata.pop("authors", "author")))
        fields["language"] = language
        slug = scalar(metadata.pop("slug"))
        self._address(post, metadata, inside, base, slug)
        aliases = texts(metadata.pop("aliases"))
        fields["aliases"] = [self._alias(post, alias) for alias in aliases]
        last = post.url.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html")
        post.slug = sanitized(slug).lower() or last or base
        if post.is_bundle:
            post.own_files = [
                PurePosixPath(path.relative_to(self._folder).as_posix())
                for path in sorted((self._folder / name.parent).rglob("*"))
                if path.is_file()
                and path.suffix not in _SUFFIXES
                and path.name[0] != "."
                # A symbolic link may lead out of the blog.
                and path.resolve().is_relative_to(self._folder.resolve())
            ]
        keep_rest(post, metadata, self._report)
        return post

    def _dates(self, post: SourcePost, metadata: Metadata) -> None:
        fields = post.fields
        # In the order of https://gohugo.io/configuration/front-matter/#dates
        for key, names in (
            ("date", ("date", "publishdate", "pubdate", "published")),
            ("updated", ("lastmod", "modified")),
        ):
            line = next((metadata.line_of(each) for each in names if metadata.values.get(each)), 1)
            value = metadata.pop(*names)
            if value is None:
                continue
            try:
                fields[key] = date_text(value, self._zone)
            except ValueError as error:
                self._report.add(post.path, line, f"{key}: {error}; left out")
        for key in ("expirydate", "unpublishdate"):
            if metadata.pop(key):
                self._say(post, metadata, key, f"{key} is left out: the post stays")

    def _address(
        self, post: SourcePost, metadata: Metadata, inside: PurePosixPath, base: str, slug: str
    ) -> None:
        given = scalar(metadata.pop("url"))
        folders = inside.parts[: -2 if post.is_bundle else -1]
        stamp = post.fields.get("date", "")[:10]
        page = Page(
            folders,
            base,
            post.fields["title"],
            slug,
            dt.date.fromisoformat(stamp) if len(stamp) == 10 else None,
        )
        ugly = self._config.get("uglyurls")
        is_ugly = is_true(ugly.get(folders[0])) if isinstance(ugly, dict) else is_true(ugly)
        if given and ":" not in given:
            post.url = given_address(given)
        else:
            try:
                pattern = given or pattern_for(self._config.get("permalinks"), folders)
                post.url = address(page, pattern, ugly=is_ugly)
            except ValueError as error:
                if stamp:
                    message = f"the old address can't be worked out: {error} in the permalinks"
                    self._report.add(post.path, 1, message)
                return
        language = post.fields["language"]
        default = scalar(self._config.get("defaultcontentlanguage")) or "en"
        if language and (
            language != default or is_true(self._config.get("defaultcontentlanguageinsubdir"))
        ):
            post.url = f"/{language}{post.url}"
        if self.blog.base_url:
            # The feed's guid is the page's address.
            post.fields["id"] = self.blog.base_url + quote(post.url[1:], safe="/-_.~!$&'()*+,;=:@%")

    def _language(self, post: SourcePost) -> str:
        languages = self._config.get("languages")
        last = post.path.stem.rpartition(".")[2]
        return last if isinstance(languages, dict) and last in languages else ""

    def _alias(self, post: SourcePost, alias: str) -> str:
        if alias.startswith(("/", "http:", "https:")) or not post.url:
            return encoded_path(alias)
        parts = list(PurePosixPath(post.url).parent.parts[1:])
        for part in alias.split("/"):
            parts = parts[:-1] if part == ".." else [*parts, *([part] if part != "." else [])]
        return encoded_path("/" + "/".join(parts))

    def _convert(self, post: SourcePost) -> None:
        def say(index: int, message: str) -> None:
            self._report.add(post.path, post.line_of(index), message)

        post.body = convert_shortcodes(post.body, lambda name: self._reference(post, name), say)

    def _reference(self, post: SourcePost, name: str) -> str:
        """Return the link to what ref and relref call *name*; '' where there is not one such."""
        path, _, fragment = name.partition("#")
        wanted = path.strip("/").lower()
        ends = []
        for other in self.blog.posts:
            inside = other.path.relative_to(self._content).as_posix().lower()
            names = {inside, inside.rsplit(".", 1)[0]}
            if other.is_bundle:
                names.add(inside.rpartition("/")[0])
            beside = (post.path.parent.relative_to(self._content) / wanted).as_posix().lower()
            if wanted in names or (beside in names and not path.startswith("/")):
                ends = [other]
                break
            if any(each.endswith(f"/{wanted}") for each in names):
                ends.append(other)
        if len(ends) != 1 or not wanted:
            return ""
        return f"{FILE}{encoded_path(ends[0].path.as_posix())}" + (
            f"#{fragment}" if fragment else ""
        )

    def _say(self, post: SourcePost, metadata: Metadata, key: str, message: str) -> None:
        self._report.add(post.path, metadata.line_of(key), message)
