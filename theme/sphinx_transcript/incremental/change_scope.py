"""How much changed since the previous build: nothing, some documents' own text, or more."""

from __future__ import annotations

from enum import Enum, auto
from itertools import chain
from typing import TYPE_CHECKING

from sphinx.environment import CONFIG_OK

from sphinx_transcript.incremental.build_fingerprint import load_fingerprint
from sphinx_transcript.incremental.missing_files import has_all_files
from sphinx_transcript.incremental.page_files import extra_files

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx

    from sphinx_transcript.incremental.build_fingerprint import BuildFingerprint
    from sphinx_transcript.incremental.manifest import Manifest


class ChangeScope(Enum):
    """Which pages a change can affect."""

    NO_PAGE = auto()
    """Nothing changed."""
    OWN_PAGES = auto()
    """Only the text of some documents changed: no other page shows that text."""
    SOME_PAGES = auto()
    """Posts, titles or links changed, in the environment that the last build left.

    The pages are compared, but not all that they show of posts; see `change_reach`.
    """
    ANY_PAGE = auto()
    """Anything else changed: all pages have to be compared."""


def change_scope(
    app: Sphinx, fingerprint: BuildFingerprint, previous: Manifest, read: Set[str], loaded: str
) -> ChangeScope:
    """Return which pages the changes since the previous build can affect.

    *fingerprint* describes this build, *previous* the output folder. *read* contains the docnames
    that this build read, and *loaded* is the `documents_digest` before it read them.
    """
    saved = load_fingerprint(app)
    if saved is None or not previous.digests or app.env.config_status != CONFIG_OK:
        return ChangeScope.ANY_PAGE
    # If not, another builder has read documents with the same doctrees.
    is_last_environment = saved.documents == loaded
    if saved.shared != fingerprint.shared or not _has_all_files(app, previous):
        return ChangeScope.SOME_PAGES if is_last_environment else ChangeScope.ANY_PAGE
    if saved.documents == fingerprint.documents:
        return ChangeScope.NO_PAGE
    known = previous.digests.keys() | read
    if not is_last_environment:
        return ChangeScope.ANY_PAGE
    return ChangeScope.OWN_PAGES if known >= app.env.found_docs else ChangeScope.SOME_PAGES


def _has_all_files(app: Sphinx, previous: Manifest) -> bool:
    """Tell whether the output folder has every file of the *previous* build."""
    files = chain(previous.assets, *previous.pages.values())
    return has_all_files(app, files) and previous.extra == extra_files(app)
