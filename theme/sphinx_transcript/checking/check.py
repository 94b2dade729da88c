"""The check of a site: all that is wrong with it, in one list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError, SphinxError

from sphinx_transcript import report
from sphinx_transcript.checking.conf_lines import line_of_error
from sphinx_transcript.checking.findings import Finding, Severity, in_order, without
from sphinx_transcript.checking.hints import Hint, PostFacts, hints_of_posts, hints_of_terms
from sphinx_transcript.checking.reading import Reading, images_without_words
from sphinx_transcript.checking.sphinx_warnings import Collector, read_lines
from sphinx_transcript.commands.errors import CommandError, one_line
from sphinx_transcript.commands.project import Site, open_site
from sphinx_transcript.domain import blog_domain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Where in conf.py something was raised, which stands before the message here.
_PLACE = re.compile(r""" \((?:File ".*|[^()]*, line \d+)\)$""")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to."""

    findings: tuple[Finding, ...]
    """By file and line."""
    summary: str
    """How many posts there are, as at the end of a build; empty where conf.py can't be used."""


def check_site(folder: Path, *, drafts: bool = False) -> Checked:
    """Return what is wrong with the site in *folder*, the one with conf.py.

    With *drafts*, posts that are not published count as published.
    Raises CommandError where Sphinx, or an extension, fails at something else than conf.py.
    """
    conf = folder / "conf.py"
    overrides = {"transcript_drafts": True} if drafts else {}
    try:
        with open_site(folder, "html", overrides) as site:
            collector = Collector(conf)
            collector.collect()
            findings = read_lines(site.warnings, conf)
            reading = Reading(site.app)
            try:
                reading.run()
            except SphinxError as error:
                raise CommandError(one_line(error)) from error
            except Exception as error:  # A fault of an extension, or a file that can't be read.
                what = f"{type(error).__name__}: {one_line(error)}"
                raise CommandError(f"{reading.place}: can't be checked: {what}") from error
            findings += collector.findings
            hints = [
                Finding(site.path(hint.docname), hint.line, Severity.HINT, hint.code, hint.message)
                for hint in _hints(site, reading)
            ]
            findings += without(hints, site.config.suppress_warnings)
            summary = report.closing_line(site.app.env)
    except CommandError as error:
        cause = error.__cause__
        if not isinstance(cause, ConfigError):
            raise
        line = line_of_error(conf, cause)
        finding = Finding(conf, line, Severity.ERROR, "config", _PLACE.sub("", str(error)))
        return Checked((finding,), "")
    return Checked(tuple(in_order(findings)), summary)


def _hints(site: Site, reading: Reading) -> Iterator[Hint]:
    env = site.app.env
    domain = blog_domain(env)
    posts = {}
    for docname in sorted(domain.posts):
        fields, card, _ = site.read(docname)
        title = domain.posts[docname].title
        posts[docname] = PostFacts(docname, site.source(docname), title, card, fields)
    yield from hints_of_posts(posts.values())
    for terms in domain.blog.taxonomies.values():
        yield from hints_of_terms(terms, posts)
    for docname in sorted(reading.documents):
        for line, address in images_without_words(site.app, docname):
            message = f"the image {address} has no alternative text"
            yield Hint(docname, line or 1, "check.alt", message)
