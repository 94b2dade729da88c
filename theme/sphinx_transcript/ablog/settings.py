"""ABlog's values in conf.py: what they become here, and what to write in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_transcript.messages import Subtype, warn

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
"""The values that hold here, and their defaults."""
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
"""The others, and a word on those that are not merely without a counterpart."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What of conf.py the reading of ABlog's posts hangs on."""

    date_format: str = ""
    default_authors: tuple[str, ...] = ()
    default_language: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    """Names, in small letters, and what ``blog_languages`` calls them."""
    excerpt: int = 1
    """How many paragraphs an excerpt has."""
    image: int = 0
    """Which picture of a post stands for it, from 1; 0 for none."""
    has_own_posts: bool = False
    """Whether ``transcript_posts`` stands in conf.py, so that its posts are not ABlog's."""


def settings_of(config: Config) -> Settings:
    """Return the settings in *config*, of which `take_over` has made the values known."""
    languages = config.blog_languages if isinstance(config.blog_languages, dict) else {}
    named = {str(entry[0]).casefold(): str(key) for key, entry in languages.items() if entry}
    return Settings(
        date_format=str(config.post_date_format or ""),
        default_authors=tuple(_as_list(config.blog_default_author)),
        default_language=next(iter(_as_list(config.blog_default_language)), ""),
        languages=tuple(named.items()),
        excerpt=config.post_auto_excerpt if isinstance(config.post_auto_excerpt, int) else 1,
        image=config.post_auto_image if isinstance(config.post_auto_image, int) else 0,
        has_own_posts="transcript_posts" in _given(config),
    )


def take_over(app: Sphinx, config: Config) -> None:
    """Have ABlog's values hold where ours are not given, and say once what to write for them."""
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
    ours = _counterparts(config, given)
    for name, value in ours.items():
        config[name] = value
    if "transcript_posts" not in given:
        config.transcript_posts = ours.get("transcript_posts", [])
    parts = []
    if ours:
        lines = "; ".join(f"{name} = {value!r}" for name, value in ours.items())
        parts.append(
            f"ABlog's values hold here as these, which are to stand in their place: {lines}"
        )
    idle = [name for name in UNUSED if name in given]
    if idle:
        words = ", ".join(f"{name} ({UNUSED[name]})" if UNUSED[name] else name for name in idle)
        parts.append(f"ABlog's values without effect here, to be taken out: {words}")
    if parts:
        warn(f"conf.py: {'. '.join(parts)}", Subtype.ABLOG)


def all_posts_folder(config: Config) -> str:
    """Return the folder in which ABlog has the page of all posts, '' where ours stands."""
    if not config.transcript_ablog or "transcript_posts" in _given(config):
        return ""
    return str(config.blog_path or "").strip("/")


def docname_pattern(glob: str) -> str:
    """Return *glob*, which finds source files in Python's way, as ``transcript_posts`` has it."""
    folder, _, name = glob.strip("/").rpartition("/")
    stem = name if name == "**" else re.sub(r"\.[^.*?\[\]]*$|\.\*$", "", name)
    pattern = f"{folder}/{stem}" if folder else stem
    # To Python two stars with a slash can be no folder at all.
    return re.sub(r"\*\*/\*$", "**", pattern)


def _counterparts(config: Config, given: dict[str, Any]) -> dict[str, Any]:
    """Return what of ABlog's values holds here, by the names that it has here."""
    found: dict[str, Any] = {}
    patterns = [docname_pattern(each) for each in _as_list(config.blog_post_pattern)]
    if patterns and "transcript_posts" not in given:
        found["transcript_posts"] = list(dict.fromkeys(patterns))
    if config.blog_baseurl and not config.html_baseurl:
        found["html_baseurl"] = str(config.blog_baseurl)
    authors = dict(_authors(config.blog_authors))
    if authors and "transcript_authors" not in given:
        found["transcript_authors"] = authors
    length = config.blog_feed_length
    if type(length) is int and length > 0 and "transcript_feed_limit" not in given:
        found["transcript_feed_limit"] = length
    if config.blog_feed_fulltext is False and "transcript_feed_content" not in given:
        found["transcript_feed_content"] = "summary"
    return found


def _authors(value: Any) -> Iterable[tuple[str, dict[str, str]]]:
    for key, entry in (value if isinstance(value, dict) else {}).items():
        name, url = (*entry, None, None)[:2] if isinstance(entry, (list, tuple)) else (entry, None)
        yield str(key), {"name": str(name or key), **({"url": str(url)} if url else {})}


def _as_list(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else []


def _given(config: Config) -> dict[str, Any]:
    # Sphinx has no public list of the names that conf.py sets.
    raw: dict[str, Any] = getattr(config, "_raw_config", {})
    overrides: dict[str, Any] = config.overrides
    return {**raw, **overrides}
