"""Has the ``transcript_*`` values of conf.py checked before they are used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.matching import Matcher

from sphinx_transcript import people
from sphinx_transcript.config_values import VALUES
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.values import is_web_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


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
        name = output.relative_to(source)
        # Another pattern for each builder would have Sphinx read all documents again.
        is_excluded = Matcher(config.exclude_patterns)
        if not any(is_excluded(each.as_posix()) for each in (name, *name.parents)):
            config.exclude_patterns = [*config.exclude_patterns, name.as_posix()]


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
        expected = value.kind.complaint(given)
        if expected:
            warn(
                f"conf.py: {name} = {given!r} is not {expected}; {value.default!r} is used",
                Subtype.CONFIG,
            )
        config[name] = value.default if expected else given
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
