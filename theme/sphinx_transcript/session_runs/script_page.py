"""Scripts: all that was typed in the checked shell sessions of a page, beside its plain text."""

from __future__ import annotations

import posixpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.document_sessions import SHELLS, has_script
from sphinx_transcript.session_runs.marked_block import MarkedBlock, marked_block
from sphinx_transcript.support.html_builders import is_extra_file, output_name, writes_site
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.sessions.script import ScriptBlock, ScriptHeading, ScriptWords
    from sphinx_transcript.support.page_events import Page

MIME_TYPE = "application/x-sh"


def script_page_name(app: Sphinx, docname: str) -> str | None:
    """Return the path of the script of *docname* in the output folder; None if it has none.

    As with the plain text, an unlisted post has none, and neither has a page where a file of
    ``html_extra_path`` has its name.
    """
    if not has_script(app, docname) or blog_domain(app.env).is_unlisted(docname):
        return None
    builder: Any = app.builder
    page = output_name(app, docname)
    name = f"{page.removesuffix(builder.out_suffix)}.sh"
    return None if name == page or is_extra_file(app, name) else name


def write_script(page: Page) -> None:
    """Write the script of *page*, and add a link to it to the template context."""
    if page.doctree is None or not writes_site(page.app):
        return
    name = script_page_name(page.app, page.name)
    if name is None:
        return
    from sphinx_transcript.plain_text.builder import write_text
    from sphinx_transcript.sessions.script import script_text

    items = list(_items(page.doctree))
    script = script_text(items, _words(source_path(page.app.env, page.name)))
    write_text(Path(page.app.outdir, name), script)
    page.context["script_url"] = url = quote(posixpath.basename(name))
    if not is_theme_active(page.app):
        # Every theme prints `metatags`. The layout of this package's theme has the link itself.
        link = f'<link rel="alternate" type="{MIME_TYPE}" href="{url}" />'
        page.context["metatags"] = f"{page.context.get('metatags') or ''}\n{link}"


def _items(doctree: nodes.document) -> Iterator[ScriptHeading | ScriptBlock]:
    from sphinx_transcript.node_text.plain_title import plain_title
    from sphinx_transcript.sessions.script import ScriptHeading

    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            yield ScriptHeading(_level(node), plain_title(node))
        elif (block := marked_block(node)) and block.language in SHELLS:
            yield _script_block(block)


def _level(node: nodes.Node) -> int:
    level, parent = 0, node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    return level


def _script_block(block: MarkedBlock) -> ScriptBlock:
    from sphinx_transcript.session_runs.session_text import parsed_text
    from sphinx_transcript.sessions.script import ScriptBlock

    session = parsed_text(block.text, block.language)
    return ScriptBlock(
        tuple(entry.typed for entry in session.entries),
        name=block.name,
        setup=block.setup,
        files=tuple(PurePosixPath(name).name for name in block.files),
        requires=block.requires,
        status=block.status,
        is_unchecked=not block.is_run,
    )


def _words(source: str) -> ScriptWords:
    from sphinx_transcript.sessions.script import ScriptWords

    return ScriptWords(
        purpose=text("typed in {source}; to be run in an empty folder").format(source=source),
        setup=text("typed before, and not shown"),
        unchecked=text("not checked"),
        left_out=text("left out: not complete, or with control characters"),
        missing=text("missing:"),
        wrong_status=text("the exit status should be {status}"),
    )
