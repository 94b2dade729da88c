"""ABlog's configuration values: applies them, and suggests what to replace them by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config

USED: dict[str, Any] = {
    "blog_authors": {},
    "blog_baseurl": "",
    "blog_default_author": None,
    "blog_default_language": None,
    "blog_feed_fulltext": None,
    "blog_feed_length": None,
    "blog_languages": {},
    "blog_path": "blog",
    "blog_post_pattern": [],
    "post_auto_excerpt": 1,
    "post_auto_image": 0,
    "post_date_format": "",
}
"""The supported values, and their defaults."""
_OWN_POSTS = "ablog_own_posts"
"""The value that says whether conf.py sets ``transcript_posts``."""
PAGE_LENGTH = "ablog_page_length"
"""The value with the number of posts on the page of all posts; None if there is no such page."""
UNUSED: dict[str, str] = {
    "blog_title": "html_title names the site and its feeds",
    "blog_archive_titles": "",
    "blog_default_location": "",
    "blog_feed_archives": "each tag, category, author and series has a feed",
    "blog_feed_subtitle": "",
    "blog_feed_templates": "",
    "blog_feed_titles": "",
    "blog_locations": "",
    "disqus_drafts": "",
    "disqus_pages": "",
    "disqus_shortname": "",
    "fontawesome_css_file": "",
    "fontawesome_included": "",
    "fontawesome_link_cdn": "",
    "post_always_section": "a page is one post",
    "post_auto_orphan": "posts are in no toctree anyway",
    "post_date_format_short": "",
    "post_redirect_refresh": "a redirect waits for nothing",
    "post_show_prev_next": "hidden_blocks of html_theme_options leaves out neighbours",
    "skip_injecting_base_ablog_templates": "",
}
"""The values without effect, and a hint; '' if there is simply no counterpart."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of conf.py that affect how ABlog's posts are read."""

    date_format: str = ""
    default_authors: tuple[str, ...] = ()
    default_language: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    """Names of languages in lower case, with their keys in ``blog_languages``."""
    excerpt: int = 1
    """The number of paragraphs in an excerpt."""
    image: int = 0
    """The number of the image that represents a post, from 1; 0 for none."""
    has_own_posts: bool = False
    """Whether conf.py sets ``transcript_posts``. The posts it matches are not ABlog's."""


def settings_of(config: Config) -> Settings:
    """Return the settings in *config*. `apply` must have registered the values."""
    languages = config.blog_languages if isinstance(config.blog_languages, dict) else {}
    named = {str(entry[0]).casefold(): str(key) for key, entry in languages.items() if entry}
    return Settings(
        date_format=str(config.post_date_format or ""),
        default_authors=tuple(_as_list(config.blog_default_author)),
        default_language=next(iter(_as_list(config.blog_default_language)), ""),
        languages=tuple(named.items()),
        excerpt=config.post_auto_excerpt if isinstance(config.post_auto_excerpt, int) else 1,
        image=config.post_auto_image if isinstance(config.post_auto_image, int) else 0,
        has_own_posts=bool(config[_OWN_POSTS]),
    )


def apply(app: Sphinx, config: Config) -> None:
    """Apply ABlog's values where conf.py does not set ours, and warn once what to replace.

    Disable ``transcript_ablog`` if the extension ``ablog`` is active as well.
    """
    if not config.transcript_ablog:
        return
    if "ablog" in app.extensions:
        message = (
            "conf.py: transcript_ablog has no effect beside the extension 'ablog'; "
            "take that out of extensions"
        )
        warn(message, Subtype.ABLOG)
        config.transcript_ablog = False
        return
    for name, default in USED.items():
        app.add_config_value(name, default, "env", types=Any)
    given = _given(config)
    # Values of their own, so that Sphinx reads all documents again when they change.
    app.add_config_value(_OWN_POSTS, default=False, rebuild="env")
    app.add_config_value(PAGE_LENGTH, default=None, rebuild="env", types=Any)
    config[_OWN_POSTS] = "transcript_posts" in given
    config[PAGE_LENGTH] = config.transcript_paginate if "post" in config.transcript_pages else None
    replacements = _replacements(config, given)
    for name, value in replacements.items():
        config[name] = value
    if "transcript_posts" not in given:
        config.transcript_posts = replacements.get("transcript_posts", [])
    parts = []
    if replacements:
        lines = "; ".join(f"{name} = {value!r}" for name, value in replacements.items())
        parts.append(
            f"ABlog's values hold here as these, which are to stand in their place: {lines}"
        )
    unused = [name for name in UNUSED if name in given]
    if unused:
        names = ", ".join(f"{name} ({UNUSED[name]})" if UNUSED[name] else name for name in unused)
        parts.append(f"ABlog's values without effect here, to be taken out: {names}")
    if parts:
        warn(f"conf.py: {'. '.join(parts)}", Subtype.ABLOG)


def all_posts_folder(config: Config) -> str:
    """Return the folder of ABlog's page of all posts; '' for the default of this package."""
    if not config.transcript_ablog or config[_OWN_POSTS]:
        return ""
    return str(config.blog_path or "").strip("/")


def docname_pattern(glob: str) -> str:
    """Return the pattern for ``transcript_posts`` that is equivalent to *glob*.

    *glob* matches paths of source files, with the syntax of Python's `glob`.
    """
    folder, _, name = glob.strip("/").rpartition("/")
    stem = name if name == "**" else re.sub(r"\.[^.*?\[\]]*$|\.\*$", "", name)
    pattern = f"{folder}/{stem}" if folder else stem
    # In Python's glob, ``**/`` also matches no folder.
    return re.sub(r"\*\*/\*$", "**", pattern)


def _replacements(config: Config, given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of this package that replace ABlog's values, by name."""
    replacements: dict[str, Any] = {}
    patterns = [docname_pattern(glob) for glob in _as_list(config.blog_post_pattern)]
    if patterns and "transcript_posts" not in given:
        replacements["transcript_posts"] = list(dict.fromkeys(patterns))
    if config.blog_baseurl and not config.html_baseurl:
        replacements["html_baseurl"] = str(config.blog_baseurl)
    authors = dict(_authors(config.blog_authors))
    if authors and "transcript_authors" not in given:
        replacements["transcript_authors"] = authors
    length = config.blog_feed_length
    if type(length) is int and length > 0 and "transcript_feed_limit" not in given:
        replacements["transcript_feed_limit"] = length
    if config.blog_feed_fulltext is False and "transcript_feed_content" not in given:
        replacements["transcript_feed_content"] = "summary"
    return replacements


def _authors(value: Any) -> Iterable[tuple[str, dict[str, str]]]:
    """Yield the entries of ``blog_authors`` as entries of ``transcript_authors``."""
    for key, entry in (value if isinstance(value, dict) else {}).items():
        name, url = (*entry, None, None)[:2] if isinstance(entry, (list, tuple)) else (entry, None)
        yield str(key), {"name": str(name or key), **({"url": str(url)} if url else {})}


def _as_list(value: Any) -> list[str]:
    """Return *value*, a string or a sequence of strings, as a list."""
    if isinstance(value, str):
        return [value] if value else []
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []


def _given(config: Config) -> dict[str, Any]:
    """Return the values that conf.py or the command line sets."""
    # Sphinx has no public attribute for the values that conf.py sets.
    raw: dict[str, Any] = getattr(config, "_raw_config", {})
    overrides: dict[str, Any] = config.overrides
    return {**raw, **overrides}
