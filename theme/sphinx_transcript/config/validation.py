"""Validation of the ``transcript_*`` values of conf.py, before they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog import authors
from sphinx_transcript.config.value_types import converted
from sphinx_transcript.config.values import VALUES
from sphinx_transcript.sessions.line_patterns import pattern_error
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.languages import as_language_tag
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.web_addresses import is_base_address, is_web_address, web_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def check_values(app: Sphinx, config: Config) -> None:
    """Warn about unknown and invalid ``transcript_*`` values, and use the defaults instead.

    Also warn about an invalid ``html_baseurl``. A text is left as it is. Any other value becomes
    '', because Sphinx accepts some of them, None above all.
    """
    # Sphinx has no public list of names in conf.py that no extension registers.
    raw: dict[str, Any] = getattr(config, "_raw_config", {})
    for name in sorted(raw):
        if name.startswith("transcript_") and name not in config:
            warn(
                f"conf.py: unknown value {name!r}{did_you_mean(name, VALUES)} "
                f"(accepted: {', '.join(VALUES)})",
                Subtype.CONFIG,
            )
    for name, value in VALUES.items():
        given = converted(config[name], value.default)
        expected = value.value_type.complaint(given)
        if expected:
            warn(
                f"conf.py: {name} = {given!r} is not {expected}; {value.default!r} is used",
                Subtype.CONFIG,
            )
        config[name] = value.default if expected else given
    config.transcript_authors, problems = authors.read_authors(config.transcript_authors)
    for problem in problems:
        warn(f"conf.py: transcript_authors: {problem}; left out", Subtype.CONFIG)
    patterns = config.transcript_session_patterns
    for name, pattern in patterns.items():
        error = pattern_error(pattern)
        if error:
            warn(
                f"conf.py: transcript_session_patterns: {name}: {pattern!r} is no regular "
                f"expression: {error}; left out",
                Subtype.CONFIG,
            )
    config.transcript_session_patterns = {
        name: pattern for name, pattern in patterns.items() if not pattern_error(pattern)
    }
    config.transcript_translations = {
        _translation_tag(language): web_address(address)
        for language, address in config.transcript_translations.items()
    }
    base = str(config.html_baseurl or "").strip()
    if not isinstance(config.html_baseurl, str):
        config.html_baseurl = ""
    if base and not is_base_address(base):
        hint = "is no whole address such as 'https://example.org/'"
        if is_web_address(base):
            hint = "has a query or a fragment, after which no path can stand"
        warn(
            f"conf.py: html_baseurl = {base!r} {hint}: no feeds, sitemap or canonical links",
            Subtype.CONFIG,
        )


def _translation_tag(language: str) -> str:
    # https://html.spec.whatwg.org/multipage/links.html#attr-link-hreflang
    return language if language == "x-default" else as_language_tag(language)
