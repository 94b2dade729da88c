"""Converts the posts of another system to posts of this site: front matter, text and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.addresses.alias_path import alias_path
from sphinx_transcript.importers.dialect.conversion import convert_dialects
from sphinx_transcript.importers.file_copies import ExtraFolder, FileCopies
from sphinx_transcript.importers.front_matter.post_fields import (
    complete_fields,
    validate_post,
)
from sphinx_transcript.importers.front_matter.writing import rst_front_matter, yaml_front_matter
from sphinx_transcript.importers.link_targets import LinkTargets
from sphinx_transcript.importers.markup import markdown_text, rst_text
from sphinx_transcript.importers.markup.html_media import convert_html
from sphinx_transcript.importers.markup.markdown_code import fix_code_languages
from sphinx_transcript.importers.markup.markdown_links import rewrite_links
from sphinx_transcript.importers.markup.myst_files import rewrite_files
from sphinx_transcript.importers.new_files import NewFiles, post_paths
from sphinx_transcript.importers.post_links import HtmlLinksOfPost, PostLinks

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost

_EXTRA_FOLDER = ExtraFolder()


def convert(
    blog: SourceBlog, folder: str, report: Report, extra: ExtraFolder = _EXTRA_FOLDER
) -> NewFiles:
    """Return the files for the posts of *blog*; *folder* is relative to the site's folder.

    Files that posts name are copied into *extra*.
    """
    convert_dialects(blog, report)
    return _Conversion(blog, folder, report, extra).files


class _Conversion:
    def __init__(self, blog: SourceBlog, folder: str, report: Report, extra: ExtraFolder) -> None:
        self._blog = blog
        self._report = report
        self._paths = post_paths(blog.posts, folder, report)
        targets = LinkTargets(blog)
        self._copies = FileCopies(blog, targets, self._paths, extra, report)
        self._links = PostLinks(blog, targets, self._copies, self._paths, report)
        self._aliases: dict[str, SourcePost] = {}
        self._ids: dict[str, SourcePost] = {}
        self.files = NewFiles(copies=self._copies.copies, made=self._copies.made)
        for post in blog.posts:
            self._convert_post(post)

    def _convert_post(self, post: SourcePost) -> None:
        for file in post.bundle_files:
            self._copies.reference(post, file, 1)
        image = post.fields.get("image")
        if image:
            post.fields["image"] = self._links.image_path(post, image)
        body = self._convert_rst(post) if post.is_rst else self._convert_markdown(post)
        complete_fields(post, self._report)
        self._remove_duplicates(post)
        if post.is_rst:
            front_matter, omitted = rst_front_matter(post.fields, post.unknown_keys)
            for key in omitted:
                value = post.fields.get(key, post.unknown_keys.get(key))
                message = f"{key}: a field list can't hold {value!r}"
                self._report.add(post.path, 1, message, "front-matter")
        else:
            front_matter = yaml_front_matter(post.fields, post.unknown_keys)
        text = f"{front_matter}\n{body.strip(chr(10))}\n"
        name = self._paths[post.path]
        validate_post(post, text, name, self._report)
        self.files.texts[name] = (post, text)

    def _remove_duplicates(self, post: SourcePost) -> None:
        """Remove and report the aliases and the id of *post* that another post already has."""
        aliases = []
        for alias in post.fields.pop("aliases", []):
            other = self._aliases.setdefault(alias_path(alias, ""), post)
            if other is post:
                aliases.append(alias)
            else:
                message = f"aliases: {alias!r} is that of {other.path}; left out"
                self._report.add(post.path, 1, message, "address")
        if aliases:
            post.fields["aliases"] = aliases
        if "id" in post.fields and self._ids.setdefault(post.fields["id"], post) is not post:
            other = self._ids[post.fields["id"]]
            message = f"id: it is that of {other.path}; left out"
            self._report.add(post.path, 1, message, "address")
            del post.fields["id"]

    def _convert_markdown(self, post: SourcePost) -> str:

        def new_target(kind: str, link: str, index: int) -> str:
            return self._links.new_target(post, kind, link, post.line_at_index(index))

        add_note = self._report.for_body_of(post)
        body = rewrite_links(post.body, new_target)
        if post.is_myst:
            body = rewrite_files(body, new_target)
        if not post.is_myst:
            body = fix_code_languages(body, add_note)
        marked = markdown_text.mark_excerpt(body, add_note)
        lines = [
            (at, line)
            for at, text in enumerate(marked)
            for line in text.split("\n")
            if at not in post.metadata_lines
        ]
        numbers = [post.line_at_index(at) for at, _ in lines]
        links = HtmlLinksOfPost(self._links, post, numbers, self._report)
        return convert_html("\n".join(line for _, line in lines), links)

    def _convert_rst(self, post: SourcePost) -> str:
        for offset, message in rst_text.unsupported_rst(post.body):
            self._report.add(post.path, post.line_at_offset(offset), message, "syntax")

        def replacement(kind: rst_text.LinkKind, text: str, link: str, index: int) -> str:
            line = post.line_at_index(index)
            if kind in {"image", "file", "target"}:
                new_kind = "link" if kind == "target" else kind
                return self._links.new_target(post, new_kind, link, line)
            return self._links.rst_link(post, kind, text, link, line)

        body = rst_text.mark_excerpt(rst_text.rewrite_links(post.body, replacement))
        return _without_metadata(post, body.split("\n"))


def _without_metadata(post: SourcePost, lines: list[str]) -> str:
    return "\n".join(line for at, line in enumerate(lines) if at not in post.metadata_lines)
