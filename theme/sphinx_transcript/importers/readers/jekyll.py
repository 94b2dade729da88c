"""Reads Jekyll blogs: https://jekyllrb.com/docs/posts/ and .../docs/front-matter/."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
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
from sphinx_transcript.importers.other_formats import is_other_format
from sphinx_transcript.importers.post_index import PostIndex
from sphinx_transcript.importers.readers.base import URL_PATH_SAFE, BlogReader
from sphinx_transcript.importers.readers.configuration import read_mapping, site_url
from sphinx_transcript.importers.readers.jekyll_defaults import front_matter_defaults
from sphinx_transcript.importers.readers.jekyll_feeds import (
    POST_ID,
    POST_URL,
    find_id_rule,
)
from sphinx_transcript.importers.readers.jekyll_files import included_text, page_address
from sphinx_transcript.importers.readers.jekyll_permalinks import (
    STYLES,
    PermalinkParts,
    file_path,
    url_path,
)
from sphinx_transcript.importers.templates.liquid import LiquidConverter
from sphinx_transcript.importers.templates.liquid_values import Scope
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.tags import LIQUID
from sphinx_transcript.post.dates import load_zone, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_CONFIGURATION = "_config.yml"
_SUFFIXES = {".md", ".markdown", ".mkd", ".mkdn", ".mkdown"}
_UNSUPPORTED_SUFFIXES = {".rst"}
_DATED_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.+)")
_EXCLUDED_FOLDERS = {"_site", "node_modules", "vendor"}
# A YAML timestamp without a zone is in UTC. Any other date is in the time zone of the site.
_YAML_TIMESTAMP = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?")


class JekyllReader(BlogReader):
    """Reads a Jekyll site: its posts and drafts."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._config = read_mapping(folder, _CONFIGURATION, report)
        self._zone = self._read_zone()
        self._excerpt_separator = scalar(self._config.get("excerpt_separator"))
        url = site_url(scalar(self._config.get("url")))
        base = scalar(self._config.get("baseurl")).strip("/")
        self._blog.base_url = f"{url}{base}/" if url and base else url
        self._blog.static_folders = (("", ""),)
        self._by_path = PostIndex(self._blog, lambda post: [post.path.as_posix()])
        self._by_post_name = PostIndex(
            self._blog, lambda post: [post.path.as_posix().removesuffix(post.path.suffix)]
        )
        self._id_rule = find_id_rule(folder, self._config, options.feed_id, report)

    def _read_zone(self) -> dt.tzinfo | None:
        name = scalar(self._config.get("timezone"))
        try:
            return load_zone(name) if name else None
        except ValueError as error:
            self._report.add(_CONFIGURATION, 1, f"timezone: {error}", "configuration")
            return None

    def _post_files(self) -> Iterator[PurePosixPath]:
        for path in self._paths_below(self._folder):
            folders = path.parts[:-1]
            if not {"_posts", "_drafts"} & set(folders) or _EXCLUDED_FOLDERS & set(folders):
                continue
            if any(part[0] == "." for part in path.parts) or not self._is_file(path):
                continue
            if path.suffix.lower() in _UNSUPPORTED_SUFFIXES:
                self._report.add(path, 1, f"posts in {path.suffix[1:]} are not converted", "file")
            elif path.suffix.lower() in _SUFFIXES or is_other_format(path.suffix):
                if "_drafts" in folders or _DATED_NAME.match(path.stem):
                    yield path
                else:
                    message = "a post's file begins with its date: not converted"
                    self._report.add(path, 1, message, "file")

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        front_matter = parse_front_matter(read_text(self._folder / path))
        for key, value in front_matter_defaults(self._config, path).items():
            front_matter.values.setdefault(key, value)
            front_matter.key_names.setdefault(key, key)
        return front_matter

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        path = post.path
        posts_folder = "_drafts" if "_drafts" in path.parts else "_posts"
        at = path.parts.index(posts_folder)
        dated = _DATED_NAME.match(path.stem)
        name = (dated[2] if dated else path.stem).rstrip(".")
        fields = post.fields
        fields["title"] = scalar(front_matter.pop("title")) or " ".join(
            word.capitalize() for word in name.split("-")
        )
        post.slug = scalar(front_matter.pop("slug")) or name
        draft, published = front_matter.pop("draft"), front_matter.values.pop("published", None)
        fields["draft"] = (
            posts_folder == "_drafts"
            or is_true(draft)
            or (published is not None and not is_true(published))
        )
        self._set_dates(post, front_matter, dated[1] if dated else "")
        # A string of categories, or of tags, is separated by white space.
        categories, category = front_matter.pop("categories"), front_matter.pop("category")
        fields["categories"] = list(
            dict.fromkeys([*path.parts[:at], *_words(categories), *text_list(category)])
        )
        tags, tag = front_matter.pop("tags"), front_matter.pop("tag")
        fields["tags"] = text_list(tag) or _words(tags)
        fields["description"] = scalar(front_matter.pop("description")) or scalar(
            front_matter.pop("excerpt")
        )
        front_matter.pop("excerpt")
        image = front_matter.pop("image")
        fields["image"] = scalar(image.get("path")) if isinstance(image, dict) else scalar(image)
        set_authors(post, author_names(front_matter.pop("authors", "author")))
        fields["language"] = scalar(front_matter.pop("lang"))
        fields["canonical_url"] = scalar(front_matter.pop("canonical_url"))
        redirects = text_list(front_matter.pop("redirect_from"))
        fields["aliases"] = [encode_path(alias) for alias in redirects]
        if front_matter.pop("redirect_to"):
            message = "redirect_to: the post leads elsewhere; left out"
            self._add_note(post, front_matter, "redirect_to", message)
        separator = scalar(front_matter.pop("excerpt_separator")) or self._excerpt_separator
        if re.fullmatch(r"<!--.*?-->", separator):
            post.body = post.body.replace(separator, "<!-- more -->", 1)
        parts = PermalinkParts(
            post.slug,
            path.stem,
            "/" + "/".join(path.parts[at + 1 :]).removesuffix(path.suffix),
            tuple(fields["categories"]),
            self._day(post),
        )
        self._set_url(post, scalar(front_matter.pop("permalink")), parts)

    def _set_dates(self, post: SourcePost, front_matter: SourceFrontMatter, in_name: str) -> None:
        """Set the dates of *post*; *in_name*, the date in the file name, is the fallback."""
        for key, names, fallback in (
            ("date", ("date",), in_name),
            ("updated", ("last_modified_at", "updated", "modified", "modified_date"), ""),
        ):
            line = front_matter.line_of_first(*names)
            for value in filter(None, [front_matter.pop(*names), fallback]):
                zone = dt.UTC if _YAML_TIMESTAMP.fullmatch(str(value).strip()) else self._zone
                if text := self._date(post, key, value, line, zone):
                    post.fields[key] = text
                    break

    def _day(self, post: SourcePost) -> dt.date | None:
        """Return the date of *post* in the site's time zone; None if that can't be known."""
        text = post.fields.get("date", "")
        if not text:
            return None
        date = parse_date(text, self._zone or dt.UTC)
        if not isinstance(date, dt.datetime):
            return date
        moment = date.astimezone(self._zone or dt.UTC)
        if self._zone is None and moment.date() != date.date():
            message = "no timezone: the day in the address of a post is not certain"
            self._report.add_once(_CONFIGURATION, 1, message, "address")
            return None
        return moment

    def _set_url(self, post: SourcePost, given: str, parts: PermalinkParts) -> None:
        """Set the URL path and the id of *post*; *given* is its key 'permalink'."""
        collections = self._config.get("collections")
        posts = collections.get("posts") if isinstance(collections, dict) else None
        template = given or (scalar(posts.get("permalink")) if isinstance(posts, dict) else "")
        style = scalar(self._config.get("permalink")) or "date"
        try:
            url = url_path(parts, template or STYLES.get(style, style))
        except ValueError as error:
            if parts.day is not None:
                message = f"the old address can't be worked out: {error} in the permalink"
                self._report.add(post.path, 1, message, "address")
            return
        post.url = file_path(url)
        # Jekyll's Document#id: the folder of the URL, and the slug.
        post_id = f"{url.rstrip('/').rpartition('/')[0]}/{parts.slug}"
        if self._id_rule:
            rule = self._id_rule.replace(POST_ID, quote(post_id, safe=URL_PATH_SAFE))
            post.fields["id"] = rule.replace(POST_URL, quote(url, safe=URL_PATH_SAFE))

    def _finish(self) -> None:
        site = {**self._config, "url": scalar(self._config.get("url"))}
        site["baseurl"] = scalar(self._config.get("baseurl"))
        for post in self._blog.posts:
            page = {**post.unknown_keys, **post.fields, "url": post.url, "slug": post.slug}
            scope = Scope({"site": site, "page": page})
            converter = LiquidConverter(scope, self._link, partial(self._include, post))
            convert_fields(post, LIQUID, converter.value, self._report)
            page |= {key: post.fields.get(key, "") for key in ("title", "description")}
            converter.scope = Scope({"site": site, "page": page})
            convert_body(post, converter.convert, self._report)

    def _include(self, post: SourcePost, tag: str, name: str) -> str:
        """Return the text of an included file; '' if there is none that can be read."""
        folder = scalar(self._config.get("includes_dir")).strip("/") or "_includes"
        base = post.path.parent if tag == "include_relative" else PurePosixPath(folder)
        return included_text(self._folder, base / name)

    def _link(self, tag: str, argument: str) -> str:
        """Return the link for the *argument* of post_url or link; '' if nothing matches."""
        wanted = argument.strip("/\"'")
        folder, _, name = wanted.rpartition("/")
        post_names = {f"_posts/{wanted}", f"{folder}/_posts/{name}".lstrip("/")}
        post = self._by_path.find(wanted) if tag == "link" else self._by_post_name.find(*post_names)
        if post is not None:
            return FILE_SCHEME + encode_path(post.path.as_posix())
        is_document = PurePosixPath(wanted).suffix in _SUFFIXES | {".html", ".rst", ".textile"}
        if tag == "link" and is_document and ".." not in wanted:
            return page_address(self._folder, PurePosixPath(wanted))
        if tag == "link" and not is_document and (self._folder / wanted).is_file():
            return FILE_SCHEME + encode_path(wanted)
        return ""


def _words(value: Any) -> list[str]:
    return value.split() if isinstance(value, str) else text_list(value)
