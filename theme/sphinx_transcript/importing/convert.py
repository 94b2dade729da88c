"""Makes posts of this system of the posts of another: their text, their links, their files."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.importing import markdown_limits, markdown_text, rst_text
from sphinx_transcript.importing.front_matter import checked, encoded_path, settled_fields
from sphinx_transcript.importing.link_targets import Target, Targets
from sphinx_transcript.importing.markdown_code import mend_languages
from sphinx_transcript.importing.new_files import NewFiles, plain_name, post_paths, site_name
from sphinx_transcript.importing.slugs import folded
from sphinx_transcript.importing.write_metadata import field_list, yaml_front_matter
from sphinx_transcript.site_files import alias_path

if TYPE_CHECKING:
    from sphinx_transcript.importing.records import Blog, Report, SourcePost


def convert(blog: Blog, folder: str, report: Report) -> NewFiles:
    """Return the files that make *blog* posts in *folder*, a path from the site's folder."""
    return _Conversion(blog, folder, report).files


class _Conversion:
    def __init__(self, blog: Blog, folder: str, report: Report) -> None:
        self._blog = blog
        self._report = report
        self._targets = Targets(blog)
        self._paths = post_paths(blog.posts, folder, report)
        self._taken: dict[str, str] = {}
        self._addresses: dict[str, SourcePost] = {}
        self._ids: dict[str, SourcePost] = {}
        self.files = NewFiles()
        for post in blog.posts:
            self._add(post)

    def _add(self, post: SourcePost) -> None:
        for file in post.own_files:
            self._copy(post, file, 1)
        image = post.fields.get("image")
        if image:
            post.fields["image"] = self._image(post, image)
        body = self._rst(post) if post.is_rst else self._markdown(post)
        settled_fields(post, self._report)
        self._drop_taken(post)
        if post.is_rst:
            head, lost = field_list(post.fields, post.kept)
            for key in lost:
                value = post.fields.get(key, post.kept.get(key))
                self._report.add(post.path, 1, f"{key}: a field list can't hold {value!r}")
        else:
            head = yaml_front_matter(post.fields, post.kept)
        text = f"{head}\n{body.strip(chr(10))}\n"
        name = self._paths[post.path]
        checked(post, text, name, self._report)
        self.files.texts[name] = (post, text)

    def _drop_taken(self, post: SourcePost) -> None:
        """Leave out the addresses and the id that another post has already."""
        own = []
        for alias in post.fields.pop("aliases", []):
            other = self._addresses.setdefault(alias_path(alias, ""), post)
            if other is post:
                own.append(alias)
            else:
                message = f"aliases: {alias!r} is that of {other.path}; left out"
                self._report.add(post.path, 1, message)
        if own:
            post.fields["aliases"] = own
        if "id" in post.fields and self._ids.setdefault(post.fields["id"], post) is not post:
            other = self._ids[post.fields["id"]]
            self._report.add(post.path, 1, f"id: it is that of {other.path}; left out")
            del post.fields["id"]

    def _markdown(self, post: SourcePost) -> str:
        for offset, message in [] if post.is_myst else markdown_limits.limits(post.body):
            self._report.add(post.path, post.line_at(offset), message)
        for link, offset in markdown_text.html_targets(post.body):
            self._html_link(post, link, post.line_at(offset))

        def new_target(kind: markdown_text.Kind, link: str, index: int) -> str:
            return self._new_target(post, kind, link, post.line_of(index))

        def say(index: int, message: str) -> None:
            self._report.add(post.path, post.line_of(index), message)

        body = markdown_text.rewrite_links(post.body, new_target)
        if not post.is_myst:
            body = markdown_text.escape_myst(mend_languages(body, say))
        return _joined(post, markdown_text.mark_excerpt(body, say))

    def _rst(self, post: SourcePost) -> str:
        for offset, message in rst_text.limits(post.body):
            self._report.add(post.path, post.line_at(offset), message)

        def new_target(kind: rst_text.Kind, words: str, link: str, index: int) -> str:
            line = post.line_of(index)
            if kind in {"image", "name"}:
                return self._new_target(post, "image" if kind == "image" else "link", link, line)
            return self._rst_link(post, kind, words, link, line)

        body = rst_text.mark_excerpt(rst_text.rewrite_links(post.body, new_target))
        return _joined(post, body.split("\n"))

    def _rst_link(self, post: SourcePost, kind: str, words: str, link: str, line: int) -> str:
        """Return what takes the place of a link, with its words; *link* where it stays."""
        given = f"/{link}" if kind == "doc" and not link.startswith(("/", ".")) else link
        suffixes = (".rst", ".md", "/index.rst") if kind == "doc" else ("",)
        found = self._find(post, f"doc:{link}") if kind == "doc" else Target("elsewhere")
        for written in [each + suffix for each in (link, given) for suffix in suffixes]:
            if found.kind in {"post", "file"}:
                break
            found = self._find(post, written)
        if found.post is not None:
            name = self._paths[found.post.path]
            docname = f"/{name.removesuffix(PurePosixPath(name).suffix)}"
            self._say_fragment(post, found, line)
            return f":doc:`{words} <{docname}>`" if words else f":doc:`{docname}`"
        if found.file is not None:
            target = self._copy(post, found.file, line)
            return f":download:`{words or PurePosixPath(target).name} <{target}>`"
        if kind == "doc":
            self._report.add(post.path, line, f"no post {link!r}: the link is left as it is")
            return link
        new = self._new_target(post, "link", link, line)
        return link if new == link else f"`{words} <{new}>`__"

    def _new_target(self, post: SourcePost, kind: str, link: str, line: int) -> str:
        found = self._find(post, link)
        if found.post is not None:
            self._say_fragment(post, found, line)
            there = self._paths[found.post.path]
            here = PurePosixPath(self._paths[post.path]).parent
            if post.is_rst:
                self._report.add(post.path, line, f"{link!r}: the name is that of a page in HTML")
                there = f"{there.removesuffix(PurePosixPath(there).suffix)}.html"
            return encoded_path(posixpath.relpath(there, here))
        if found.file is not None:
            target = self._copy(post, found.file, line)
            return target if post.is_rst else encoded_path(target)
        if found.kind == "elsewhere":
            return link
        if kind == "image":
            self._report.add(post.path, line, f"image not found: {link!r}")
        elif found.address:
            self._report.add(
                post.path, line, f"{link!r} is no post: the link leads to {found.address}"
            )
            return found.address
        else:
            self._report.add(post.path, line, f"{link!r} is no post and no file: left as it is")
        return link

    def _find(self, post: SourcePost, link: str) -> Target:
        return self._targets.find(post, self._blog.translate(post, link))

    def _say_fragment(self, post: SourcePost, found: Target, line: int) -> None:
        if found.fragment:
            message = f"the place #{found.fragment} in another post is left out of a link"
            self._report.add(post.path, line, message)

    def _html_link(self, post: SourcePost, link: str, line: int) -> None:
        found = self._find(post, link)
        if found.kind == "missing":
            self._report.add(post.path, line, f"{link!r} in HTML leads to nothing that there is")
        elif found.kind != "elsewhere" and not (found.file and _is_converted(post, link)):
            message = f"{link!r} stands in HTML, which is not converted: write it in Markdown"
            self._report.add(post.path, line, message)

    def _image(self, post: SourcePost, link: str) -> str:
        line = 1
        found = self._find(post, link)
        if found.file is not None:
            return self._copy(post, found.file, line)
        if found.kind != "elsewhere":
            self._report.add(post.path, line, f"image not found: {link!r}")
            return ""
        return link

    def _copy(self, post: SourcePost, file: PurePosixPath, line: int) -> str:
        """Have *file* copied, and return what *post* calls it."""
        here = PurePosixPath(self._paths[post.path]).parent
        own = post.is_bundle and file.is_relative_to(post.path.parent)
        if own:
            inside = file.relative_to(post.path.parent)
            name = here.joinpath(*map(plain_name, inside.parts)).as_posix()
        else:
            name = site_name(self._targets.site_path(file))
        number, wanted = 1, PurePosixPath(name)
        # One name for two files, or two names for one place where case does not count.
        while self._taken.setdefault(folded(name), str(file)) != str(file):
            number += 1
            name = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}").as_posix()
        self.files.copies.setdefault(name, (file, post, line))
        return posixpath.relpath(name, here) if own else f"/{name}"


def _joined(post: SourcePost, lines: list[str]) -> str:
    return "\n".join(line for at, line in enumerate(lines) if at not in post.emptied)


def _is_converted(post: SourcePost, link: str) -> bool:
    """Tell whether the image *link*, in HTML, becomes one of Markdown."""
    still = markdown_text.html_targets(
        markdown_text.rewrite_links(post.body, lambda *given: given[1])
    )
    return link not in {each for each, _ in still}
