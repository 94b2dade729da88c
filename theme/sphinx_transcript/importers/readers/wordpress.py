"""Reads the export file of WordPress: https://wordpress.org/documentation/article/tools-export-screen/."""

from __future__ import annotations

import html
import json
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_transcript.importers.front_matter.post_fields import set_authors
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    SourceFrontMatter,
)
from sphinx_transcript.importers.markup.html_markdown import html_to_markdown
from sphinx_transcript.importers.markup.wordpress_text import plain_text, wordpress_to_markdown
from sphinx_transcript.importers.readers.base import BlogReader
from sphinx_transcript.importers.readers.configuration import site_url
from sphinx_transcript.importers.readers.wordpress_export import Item, moment, read_export
from sphinx_transcript.importers.readers.wordpress_uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_HELD = {
    "private": "for its editors alone",
    "pending": "waits for a review",
    "draft": "",
    "auto-draft": "",
}
# Entries that are no texts of the author.
_INTERNAL = frozenset(
    {
        *("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset"),
        *("oembed_cache", "user_request", "wp_block", "wp_global_styles", "wp_navigation"),
        *("wp_template", "wp_template_part", "wp_font_family", "wp_font_face", "jp_img_sitemap"),
        *("feedback", "jetpack_migration", "wpcf7_contact_form", "amp_validated_url"),
    }
)
_DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseop_description")


@dataclass(frozen=True, slots=True)
class _Entry:
    item: Item
    file: PurePosixPath
    """The export file."""


