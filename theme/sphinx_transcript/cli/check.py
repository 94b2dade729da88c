"""The command ``check``: prints the findings of a check of the site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from myst_parser.warnings_ import MystWarnings

from sphinx_transcript.check.findings import (
    HINTS,
    Severity,
    as_json,
    limit_hints,
    text_line,
    without_codes,
)
from sphinx_transcript.check.site_check import check_site
from sphinx_transcript.cli.arguments import add_site_argument
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.terminal_text import json_text, visible_text
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.site_folder import find_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_transcript.check.findings import Finding

_MAX_HINTS = 10
_CODES = {
    **{
        f"transcript.{subtype}": description
        for subtype, description in {
            Subtype.CONFIG: "a transcript_* value in conf.py",
            Subtype.THEME_OPTION: "an entry of html_theme_options",
            Subtype.ENCODING: "a file that is not text",
            Subtype.FRONT_MATTER: "front matter",
            Subtype.DATE: "a date that can't be read",
            Subtype.TITLE: "a post with neither title nor heading",
            Subtype.SLUG: "posts with one slug or one id",
            Subtype.SCHEDULE: "no post is of today or before",
            Subtype.SESSION_RESULT: "the file of recorded results of sessions",
            Subtype.BLOG_INDEX: "a listing's options",
            Subtype.ALIAS: "an old address that is another page's",
            Subtype.UNPUBLISHED: "a link to a post that is not published",
            Subtype.ROLE: "a role such as {post} or {tag} that finds nothing",
            Subtype.MATH: "a formula",
            Subtype.SESSION: "an option of a session",
            Subtype.SESSION_OUTPUT: "a command that prints something else",
        }.items()
    },
    **HINTS,
}
"""The codes of this package, and their descriptions in the help."""
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
  sphinx-transcript check --sessions
  sphinx-transcript check --strict --format json > findings.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = (
        "Print all that a build in HTML would warn of, and hints at what it says nothing of: one\n"
        "line each, with the file, the line and a code. Nothing is written. Posts of plain text\n"
        "are looked at without Sphinx, which is what makes it fast; what may be wrong is read by\n"
        "Sphinx itself, so that its words are those of a build."
    )
    codes = "\n".join(f"  {code:<24} {description}" for code, description in _CODES.items())
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
        "--sessions",
        action="store_true",
        help="run the commands of checked sessions, and compare what they print",
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
        help=f"print all hints, not the first {_MAX_HINTS} of each code (json always has all)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; return 1 where there is an error (or a hint, with ``--strict``)."""
    _refuse_unknown(arguments.ignore)
    result = check_site(
        find_site(arguments.site),
        includes_drafts=arguments.drafts,
        announce_sessions=_announce if arguments.sessions else None,
    )
    findings = without_codes(result.findings, arguments.ignore)
    current_folder = Path.cwd()
    if arguments.format == "json":
        print(json_text(as_json(findings, current_folder)))
    else:
        most = len(findings) if arguments.shows_all else _MAX_HINTS
        shown, omitted = limit_hints(findings, most)
        for finding in shown:
            print(visible_text(text_line(finding, current_folder)))
        sys.stdout.flush()
        for code, count in sorted(omitted.items()):
            hint = f"(--all shows them, --ignore {code} none)"
            print(f"{count} more with [{code}]: {HINTS[code]} {hint}", file=sys.stderr)
        print(visible_text(_closing_line(findings, result.summary)), file=sys.stderr)
    failing = set(Severity) if arguments.strict else {Severity.ERROR}
    return int(any(finding.severity in failing for finding in findings))


def _announce(text: str) -> None:
    print(visible_text(text), file=sys.stderr, flush=True)


def _refuse_unknown(codes: Sequence[str]) -> None:
    """Raise CommandError for a code that does not exist, in a group whose codes are all known.

    Other extensions may have groups and codes of their own. Where one of these looks like a code
    that is known, it is only said.
    """
    known = [*_CODES, *(f"myst.{kind.value}" for kind in MystWarnings)]
    groups = {code.partition(".")[0] for code in known}
    for code in codes:
        group, _, kind = code.partition(".")
        hint = did_you_mean(code, [*known, *groups])
        if group not in groups:
            if hint:
                _announce(f"sphinx-transcript: --ignore {code}: no code that is known here{hint}")
        elif kind not in {"", "*"} and code not in known:
            accepted = ", ".join(each for each in known if each.startswith(f"{group}."))
            raise CommandError(f"--ignore: unknown code {code!r}{hint} (accepted: {accepted})", 2)


def _closing_line(findings: Sequence[Finding], summary: str) -> str:
    """Return the numbers of errors and hints, and the *summary* of the site."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    hints = len(findings) - errors
    parts = [
        f"{count} {name}" if count == 1 else f"{count} {name}s"
        for count, name in ((errors, "error"), (hints, "hint"))
        if count
    ]
    counts = " and ".join(parts) or "nothing is wrong"
    return f"{counts}; {summary}" if summary else counts
