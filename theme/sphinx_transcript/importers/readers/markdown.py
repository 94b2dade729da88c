"""Reads folders of Markdown files with front matter, whatever program they were written for."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_transcript.importers.front_matter.post_fields import encode_path, text_list
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    SourceFrontMatter,
    parse_front_matter,
    read_text,
    scalar,
)
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.docusaurus import convert_colon_boxes, convert_mdx
from sphinx_transcript.importers.markup.mdx_images import convert_mdx_images
from sphinx_transcript.importers.markup.wiki_links import (
    convert_wiki_links,
    remove_wiki_comments,
)
from sphinx_transcript.importers.markup.zola import convert_zola_embeds
from sphinx_transcript.importers.readers.configuration import read_mapping, site_url
from sphinx_transcript.importers.readers.folder_data import FolderData
from sphinx_transcript.importers.readers.jekyll_permalinks import PermalinkParts, slugify, url_path
from sphinx_transcript.importers.readers.markdown_dialects import find_dialect
from sphinx_transcript.importers.readers.markdown_files import (
    MarkdownFilesReader,
    PostName,
    post_name,
)
from sphinx_transcript.importers.readers.template_permalinks import pattern_of_template
from sphinx_transcript.importers.readers.vault_files import VaultFiles
from sphinx_transcript.importers.templates.liquid import LiquidConverter
from sphinx_transcript.importers.templates.liquid_values import Scope
from sphinx_transcript.importers.templates.post_text import convert_body, convert_fields
from sphinx_transcript.importers.templates.tags import LIQUID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = frozenset({".md", ".markdown", ".mdx"})
_EXCERPT_END = re.compile(r"<!--\s*truncate\s*-->|\{/\*\s*truncate\s*\*/\}")
_OF_DATE = re.compile(r"/?:(?:year|month|day|short_month|long_month|y_day)(?:[-/]|$)")


class MarkdownReader(MarkdownFilesReader):
    """Reads the posts of Zola, Eleventy, Astro, Docusaurus, Obsidian, and of any other folder."""

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._dialect = find_dialect(folder)
        self._content = self._dialect.content
        self._zone = self._dialect.zone
        self._month_first = self._dialect.name in {"astro", "docusaurus", "eleventy"}
        self._blog.static_folders = self._dialect.static_folders
        self._permalink = options.permalink or self._dialect.permalink
        self._blog.base_url = self._read_base_url()
        self._data = FolderData(folder, report)
        self._author_names = self._names_in("authors.yml", "name")
        self._tag_labels = self._names_in("tags.yml", "label")
        if not self._permalink:
            message = "no --permalink: the addresses that the posts had are not known"
            report.add(folder.resolve().name, 1, message, "address")

    def _read_base_url(self) -> str:
        """Return the address of the site, which may stand before the pattern of addresses."""
        parts = urlsplit(self._permalink)
        if parts.scheme and parts.netloc:
            # A colon of the pattern is no part of the address.
            self._permalink = self._permalink.split(parts.netloc, 1)[1] or "/"
            return site_url(f"{parts.scheme}://{parts.netloc}")
        if self._dialect.name != "zola":
            return ""
        name = next(each for each in self._dialect.markers if (self._folder / each).is_file())
        return site_url(
            scalar(read_mapping(self._folder, name, self._report, ".toml").get("base_url"))
        )

    def _names_in(self, file: str, key: str) -> dict[str, str]:
        """Return what the entries of the YAML *file* beside the posts have for *key*, by name."""
        path = f"{self._content}/{file}".lstrip("/")
        if not (self._folder / path).is_file():
            return {}
        entries = read_mapping(self._folder, path, self._report)
        return {
            name: text
            for name, entry in entries.items()
            if isinstance(entry, dict) and (text := scalar(entry.get(key)))
        }

    def _post_files(self) -> Iterator[PurePosixPath]:
        return self._files(self._content, _SUFFIXES)

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter | None:
        text = read_text(self._folder / path)
        opening = text.partition("\n")[0].strip()
        if opening.startswith("---") and opening[3:].strip() in {"js", "javascript"}:
            raise SourceFileError("front matter in JavaScript is not read; not converted", 1)
        if opening in {"---json", "--- json"}:
            text = text.replace(opening, "", 1).lstrip("\n").replace("\n---", "\n", 1)
        front_matter = parse_front_matter(text, formats="yaml toml json")
        has_none = not front_matter.values
        dated = post_name(self._inside(path)).date
        if has_none and not dated and not self._dialect.is_vault:
            self._report.add(path, 1, "no front matter and no date: no post, not converted", "file")
            return None
        for key, value in self._data.values_for(path).items():
            front_matter.values.setdefault(key.lower(), value)
            front_matter.key_names.setdefault(key.lower(), key)
        return front_matter

    def _inside(self, path: PurePosixPath) -> PurePosixPath:
        return path.relative_to(self._content) if self._content else path

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        inside = self._inside(post.path)
        name = post_name(inside)
        extra = front_matter.values.get("extra")
        if isinstance(extra, dict) and "image" in extra:
            front_matter.values.setdefault("image", extra.pop("image"))
        if scalar(front_matter.values.get("date")) in {"Created", "Last Modified", "git Created"}:
            # The date of a file is not that of its copy.
            self._add_note(post, front_matter, "date", "the date of a file is not known; left out")
            front_matter.pop("date")
        self._fill_common(post, front_matter, name.date)
        if self._dialect.is_vault and not post.fields["title"] and not _has_title(post.body):
            post.fields["title"] = post.path.stem
        slug = scalar(front_matter.pop("slug"))
        post.slug = slug.strip("/") or name.name or post.path.parent.name
        aliases = text_list(front_matter.pop("aliases", "alias", "redirect_from"))
        if self._dialect.is_vault:
            self._vault.add_names(post.path, aliases)
        else:
            post.fields["aliases"] = [encode_path(alias) for alias in aliases]
        given = front_matter.values.pop("permalink", None)
        given = given if given is not None else front_matter.pop("path", "url")
        self._set_url(post, given, name, slug)
        self._convert_body(post)

    def _set_url(self, post: SourcePost, given: Any, name: PostName, slug: str) -> None:
        """Set the URL path of *post*; *given* is the address in its front matter."""
        if given == "false":
            post.fields["draft"] = True
            self._report.add(
                post.path, 1, "permalink: the post had no page; it is a draft", "address"
            )
            return
        pattern = self._permalink
        if isinstance(given, str):
            pattern = pattern_of_template(given) if "{" in given else f"/{given.lstrip('/')}"
            pattern = pattern.replace(":page_title", slugify(post.fields["title"]))
        path = name.path
        folder = path.rpartition("/")[0]
        if self._dialect.name == "eleventy" and folder.rpartition("/")[2] == name.name:
            # There, a file that is called as its folder is the index of it.
            path = folder
        if slug:
            keeps_folder = self._dialect.name == "zola" and "/" in path
            path = f"{path.rpartition('/')[0]}/{slug}" if keeps_folder else slug.strip("/")
            if self._dialect.name == "docusaurus" and not isinstance(given, str):
                # There, a slug takes the place of the date, too.
                pattern = _OF_DATE.sub("/", pattern)
        if not pattern:
            return
        parts = PermalinkParts(
            slug.strip("/") or name.name,
            post.path.stem,
            f"/{path}",
            tuple(post.fields["categories"]),
            self._day(post),
        )
        try:
            post.url = url_path(parts, pattern)
        except ValueError as error:
            if parts.day is not None:
                message = f"the old address can't be worked out: {error} in the permalink"
                self._report.add(post.path, 1, message, "address")

    def _convert_body(self, post: SourcePost) -> None:
        def add_note(line: int, message: str) -> None:
            self._report.add(post.path, line, message, "template")

        post.body = _EXCERPT_END.sub("<!-- more -->", post.body, count=1)
        if self._dialect.is_vault:
            post.body = remove_wiki_comments(post.body)
        post.body = convert_colon_boxes(post.body)
        if self._dialect.name == "zola":
            post.body = convert_zola_embeds(post.body)
        if post.path.suffix == ".mdx":
            numbers = list(range(post.body_line, post.body_line + post.body.count("\n") + 1))
            body = convert_mdx_images(post.body)
            post.body, post.line_numbers = convert_mdx(body, numbers, add_note)

    @cached_property
    def _vault(self) -> VaultFiles:
        return VaultFiles(self._folder)

    def _finish(self) -> None:
        for post in self._blog.posts:
            add_note = self._report.for_body_of(post)
            if self._dialect.has_templates and post.path.suffix != ".mdx":
                page = {"page": {**post.unknown_keys, **post.fields}}
                converter = LiquidConverter(Scope({**page, **page["page"]}))
                convert_fields(post, LIQUID, converter.value, self._report)
                convert_body(post, converter.convert, self._report)
            find = partial(self._vault.find, post.path)
            post.body = convert_wiki_links(
                post.body, find, add_note, is_vault=self._dialect.is_vault
            )

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the file for a link of Zola that begins with @/, or below an alias of Astro."""
        if link.startswith("@/"):
            return f"{FILE_SCHEME}{self._content}/{link[2:]}"
        return link


def _has_title(body: str) -> bool:
    return bool(re.match(r"\s*# ", body))
