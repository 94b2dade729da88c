"""Blogs that Nikola makes: https://getnikola.com/handbook.html."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.dates import load_zone
from sphinx_transcript.importing.code_blocks import fence_shebangs
from sphinx_transcript.importing.date_forms import date_text
from sphinx_transcript.importing.front_matter import keep_rest, set_people, texts
from sphinx_transcript.importing.link_targets import FILE
from sphinx_transcript.importing.metadata import (
    Metadata,
    MetadataError,
    is_true,
    read_metadata,
    read_text,
    scalar,
)
from sphinx_transcript.importing.python_settings import literal_settings, setting
from sphinx_transcript.importing.records import Blog, Report, SourcePost
from sphinx_transcript.importing.slugs import plain_ascii

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIXES = {".md", ".mdown", ".markdown", ".rst", ".txt"}
_COMMENT = re.compile(r"\s*\.\. (?P<name>[\w-]+): ?(?P<body>.*)")
_POSTS = (("posts/*.rst", "posts"), ("posts/*.md", "posts"), ("posts/*.txt", "posts"))
_LINK = re.compile(r"link://(?P<kind>slug|filename|source)/(?P<name>[^#]*)(?P<rest>#.*)?")


def read_blog(folder: Path, report: Report) -> Blog:
    """Return the blog in *folder*, that of conf.py."""
    return _Nikola(folder, report).blog


class _Nikola:
    def __init__(self, folder: Path, report: Report) -> None:
        self._folder, self._report = folder, report
        self._settings: dict[str, Any] = {}
        try:
            self._settings = literal_settings(folder / "conf.py")
        except MetadataError as error:
            report.add("conf.py", error.line, str(error))
        url = setting(self._settings, "BASE_URL") or setting(self._settings, "SITE_URL")
        base = f"{url.rstrip('/')}/" if url.startswith(("http://", "https://")) else ""
        self._default = setting(self._settings, "DEFAULT_LANG", "en")
        translations = self._settings.get("TRANSLATIONS")
        self._languages = translations if isinstance(translations, dict) else {}
        self.blog = Blog(folder, [], base, self._roots(), self._translate)
        try:
            self._zone: dt.tzinfo = load_zone(setting(self._settings, "TIMEZONE", "UTC"))
        except ValueError:
            self._zone = dt.UTC
        for name, destination in self._files():
            try:
                self.blog.posts.append(self._post(name, destination))
            except MetadataError as error:
                report.add(name, error.line, str(error))

    def _roots(self) -> tuple[tuple[str, str], ...]:
        images = self._settings.get("IMAGE_FOLDERS", {"images": "images"})
        files = self._settings.get("FILES_FOLDERS", {"files": ""})
        folders = {
            **(images if isinstance(images, dict) else {}),
            **(files if isinstance(files, dict) else {}),
        }
        return tuple(
            (str(folder).strip("/"), f"{str(place).strip('/')}/".lstrip("/"))
            for folder, place in [*folders.items(), ("galleries", "galleries")]
        )

    def _files(self) -> Iterator[tuple[PurePosixPath, str]]:
        seen = set()
        given = self._settings.get("POSTS", _POSTS)
        for entry in given if isinstance(given, list | tuple) else _POSTS:
            if not isinstance(entry, list | tuple) or len(entry) < 2:
                continue
            pattern = PurePosixPath(str(entry[0]))
            place = entry[1].get(self._default, "") if isinstance(entry[1], dict) else entry[1]
            root = self._folder / pattern.parent
            for path in sorted(root.rglob(pattern.name)) if root.is_dir() else ():
                name = PurePosixPath(path.relative_to(self._folder).as_posix())
                if name in seen or not path.is_file() or path.name[0] == ".":
                    continue
                seen.add(name)
                if name.suffix not in _SUFFIXES:
                    message = f"posts in {name.suffix[1:]} are not converted"
                    self._report.add(name, 1, message)
                    continue
                below = PurePosixPath(str(place)) / name.parent.relative_to(pattern.parent)
                yield name, below.as_posix().strip("/.")

    def _post(self, name: PurePosixPath, destination: str) -> SourcePost:
        base, _, language = name.stem.rpartition(".")
        language = language if language in self._languages and language != self._default else ""
        base = base if language else name.stem
        metadata = self._metadata(name)
        if language:
            original = name.with_name(f"{base}{name.suffix}")
            if (self._folder / original).is_file():
                inherited = self._metadata(original)
                for key, value in inherited.values.items():
                    metadata.values.setdefault(key, value)
        post = SourcePost(name, "", metadata.body, metadata.line, {})
        fields = post.fields
        fields["title"] = scalar(metadata.pop("title")) or base
        self._dates(post, metadata)
        given = metadata.pop("tags")
        tags = texts(given, ",") if isinstance(given, str) else texts(given)
        status = scalar(metadata.pop("status")).lower()
        uses_tags = self._settings.get("USE_TAG_METADATA", True) is True
        special = {tag.lower() for tag in tags} if uses_tags else set()
        fields["draft"] = status == "draft" or "draft" in special
        fields["unlisted"] = status == "private" or "private" in special
        hidden = {"draft", "private", "mathjax"} if uses_tags else set()
        fields["tags"] = [tag for tag in tags if tag.lower() not in hidden]
        if status not in {"", "published", "draft", "private"}:
            self._report.add(name, metadata.line_of("status"), f"status {status!r} is left out")
        fields["categories"] = texts(scalar(metadata.pop("category", "section")))
        set_people(post, texts(metadata.pop("author"), ","))
        fields["description"] = scalar(metadata.pop("description"))
        fields["image"] = scalar(metadata.pop("previewimage"))
        fields["language"] = language.replace("_", "-")
        if scalar(metadata.values.get("type")) == "text":
            metadata.pop("type")
        slug, is_certain = scalar(metadata.pop("slug")), True
        if not slug:
            slug, is_certain = self._slugify(base)
        post.slug = f"{language}/{slug}" if language else slug
        pretty = metadata.pop("pretty_url")
        is_pretty = (
            self._settings.get("PRETTY_URLS", True) is True and slug != "index"
            if pretty is None
            else is_true(pretty)
        )
        guid = scalar(metadata.pop("guid"))
        if is_certain:
            self._address(
                post, [str(self._languages.get(language, "")), destination, slug], is_pretty
            )
        if guid or post.url:
            fields["id"] = guid or fields.get("id", "")
        if not post.is_rst:
            post.body = fence_shebangs(post.body)
        keep_rest(post, metadata, self._report)
        return post

    def _metadata(self, name: PurePosixPath) -> Metadata:
        """Return the metadata of the file *name*: that beside it, or that at its top."""
        text = read_text(self._folder / name)
        beside = (self._folder / name).with_suffix(".meta")
        if beside.is_file():
            stated = read_text(beside)
            found = read_metadata(stated, formats="yaml toml")
            found = found if found.values else read_comments(stated)
            found.body, found.line, found.lines = text, 1, {}
            return found
        found = read_metadata(text, formats="yaml toml")
        return found if found.values else read_comments(text)

    def _dates(self, post: SourcePost, metadata: Metadata) -> None:
        for key, name in (("date", "date"), ("updated", "updated")):
            value = metadata.pop(name)
            try:
                if value:
                    post.fields[key] = date_text(value, self._zone, month_first=True)
            except ValueError as error:
                message = f"{key}: {error}; left out"
                self._report.add(post.path, metadata.line_of(name), message)

    def _slugify(self, text: str) -> tuple[str, bool]:
        if self._settings.get("USE_SLUGIFY", True) is not True:
            return re.sub(r"[/\\?#\"'\r\n\t*:<>|]", "-", text), True
        plain, is_certain = plain_ascii(text)
        plain = re.sub(r"[^+\w\s-]", "", plain).strip().lower()
        return re.sub(r"[-\s]+", "-", plain), is_certain

    def _address(self, post: SourcePost, parts: list[str], is_pretty: bool) -> None:
        path = "/".join(part for part in "/".join(parts).split("/") if part not in {"", "."})
        index = setting(self._settings, "INDEX_FILE", "index.html")
        if is_pretty:
            stripped = self._settings.get("STRIP_INDEXES", True) is True
            post.url = f"/{path}/" if stripped else f"/{path}/{index}"
        else:
            post.url = f"/{path}.html"
        if self.blog.base_url:
            # The guid of the feed is the address.
            post.fields["id"] = self.blog.base_url + quote(post.url[1:], safe="/-_.~!$&'()*+,;=:@")

    def _translate(self, post: SourcePost, link: str) -> str:
        """Return the path that a link such as link://slug/x, or :doc:`x`, means."""
        match = _LINK.match(link)
        kind, name, rest = match.group("kind", "name", "rest") if match else ("", "", "")
        if link.startswith("doc:"):
            kind, name = "slug", link.removeprefix("doc:")
        for other in self.blog.posts if kind == "slug" else ():
            if other.slug == name:
                return f"{FILE}{quote(other.path.as_posix())}{rest or ''}"
        return f"{FILE}{name}{rest or ''}" if kind in {"filename", "source"} else link


def read_comments(text: str) -> Metadata:
    """Return the metadata that stand in *text* as comments, up to the first blank line."""
    lines = text.split("\n")
    found = Metadata({}, text, 1)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    end = first
    while end < len(lines) and lines[end].strip():
        match = _COMMENT.match(lines[end])
        if match and match["body"].strip():
            name = match["name"].lower()
            found.values[name] = match["body"].strip()
            found.lines[name] = end + 1
            found.names[name] = match["name"]
        end += 1
    if found.values:
        while end < len(lines) and not lines[end].strip():
            end += 1
        found.line = end + 1
        found.body = "\n".join(lines[end:])
    return found
