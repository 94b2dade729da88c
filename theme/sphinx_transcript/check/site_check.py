"""Checks a site: collects the findings about conf.py, the documents and the posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError, SphinxError

from sphinx_transcript.check.conf_py_lines import line_of_error
from sphinx_transcript.check.findings import (
    Finding,
    Severity,
    sorted_findings,
    without_codes,
)
from sphinx_transcript.check.hints import CheckedPost, Hint, post_hints, term_hints
from sphinx_transcript.check.trial_build import TrialBuild, images_without_alt_text
from sphinx_transcript.check.warning_collector import WarningCollector, parse_warnings
from sphinx_transcript.publication import build_report
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.workspace.build_failures import own_failure
from sphinx_transcript.workspace.errors import CommandError, one_line
from sphinx_transcript.workspace.site import Site, open_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sphinx_transcript.post.field import Field

# The location of an error in conf.py, which a finding has before its message.
_LOCATION = re.compile(r""" \((?:File ".*|[^()]*, line \d+)\)$""")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check."""

    findings: tuple[Finding, ...]
    """Sorted by file and line."""
    summary: str
    """The numbers of posts, as at the end of a build; empty without a blog or a usable conf.py."""


def check_site(
    folder: Path,
    *,
    includes_drafts: bool = False,
    announce_sessions: Callable[[str], None] | None = None,
) -> CheckResult:
    """Return the findings for the site in *folder*, the one with conf.py.

    With *includes_drafts*, posts that are not published are checked as if they were. With
    *announce_sessions*, the commands of sessions are run, of which it is told before and after.
    Raises CommandError where Sphinx or an extension fails, but not where conf.py does.
    """
    conf = folder / "conf.py"
    overrides = {"transcript_drafts": True} if includes_drafts else {}
    try:
        with open_site(folder, "html", overrides, needs_blog=False) as site:
            collector = WarningCollector(conf)
            collector.install()
            # A site that has the theme alone does not know the value that shows drafts.
            unknown = [] if site.has_blog else [f"'{name}'" for name in overrides]
            findings = [
                each
                for each in parse_warnings(site.warnings, conf)
                if not any(name in each.message for name in unknown)
            ]
            build = TrialBuild(site.app, runs_sessions=announce_sessions is not None)
            try:
                build.run()
            except Exception as error:
                # The site's own code fails, or an extension does, or a file can't be read.
                if message := own_failure(error):
                    raise CommandError(message) from error
                if isinstance(error, SphinxError):
                    raise CommandError(one_line(error)) from error
                what = f"{type(error).__name__}: {one_line(error)}"
                raise CommandError(f"{build.current_path}: can't be checked: {what}") from error
            if announce_sessions is not None and site.has_blog:
                # Imported here, because only this option needs what runs sessions.
                from sphinx_transcript.check.session_check import (  # noqa: PLC0415
                    check_sessions,
                )

                different = check_sessions(site.app, build.docnames, announce_sessions)
                findings += without_codes(different, site.config.suppress_warnings)
            findings += collector.findings
            hints = [
                Finding(site.path(hint.docname), hint.line, Severity.HINT, hint.code, hint.message)
                for hint in _hints(site, build)
            ]
            findings += without_codes(hints, site.config.suppress_warnings)
            summary = build_report.closing_line(site.app.env) if site.has_blog else ""
    except CommandError as error:
        cause = error.__cause__
        if not isinstance(cause, ConfigError):
            raise
        line = line_of_error(conf, cause)
        finding = Finding(conf, line, Severity.ERROR, "config", _LOCATION.sub("", str(error)))
        return CheckResult((finding,), "")
    return CheckResult(tuple(sorted_findings(findings)), summary)


def _hints(site: Site, build: TrialBuild) -> Iterator[Hint]:
    """Yield the hints about all posts, and about the documents that *build* read."""
    if site.has_blog:
        yield from _blog_hints(site)
    for docname in sorted(build.docnames):
        for line, uri in images_without_alt_text(site.app, docname):
            message = f"the image {uri} has no alternative text"
            yield Hint(docname, line or 1, "check.alt", message)


def _read_fields(site: Site, docname: str) -> Mapping[str, Field]:
    return site.read(docname).fields


def _blog_hints(site: Site) -> Iterator[Hint]:
    domain = blog_domain(site.app.env)
    posts = {}
    for docname in sorted(domain.posts):
        known = domain.post_metadata.get(docname)
        posts[docname] = CheckedPost(
            docname,
            site.source_path(docname),
            domain.posts[docname].title,
            site.read(docname).metadata if known is None else known,
            partial(_read_fields, site, docname),
        )
    yield from post_hints(posts.values())
    for terms in domain.blog.taxonomies.values():
        yield from term_hints(terms, posts)