class WordPressReader(BlogReader):
    """Reads the posts and pages of the export files in a folder, or of one export file."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        files = [folder] if folder.is_file() else sorted(folder.glob("*.xml"))
        super().__init__(folder.parent if folder.is_file() else folder, report, options)
        self._authors: dict[str, str] = {}
        self._language = ""
        self._entries: dict[PurePosixPath, _Entry] = {}
        self._by_id: dict[str, Item] = {}
        self._paths_by_id: dict[str, PurePosixPath] = {}
        for file in files:
            self._read_file(PurePosixPath(file.name))
        self._uploads = Uploads(self._folder, self._by_id.values())
        self._blog.static_folders = self._uploads.static_folders
        if self._entries and not self._uploads.folder:
            message = "no folder wp-content/uploads beside it: no picture can be copied"
            first = next(iter(self._entries.values()))
            self._report.add(first.file, 1, message, "image")
        self._report_others()

    def _read_file(self, file: PurePosixPath) -> None:
        try:
            export = read_export(self._folder / file)
        except SourceFileError as error:
            self._report.add(file, error.line, str(error), "file")
            return
        self._blog.base_url = self._blog.base_url or site_url(export.base_url)
        self._language = self._language or export.language
        self._authors |= export.author_names
        for item in export.items:
            number = item.get("wp:post_id")
            self._by_id[number] = item
            if item.get("wp:post_type") not in {"post", "page"}:
                continue
            name = unquote(item.get("wp:post_name")) or f"post-{number}"
            path = file / f"{name}.md"
            copies = 1
            while path in self._entries:
                path = file / f"{name}-{number if copies == 1 else f'{number}-{copies}'}.md"
                copies += 1
            self._entries[path] = _Entry(item, file)
            self._paths_by_id[number] = path

    def _report_others(self) -> None:
        """Report what the export holds and the new site will not."""
        counts = Counter(item.get("wp:post_type") for item in self._by_id.values())
        file = next((entry.file for entry in self._entries.values()), None)
        if file is None:
            return
        for name, count in sorted(counts.items()):
            if name not in _INTERNAL | {"post", "page"}:
                message = f"entries of the type {name!r} are not converted: {count}"
                self._report.add(file, 1, message, "file")
        comments = sum(entry.item.comments for entry in self._entries.values())
        if comments:
            self._report.add(file, 1, f"comments of readers are not converted: {comments}", "file")

    def _post_files(self) -> Iterator[PurePosixPath]:
        for path, entry in self._entries.items():
            if entry.item.get("wp:status") == "trash":
                self._report.add(path, entry.item.line, "in the trash: not converted", "file")
            else:
                yield path

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter:
        item = self._entries[path].item
        footnotes = item.meta.get("footnotes", "")
        if "$latex " in item.values.get("content:encoded", ""):
            self._report.need_extension("dollarmath")
        try:
            body = wordpress_to_markdown(
                item.values.get("content:encoded", "").replace("\r\n", "\n"),
                partial(self._uploads.pictures, item.get("wp:post_id")),
                self._reusable_blocks,
                _footnotes(footnotes),
                lambda message: self._report.add(path, item.line, message, "template"),
            )
        except RecursionError as error:
            message = "elements are nested too deeply; not converted"
            raise SourceFileError(message, item.line) from error
        return SourceFrontMatter({}, body, item.line)

    @property
    def _reusable_blocks(self) -> dict[str, str]:
        return {
            number: item.values.get("content:encoded", "")
            for number, item in self._by_id.items()
            if item.get("wp:post_type") == "wp_block"
        }

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        item, fields = self._entries[post.path].item, post.fields
        post.is_plain = True
        # All of a post is reported at the line of its entry: its text has other lines by now.
        post.line_numbers = [item.line]
        fields["title"] = plain_text(item.get("title"))
        post.slug = unquote(item.get("wp:post_name")) or post.path.stem
        fields["date"] = moment(item.get("wp:post_date"), item.get("wp:post_date_gmt"))
        modified = moment(item.get("wp:post_modified"), item.get("wp:post_modified_gmt"))
        fields["updated"] = modified if modified[:10] > fields["date"][:10] else ""
        self._set_terms(post, item)
        descriptions = [item.meta.get(key, "") for key in _DESCRIPTIONS]
        texts = [plain_text(each) for each in descriptions]
        excerpt = plain_text(item.values.get("excerpt:encoded", ""))
        # What stands in braces or percent signs is a variable of a plugin.
        found = (text for text in texts if text and "%%" not in text)
        fields["description"] = next(found, excerpt)
        login = item.get("dc:creator")
        set_authors(post, [self._authors.get(login, login)] if login else [])
        fields["image"] = self._uploads.url(item.meta.get("_thumbnail_id", ""))
        fields["pinned"] = item.get("wp:is_sticky") == "1"
        fields["id"] = item.get("guid")
        self._set_status(post, item)
        self._set_url(post, item)
        if item.get("wp:post_type") == "page":
            self._make_page(post)

    def _set_terms(self, post: SourcePost, item: Item) -> None:
        for taxonomy, slug, name in item.terms:
            if taxonomy == "post_tag":
                post.fields.setdefault("tags", []).append(name)
            elif taxonomy == "category" and slug != "uncategorized":
                post.fields.setdefault("categories", []).append(name)
            elif taxonomy == "series":
                post.fields.setdefault("series", name)
            elif taxonomy == "language":
                post.fields["language"] = slug
            elif taxonomy not in {"category", "post_format", "post_translations"}:
                message = f"terms of the taxonomy {taxonomy!r} have no like here; left out"
                self._report.add_once(post.path, item.line, message, "front-matter")

    def _set_status(self, post: SourcePost, item: Item) -> None:
        """Make a draft of a post that not everybody could read."""
        status = item.get("wp:status")
        reason = _HELD.get(status, "")
        if item.get("wp:post_password"):
            status, reason = "private", "for those who know its password"
        post.fields["draft"] = status in _HELD
        if reason:
            message = f"{reason}: it is a draft here"
            self._report.add(post.path, item.line, message, "front-matter")

    def _set_url(self, post: SourcePost, item: Item) -> None:
        parts = urlsplit(item.get("link"))
        if parts.query:
            if not post.fields["draft"]:
                message = "addresses with a query, such as ?p=1, can't lead to the new ones"
                self._report.add_once(post.path, item.line, message, "address")
            return
        base = urlsplit(self._blog.base_url).path.rstrip("/")
        path = unquote(parts.path)
        post.url = path[len(base) :] if f"{path}/".startswith(f"{base}/") else path

    def _make_page(self, post: SourcePost) -> None:
        """Make a page of *post*, which is no post: it has no place in a blog's listings."""
        if post.fields["draft"]:
            # A page can't be held back, and so it becomes a post that is.
            return
        post.is_page = True
        title = html_to_markdown(html.escape(post.fields.pop("title"), quote=False))
        post.body = f"# {title}\n\n{post.body}" if title else post.body
        for key in ("date", "updated", "author", "authors", "pinned", "image", "id"):
            post.fields.pop(key, None)
        post.unknown_keys["orphan"] = True

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the path for a link to the old site, in any of the forms that it answered to."""
        return self._uploads.resolve(link, self._blog.base_url, self._paths_by_id)


def _footnotes(text: str) -> dict[str, str]:
    """Return the HTML of footnotes by their identifiers; *text* is JSON."""
    try:
        notes = json.loads(text or "[]")
    except ValueError:
        return {}
    return {
        str(note.get("id")): str(note.get("content"))
        for note in (notes if isinstance(notes, list) else ())
        if isinstance(note, dict)
    }
