"""Blogs that ABlog makes: https://ablog.readthedocs.io/en/stable/manual/posting-and-listing.html."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.importing.ablog_markup import (
    Directive,
    convert_updates,
    link_labels,
    nth_image,
    take_post_directive,
)
from sphinx_transcript.importing.date_forms import date_text
from sphinx_transcript.importing.field_list import read_fields
from sphinx_transcript.importing.front_matter import keep_rest, set_people, texts
from sphinx_transcript.importing.metadata import (
    Metadata,
    MetadataError,
    read_metadata,
    read_text,
    scalar,
)
from sphinx_transcript.importing.python_settings import literal_settings, setting
from sphinx_transcript.importing.records import Blog, Report, SourcePost

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIXES = {".rst", ".md"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_UNKNOWN_BUILDER = (
    "whether the builder was html or dirhtml is not known: posts answer at the addresses of both, "
    "and what the feed called them is left out"
)


def read_blog(folder: Path, report: Report) -> Blog:
    """Return the blog in *folder*, that of conf.py."""
    return _ABlog(folder, report).blog


class _ABlog:
    def __init__(self, folder: Path, report: Report) -> None:
        self._folder, self._report = folder, report
        self._settings: dict[str, Any] = {}
        self._root = next(
            (
                each
                for each in ("", "docs", "source", "docs/source")
                if (folder / each / "conf.py").is_file()
            ),
            "",
        )
        try:
            self._settings = literal_settings(folder / self._root / "conf.py")
        except MetadataError as error:
            report.add(PurePosixPath(self._root) / "conf.py", error.line, str(error))
        base = setting(self._settings, "blog_baseurl").rstrip("/")
        base = f"{base}/" if base.startswith(("http://", "https://")) else ""
        self.blog = Blog(folder, [], base, ((self._root, ""),))
        self._builder = self._known_builder()
        for name in self._documents():
            try:
                post = self._post(name)
            except MetadataError as error:
                report.add(name, error.line, str(error))
            else:
                if post is not None:
                    self.blog.posts.append(post)
        if self.blog.posts and not self._builder:
            report.add(PurePosixPath(self._root) / "conf.py", 1, _UNKNOWN_BUILDER)
        for post in self.blog.posts:
            post.body = link_labels(post, self.blog.posts, self._root)

    def _known_builder(self) -> str:
        """Return which builder made the site, where a file says so; else ''."""
        given = setting(self._settings, "ablog_builder")
        for name in (".readthedocs.yaml", ".readthedocs.yml"):
            if (self._folder / name).is_file():
                found = re.search(
                    r"^\s+builder:\s*[\"']?(\w+)",
                    (self._folder / name).read_text("utf-8", "replace"),
                    re.MULTILINE,
                )
                given = found[1] if found else "html"
        return given if given in {"html", "dirhtml"} else ""

    def _documents(self) -> Iterator[PurePosixPath]:
        excluded = self._settings.get("exclude_patterns", [])
        patterns = [str(each).strip("/") for each in excluded] if isinstance(excluded, list) else []
        for path in sorted((self._folder / self._root).rglob("*")):
            name = PurePosixPath(path.relative_to(self._folder).as_posix())
            inside = name.relative_to(self._root)
            if path.suffix not in _SUFFIXES or not path.is_file():
                continue
            if any(part[0] in "._" or part in {"node_modules", "venv"} for part in inside.parts):
                continue
            if not any(inside.match(each) or inside.is_relative_to(each) for each in patterns):
                yield name

    def _post(self, name: PurePosixPath) -> SourcePost | None:
        text = read_text(self._folder / name)
        found = take_post_directive(text, is_rst=name.suffix == ".rst")
        post = SourcePost(name, "", text, 1, {}, is_myst=True)
        if found is None:
            metadata = self._front_matter(text, name)
            if metadata is None:
                return None
            directive = Directive("", {}, {}, 1)
        else:
            text, directive = found
            metadata = self._front_matter(text, name, always=True) or Metadata({}, text, 1)
            for key, value in directive.options.items():
                metadata.values[key] = value
                metadata.lines[key] = directive.lines[key]
                metadata.names[key] = key
            if directive.others:
                message = "several posts in one file: they are one post now"
                self._report.add(name, directive.others, message)
            if directive.date:
                metadata.values["date"], metadata.lines["date"] = directive.date, directive.line
        for key in ("blogpost", "orphan"):
            metadata.values.pop(key, None)
        post.body, post.line = metadata.body, metadata.line
        post.emptied = metadata.emptied | {
            index - post.line + 1 for index in directive.emptied if index >= post.line - 1
        }
        self._fill(post, metadata)
        keep_rest(post, metadata, self._report)
        return post

    def _front_matter(
        self, text: str, name: PurePosixPath, *, always: bool = False
    ) -> Metadata | None:
        """Return what stands at the top of a document, None if that makes no post of it."""
        metadata = read_fields(text)[0] if name.suffix == ".rst" else read_metadata(text)
        given = self._settings.get("blog_post_pattern", [])
        patterns = [given] if isinstance(given, str) else texts(given)
        inside = name.relative_to(self._root)
        is_post = "blogpost" in metadata.values or any(_matches(inside, each) for each in patterns)
        return metadata if always or is_post else None

    def _fill(self, post: SourcePost, metadata: Metadata) -> None:
        inside = post.path.relative_to(self._root)
        docname = inside.with_suffix("").as_posix()
        post.slug = docname.removesuffix("/index").rpartition("/")[2]
        fields = post.fields
        fields["title"] = scalar(metadata.pop("title"))
        self._dates(post, metadata)
        for key, name in (("tags", "tags"), ("categories", "category")):
            given = metadata.pop(name)
            fields[key] = texts(given, ",") if isinstance(given, str) else texts(given)
        people = metadata.pop("author")
        set_people(
            post, self._people(texts(people, ",") if isinstance(people, str) else texts(people))
        )
        language = scalar(metadata.pop("language"))
        fields["language"] = language if _LANGUAGE.fullmatch(language) else ""
        if language and not fields["language"]:
            self._say(
                post, metadata, "language", f"{language!r} is no code of a language; left out"
            )
        fields["canonical_url"] = scalar(metadata.pop("canonical_link"))
        # An excerpt that is shown in listings and not in the post.
        fields["description"] = scalar(metadata.pop("description"))
        if metadata.values.get("external_link"):
            self._say(post, metadata, "external_link", "external_link has no like here; left out")
        metadata.values.pop("external_link", None)
        self._excerpt_and_image(post, metadata)
        names = [docname, *texts(scalar(metadata.pop("redirect")), ",")]
        fields["aliases"] = [alias for each in names for alias in self._addresses(each)]
        post.url = fields["aliases"].pop(0)
        if self.blog.base_url and self._builder:
            # The builder dirhtml does not encode its addresses.
            path = quote(post.url[1:]) if self._builder == "html" else post.url[1:]
            fields["id"] = self.blog.base_url + path

    def _dates(self, post: SourcePost, metadata: Metadata) -> None:
        form = setting(self._settings, "post_date_format", "%b %d, %Y")
        given = scalar(metadata.pop("date"))
        post.body, updates = convert_updates(post)
        values = [("date", given, metadata.line_of("date"))]
        values += [("updated", each, line) for each, line in updates]
        for key, value, line in values:
            try:
                text = date_text(value, form=form, month_first=True) if value else ""
            except ValueError as error:
                self._report.add(post.path, line, f"{key}: {error}; left out")
                continue
            post.fields[key] = max(text, post.fields.get(key, ""))

    def _excerpt_and_image(self, post: SourcePost, metadata: Metadata) -> None:
        line = metadata.line_of("excerpt")
        given = self._settings.get("post_auto_excerpt", 1)
        wanted = scalar(metadata.pop("excerpt")) or str(given)
        if wanted.isdecimal() and wanted != "1":
            message = f"an excerpt of {wanted} paragraphs: the comment 'more' marks its end here"
            self._report.add(post.path, line, message)
        number = scalar(metadata.pop("image"))
        if number.isdecimal():
            post.fields["image"] = nth_image(post, int(number))
        for key in ("exclude", "nocomments"):
            metadata.values.pop(key, None)

    def _people(self, given: list[str]) -> list[str]:
        """Return *given* with the names that blog_authors has for them."""
        known = self._settings.get("blog_authors")
        entries = known if isinstance(known, dict) else {}
        names = [entries.get(each, each) for each in given]
        return [
            str(name[0]) if isinstance(name, list | tuple) and name else str(name) for name in names
        ]

    def _addresses(self, docname: str) -> list[str]:
        """Return the paths that the page *docname* has, or may have had, on the site."""
        own = docname.strip("/")
        folder = own.removesuffix("index") if own.endswith("/index") else f"{own}/"
        both = {"html": f"/{own}.html", "dirhtml": f"/{folder}"}
        return [both[self._builder]] if self._builder else list(both.values())

    def _say(self, post: SourcePost, metadata: Metadata, key: str, message: str) -> None:
        self._report.add(post.path, metadata.line_of(key), message)


def _matches(path: PurePosixPath, pattern: str) -> bool:
    # As glob has it: ** is any number of folders, none included.
    source = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(source, path.as_posix()) is not None
