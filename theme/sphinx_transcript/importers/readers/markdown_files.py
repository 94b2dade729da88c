"""The base of the readers of folders with Markdown files: their front matter, dates and names."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_transcript.importers.front_matter.post_fields import (
    author_names,
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
from sphinx_transcript.importers.markup.notebook import read_notebook
from sphinx_transcript.importers.readers.base import BlogReader
from sphinx_transcript.post.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_transcript.importers.source_blog import SourcePost

# In the order in which they are looked for; 'published' may also be a boolean.
_DATE_KEYS = (
    *("date", "pubdate", "pubdatetime", "publishdate", "publish_date", "published_at"),
    *("publishedat", "date_published", "published", "created", "created_at", "createdat"),
    *("date_created", "date created"),
)
_UPDATED_KEYS = (
    *("updated", "updateddate", "update_date", "lastmod", "last_modified_at", "last_modified"),
    *("modified", "moddatetime", "updated_at", "updatedat", "date_updated", "date-modified"),
    *("last_update", "date modified"),
)
_IMAGE_KEYS = (
    *("image", "heroimage", "cover", "coverimage", "cover_image", "featured_image"),
    *("ogimage", "thumbnail", "banner"),
)
_NO_POSTS = frozenset({"node_modules", "vendor", "target", "dist", "build", "venv", "templates"})
_DATED = re.compile(
    r"(?P<folder>(?:.*/)?)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})(?P<text>(?:[-_/ ].*)?)"
)


class PostName(NamedTuple):
    """What the path of a post's file says of the post."""

    path: str
    """The path below the folder of content, without the date, the suffix and 'index'."""
    date: str
    """The date in the path; '' if there is none."""

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return self.path.rpartition("/")[2]


def post_name(inside: PurePosixPath) -> PostName:
    """Return what *inside* says, the path of a file relative to the folder of content."""
    path = inside.with_suffix("")
    text = path.parent.as_posix() if path.name in {"index", "README"} else path.as_posix()
    match = _DATED.fullmatch(text)
    if match is None:
        return PostName("" if text == "." else text, "")
    rest = match["folder"] + match["text"].lstrip("-_/ ")
    return PostName(rest.strip("/") or text, match["date"].replace("/", "-"))


