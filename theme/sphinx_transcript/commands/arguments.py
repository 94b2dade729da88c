"""Arguments that several commands have."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.dates import ACCEPTED, parse_date

if TYPE_CHECKING:
    import argparse
    import datetime as dt


_SITE = "the folder of the site, with conf.py, or one in it (default: the current one)"


def add_site_option(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the option that says which site a command is about."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="FOLDER", help=_SITE)


def add_site_argument(parser: argparse.ArgumentParser, words: str = _SITE) -> None:
    """Give *parser* the argument that says so, explained by *words*."""
    parser.add_argument("site", nargs="?", type=Path, default=Path(), metavar="SITE", help=words)


def read_date(given: str, zone: dt.tzinfo) -> tuple[str, dt.date | dt.datetime]:
    """Return the date *given* as it is to be written, and what it is in *zone*.

    Raises CommandError where it is none.
    """
    try:
        return " ".join(given.split()), parse_date(given, zone)
    except ValueError as error:
        raise CommandError(f"--date: {error}; a date is written {ACCEPTED}") from error


def read_text(what: str, given: str) -> str:
    """Return *given* in one line; raise CommandError where it has what no text has."""
    text = " ".join(given.split())
    for char in text:
        # Control characters, and bytes of the command line that are not UTF-8.
        if unicodedata.category(char) in {"Cc", "Cs"}:
            raise CommandError(f"the {what} has the character U+{ord(char):04X} in it: no text")
    return text
