"""Reads ABlog blogs: https://ablog.readthedocs.io/en/stable/manual/posting-and-listing.html."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.importers.front_matter.post_fields import set_authors, text_list
from sphinx_transcript.importers.front_matter.rst_fields import read_rst_fields
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFrontMatter,
    parse_front_matter,
    read_text,
    scalar,
)
from sphinx_transcript.importers.markup.ablog_directives import (
    PostDirective,
    convert_update_directives,
    nth_image,
    take_post_directive,
)
from sphinx_transcript.importers.markup.ablog_labels import PostLabels
from sphinx_transcript.importers.post_index import PostIndex
from sphinx_transcript.importers.readers.ablog_project import project_root, site_builder
from sphinx_transcript.importers.readers.base import BlogReader
from sphinx_transcript.importers.readers.configuration import (
    read_python_settings,
    site_url,
    text_setting,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_transcript.importers.options import ReaderOptions
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

_SUFFIXES = {".rst", ".md"}
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_UNKNOWN_BUILDER = (
    "whether the builder was html or dirhtml is not known: posts answer at the addresses of both, "
    "and what the feed called them is left out"
)


class ABlogReader(BlogReader):
    """Reads a Sphinx project with ABlog: the documents that ABlog takes for posts."""

    _is_myst = True

    def __init__(self, folder: Path, report: Report, options: ReaderOptions) -> None:
        super().__init__(folder, report, options)
        self._root = project_root(folder)
        self._conf_py = (PurePosixPath(self._root) / "conf.py").as_posix()
        self._settings = read_python_settings(folder, self._conf_py, report)
        self._blog.base_url = site_url(text_setting(self._settings, "blog_baseurl"))
        self._blog.static_folders = ((self._root, ""),)
        # Sphinx collected images in folders of its own, as it does here.
        self._blog.serves_files = False
        self._builder = site_builder(folder, self._settings)
        self._by_path = PostIndex(self._blog, lambda post: [post.path.as_posix()])

    def _post_files(self) -> Iterator[PurePosixPath]:
        """Yield the documents of the project."""
        setting = self._settings.get("exclude_patterns", [])
        given = map(str, setting if isinstance(setting, list | tuple) else ())
        patterns = [pattern for each in given if (pattern := each.strip("/"))]
        for path in self._paths_below(self._folder / self._root):
            inside = path.relative_to(self._root)
            if path.suffix not in _SUFFIXES or not self._is_file(path):
                continue
            if any(part[0] in "._" or part in {"node_modules", "venv"} for part in inside.parts):
                continue
            if not any(inside.match(each) or inside.is_relative_to(each) for each in patterns):
                yield path

    def _read_front_matter(self, path: PurePosixPath) -> SourceFrontMatter | None:
        """Return the front matter of a post, completed by its directive 'post'; else None."""
        text = read_text(self._folder / path)
        found = take_post_directive(text, is_rst=path.suffix == ".rst")
        if found is not None:
            text, directive = found
        front_matter = read_rst_fields(text) if path.suffix == ".rst" else parse_front_matter(text)
        if found is not None:
            self._merge(front_matter, directive, path)
        elif not self._is_post(path, front_matter):
            return None
        for key in ("blogpost", "orphan"):
            front_matter.values.pop(key, None)
        return front_matter

    def _merge(
        self, front_matter: SourceFrontMatter, directive: PostDirective, path: PurePosixPath
    ) -> None:
        """Add the options and the date of *directive* to *front_matter*."""
        for key, value in directive.options.items():
            front_matter.values[key] = value
            front_matter.key_lines[key] = directive.option_lines[key]
            front_matter.key_names[key] = key
        if directive.date:
            front_matter.values["date"] = directive.date
            front_matter.key_lines["date"] = directive.line
        if directive.second_line:
            message = "several posts in one file: they are one post now"
            self._report.add(path, directive.second_line, message, "file")
        first = front_matter.body_line - 1
        front_matter.metadata_lines |= {
            index - first for index in directive.removed_lines if index >= first
        }

    def _is_post(self, path: PurePosixPath, front_matter: SourceFrontMatter) -> bool:
        """Tell whether a document without the directive is a post to ABlog."""
        setting = self._settings.get("blog_post_pattern", [])
        patterns = [setting] if isinstance(setting, str) else text_list(setting)
        inside = path.relative_to(self._root)
        return "blogpost" in front_matter.values or any(_matches(inside, each) for each in patterns)

    def _fill(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        docname = post.path.relative_to(self._root).with_suffix("").as_posix()
        post.slug = docname.removesuffix("/index").rpartition("/")[2]
        fields = post.fields
        fields["title"] = scalar(front_matter.pop("title"))
        self._set_dates(post, front_matter)
        fields["tags"] = _comma_separated(front_matter.pop("tags"))
        fields["categories"] = _comma_separated(front_matter.pop("category"))
        set_authors(post, self._author_names(_comma_separated(front_matter.pop("author"))))
        language = scalar(front_matter.pop("language"))
        fields["language"] = language if _LANGUAGE_CODE.fullmatch(language) else ""
        if language and not fields["language"]:
            message = f"{language!r} is no code of a language; left out"
            self._add_note(post, front_matter, "language", message)
        fields["canonical_url"] = scalar(front_matter.pop("canonical_link"))
        # The content of a directive with the option 'exclude': an excerpt for listings alone.
        fields["description"] = scalar(front_matter.pop("description"))
        if front_matter.values.get("external_link"):
            message = "external_link has no like here; left out"
            self._add_note(post, front_matter, "external_link", message)
        front_matter.values.pop("external_link", None)
        self._set_excerpt_and_image(post, front_matter)
        docnames = [docname, *text_list(scalar(front_matter.pop("redirect")), ",")]
        fields["aliases"] = [url for each in docnames for url in self._url_paths(each)]
        post.url = fields["aliases"].pop(0)
        if self._blog.base_url and self._builder:
            # The builder dirhtml does not percent-encode its URLs.
            path = quote(post.url[1:]) if self._builder == "html" else post.url[1:]
            fields["id"] = self._blog.base_url + path

    def _set_dates(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        """Set the date of *post*, and its update from the latest directive 'update'."""
        date_format = text_setting(self._settings, "post_date_format", "%b %d, %Y")
        date = scalar(front_matter.pop("date"))
        post.body, updates = convert_update_directives(post)
        dates = [("date", date, front_matter.line_of("date"))]
        dates += [("updated", value, line) for value, line in updates]
        for key, value, line in dates:
            if value and (
                text := self._date(
                    post, key, value, line, date_format=date_format, month_first=True
                )
            ):
                post.fields[key] = max(text, post.fields.get(key, ""))

    def _set_excerpt_and_image(self, post: SourcePost, front_matter: SourceFrontMatter) -> None:
        """Set the image of *post*, and report an excerpt that is not the first paragraph."""
        default = self._settings.get("post_auto_excerpt", 1)
        paragraphs = scalar(front_matter.pop("excerpt")) or str(default)
        if paragraphs.isdecimal() and paragraphs != "1":
            message = (
                f"an excerpt of {paragraphs} paragraphs: the comment 'more' marks its end here"
            )
            self._add_note(post, front_matter, "excerpt", message)
        number = scalar(front_matter.pop("image"))
        if number.isdecimal():
            post.fields["image"] = nth_image(post, int(number))
        for key in ("exclude", "nocomments"):
            front_matter.values.pop(key, None)

    def _author_names(self, authors: list[str]) -> list[str]:
        """Return *authors* with the names that the setting blog_authors has for them."""
        setting = self._settings.get("blog_authors")
        entries = setting if isinstance(setting, dict) else {}
        names = [entries.get(each, each) for each in authors]
        return [
            str(name[0]) if isinstance(name, list | tuple) and name else str(name) for name in names
        ]

    def _url_paths(self, docname: str) -> list[str]:
        """Return the URL path of a document; those of both builders if the builder is unknown."""
        name = docname.strip("/")
        folder = name.removesuffix("index") if name.endswith("/index") else f"{name}/"
        paths = {"html": f"/{name}.html", "dirhtml": f"/{folder}"}
        return [paths[self._builder]] if self._builder else list(paths.values())

    def _report_extensions(self) -> None:
        """Report what conf.py needs for the roles and directives of Sphinx's own extensions."""
        loaded = text_list(self._settings.get("extensions"))
        own = sorted(each for each in loaded if each.startswith("sphinx.ext."))
        if self._blog.posts and own:
            self._report.need_conf(f"extensions += {json.dumps(own)}")
            for name in ("extlinks", "intersphinx_mapping"):
                if self._settings.get(name):
                    self._report.need_conf(f"{name} = {self._settings[name]!r}")
        others = [each for each in loaded if each not in {*own, "ablog", "myst_parser"}]
        if self._blog.posts and others:
            message = f"the old site loads {', '.join(others)}: load what posts need of it"
            self._report.add(self._conf_py, 1, message, "configuration")

    def _resolve_link(self, post: SourcePost, link: str) -> str:
        """Return the URL on the old site for a document that is no post; any other link as it is.

        A link of the role doc begins with 'doc:'.
        """
        name = link.removeprefix("doc:")
        if name == link or not (self._blog.base_url and self._builder):
            return link
        folder = PurePosixPath("" if name.startswith("/") else post.path.parent)
        inside = folder.relative_to(self._root) if folder.parts else PurePosixPath()
        docname = posixpath.normpath(inside / name.strip("/"))
        for suffix in (".rst", ".md", "/index.rst"):
            path = PurePosixPath(self._root) / f"{docname}{suffix}"
            is_post = self._by_path.find(path.as_posix()) is not None
            if ".." not in path.parts and not is_post and self._is_file(path):
                return self._blog.base_url + self._url_paths(docname)[0].lstrip("/")
        return link

    def _finish(self) -> None:
        self._report_extensions()
        if self._blog.posts and not self._builder:
            self._report.add(self._conf_py, 1, _UNKNOWN_BUILDER, "address")
        labels = PostLabels(self._blog.posts, self._root)
        for post in self._blog.posts:
            post.body = labels.with_links(post)


def _comma_separated(value: Any) -> list[str]:
    return text_list(value, ",") if isinstance(value, str) else text_list(value)


def _matches(path: PurePosixPath, pattern: str) -> bool:
    # As in glob, ** stands for any number of folders, also none.
    source = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(source, path.as_posix()) is not None
