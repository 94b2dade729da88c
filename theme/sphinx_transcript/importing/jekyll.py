"""Blogs that Jekyll makes: https://jekyllrb.com/docs/posts/ and .../docs/front-matter/."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.dates import load_zone, parse_date
from sphinx_transcript.importing.date_forms import date_text
from sphinx_transcript.importing.front_matter import (
    encoded_path,
    keep_rest,
    names_of_people,
    set_people,
    texts,
)
from sphinx_transcript.importing.jekyll_addresses import (
    STYLES,
    Place,
    address,
    file_address,
)
from sphinx_transcript.importing.link_targets import FILE
from sphinx_transcript.importing.liquid import convert_liquid
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

_SUFFIXES = {".md", ".markdown", ".mkd", ".mkdn", ".mkdown"}
_OTHERS = {".html", ".textile", ".rst", ".adoc", ".org"}
_DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.+)")
_NOT_SEARCHED = {"_site", "node_modules", "vendor"}
# A timestamp of YAML is in UTC where it has no zone; any other text is in the zone of the site.
_YAML_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?")


def read_blog(folder: Path, report: Report) -> Blog:
    """Return the blog in *folder*, that of _config.yml."""
    return _Jekyll(folder, report).blog


class _Jekyll:
    def __init__(self, folder: Path, report: Report) -> None:
        self._folder, self._report = folder, report
        self._config = self._configuration()
        zone = scalar(self._config.get("timezone"))
        self._zone: dt.tzinfo | None = None
        try:
            self._zone = load_zone(zone) if zone else None
        except ValueError as error:
            report.add("_config.yml", 1, f"timezone: {error}")
        self._separator = scalar(self._config.get("excerpt_separator"))
        self.blog = Blog(folder, [], self._base_url(), (("", ""),))
        plugins = texts(self._config.get("plugins")) + texts(self._config.get("gems"))
        self._has_feed = "jekyll-feed" in plugins
        if self.blog.base_url and not self._has_feed:
            message = "no jekyll-feed in plugins: what the feed called the posts is not known"
            report.add("_config.yml", 1, message)
        for name in self._posts():
            try:
                self.blog.posts.append(self._post(name))
            except MetadataError as error:
                report.add(name, error.line, str(error))
        for post in self.blog.posts:
            self._convert(post)

    def _configuration(self) -> dict[str, Any]:
        path = self._folder / "_config.yml"
        try:
            return mapping(read_text(path), ".yml")
        except MetadataError as error:
            self._report.add("_config.yml", error.line, str(error))
            return {}

    def _base_url(self) -> str:
        url = scalar(self._config.get("url")).rstrip("/")
        base = scalar(self._config.get("baseurl")).strip("/")
        if not url.startswith(("http://", "https://")):
            return ""
        return f"{url}/{base}/" if base else f"{url}/"

    def _posts(self) -> Iterator[PurePosixPath]:
        for path in sorted(self._folder.rglob("*")):
            inside = PurePosixPath(path.relative_to(self._folder).as_posix())
            folders = inside.parts[:-1]
            if not {"_posts", "_drafts"} & set(folders) or _NOT_SEARCHED & set(folders):
                continue
            if any(part[0] == "." for part in inside.parts) or not path.is_file():
                continue
            if path.suffix in _OTHERS:
                self._report.add(inside, 1, f"posts in {path.suffix[1:]} are not converted")
            elif path.suffix in _SUFFIXES and ("_drafts" in folders or _DATED.match(path.stem)):
                yield inside
            elif path.suffix in _SUFFIXES:
                self._report.add(inside, 1, "a post's file begins with its date: not converted")

    def _post(self, name: PurePosixPath) -> SourcePost:
        metadata = read_metadata(read_text(self._folder / name))
        post = SourcePost(name, "", metadata.body, metadata.line, {})
        for key, value in self._defaults(name).items():
            metadata.values.setdefault(key, value)
            metadata.names.setdefault(key, key)
        special = "_drafts" if "_drafts" in name.parts else "_posts"
        at = name.parts.index(special)
        dated = _DATED.match(name.stem)
        from_name = (dated[2] if dated else name.stem).rstrip(".")
        fields = post.fields
        fields["title"] = scalar(metadata.pop("title")) or " ".join(
            word.capitalize() for word in from_name.split("-")
        )
        post.slug = scalar(metadata.pop("slug")) or from_name
        draft, published = metadata.pop("draft"), metadata.values.pop("published", None)
        fields["draft"] = (
            special == "_drafts"
            or is_true(draft)
            or (published is not None and not is_true(published))
        )
        self._date(post, metadata, dated[1] if dated else "")
        listed = metadata.pop("categories")
        single = texts(metadata.pop("category"))
        found = listed.split() if isinstance(listed, str) else texts(listed)
        fields["categories"] = list(dict.fromkeys([*name.parts[:at], *found, *single]))
        tag, tags = texts(metadata.pop("tag")), metadata.pop("tags")
        fields["tags"] = tag or (tags.split() if isinstance(tags, str) else texts(tags))
        fields["description"] = scalar(metadata.pop("description")) or scalar(
            metadata.pop("excerpt")
        )
        metadata.pop("excerpt")
        image = metadata.pop("image")
        fields["image"] = scalar(image.get("path")) if isinstance(image, dict) else scalar(image)
        set_people(post, names_of_people(metadata.pop("authors", "author")))
        fields["language"] = scalar(metadata.pop("lang"))
        fields["canonical_url"] = scalar(metadata.pop("canonical_url"))
        moved = texts(metadata.pop("redirect_from"))
        fields["aliases"] = [encoded_path(alias) for alias in moved]
        line = metadata.line_of("redirect_to")
        if metadata.pop("redirect_to"):
            self._report.add(name, line, "redirect_to: the post leads elsewhere; left out")
        separator = scalar(metadata.pop("excerpt_separator")) or self._separator
        if re.fullmatch(r"<!--.*?-->", separator):
            post.body = post.body.replace(separator, "<!-- more -->", 1)
        inside = "/" + "/".join(name.parts[at + 1 :]).removesuffix(name.suffix)
        categories = tuple(fields["categories"])
        place = Place(post.slug, name.stem, inside, categories, self._day(post))
        self._address(post, metadata, place)
        keep_rest(post, metadata, self._report)
        return post

    def _defaults(self, name: PurePosixPath) -> dict[str, Any]:
        """Return the front matter that _config.yml gives to the file *name*."""
        found: dict[str, Any] = {}
        defaults = self._config.get("defaults")
        for entry in defaults if isinstance(defaults, list) else ():
            scope = entry.get("scope") if isinstance(entry, dict) else None
            values = entry.get("values") if isinstance(entry, dict) else None
            if not isinstance(scope, dict) or not isinstance(values, dict):
                continue
            path = scalar(scope.get("path")).strip("/")
            is_post = scalar(scope.get("type")) in {"", "posts"}
            if is_post and (not path or f"{name}/".startswith(f"{path}/")):
                found |= {key.lower(): value for key, value in values.items()}
        return found

    def _date(self, post: SourcePost, metadata: Metadata, from_name: str) -> None:
        for key, names in (
            ("date", ("date",)),
            ("updated", ("last_modified_at", "updated", "modified", "modified_date")),
        ):
            line = next((metadata.line_of(each) for each in names if metadata.values.get(each)), 1)
            given = metadata.pop(*names)
            for value in [given, *([from_name] if key == "date" else [])]:
                if not value:
                    continue
                zone = dt.UTC if _YAML_TIME.fullmatch(str(value).strip()) else self._zone
                try:
                    post.fields[key] = date_text(value, zone)
                    break
                except ValueError as error:
                    self._report.add(post.path, line, f"{key}: {error}; left out")

    def _day(self, post: SourcePost) -> dt.date | None:
        """Return when the post is by the clock of the site; None where that is not certain."""
        text = post.fields.get("date", "")
        if not text:
            return None
        written = parse_date(text, self._zone or dt.UTC)
        if not isinstance(written, dt.datetime):
            return written
        moment = written.astimezone(self._zone or dt.UTC)
        if self._zone is None and moment.date() != written.date():
            self._report.once(
                "_config.yml", 1, "no timezone: the day in the address of a post is not certain"
            )
            return None
        return moment

    def _address(self, post: SourcePost, metadata: Metadata, place: Place) -> None:
        collections = self._config.get("collections")
        posts = collections.get("posts") if isinstance(collections, dict) else None
        given = scalar(metadata.pop("permalink"))
        template = given or (scalar(posts.get("permalink")) if isinstance(posts, dict) else "")
        style = scalar(self._config.get("permalink")) or "date"
        try:
            url = address(place, template or STYLES.get(style, style))
        except ValueError as error:
            if place.day is not None:
                message = f"the old address can't be worked out: {error} in the permalink"
                self._report.add(post.path, 1, message)
            return
        post.url = file_address(url)
        if self.blog.base_url and self._has_feed:
            # As Jekyll has Document#id: the folder of the address, and the slug.
            folder = url.rstrip("/").rpartition("/")[0]
            path = f"{folder}/{place.slug}"
            post.fields["id"] = self.blog.base_url + quote(
                path.lstrip("/"), safe="/-_.~!$&'()*+,;=:@"
            )

    def _convert(self, post: SourcePost) -> None:
        def say(index: int, message: str) -> None:
            self._report.add(post.path, post.line_of(index), message)

        post.body = convert_liquid(post.body, self._reference, say)

    def _reference(self, tag: str, name: str) -> str:
        """Return the link to what post_url or link call *name*; '' where there is none such."""
        wanted = name.strip("/\"'")
        for post in self.blog.posts:
            path = post.path.as_posix()
            folder, _, file = wanted.rpartition("/")
            bare = path.removesuffix(post.path.suffix)
            named = {f"_posts/{wanted}", f"{folder}/_posts/{file}".lstrip("/")}
            if wanted == path if tag == "link" else bare in named:
                return FILE + encoded_path(path)
        is_page = PurePosixPath(wanted).suffix in _SUFFIXES | _OTHERS
        if tag == "link" and not is_page and (self._folder / wanted).is_file():
            return FILE + encoded_path(wanted)
        return ""
