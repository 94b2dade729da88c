"""``sphinx-transcript check``: what is wrong with a site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.checking.check import check_site
from sphinx_transcript.checking.findings import (
    HINTS,
    Severity,
    as_json,
    shortened,
    text_line,
    without,
)
from sphinx_transcript.commands.arguments import add_site_argument
from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.project import find_site
from sphinx_transcript.messages import Subtype
from sphinx_transcript.nearest import did_you_mean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_transcript.checking.findings import Finding

HELP = "find what is wrong with a site, without building it"
_MOST_HINTS = 10
_OWN = {
    **{
        f"transcript.{subtype}": about
        for subtype, about in {
            Subtype.CONFIG: "a transcript_* value in conf.py",
            Subtype.THEME_OPTION: "an entry of html_theme_options",
            Subtype.ENCODING: "a file that is not text",
            Subtype.FRONT_MATTER: "front matter",
            Subtype.DATE: "a date that can't be read",
            Subtype.TITLE: "a post with neither title nor heading",
            Subtype.SLUG: "posts with one slug or one id",
            Subtype.SCHEDULE: "no post is of today or before",
            Subtype.BLOG_INDEX: "a listing's options",
            Subtype.ALIAS: "an old address that is another page's",
            Subtype.UNPUBLISHED: "a link to a post that is not published",
            Subtype.ROLE: "a role such as {post} or {tag} that finds nothing",
            Subtype.MATH: "a formula",
        }.items()
    },
    **HINTS,
}
"""The codes of this package, and what each is about."""
_EPILOG = """\
codes:
{codes}
  The others are Sphinx's and MyST-Parser's, such as myst.xref_missing (a link that
  leads nowhere), ref.doc, toc.not_included or image.not_readable. What conf.py has
  in suppress_warnings is left out as in a build; check.* may stand there, too.

exit status:
  0 where nothing is wrong, 1 where there is an error (or a hint, with --strict),
  2 where the arguments can't be understood

examples:
  sphinx-transcript check
  sphinx-transcript check docs --drafts --ignore check.description
  sphinx-transcript check --strict --format json > findings.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
    parser.description = (
        "Print all that a build in HTML would warn of, and hints at what it says nothing of: one\n"
        "line each, with the file, the line and a code. Nothing is written. Posts of plain text\n"
        "are looked at without Sphinx, which is what makes it fast; what may be wrong is read by\n"
        "Sphinx itself, so that its words are those of a build."
    )
    codes = "\n".join(f"  {code:<24} {about}" for code, about in _OWN.items())
    parser.epilog = _EPILOG.format(codes=codes)
    add_site_argument(
        parser, "the folder with conf.py, or one near it (default: the current folder)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text: a line each; json: a list of objects with file, line, severity, code "
        "and message (default: text)",
    )
    parser.add_argument(
        "--drafts",
        action="store_true",
        help="check drafts and posts of later days as well, as if they were published",
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help="leave findings of this code out, or of a group of codes such as check; "
        "may be given several times",
    )
    parser.add_argument(
        "--strict", action="store_true", help="end with exit status 1 where there are hints, too"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        dest="shows_all",
        help=f"print all hints, not the first {_MOST_HINTS} of each code (json always has all)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong; return 1 where that is an error, and else 0."""
    _refuse_unknown(arguments.ignore)
    checked = check_site(find_site(arguments.site), drafts=arguments.drafts)
    findings = without(checked.findings, arguments.ignore)
    here = Path.cwd()
    if arguments.format == "json":
        print(as_json(findings, here))
    else:
        shown, more = shortened(findings, len(findings) if arguments.shows_all else _MOST_HINTS)
        for finding in shown:
            print(text_line(finding, here))
        sys.stdout.flush()
        for code, count in sorted(more.items()):
            hint = f"(--all shows them, --ignore {code} none)"
            print(f"{count} more with [{code}]: {HINTS[code]} {hint}", file=sys.stderr)
        print(_closing_line(findings, checked.summary), file=sys.stderr)
    counted = set(Severity) if arguments.strict else {Severity.ERROR}
    return int(any(finding.severity in counted for finding in findings))


def _refuse_unknown(codes: Sequence[str]) -> None:
    """Raise CommandError for a code of this package that there is not."""
    groups = {code.partition(".")[0] for code in _OWN}
    for code in codes:
        group, _, kind = code.partition(".")
        if group in groups and kind not in {"", "*"} and code not in _OWN:
            raise CommandError(
                f"--ignore: unknown code {code!r}{did_you_mean(code, _OWN)} "
                f"(of this package: {', '.join(_OWN)})"
            )


def _closing_line(findings: Sequence[Finding], summary: str) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    hints = len(findings) - errors
    parts = [
        f"{count} {name}" if count == 1 else f"{count} {name}s"
        for count, name in ((errors, "error"), (hints, "hint"))
        if count
    ]
    found = " and ".join(parts) or "nothing is wrong"
    return f"{found}; {summary}" if summary else found
