"""Keeps ``searchindex.js`` of an incremental build the same as a clean build's.

Sphinx reads the old index back without the entries of index directives, and keeps terms that no
document has any more. Both are mended in the indexer's state, before Sphinx writes it out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.html_builders import writes_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    Entries = dict[str, list[tuple[str, str, str]]]


def mend_indexer(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Complete the index of this build, after the last page and before the index is written."""
    builder: Any = app.builder
    indexer = getattr(builder, "indexer", None)
    if not writes_pages(app) or indexer is None:
        return []
    entries = getattr(indexer, "_index_entries", None)
    if isinstance(entries, dict):
        fed = {name: found for name, found in entries.items() if name in app.env.all_docs}
        merged = {**_old_entries(builder), **fed}
        entries.clear()
        # A clean build meets the documents in this order.
        entries.update((name, merged[name]) for name in sorted(merged) if name in app.env.all_docs)
    for mapping in (getattr(indexer, "_mapping", {}), getattr(indexer, "_title_mapping", {})):
        for term in [term for term, docnames in mapping.items() if not docnames]:
            del mapping[term]
    return []


_NO_ENTRIES = re.compile(rb'"?indexentries"?: ?\{\}')


def _old_entries(builder: Any) -> Entries:
    """Return the entries by docname that the index in the output folder has."""
    try:
        path = builder.outdir / builder.searchindex_filename
        if _NO_ENTRIES.search(path.read_bytes()):
            return {}  # To take a whole index apart for nothing takes long.
        with path.open(encoding="utf-8") as stream:
            frozen = builder.indexer_format.load(stream)
        docnames = frozen["docnames"]
        entries: Entries = {docname: [] for docname in docnames}
        for entry, places in frozen.get("indexentries", {}).items():
            for index, target, is_main in places:
                entries[docnames[index]].append((entry, target, "main" if is_main else ""))
    except (OSError, ValueError, KeyError, IndexError, AttributeError, TypeError):
        return {}
    return entries
