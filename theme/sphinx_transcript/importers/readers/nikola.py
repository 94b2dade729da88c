"""Reads Nikola blogs: https://getnikola.com/handbook.html."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.importers.front_matter.nikola_comments import read_comments
from sphinx_transcript.importers.front_matter.post_fields import set_authors, text_list
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFrontMatter,
    is_true,
    parse_front_matter,
    read_text,
    scalar,
)
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.codehilite import fence_code_blocks
from sphinx_transcript.importers.other_formats import is_other_format
from sphinx_transcript.importers.post_index import PostIndex
from sphinx_transcript.importers.readers.base import URL_PATH_SAFE, BlogReader
from sphinx_transcript.importers.readers.configuration import (
    read_python_settings,
    site_url,
    text_setting,
    zone_or_utc,
)
from sphinx_transcript.importers.slugs import to_ascii
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.rst import RstShortcodeConverter
from sphinx_transcript.importers.templates.shortcodes import ShortcodeConverter
from sphinx_transcript.importers.templates.tags import NIKOLA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = {".md", ".mdown", ".markdown", ".rst", ".txt"}
_DEFAULT_POSTS = (("posts/*.rst", "posts"), ("posts/*.md", "posts"), ("posts/*.txt", "posts"))
_LINK = re.compile(r"link://(?P<kind>slug|filename|source)/(?P<name>[^#]*)(?P<fragment>#.*)?")


class NikolaReader(BlogReader):
    """Reads a Nikola site: the files of its setting POSTS."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._settings = read_python_settings(folder, "conf.py", report)
        self._default_language = text_setting(self._settings, "DEFAULT_LANG", "en")
        translations = self._settings.get("TRANSLATIONS")
        self._languages = translations if isinstance(translations, dict) else {}
        self._zone = zone_or_utc(text_setting(self._settings, "TIMEZONE"), "conf.py", report)
        self._blog.base_url = site_url(
            text_setting(self._settings, "BASE_URL") or text_setting(self._settings, "SITE_URL")
        )
        self._blog.static_folders = self._static_folders()
        self._by_slug = PostIndex(self._blog, lambda post: [post.slug])
        self._output_folders: dict[PurePosixPath, str] = {}
        """The folder of each post on the site."""

    def _static_folders(self) -> tuple[tuple[str, str], ...]:
        images = self._settings.get("IMAGE_FOLDERS", {"images": "images"})
        files = self._settings.get("FILES_FOLDERS", {"files": ""})
        folders = {
            **(images if isinstance(images, dict) else {}),
            **(files if isinstance(files, dict) else {}),
        }
        return tuple(
            (str(folder).strip("/"), f"{str(target).strip('/')}/".lstrip("/"))
            for folder, target in [*folders.items(), ("galleries", "galleries")]
        )

    def _post_files(self) -> Iterator[PurePosixPath]:
        seen = set()
        setting = self._settings.get("POSTS", _DEFAULT_POSTS)
        for entry in setting if isinstance(setting, list | tuple) else _DEFAULT_POSTS:
            if not isinstance(entry, list | tuple) or len(entry) < 2:
                continue
            pattern, target = PurePosixPath(str(entry[0])), entry[1]
            if isinstance(target, dict):
                target = target.get(self._default_language, "")
            root = self._folder / pattern.parent
            for path in self._paths_below(root, pattern.name) if root.is_dir() else ():
                if path in seen or not self._is_file(path) or path.name[0] == ".":
                    continue
                seen.add(path)
                if path.suffix == ".meta":
                    continue
                is_known = path.suffix in _SUFFIXES | {".ipynb"} or is_other_format(path.suffix)
                if not is_known:
                    self._report.add(
                        path, 1, f"posts in {path.suffix[1:]} are not converted", "file"
                    )
                    continue
                folder = PurePosixPath(str(target)) / path.parent.relative_to(pattern.parent)
                self._output_folders[path] = folder.as_posix().strip("/.")
                yield path
            # Once the default of TRANSLATIONS_PATTERN was {path}.{ext}.{lang}.
            for language in self._languages if root.is_dir() else ():
                for path in self._paths_below(root, f"{pattern.name}.{language}"):
                    name = PurePosixPath(path.stem)
                    renamed = f"{name.stem}.{language}{name.suffix}"
                    message = f"a translation is not converted unless it is called {renamed!r}"
                    self._report.add(path, 1, message, "file")

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        """Return the front matter of *path*; a translation inherits that of the original."""
        front_matter = self._own_front_matter(path)
        base_name, language = self._base_name_and_language(path)
        original = path.with_name(f"{base_name}{path.suffix}")
        if language and self._is_file(original):
            for key, value in self._own_front_matter(original).values.items():
                front_matter.values.setdefault(key, value)
        return front_matter

    def _own_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        """Return the front matter in the .meta file beside *path*, else at the top of *path*."""
        text = read_text(self._folder / path)
        meta_file = (self._folder / path).with_suffix(".meta")
        is_notebook = path.suffix == ".ipynb"
        own = self._notebook_front_matter(text, "nikola") if is_notebook else None
        if not meta_file.is_file():
            return own or _parse(text)
        front_matter = _parse(read_text(meta_file))
        front_matter.body, front_matter.body_line, front_matter.key_lines = text, 1, {}
        return front_matter

    def _base_name_and_language(self, path: PurePosixPath) -> tuple[str, str]:
        """Return the name without suffix and language; the default language is ''."""
        base_name, _, language = path.stem.rpartition(".")
        if language in self._languages and language != self._default_language:
            return base_name, language
        return path.stem, ""

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        base_name, language = self._base_name_and_language(post.path)
        fields = post.fields
        fields["title"] = scalar(front_matter.pop("title")) or base_name
        self._set_dates(post, front_matter)
        self._set_tags_and_status(post, front_matter)
        fields["categories"] = text_list(scalar(front_matter.pop("category", "section")))
        set_authors(post, text_list(front_matter.pop("author"), ","))
        fields["description"] = scalar(front_matter.pop("description"))
        fields["image"] = scalar(front_matter.pop("previewimage"))
        fields["language"] = language.replace("_", "-")
        if scalar(front_matter.values.get("type")) == "text":
            front_matter.pop("type")
        slug, is_certain = scalar(front_matter.pop("slug")), True
        if not slug:
            slug, is_certain = self._slugify(base_name)
        # A post that is the index of its folder has the folder's name.
        name = post.path.parent.name if post.is_bundle and slug == "index" else slug
        post.slug = f"{language}/{name}" if language else name
        pretty_url = front_matter.pop("pretty_url")
        is_pretty = (
            self._settings.get("PRETTY_URLS", True) is True and slug != "index"
            if pretty_url is None
            else is_true(pretty_url)
        )
        guid = scalar(front_matter.pop("guid"))
        if is_certain:
            folders = [str(self._languages.get(language, "")), self._output_folders[post.path]]
            self._set_url(post, [*folders, slug], is_pretty)
        if guid:
            fields["id"] = guid
        if not post.is_rst:
            post.body = fence_code_blocks(post.body)

    def _set_dates(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        for key in ("date", "updated"):
            value, line = front_matter.pop(key), front_matter.line_of(key)
            if value and (text := self._date(post, key, value, line, self._zone, month_first=True)):
                post.fields[key] = text

    def _set_tags_and_status(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        """Set the tags of *post*, and its status, which may be among the tags."""
        value = front_matter.pop("tags")
        tags = text_list(value, ",") if isinstance(value, str) else text_list(value)
        status = scalar(front_matter.pop("status")).lower()
        status_tags = (
            {"draft", "private", "mathjax"}
            if self._settings.get("USE_TAG_METADATA", True) is True
            else set()
        )
        given = {status, *(status_tags & {tag.lower() for tag in tags})}
        post.fields["draft"] = "draft" in given
        post.fields["unlisted"] = "private" in given
        post.fields["tags"] = [tag for tag in tags if tag.lower() not in status_tags]
        if status not in {"", "published", "draft", "private"}:
            self._add_note(post, front_matter, "status", f"status {status!r} is left out")

    def _slugify(self, text: str) -> tuple[str, bool]:
        """Return the slug that Nikola makes of *text*, and whether it is certain."""
        if self._settings.get("USE_SLUGIFY", True) is not True:
            return re.sub(r"[/\\?#\"'\r\n\t*:<>|]", "-", text), True
        slug, is_certain = to_ascii(text)
        slug = re.sub(r"[^+\w\s-]", "", slug).strip().lower()
        return re.sub(r"[-\s]+", "-", slug), is_certain

    def _set_url(self, post: SourcePost, parts: list[str], is_pretty: bool) -> None:
        path = "/".join(part for part in "/".join(parts).split("/") if part not in {"", "."})
        index = text_setting(self._settings, "INDEX_FILE", "index.html")
        post.url = f"/{path}/{index}" if is_pretty else f"/{path}.html"
        if self._settings.get("STRIP_INDEXES", True) is True and post.url.endswith(f"/{index}"):
            post.url = post.url.removesuffix(index)
        if self._blog.base_url:
            # The GUID in Nikola's feed is the permalink.
            post.fields["id"] = self._blog.base_url + quote(post.url[1:], safe=URL_PATH_SAFE)

    def _finish(self) -> None:
        for post in self._blog.posts:
            convert_fields(post, NIKOLA, lambda _: None, self._report)
            if post.is_rst:
                convert_body(post, RstShortcodeConverter(NIKOLA).convert, self._report)
                self._convert_rst_directives(post)
            else:
                convert_body(post, ShortcodeConverter(syntax=NIKOLA).convert, self._report)

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the path for a link such as link://slug/x, or for the target of :doc:`x`."""
        match = _LINK.match(link)
        kind, name, fragment = match.group("kind", "name", "fragment") if match else ("", "", "")
        if link.startswith("doc:"):
            kind, name = "slug", link.removeprefix("doc:")
        if kind == "slug" and (other := self._by_slug.find(name)):
            return f"{FILE_SCHEME}{quote(other.path.as_posix())}{fragment or ''}"
        return f"{FILE_SCHEME}{name}{fragment or ''}" if kind in {"filename", "source"} else link


def _parse(text: str) -> SourceFrontMatter:
    front_matter = parse_front_matter(text, formats="yaml toml")
    return front_matter if front_matter.values else read_comments(text)
