"""The interface for posts that were written for another blog system, and are read unchanged.

The package that supports another system registers a dialect here. All other packages call
`dialect_in_use`, and do not know which dialects exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinx_transcript.post.front_matter import Field
    from sphinx_transcript.support.problems import Problem

Remark = tuple[str, int]
"""The name of an unsupported feature, and its line in the source file, from 1."""


@dataclass(frozen=True, slots=True)
class DialectPost:
    """A post that is written in a dialect."""

    fields: Mapping[str, Field]
    """Its front matter, translated to the keys and values of this package."""
    old_pages: tuple[str, ...] = ()
    """The names of pages that redirect to it, without a suffix."""
    excerpt: int = 1
    """The number of paragraphs in its excerpt."""
    image: int = 0
    """The number of the image that represents it, from 1; 0 for none."""
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()


class SourceDialect(Protocol):
    """The source format of another blog system."""

    def is_enabled(self, config: Config) -> bool:
        """Return whether *config* enables the dialect."""

    def find_post(
        self,
        text: str,
        filetype: str,
        fields: Mapping[str, Field],
        config: Config,
        *,
        is_post: bool,
        is_dated: bool,
    ) -> DialectPost | None:
        """Return the post in the source *text*, or None for an ordinary page.

        *fields* is its front matter. *is_post* says whether its path matches ``transcript_posts``,
        and *is_dated* whether the name of its file begins with a date.
        """

    def all_posts_folder(self, config: Config) -> str:
        """Return the folder of the page of all posts; '' for the default of this package."""


_dialects: list[SourceDialect] = []


def register_dialect(dialect: SourceDialect) -> None:
    """Register *dialect* for the rest of the process. A project has to enable it."""
    if dialect not in _dialects:
        _dialects.append(dialect)


def dialect_in_use(config: Config) -> SourceDialect | None:
    """Return the dialect that *config* enables; None if it enables none."""
    return next((dialect for dialect in _dialects if dialect.is_enabled(config)), None)


def all_posts_folder(config: Config) -> str:
    """Return the folder of the page of all posts in the enabled dialect; '' without one."""
    dialect = dialect_in_use(config)
    return dialect.all_posts_folder(config) if dialect else ""
