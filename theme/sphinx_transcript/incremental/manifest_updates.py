"""What the manifest says while a build writes pages, and when it has written them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_transcript.incremental.manifest import SITE

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx_transcript.incremental.manifest import Manifest


def changed_names(current: dict[str, str], other: dict[str, str]) -> set[str]:
    """Return the names in *current* whose digest is missing in *other* or differs there."""
    return {name for name, digest in current.items() if other.get(name) != digest}


def interim_manifest(previous: Manifest, current: Manifest, pending: Set[str]) -> Manifest:
    """Return the manifest to save before the *pending* pages are written.

    If this build is killed, or fails to write a page, the next one finds no digest of such a page
    and writes it.
    """
    changed = changed_names(previous.generated, current.generated) | pending
    return replace(
        previous,
        digests=_without(previous.digests, pending),
        generated=_without(previous.generated, changed),
        pages={**previous.pages, **current.pages},
        extra=sorted({*previous.extra, *current.extra}),
    )


def final_manifest(previous: Manifest, current: Manifest, written: Set[str]) -> Manifest:
    """Return the manifest of a finished build, which has *written* the pages of these documents."""
    # A page that this build did not write still shows what it showed before.
    digests = {
        docname: digest if docname in written else previous.digests[docname]
        for docname, digest in current.digests.items()
        if docname in written or docname in previous.digests
    }
    known = digests.keys() | current.generated.keys() | {SITE}
    return replace(
        current,
        digests=dict(sorted(digests.items())),
        generated=dict(sorted(current.generated.items())),
        pages={name: current.pages[name] for name in sorted(known)},
    )


def _without(digests: dict[str, str], names: Set[str]) -> dict[str, str]:
    return {name: digest for name, digest in digests.items() if name not in names}
