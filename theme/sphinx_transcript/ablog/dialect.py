"""The source dialect of ABlog, as the package `records` asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_transcript.post.front_matter import Field
    from sphinx_transcript.records.source_dialect import DialectPost


class ABlogDialect:
    """The source dialect of ABlog."""

    def is_enabled(self, config: Config) -> bool:
        """Return whether conf.py enables ``transcript_ablog``."""
        return bool(config.transcript_ablog)

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
        """Return the post in the source *text*; see `post_dialect.find_post`."""
        from sphinx_transcript.ablog.conf_values import settings_of
        from sphinx_transcript.ablog.post_dialect import find_post

        settings = settings_of(config)
        return find_post(text, filetype, fields, settings, is_post=is_post, is_dated=is_dated)

    def all_posts_folder(self, config: Config) -> str:
        """Return the folder of ABlog's page of all posts."""
        from sphinx_transcript.ablog.conf_values import all_posts_folder

        return all_posts_folder(config)


DIALECT = ABlogDialect()
"""The one object that is registered."""


def apply_values(app: Sphinx, config: Config) -> None:
    """Apply ABlog's values of conf.py and register its directives, if it is enabled."""
    if config.transcript_ablog:
        from sphinx_transcript.ablog import conf_values, directives

        conf_values.apply(app, config)
        directives.register(app, config)


def if_enabled(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return *handler* for sites that have enabled ``transcript_ablog``, and no work for others."""

    def call(app: Sphinx, *arguments: Any) -> Any:
        return handler(app, *arguments) if app.config.transcript_ablog else None

    return call
