"""Which documents' pages are outdated, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.incremental.dependencies import (
    COMMON_DEPENDENCIES,
    PAGE_DEPENDENCIES,
    changed_dependencies,
)
from sphinx_transcript.incremental.manifest_updates import changed_names
from sphinx_transcript.incremental.missing_files import (
    documents_hidden_by,
    documents_with_missing_files,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.incremental.manifest import Manifest

Reasons = dict[str, str]
"""Why the page of a document is outdated, by docname."""

_HIDDEN = "html_extra_path has a file of the same name"


def outdated_documents(
    app: Sphinx, previous: Manifest, current: Manifest, taken: Iterable[str]
) -> tuple[Reasons, set[str]]:
    """Return the documents of the *current* build whose pages of the *previous* one are outdated.

    *taken* are pages that shared a file with the page of a document that was removed. Return also
    the names of those that are outdated only because of what pages show.
    """
    reasons: Reasons = {}
    # The last reason of a page wins, which is the one that says most.
    reasons |= hidden_documents(current)
    reasons |= dict.fromkeys(taken, "its file was also that of a document that is gone")
    missing = documents_with_missing_files(app, current.pages)
    reasons |= dict.fromkeys(missing, "a file of it is not in the output folder")
    changed = changed_names(current.digests, previous.digests)
    by_content = changed - reasons.keys()
    for name in changed:
        reasons[name] = _changes(name, previous, current)
    reasons = {name: reason for name, reason in reasons.items() if name in current.digests}
    generated = current.generated.keys() | previous.generated.keys()
    removed = previous.digests.keys() - current.digests.keys() - generated
    if removed and not reasons:
        # Sphinx saves an environment without the removed documents only if it writes a page.
        reasons[app.config.root_doc] = "a document is gone, and Sphinx notes it with a page"
    return reasons, by_content


def hidden_documents(manifest: Manifest) -> Reasons:
    """Return the documents of *manifest* whose page ``html_extra_path`` would be copied over."""
    return dict.fromkeys(documents_hidden_by(manifest.pages, manifest.extra), _HIDDEN)


def _changes(name: str, previous: Manifest, current: Manifest) -> str:
    before = previous.digests.get(name)
    if before is None:
        return "the last build did not write it"
    changed = changed_dependencies(current.digests[name], before, PAGE_DEPENDENCIES)
    return changes_text(changed, PAGE_DEPENDENCIES, previous, current)


def changes_text(
    changed: Iterable[str], words: Mapping[str, str], previous: Manifest, current: Manifest
) -> str:
    """Return a text that says which dependencies *changed*; *words* has the words for each.

    What all pages have is told in detail, from the *previous* and the *current* manifest.
    """
    texts = []
    for name in changed:
        common = (
            changed_dependencies(current.common, previous.common, COMMON_DEPENDENCIES)
            if name == "common"
            else []
        )
        texts += [COMMON_DEPENDENCIES[part] for part in common] or [words[name]]
    return f"changed: {'; '.join(texts)}"
