"""Converts the posts of another system to posts of this site: front matter, text and links."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.addresses.alias_path import alias_path
from sphinx_transcript.importers.front_matter.post_fields import (
    complete_fields,
    encode_path,
    validate_post,
)
from sphinx_transcript.importers.front_matter.writing import rst_front_matter, yaml_front_matter
from sphinx_transcript.importers.link_targets import LinkTarget, LinkTargets
from sphinx_transcript.importers.markup import markdown_text, rst_text
from sphinx_transcript.importers.markup.markdown_code import fix_code_languages
from sphinx_transcript.importers.markup.unsupported_markdown import unsupported_markdown
from sphinx_transcript.importers.new_files import NewFiles, ascii_name, post_paths, static_path
from sphinx_transcript.importers.slugs import casefold_path

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost


def convert(blog: SourceBlog, folder: str, report: Report) -> NewFiles:
    """Return the files for the posts of *blog*; *folder* is relative to the site's folder."""
    return _Conversion(blog, folder, report).files


class _Conversion:
    def __init__(self, blog: SourceBlog, folder: str, report: Report) -> None:
        self._blog = blog
        self._report = report
        self._targets = LinkTargets(blog)
        self._paths = post_paths(blog.posts, folder, report)
        self._sources: dict[str, str] = {}
        """The source of each file to copy, by its case-folded new path."""
        self._aliases: dict[str, SourcePost] = {}
        self._ids: dict[str, SourcePost] = {}
        self.files = NewFiles()
        for post in blog.posts:
            self._convert_post(post)

    def _convert_post(self, post: SourcePost) -> None:
        for file in post.bundle_files:
            self._copy(post, file, 1)
        image = post.fields.get("image")
        if image:
            post.fields["image"] = self._image_path(post, image)
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
        for offset, message in [] if post.is_myst else unsupported_markdown(post.body):
            self._report.add(post.path, post.line_at_offset(offset), message, "syntax")
        for link, offset in markdown_text.html_targets(post.body):
            self._report_html_link(post, link, post.line_at_offset(offset))

        def new_target(kind: markdown_text.LinkKind, link: str, index: int) -> str:
            return self._new_target(post, kind, link, post.line_at_index(index))

        add_note = self._report.for_body_of(post)
        body = markdown_text.rewrite_links(post.body, new_target)
        if not post.is_myst:
            body = markdown_text.escape_myst(fix_code_languages(body, add_note))
        return _without_metadata(post, markdown_text.mark_excerpt(body, add_note))

    def _convert_rst(self, post: SourcePost) -> str:
        for offset, message in rst_text.unsupported_rst(post.body):
            self._report.add(post.path, post.line_at_offset(offset), message, "syntax")

        def replacement(kind: rst_text.LinkKind, text: str, link: str, index: int) -> str:
            line = post.line_at_index(index)
            if kind in {"image", "target"}:
                return self._new_target(post, "image" if kind == "image" else "link", link, line)
            return self._rst_link(post, kind, text, link, line)

        body = rst_text.mark_excerpt(rst_text.rewrite_links(post.body, replacement))
        return _without_metadata(post, body.split("\n"))

    def _rst_link(self, post: SourcePost, kind: str, text: str, link: str, line: int) -> str:
        """Return the markup that replaces a link, or the role doc; *link* if it is not replaced."""
        target = self._find_doc(post, link) if kind == "doc" else self._find(post, link)
        if target.post is not None:
            path = self._paths[target.post.path]
            docname = f"/{path.removesuffix(PurePosixPath(path).suffix)}"
            self._report_fragment(post, target, line)
            return f":doc:`{text} <{docname}>`" if text else f":doc:`{docname}`"
        if target.file is not None:
            path = self._copy(post, target.file, line)
            return f":download:`{text or PurePosixPath(path).name} <{path}>`"
        if kind == "doc":
            message = f"no post {link!r}: the link is left as it is"
            self._report.add(post.path, line, message, "link")
            return link
        new_target = self._new_target(post, "link", link, line)
        return link if new_target == link else f"`{text} <{new_target}>`__"

    def _find_doc(self, post: SourcePost, docname: str) -> LinkTarget:
        """Return the target of the role doc: relative to the post, or to the site's folder."""
        target = self._find(post, f"doc:{docname}")
        from_root = docname if docname.startswith(("/", ".")) else f"/{docname}"
        for name in (docname, from_root):
            for suffix in (".rst", ".md", "/index.rst"):
                if target.kind in {"post", "file"}:
                    return target
                target = self._find(post, f"{name}{suffix}")
        return target

    def _new_target(self, post: SourcePost, kind: str, link: str, line: int) -> str:
        """Return the target that replaces *link*; *link* if it is not replaced."""
        target = self._find(post, link)
        if target.post is not None:
            self._report_fragment(post, target, line)
            path = self._paths[target.post.path]
            folder = PurePosixPath(self._paths[post.path]).parent
            if post.is_rst:
                message = f"{link!r}: the name is that of a page in HTML"
                self._report.add(post.path, line, message, "link")
                path = f"{path.removesuffix(PurePosixPath(path).suffix)}.html"
            return encode_path(posixpath.relpath(path, folder))
        if target.file is not None:
            path = self._copy(post, target.file, line)
            return path if post.is_rst else encode_path(path)
        if target.kind == "external":
            return link
        if kind == "image":
            self._report.add(post.path, line, f"image not found: {link!r}", "image")
        elif target.url:
            message = f"{link!r} is no post: the link leads to {target.url}"
            self._report.add(post.path, line, message, "link")
            return target.url
        else:
            message = f"{link!r} is no post and no file: left as it is"
            self._report.add(post.path, line, message, "link")
        return link

    def _find(self, post: SourcePost, link: str) -> LinkTarget:
        return self._targets.find(post, self._blog.resolve_link(post, link))

    def _report_fragment(self, post: SourcePost, target: LinkTarget, line: int) -> None:
        if target.fragment:
            message = f"the place #{target.fragment} in another post is left out of a link"
            self._report.add(post.path, line, message, "link")

    def _report_html_link(self, post: SourcePost, link: str, line: int) -> None:
        target = self._find(post, link)
        if target.kind == "missing":
            message = f"{link!r} in HTML leads to nothing that there is"
            self._report.add(post.path, line, message, "html")
        elif target.kind != "external" and not (target.file and _is_converted(post, link)):
            message = f"{link!r} stands in HTML, which is not converted: write it in Markdown"
            self._report.add(post.path, line, message, "html")

    def _image_path(self, post: SourcePost, link: str) -> str:
        """Return the new value of the key image; '' if the image does not exist."""
        target = self._find(post, link)
        if target.file is not None:
            return self._copy(post, target.file, 1)
        if target.kind != "external":
            self._report.add(post.path, 1, f"image not found: {link!r}", "image")
            return ""
        return link

    def _copy(self, post: SourcePost, file: PurePosixPath, line: int) -> str:
        """Add *file* to the files to copy, and return the path by which *post* refers to it."""
        folder = PurePosixPath(self._paths[post.path]).parent
        is_in_bundle = post.is_bundle and file.is_relative_to(post.path.parent)
        if is_in_bundle:
            inside = file.relative_to(post.path.parent)
            name = folder.joinpath(*map(ascii_name, inside.parts)).as_posix()
        else:
            name = static_path(self._targets.site_path(file))
        number, wanted = 1, PurePosixPath(name)
        # Another file may have the same new path, or one that differs only in case.
        while self._sources.setdefault(casefold_path(name), str(file)) != str(file):
            number += 1
            name = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}").as_posix()
        self.files.copies.setdefault(name, (file, post, line))
        return posixpath.relpath(name, folder) if is_in_bundle else f"/{name}"


def _without_metadata(post: SourcePost, lines: list[str]) -> str:
    return "\n".join(line for at, line in enumerate(lines) if at not in post.metadata_lines)


def _is_converted(post: SourcePost, link: str) -> bool:
    """Tell whether the HTML image *link* is converted to Markdown."""
    body = markdown_text.rewrite_links(post.body, lambda kind, target, index: target)
    return link not in {target for target, _ in markdown_text.html_targets(body)}
