"""The files that posts refer to: where they are copied, and how a post refers to each.

A file that had an address on the old site is copied into a folder of ``html_extra_path``, whose
content Sphinx copies to the root of the output: so its old address holds, and HTML can use it.
Sphinx finds it there by its source path as well, for images and downloads of every builder.
"""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.importers.new_files import ascii_name, static_path
from sphinx_transcript.importers.slugs import casefold_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinx_transcript.importers.link_targets import LinkTargets
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourceBlog, SourcePost

_URL_SAFE = "/-_.~!$&'()*+,;=:@"
# Not in a file name on Windows, or not printable.
_UNUSABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f<>:\"|?*\\\ud800-\udfff]|[. ](?:/|$)|(?:^|/)\.{1,2}(?:/|$)"
)


@dataclass(frozen=True, slots=True)
class ExtraFolder:
    """The folder of the site whose content Sphinx copies to the root of the output."""

    name: str = "extra"
    """Its path, relative to the site's folder."""
    conf_line: str = 'html_extra_path = ["extra"]'
    """The line that conf.py lacks; '' if it has it."""


def extra_folder(configured: Sequence[str], site: Path) -> ExtraFolder:
    """Return the first folder of *configured*, the value of ``html_extra_path``, or a new one."""
    for entry in configured:
        name = posixpath.normpath(entry)
        is_below = not name.startswith(("/", "../")) and name not in {".", ".."}
        if is_below and ((site / name).is_dir() or name == "extra"):
            return ExtraFolder(name, "")
    return ExtraFolder("extra", f"html_extra_path = {json.dumps([*configured, 'extra'])}")


class FileCopies:
    """Decides where each file of the blog is copied."""

    def __init__(
        self,
        blog: SourceBlog,
        targets: LinkTargets,
        paths: Mapping[PurePosixPath, str],
        extra: ExtraFolder,
        report: Report,
    ) -> None:
        """Prepare for *blog*; *paths* has the new path of each post by its old one."""
        self._blog, self._targets, self._paths = blog, targets, paths
        self._extra, self._report = extra, report
        self._sources: dict[str, str] = {}
        """The source of each file to copy, by its case-folded new path."""
        self.copies: dict[str, tuple[PurePosixPath, SourcePost, int]] = {}
        """See `NewFiles.copies`."""
        self.made: dict[str, tuple[SourcePost, bytes]] = {}
        """See `NewFiles.made`."""

    def reference(self, post: SourcePost, file: PurePosixPath, line: int) -> str:
        """Copy *file*, and return the source path by which *post* refers to it."""
        folder = PurePosixPath(self._paths[post.path]).parent
        if post.is_bundle and file.is_relative_to(post.path.parent):
            inside = file.relative_to(post.path.parent)
            wanted = folder.joinpath(*map(ascii_name, inside.parts)).as_posix()
            name = self._add(wanted, post, file, line)
            if address := self._targets.old_address(post, file):
                self._keep_address(address, post, file, line)
            return posixpath.relpath(name, folder)
        if not self._blog.serves_files:
            return f"/{self._add(static_path(self._targets.site_path(file)), post, file, line)}"
        return f"/{self._add_to_extra(self._site_path(post, file), post, file, line)}"

    def made_file(self, post: SourcePost, name: str) -> str:
        """Write the file *name* that *post* has made, and return the path by which it refers to it.

        It gets a folder of the name of the post, beside the post.
        """
        path = PurePosixPath(self._paths[post.path])
        folder = path.parent if path.stem == "index" else path.with_suffix("")
        new = (folder / ascii_name(name)).as_posix()
        self.made[new] = (post, post.made_files[name])
        return posixpath.relpath(new, path.parent)

    def address(self, post: SourcePost, file: PurePosixPath, line: int) -> str:
        """Copy *file*, and return the path of its URL on the host of the site, percent-encoded."""
        safe = self._add_to_extra(self._site_path(post, file), post, file, line)
        exact = self._extra_name(self._site_path(post, file))
        name = exact if exact in self.copies and self.copies[exact][0] == file else safe
        path = name.removeprefix(f"{self._extra.name}/")
        return f"{self._targets.base_path}/{quote(path, _URL_SAFE)}"

    def _site_path(self, post: SourcePost, file: PurePosixPath) -> str:
        """Return the path of *file* on the old site, or one for a file that had none."""
        if address := self._targets.old_address(post, file):
            return address
        if post.is_bundle and file.is_relative_to(post.path.parent):
            folder = PurePosixPath(self._paths[post.path]).parent
            return (folder / file.relative_to(post.path.parent)).as_posix()
        return self._targets.site_path(file)

    def _extra_name(self, site_path: str) -> str:
        # Sphinx copies this folder itself.
        is_static = site_path.startswith("_static/")
        return site_path if is_static else f"{self._extra.name}/{site_path}"

    def _add_to_extra(
        self, site_path: str, post: SourcePost, file: PurePosixPath, line: int
    ) -> str:
        """Copy *file* to its path on the site, and return a source path that MyST can refer to.

        The two differ for a name with blanks, say: then it is copied twice.
        """
        if static_path(site_path) != site_path:
            self._keep_address(site_path, post, file, line)
        elif self._extra.conf_line:
            self._report.need_conf(self._extra.conf_line)
        return self._add(self._extra_name(static_path(site_path)), post, file, line)

    def _keep_address(
        self, site_path: str, post: SourcePost, file: PurePosixPath, line: int
    ) -> None:
        """Copy *file* to exactly its path on the site, unless another file has it."""
        if self._extra.conf_line:
            self._report.need_conf(self._extra.conf_line)
        name = self._extra_name(site_path)
        if not _UNUSABLE.search(name) and self._is_free(name, file):
            self.copies.setdefault(name, (file, post, line))

    def _add(self, wanted: str, post: SourcePost, file: PurePosixPath, line: int) -> str:
        """Copy *file* to the path *wanted*, with a number if another file has it; return it."""
        number, name, path = 1, wanted, PurePosixPath(wanted)
        while not self._is_free(name, file):
            number += 1
            name = path.with_name(f"{path.stem}-{number}{path.suffix}").as_posix()
        self.copies.setdefault(name, (file, post, line))
        return name

    def _is_free(self, name: str, file: PurePosixPath) -> bool:
        """Take the path *name* for *file*, and tell whether no other file has it.

        Paths that differ only in case are one on some file systems.
        """
        return self._sources.setdefault(casefold_path(name), str(file)) == str(file)
