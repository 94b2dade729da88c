"""The ``transcript_*`` values of conf.py: what they are, and the check that they are that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript import people
from sphinx_transcript.dates import load_zone
from sphinx_transcript.generated.kinds import PAGE_KINDS
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.values import is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config


@dataclass(frozen=True, slots=True)
class Value:
    """One ``transcript_*`` value."""

    default: object
    rebuild: str
    """What a change of it makes Sphinx do again: 'env' reads all documents, 'html' writes them.

    See https://www.sphinx-doc.org/en/master/extdev/appapi.html#sphinx.application.Sphinx.add_config_value
    """
    expected: str
    """What is accepted, in words."""
    check: Callable[[Any], bool]


def _is_patterns(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(
        isinstance(item, str) and item for item in value
    )


def _is_zone(value: Any) -> bool:
    try:
        load_zone(value)
    except (ValueError, AttributeError):
        return False
    return True


def _is_width(value: Any) -> bool:
    return type(value) is int and (value == 0 or value >= 20)


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_positive(value: Any) -> bool:
    return type(value) is int and value > 0


def _is_natural(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_page_kinds(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(kind in PAGE_KINDS for kind in value)


def _is_neighbours(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(
        kind in {"category", "series"} for kind in value
    )


def _is_translations(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(language, str)
        and isinstance(address, str)
        and address.startswith(("https://", "http://"))
        for language, address in value.items()
    )


VALUES: dict[str, Value] = {
    "transcript_posts": Value(
        ["post/**"], "env", "a list of patterns such as ['post/**']", _is_patterns
    ),
    "transcript_timezone": Value(
        "UTC", "env", "the name of a time zone such as 'Europe/Oslo'", _is_zone
    ),
    "transcript_drafts": Value(False, "env", "True or False", _is_bool),
    "transcript_authors": Value(
        {},
        "html",
        f"a dict of dicts with the keys {', '.join(people.KEYS)}",
        lambda value: isinstance(value, dict),
    ),
    "transcript_pages": Value(
        list(PAGE_KINDS), "html", f"a list of some of {', '.join(PAGE_KINDS)}", _is_page_kinds
    ),
    "transcript_paginate": Value(20, "html", "a whole number of rows from 1", _is_positive),
    "transcript_neighbours": Value(
        [], "html", "a list of some of category, series", _is_neighbours
    ),
    "transcript_related": Value(3, "html", "a whole number of posts, 0 for none", _is_natural),
    "transcript_feeds": Value(True, "html", "True or False", _is_bool),
    "transcript_feed_limit": Value(10, "html", "a whole number of posts from 1", _is_positive),
    "transcript_feed_content": Value(
        "full", "html", "'full' or 'summary'", lambda value: value in {"full", "summary"}
    ),
    "transcript_sitemap": Value(True, "html", "True or False", _is_bool),
    "transcript_translations": Value(
        {},
        "html",
        "a dict of languages and addresses such as {'de': 'https://example.org/de/'}",
        _is_translations,
    ),
    "transcript_text_width": Value(
        0, "html", "a number of columns from 20, or 0 for lines that are not wrapped", _is_width
    ),
    "transcript_text_links": Value(False, "html", "True or False", _is_bool),
}


def register(app: Sphinx) -> None:
    """Make the values known to Sphinx and have them checked before they are used."""
    for name, value in VALUES.items():
        # Any type passes Sphinx's own check, so that a wrong one gives one message, ours.
        app.add_config_value(name, value.default, value.rebuild, types=())  # type: ignore[arg-type]
    app.connect("config-inited", check_values, priority=100)
    app.connect("config-inited", exclude_environments)
    app.connect("config-inited", exclude_output)


def exclude_environments(app: Sphinx, config: Config) -> None:
    """Keep the documents of a virtual environment in the source folder out of the site.

    The file that tells one is that of https://peps.python.org/pep-0405/
    """
    found = sorted(path.parent.name for path in Path(app.srcdir).glob("*/pyvenv.cfg"))
    missing = [name for name in found if name not in config.exclude_patterns]
    if missing:
        config.exclude_patterns = [*config.exclude_patterns, *missing]


def exclude_output(app: Sphinx, config: Config) -> None:
    """Keep what is written into a folder below the source folder from being read as its source."""
    source, output = Path(app.srcdir), Path(app.outdir)
    if source != output and output.is_relative_to(source):
        name = output.relative_to(source).as_posix()
        if name not in config.exclude_patterns:
            config.exclude_patterns = [*config.exclude_patterns, name]


def check_values(app: Sphinx, config: Config) -> None:
    """Warn of each ``transcript_*`` value that is unknown or wrong, and use the default for it."""
    # Sphinx has no public list of the names that conf.py sets and nothing registers.
    raw: dict[str, Any] = getattr(config, "_raw_config", {})
    for name in sorted(raw):
        if name.startswith("transcript_") and name not in config:
            warn(
                f"conf.py: unknown value {name!r}{did_you_mean(name, VALUES)} "
                f"(accepted: {', '.join(VALUES)})",
                Subtype.CONFIG,
            )
    for name, value in VALUES.items():
        given = _tidied(config[name], value.default)
        if value.check(given):
            config[name] = given
        else:
            warn(
                f"conf.py: {name} = {given!r} is not {value.expected}; {value.default!r} is used",
                Subtype.CONFIG,
            )
            config[name] = value.default
    config.transcript_authors, problems = people.read_authors(config.transcript_authors)
    for problem in problems:
        warn(f"conf.py: transcript_authors: {problem}; left out", Subtype.CONFIG)
    base = str(config.html_baseurl or "").strip()
    if base and not is_web_address(base):
        hint = "is no whole address such as 'https://example.org/'"
        warn(
            f"conf.py: html_baseurl = {base!r} {hint}: no feeds, sitemap or canonical links",
            Subtype.CONFIG,
        )


def _tidied(given: Any, default: object) -> Any:
    """Return *given* with the type of *default*, where ``-D name=value`` made text of it."""
    if isinstance(default, list):
        items = given.split(",") if isinstance(given, str) else given
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return [item.strip() for item in items]
    if not isinstance(given, str) or isinstance(default, str):
        return given
    if isinstance(default, bool):
        return {"1": True, "true": True, "0": False, "false": False}.get(given.casefold(), given)
    return int(given) if given.isdecimal() else given
