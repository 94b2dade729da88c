"""Arguments that several commands share."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.post.dates import ACCEPTED_DATES, parse_date
from sphinx_transcript.workspace.errors import CommandError

if TYPE_CHECKING:
    import argparse
    import datetime as dt


_SITE_HELP = "the folder of the site, with conf.py, or one in it (default: the current one)"


def add_site_option(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--site`` to *parser*."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="FOLDER", help=_SITE_HELP)


def add_site_argument(parser: argparse.ArgumentParser, help_text: str = _SITE_HELP) -> None:
    """Add the optional argument SITE to *parser*, described by *help_text*."""
    parser.add_argument(
        "site", nargs="?", type=Path, default=Path(), metavar="SITE", help=help_text
    )


def read_date(given: str, zone: dt.tzinfo) -> tuple[str, dt.date | dt.datetime]:
    """Return the date *given* as text for front matter, and as a value.

    *zone* is the time zone of a date without one. Raises CommandError where it is no date.
    """
    try:
        return " ".join(given.split()), parse_date(given, zone)
    except ValueError as error:
        message = f"--date: {error}; a date is written {ACCEPTED_DATES}"
        raise CommandError(message, 2) from error


def read_text(name: str, given: str) -> str:
    """Return *given*, the value of the argument *name*, in one line.

    Raises CommandError where it has a character that is not text.
    """
    text = " ".join(given.split())
    for char in text:
        # Control characters, and surrogates for bytes of the command line that are not UTF-8.
        if unicodedata.category(char) in {"Cc", "Cs"}:
            raise CommandError(f"the {name} has the character U+{ord(char):04X} in it: no text", 2)
    return text
