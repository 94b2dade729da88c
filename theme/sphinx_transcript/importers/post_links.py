"""The links of converted posts: what each is replaced by, and what is reported about it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.importers.front_matter.post_fields import encode_path, was_published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_transcript.importers.file_copies import FileCopies
    from sphinx_transcript.importers.link_targets import LinkTarget, LinkTargets
    from sphinx_transcript.importers.report import NoteKind, Report
    from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost


class PostLinks:
    """Replaces the links and images in the posts of one blog."""

    def __init__(
        self,
        blog: SourceBlog,
        targets: LinkTargets,
        copies: FileCopies,
        paths: Mapping[PurePosixPath, str],
        report: Report,
    ) -> None:
        """Prepare for *blog*; *paths* has the new path of each post by its old one."""
        self._blog, self._targets, self._copies = blog, targets, copies
        self._paths, self._report = paths, report

    def new_target(self, post: SourcePost, kind: str, link: str, line: int) -> str:
        """Return the target that replaces *link* in markup; *link* if it is not replaced."""
        if link in post.made_files:
            return self._copies.made_file(post, link)
        target = self._find(post, link)
        if target.post is not None:
            self._report_fragment(post, target, line)
            path = self._paths[target.post.path]
            folder = PurePosixPath(self._paths[post.path]).parent
            if post.is_rst:
                self._note(post, line, f"{link!r}: the name is that of a page in HTML")
                path = f"{path.removesuffix(PurePosixPath(path).suffix)}.html"
            return encode_path(posixpath.relpath(path, folder))
        if target.file is not None:
            if post.is_rst and kind not in {"image", "file"}:
                # Docutils takes it for a URL, so no file is copied for it.
                return self._copies.address(post, target.file, line)
            path = self._copies.reference(post, target.file, line)
            return path if post.is_rst else encode_path(path)
        if target.kind == "external":
            return link
        if kind in {"image", "file"}:
            self._note(post, line, f"{kind} not found: {link!r}", "image")
        elif target.url:
            self._note(post, line, f"{link!r} is no post: the link leads to {target.url}")
            return target.url
        else:
            self._note(post, line, f"{link!r} is no post and no file: left as it is")
        return link

    def rst_link(self, post: SourcePost, kind: str, text: str, link: str, line: int) -> str:
        """Return the markup that replaces a link, or the role doc; *link* if it is not replaced."""
        target = self._find_doc(post, link) if kind == "doc" else self._find(post, link)
        if target.post is not None:
            path = self._paths[target.post.path]
            docname = f"/{path.removesuffix(PurePosixPath(path).suffix)}"
            self._report_fragment(post, target, line)
            return f":doc:`{text} <{docname}>`" if text else f":doc:`{docname}`"
        if target.file is not None:
            path = self._copies.reference(post, target.file, line)
            return f":download:`{text or PurePosixPath(path).name} <{path}>`"
        if kind == "doc":
            url = self._blog.resolve_link(post, f"doc:{link}")
            if url.startswith("http"):
                name = link.rpartition("/")[2]
                self._note(post, line, f"{link!r} is no post: the link leads to {url}")
                return f"`{text or name} <{url}>`__"
            self._note(post, line, f"no post {link!r}: the link is left as it is")
            return link
        new_target = self.new_target(post, "link", link, line)
        return link if new_target == link else f"`{text} <{new_target}>`__"

    def html_image(self, post: SourcePost, link: str, line: int) -> str:
        """Return the target of an image in HTML for Markdown; '' if there is no such image."""
        target = self._find(post, link)
        if target.kind == "external":
            return link
        if target.file is not None:
            return encode_path(self._copies.reference(post, target.file, line))
        return ""

    def html_link(self, post: SourcePost, link: str, line: int) -> str:
        """Return the target of a link in HTML for Markdown; '' if it is no post and no file."""
        is_inside = self._find(post, link).kind in {"post", "file"}
        return self.new_target(post, "link", link, line) if is_inside else ""

    def html_address(self, post: SourcePost, link: str, line: int) -> str:
        """Return the address that holds for *link* in HTML, which Sphinx does not look at."""
        target = self._find(post, link)
        fragment = f"#{target.fragment}" if target.fragment else ""
        if target.file is not None:
            return f"{self._copies.address(post, target.file, line)}{fragment}"
        if target.post is not None:
            if target.post.url and was_published(target.post):
                # A page leads on from there.
                path = encode_path(target.post.url)
                return (
                    link if link.startswith("/") else f"{self._targets.base_path}{path}{fragment}"
                )
            message = f"{link!r} in HTML leads to a post without an address: write it in Markdown"
            self._note(post, line, message, "html")
        elif target.kind == "missing":
            self._note(post, line, f"{link!r} in HTML leads to nothing that there is", "html")
            return link if link.startswith("/") else target.url or link
        return link

    def image_path(self, post: SourcePost, link: str) -> str:
        """Return the new value of the key image; '' if the image does not exist."""
        target = self._find(post, link)
        if target.file is not None:
            return self._copies.reference(post, target.file, 1)
        if target.kind != "external":
            self._note(post, 1, f"image not found: {link!r}", "image")
            return ""
        return link

    def _find(self, post: SourcePost, link: str) -> LinkTarget:
        return self._targets.find(post, self._blog.resolve_link(post, link))

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

    def _report_fragment(self, post: SourcePost, target: LinkTarget, line: int) -> None:
        if target.fragment:
            message = f"the place #{target.fragment} in another post is left out of a link"
            self._note(post, line, message)

    def _note(self, post: SourcePost, line: int, message: str, kind: NoteKind = "link") -> None:
        self._report.add(post.path, line, message, kind)


@dataclass(slots=True)
class HtmlLinksOfPost:
    """Replaces the addresses in the HTML of one post; see `html_media.HtmlLinks`."""

    links: PostLinks
    post: SourcePost
    numbers: list[int]
    """The line of the file for each line of the converted text."""
    report: Report

    def image(self, link: str, index: int) -> str:
        """Return the target of an image in Markdown; '' if there is no such image."""
        return self.links.html_image(self.post, link, self.numbers[index])

    def markdown(self, link: str, index: int) -> str:
        """Return the target of a link in Markdown; '' if it leads out of the blog."""
        return self.links.html_link(self.post, link, self.numbers[index])

    def address(self, link: str, index: int) -> str:
        """Return the address that holds in HTML."""
        return self.links.html_address(self.post, link, self.numbers[index])

    def left_out(self, what: str, index: int) -> None:
        """Report *what* of an image has no like here."""
        message = f"{what} of an image in HTML is left out"
        self.report.add(self.post.path, self.numbers[index], message, "html")

    def need_attributes(self) -> None:
        """Record that an image has attributes in braces."""
        self.report.need_extension("attrs_inline")
