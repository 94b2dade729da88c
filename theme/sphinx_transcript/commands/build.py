"""``sphinx-transcript build``: sphinx-build with what a blog wants of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.cmd import build as sphinx_build
from sphinx.errors import SphinxError

from sphinx_transcript.commands.arguments import add_site_argument
from sphinx_transcript.commands.errors import CommandError, blame, one_line
from sphinx_transcript.commands.files import shown_path
from sphinx_transcript.commands.project import find_site, refuse_sources

if TYPE_CHECKING:
    import argparse

HELP = "build the site with Sphinx"

_PREVIEW = "preview"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
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
    parser.add_argument_group("more", "What stands after -- is passed on to sphinx-build.")
    parser.set_defaults(passed_on=[])


def run(arguments: argparse.Namespace) -> int:
    """Build the site, and say where it is."""
    site = find_site(arguments.site)
    name = _PREVIEW if arguments.drafts else arguments.builder
    output = arguments.output or site / "_build" / name
    refuse_sources(output, site)
    options = ["-b", arguments.builder, "-j", "auto"]
    if arguments.output is None:
        # Beside the site and not in it: Sphinx's notes hold the text of all posts.
        options += ["-d", str(site / "_build" / "doctrees" / name)]
    if arguments.drafts:
        options += ["-D", "transcript_drafts=1"]
    if arguments.strict:
        options += ["-W", "--keep-going"]
    status = _sphinx([*options, *arguments.passed_on, shown_path(site), shown_path(output)])
    first = output.resolve() / "index.html"
    if status in {0, 1} and first.is_file():
        print(f"The first page: {first.as_uri()}")
    return status


def _sphinx(argv: list[str]) -> int:
    """Run sphinx-build in this process; raise CommandError where the site can't be set up."""

    def make(*args: Any, **kwargs: Any) -> Sphinx:
        try:
            return Sphinx(*args, **kwargs)
        except SphinxError as error:
            failure = one_line(error)
        except (Exception, SystemExit) as error:
            failure = blame(error)
        # Sphinx prints tracebacks of exceptions; this one it lets through.
        raise _SetupError(failure)

    module: Any = sphinx_build
    original, module.Sphinx = module.Sphinx, make
    try:
        return sphinx_build.main(argv)
    except _SetupError as error:
        raise CommandError(str(error), status=2) from error
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 2
    finally:
        module.Sphinx = original


class _SetupError(BaseException):
    """Why there is no site to build."""
