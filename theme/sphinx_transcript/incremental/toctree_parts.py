"""The parts of page digests that come from toctrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import writes_pages
from sphinx_transcript.support.toctrees import documents_below, inner_xml, toc_entries
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.previous_next_command import previous_next_command
from sphinx_transcript.theme.toctree_branch import branch_values

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Parts = dict[str, Any]


def toctree_parts(app: Sphinx) -> dict[str, Parts]:
    """Return what each page shows of toctrees, by docname.

    These are the titles of the previous and next page and of the parent, and the documents below.
    """
    env = app.env
    if not env.toctree_includes:
        return {}

    parts: dict[str, Parts] = {}
    has_branch = is_theme_active(app)
    posts = blog_domain(env).posts
    # Only pages show their relations; plain text and the one page of singlehtml do not.
    for docname, relations in env.collect_relations().items() if writes_pages(app) else ():
        parts[docname] = {"relations": [[name or "", _title(env, name)] for name in relations]}
        if has_branch and docname not in posts:
            parts[docname]["branch"] = [
                branch_values(app, docname),
                previous_next_command(app, docname, relations),
            ]
    for docname in env.toctree_includes:
        parts.setdefault(docname, {})["toctrees"] = descendants(env, docname)
    return parts


def _title(env: BuildEnvironment, docname: str | None) -> list[Any]:
    """Return the title of *docname* with its number, as links of a toctree show it."""
    if docname is None or docname not in env.titles:
        return []
    return [inner_xml(env.titles[docname]), env.toc_secnumbers.get(docname, {}).get("")]


def descendants(env: BuildEnvironment, docname: str) -> list[Any]:
    """Return the documents below *docname* in toctrees, each once, with title and sections."""
    return [
        [
            name,
            name in env.found_docs,
            _title(env, name),
            toc_entries(env, name),
            env.toc_secnumbers.get(name),
        ]
        for name in documents_below(env, docname)
    ]
