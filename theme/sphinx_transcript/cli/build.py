"""The command ``build``: builds the site with sphinx-build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.cli.arguments import add_site_argument
from sphinx_transcript.workspace.site_folder import find_site, refuse_source_folder
from sphinx_transcript.workspace.sphinx_build import build_site

if TYPE_CHECKING:
    import argparse


_PREVIEW = "preview"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = (
        "Build the site: sphinx-build with all processors, into _build/html of the site's folder.\n"
        "The exit status is that of sphinx-build: 0, or 1 with --strict and a warning; it is 2\n"
        "where the site can't be built."
    )
    parser.epilog = (
        "examples:\n"
        "  sphinx-transcript build\n"
        "  sphinx-transcript build --builder dirhtml --strict\n"
        "  sphinx-transcript build --drafts . /tmp/preview -- -E -D language=de"
    )
    add_site_argument(parser)
    parser.add_argument(
        "output",
        nargs="?",
        type=Path,
        metavar="OUTPUT",
        help="where the site is written (default: SITE/_build and the name of the builder, "
        f"or {_PREVIEW} with --drafts)",
    )
    parser.add_argument(
        "--builder",
        default="html",
        metavar="NAME",
        help="html, or dirhtml for addresses without .html, or another of Sphinx's (default: html)",
    )
    parser.add_argument(
        "--drafts",
        action="store_true",
        help="build drafts, too, and posts with a date to come; not to be published",
    )
    parser.add_argument(
        "--strict", action="store_true", help="end with the status 1 where there is a warning"
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="say why each document was read and each page was written, as sphinx-build -v does",
    )
    parser.add_argument_group("more", "What stands after -- is passed on to sphinx-build.")
    parser.set_defaults(passed_on=[])


def run(arguments: argparse.Namespace) -> int:
    """Build the site, and print the address of its first page."""
    site = find_site(arguments.site)
    name = _PREVIEW if arguments.drafts else arguments.builder
    output = arguments.output or site / "_build" / name
    refuse_source_folder(output, site)
    # Beside the output, which is published: the doctrees hold the text of all posts.
    doctrees = site / "_build" / "doctrees" / name if arguments.output is None else None
    status = build_site(
        site,
        output,
        arguments.builder,
        doctrees=doctrees,
        shows_drafts=arguments.drafts,
        is_strict=arguments.strict,
        is_explained=arguments.explain,
        options=arguments.passed_on,
    )
    first_page = output.resolve() / "index.html"
    if status in {0, 1} and first_page.is_file():
        print(f"The first page: {first_page.as_uri()}")
    return status
