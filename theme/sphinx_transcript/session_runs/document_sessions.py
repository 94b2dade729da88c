"""The sessions of a document, as its page and the check of its recorded result need them.

They are recorded while Sphinx reads the document, and stay in its environment. A document without a
checked session has no record.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.marked_block import MarkedBlock, marked_block
from sphinx_transcript.session_runs.session_text import parsed_text
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SHELLS = frozenset({"bash", "sh"})
"""The languages whose sessions can be a script."""
_SESSION_LANGUAGES = frozenset(
    {"bash-session", "console", "doscon", "ps1con", "pycon", "python-console", "shell-session"}
)


class BlockRecord(NamedTuple):
    """A session of a document, checked or not."""

    commands: int
    digest: str = ""
    """The digest of all that decides how the block runs; empty if it is never run."""
    is_script: bool = False
    """Whether it has commands for a script of the page."""
    conditions: tuple[str, ...] = ()
    """The expressions of the ``only`` directives around it."""


def record_sessions(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: record the sessions of *doctree*, if one of them is checked."""
    env = app.env
    blocks = list(doctree.findall(nodes.FixedTextElement))
    if any(marked_block(node) for node in blocks):
        # Plain tuples: the environment must not depend on the fields of a class.
        blog_domain(env).sessions[env.docname] = tuple(map(tuple, _records(env, blocks)))


def session_blocks(app: Sphinx, docname: str) -> list[BlockRecord]:
    """Return the sessions of *docname* that its page shows; none if none of them is checked."""
    blocks = (BlockRecord(*fields) for fields in blog_domain(app.env).sessions.get(docname, ()))
    return [block for block in blocks if all(_holds(app, each) for each in block.conditions)]


def command_count(blocks: Iterable[BlockRecord]) -> int:
    """Return the number of commands in *blocks*."""
    return sum(block.commands for block in blocks)


def sessions_digest(blocks: Iterable[BlockRecord]) -> str:
    """Return the digest of the checked *blocks* of a page, in their order."""
    return digest("\n".join(block.digest for block in blocks if block.digest), 16)


def _records(env: BuildEnvironment, nodes_: Iterable[nodes.Element]) -> Iterator[BlockRecord]:
    for node in nodes_:
        block = marked_block(node)
        if block is not None:
            session = parsed_text(block.text, block.language)
        elif isinstance(node, nodes.doctest_block):
            session = parse_session(node.astext(), "pycon")
        elif node.get("language") in _SESSION_LANGUAGES:
            session = parse_session(node.astext(), node["language"])
        else:
            continue
        commands = sum(bool(entry.typed.strip()) for entry in session.entries)
        is_run = block is not None and block.is_run
        is_script = block is not None and is_run and block.language in SHELLS and commands > 0
        block_digest_ = block_digest(env, block) if block and is_run else ""
        yield BlockRecord(commands, block_digest_, is_script, tuple(_conditions(node)))


def block_digest(env: BuildEnvironment, block: MarkedBlock) -> str:
    """Return a digest of *block*, its options and the contents of the files that it names."""
    described = [
        block.text,
        block.language,
        block.name,
        block.setup,
        [(name, _file_digest(env, name)) for name in block.files],
        block.requires,
        block.timeout,
        block.status,
        block.versions,
    ]
    return digest(repr(described), 16)


def _file_digest(env: BuildEnvironment, name: str) -> str:
    """Return a digest of the file *name*. The directive has noted it as a dependency."""
    try:
        return digest(Path(env.srcdir, name).read_bytes(), 16)
    except OSError:
        return ""


def _conditions(node: nodes.Element) -> Iterator[str]:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, addnodes.only):
            yield str(parent.get("expr", ""))
        parent = parent.parent


def _holds(app: Sphinx, condition: str) -> bool:
    """Return whether an ``only`` directive with *condition* shows its content in this build."""
    try:
        return bool(app.tags.eval_condition(condition))
    except Exception:
        return True  # Sphinx warns of it, and shows the content.