class MarkdownFilesReader(BlogReader):
    """Reads what the front matter of most systems has in common."""

    _zone: dt.tzinfo | None = None
    """The time zone of times without one."""
    _month_first = True
    """Whether 3/4/2022 is in March, as programs in JavaScript and R read it."""
    _author_names: Mapping[str, str] = {}
    """The names of authors by the keys that posts have."""
    _tag_labels: Mapping[str, str] = {}
    """The labels of tags by the keys that posts have."""

    def _files(self, root: str, suffixes: frozenset[str]) -> Iterator[PurePosixPath]:
        """Yield the files below the folder *root* that have one of *suffixes*, sorted.

        Where folders were named by an option, only files below them count. Names that begin with
        a dot or an underscore are of no post in any of the systems.
        """
        sections = self._reader_options.sections
        outermost = self._folder.resolve()
        for folder, names, files in os.walk(self._folder / root):
            names[:] = sorted(each for each in names if each[0] not in "._" and _may_hold(each))
            for file in sorted(files):
                path = PurePosixPath(Path(folder, file).relative_to(self._folder).as_posix())
                inside = path.relative_to(root) if root else path
                is_wanted = not sections or any(
                    path.is_relative_to(each) or inside.is_relative_to(each) for each in sections
                )
                if file[0] in "._" or path.suffix.lower() not in suffixes or not is_wanted:
                    continue
                # A link may lead in circles, which only realpath takes without an error.
                if Path(os.path.realpath(Path(folder, file))).is_relative_to(outermost):
                    yield path
                else:
                    message = "a symbolic link out of the folder: not converted"
                    self._report.add(path, 1, message, "file")
            for name in names:
                if Path(folder, name).is_symlink():
                    path = PurePosixPath(Path(folder, name).relative_to(self._folder).as_posix())
                    message = "a symbolic link to a folder: the files in it are not read"
                    self._report.add(path, 1, message, "file")

    def _read_document(self, path: PurePosixPath) -> SourceFrontMatter:
        """Return the front matter of a file, which a notebook has in its first cell.

        Raises SourceFileError.
        """
        text = read_text(self._folder / path)
        if path.suffix != ".ipynb":
            return parse_front_matter(text)
        notebook = read_notebook(text)
        cells = notebook.get("cells")
        first = cells[0] if isinstance(cells, list) and cells else {}
        source = first.get("source", "") if isinstance(first, dict) else ""
        lines = source if isinstance(source, list) else [source]
        front_matter = parse_front_matter("".join(map(str, lines)))
        if front_matter.values:
            first["source"] = front_matter.body
        front_matter.body, front_matter.body_line = json.dumps(notebook), 1
        return front_matter

    def _fill_common(
        self, post: SourcePost, front_matter: SourceFrontMatter, date_in_name: str = ""
    ) -> None:
        """Set the fields of *post* that have the same meaning in most systems."""
        fields = post.fields
        fields["title"] = scalar(front_matter.pop("title"))
        published = front_matter.values.get("published")
        is_boolean = isinstance(published, str) and published.lower() in {"true", "false"}
        if is_boolean:
            del front_matter.values["published"]
        self._set_dates(post, front_matter, date_in_name)
        taxonomies = front_matter.pop("taxonomies")
        taxonomies = taxonomies if isinstance(taxonomies, dict) else {}
        tags = _labels(front_matter.pop("tags", "tag") or taxonomies.get("tags"))
        fields["tags"] = [self._tag_labels.get(tag, tag.lstrip("#")) for tag in tags]
        categories = front_matter.pop("categories", "category") or taxonomies.get("categories")
        fields["categories"] = _labels(categories)
        series = text_list(front_matter.pop("series") or taxonomies.get("series"))
        fields["series"] = series[0] if series else ""
        description = scalar(front_matter.pop("description"))
        summary = scalar(front_matter.pop("summary", "excerpt", "abstract", "subtitle"))
        fields["description"] = description or summary
        fields["image"] = _image(front_matter)
        status = scalar(front_matter.pop("status")).lower()
        publish = front_matter.values.pop("publish", None)
        fields["draft"] = (
            is_true(front_matter.pop("draft"))
            or (is_boolean and not is_true(published))
            or (publish is not None and not is_true(publish))
            or status in {"draft", "private", "in progress"}
        )
        fields["unlisted"] = is_true(
            front_matter.pop("unlisted", "hidden", "eleventyexcludefromcollections")
        )
        authors = front_matter.pop("authors", "author") or taxonomies.get("authors")
        names = (self._author_names.get(name, name) for name in author_names(authors))
        set_authors(post, list(dict.fromkeys(names)))
        fields["language"] = scalar(front_matter.pop("lang", "language", "locale"))
        fields["canonical_url"] = scalar(front_matter.pop("canonical_url", "canonicalurl"))

    def _set_dates(
        self, post: SourcePost, front_matter: SourceFrontMatter, date_in_name: str
    ) -> None:
        for key, names, fallback in (
            ("date", _DATE_KEYS, date_in_name),
            ("updated", _UPDATED_KEYS, ""),
        ):
            line = front_matter.line_of_first(*names)
            value = front_matter.pop(*names)
            value = value.get("date") if isinstance(value, dict) else value
            for each in filter(None, (value, fallback)):
                if text := self._date(
                    post, key, each, line, self._zone, month_first=self._month_first
                ):
                    post.fields[key] = text
                    break

    def _day(self, post: SourcePost) -> dt.date | None:
        """Return the date of *post*, for its address."""
        date = post.fields.get("date")
        if not date:
            return None
        return parse_date(date, self._zone or dt.UTC)


def _may_hold(folder: str) -> bool:
    return folder not in _NO_POSTS


def _labels(value: Any) -> list[str]:
    """Return the names in *value*: a list, a string with commas, or dicts with a label."""
    if isinstance(value, list):
        value = [each.get("label") if isinstance(each, dict) else each for each in value]
    return text_list(value, ",")


def _image(front_matter: SourceFrontMatter) -> str:
    value = front_matter.pop(*_IMAGE_KEYS)
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        value = next((value[key] for key in ("src", "url", "path", "image") if key in value), "")
    return scalar(value)
