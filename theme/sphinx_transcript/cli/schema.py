"""The command ``schema``: prints the JSON Schemas that editors complete and validate with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.schema.generate import SCHEMAS, as_text
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.workspace.errors import CommandError

if TYPE_CHECKING:
    import argparse


_DESCRIPTION = """\
Print a JSON Schema (draft 7) from which an editor completes keys, explains them and marks what is
wrong. It is made from the same definitions that a build checks by: front-matter is what a post has
at its top, theme-options is html_theme_options, and configuration is the transcript_* values of
conf.py.
"""
_EPILOG = """\
examples:
  sphinx-transcript schema > front-matter.json
  sphinx-transcript schema theme-options --output .schemas/theme-options.json
  sphinx-transcript schema configuration | less
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = _DESCRIPTION
    parser.epilog = _EPILOG
    parser.add_argument(
        "name",
        nargs="?",
        default="front-matter",
        metavar="NAME",
        help=f"one of {', '.join(SCHEMAS)}; front-matter where you name none",
    )
    parser.add_argument(
        "--output",
        "-o",
        type=Path,
        metavar="FILE",
        help="write this file, in place of the one that may be there, and print nothing",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the schema, or write it to a file."""
    name: str = arguments.name
    if name not in SCHEMAS:
        hint = did_you_mean(name, SCHEMAS)
        raise CommandError(f"there is no schema {name!r}{hint} (accepted: {', '.join(SCHEMAS)})", 2)
    text = as_text(SCHEMAS[name]())
    output: Path | None = arguments.output
    if output is None:
        print(text, end="")
        return 0
    try:
        write_atomically(output, text)
    except OSError as error:
        raise CommandError(f"{output} can't be written: {error.strerror}") from error
    return 0
