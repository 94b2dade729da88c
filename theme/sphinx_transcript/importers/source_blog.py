"""The blog that is imported: its posts, and how its paths and links are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path, PurePosixPath


@dataclass(slots=True)
class SourcePost:
    """A post of another system, with its front matter already under this extension's keys."""

    path: PurePosixPath
    """The file, relative to the blog's folder."""
    slug: str
    """The post's slug in the old URLs; may have slashes and any other character."""
    body: str
    body_line: int
    """The line of the file on which the body begins, from 1."""
    fields: dict[str, Any]
    """Front matter by the keys of `post.front_matter_keys`: strings, lists of strings, or True."""
    unknown_keys: dict[str, Any] = field(default_factory=dict)
    """Front matter that has no meaning here and is kept."""
    url: str = ""
    """The URL path, relative to the site's root, with a leading slash; '' if it is unknown."""
    is_bundle: bool = False
    """Whether the post has a folder of its own, with files that belong to it."""
    is_page: bool = False
    """Whether it is a page outside of the blog, which keeps its address."""
    is_plain: bool = False
    """Whether its Markdown was made of something else, and has no syntax of other programs."""
    is_myst: bool = False
    """Whether its Markdown is already MyST."""
    line_numbers: list[int] = field(default_factory=list)
    """The line of the file for each line of the body; empty if the lines are consecutive."""
    metadata_lines: set[int] = field(default_factory=set)
    """Lines of the body, from 0, that held metadata and are dropped."""
    bundle_files: list[PurePosixPath] = field(default_factory=list)
    """Files of its page bundle, copied even if the post does not refer to them."""
    made_files: dict[str, bytes] = field(default_factory=dict)
    """Files that the reader has made, by the names by which the body refers to them."""

    def line_at_offset(self, offset: int) -> int:
        """Return the line of the file for the character *offset* in the body."""
        index = self.body.count("\n", 0, offset)
        return self.line_at_index(index)

    def line_at_index(self, index: int) -> int:
        """Return the line of the file for the line *index* of the body, from 0."""
        if not self.line_numbers:
            return self.body_line + index
        return self.line_numbers[min(index, len(self.line_numbers) - 1)]

    @property
    def is_rst(self) -> bool:
        """Tell whether the post is reStructuredText; otherwise it is Markdown."""
        return self.path.suffix in {".rst", ".txt"}


@dataclass(slots=True)
class SourceBlog:
    """A blog of another system."""

    folder: Path
    posts: list[SourcePost]
    base_url: str = ""
    """The site's URL with a trailing slash; '' if it is unknown."""
    static_folders: tuple[tuple[str, str], ...] = ()
    """Folders that are copied to the site unchanged, each with its URL path on the site."""
    serves_files: bool = True
    """Whether the addresses of files on the site were their paths, and not made by its builder."""
    resolve_link: Callable[[SourcePost, str], str] = lambda _, link: link
    """Converts the system's own link syntax to a path; see `link_targets.FILE_SCHEME`."""
