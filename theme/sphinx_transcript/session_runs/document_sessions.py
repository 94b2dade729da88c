"""The sessions of a document, as its page and the check of its recorded result need them.

They are recorded while Sphinx reads the document, and stay in its environment. A document without a
checked session has no record. What the configuration and other files decide is not recorded: it may
change while the document does not.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.conditions import Condition, conditions_of, holds
from sphinx_transcript.session_runs.marked_block import MarkedBlock, marked_block
from sphinx_transcript.sessions.named_values import NAME_PATTERN
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SHELLS = frozenset({"bash", "sh"})
"""The languages whose sessions can be a script."""
_FILES = CacheKey[dict[str, str]]("digests of files of sessions")
_NAMED = re.compile(f"<({NAME_PATTERN})>")


class BlockRecord(NamedTuple):
    """A block of a document that is marked as a session, checked or not."""

    commands: int
    digest: str = ""
    """The digest of the block and its options; empty if it is never run."""
    is_script: bool = False
    """Whether it has commands for a script of the page."""
    conditions: tuple[Condition, ...] = ()
    """The conditions under which a build shows it."""
    is_altered: bool = False
    """Whether the page shows something else than what is run, for instance a translation."""
    files: tuple[str, ...] = ()
    """The files that are put into its folder, relative to the source folder."""
    has_timeout: bool = False
    """Whether it has a time limit of its own."""
    names: tuple[str, ...] = ()
    """The names in its text that may be those of patterns."""


def record_sessions(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: record the sessions of *doctree*, if one of them is checked."""
    env = app.env
    records = tuple(map(tuple, _records(env, doctree)))
    if records:
        # Plain tuples: the environment must not depend on the fields of a class.
        blog_domain(env).sessions[env.docname] = records


def recorded_blocks(app: Sphinx, docname: str) -> list[BlockRecord]:
    """Return the marked blocks of *docname*, those included that its page does not show."""
    return [BlockRecord(*fields) for fields in blog_domain(app.env).sessions.get(docname, ())]


def has_script(app: Sphinx, docname: str) -> bool:
    """Return whether this build shows a session of *docname* that can be a script."""
    return any(
        block.is_script and all(holds(app, each) for each in block.conditions)
        for block in recorded_blocks(app, docname)
    )


def checked_count(app: Sphinx, docname: str) -> int:
    """Return the number of commands of *docname* that a run of its sessions runs."""
    return sum(block.commands for block in recorded_blocks(app, docname) if block.digest)


def sessions_digest(app: Sphinx, docname: str) -> str:
    """Return the digest of all that decides how the sessions of *docname* run and are compared.

    Blocks that this build does not show are run as well, and the others may depend on them.
    """
    from sphinx_transcript.session_runs.run_settings import run_settings

    settings = run_settings(app)
    parts = [
        (
            block.digest,
            [(name, _file_digest(app, name)) for name in block.files],
            None if block.has_timeout else settings.timeout,
            [(name, settings.patterns[name]) for name in block.names if name in settings.patterns],
        )
        for block in recorded_blocks(app, docname)
        if block.digest
    ]
    return digest(repr((tuple(settings.shell), parts)), 16)


def block_digest(block: MarkedBlock) -> str:
    """Return a digest of *block* and its options."""
    described = [
        block.text,
        block.language,
        block.name,
        block.setup,
        block.files,
        block.requires,
        block.timeout,
        block.status,
        block.versions,
    ]
    return digest(repr(described), 16)


def _records(env: BuildEnvironment, doctree: nodes.document) -> Iterator[BlockRecord]:
    for node in doctree.findall(nodes.FixedTextElement):
        if block := marked_block(node):
            yield _record(env, node, block)


def _record(env: BuildEnvironment, node: nodes.Element, block: MarkedBlock) -> BlockRecord:
    from sphinx_transcript.session_runs.session_text import parsed_text
    from sphinx_transcript.session_runs.shown_commands import command_count, is_altered

    commands = command_count(parsed_text(block.text, block.language))
    return BlockRecord(
        commands,
        block_digest(block) if block.is_run else "",
        block.is_run and block.language in SHELLS and commands > 0,
        tuple(conditions_of(node)),
        is_altered(node, block) or (bool(node.get("translated")) and _is_new(env, node, block)),
        block.files,
        block.timeout is not None,
        tuple(sorted(set(_NAMED.findall(block.text)))),
    )


def _is_new(env: BuildEnvironment, node: nodes.Element, block: MarkedBlock) -> bool:
    """Return whether the text of *node*, which Sphinx has translated, is not that of the source.

    A translation may be the same text. The front matter marks blocks when they are translated.
    """
    from sphinx_transcript.session_runs.source_place import read_lines
    from sphinx_transcript.sessions.source_block import nearest_block

    lines = read_lines(Path(env.srcdir, block.path), env.config.source_encoding)
    is_of_source = nearest_block(lines, block.text, block.line) is not None
    return not is_of_source or node.astext().rstrip("\n") != block.text.rstrip("\n")


def _file_digest(app: Sphinx, name: str) -> str:
    """Return a digest of the file *name*, and of whether it can be executed.

    It is computed in each build: Sphinx does not read a document again for a file that has come to
    be an older one, or that can be executed since.
    """
    known = blog_domain(app.env).cache.get(_FILES, dict)
    if name not in known:
        path = Path(app.srcdir, name)
        try:
            mode = "executable" if path.stat().st_mode & 0o100 else ""
            known[name] = digest(path.read_bytes(), 16) + mode
        except OSError:
            known[name] = ""
    return known[name]
