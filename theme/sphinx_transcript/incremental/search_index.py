"""Makes the search index of an incremental build equal to that of a clean build.

When Sphinx loads the existing index, it drops the entries of index directives and keeps terms that
no document contains any more. Both are corrected in the indexer before Sphinx writes the index.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

from sphinx.search import js_index

from sphinx_transcript.incremental.kept_terms import MergingFormat, writes_script
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import writes_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    IndexEntries = dict[str, list[tuple[str, str, str]]]


_PREFIX, _SUFFIX = js_index.PREFIX.encode(), js_index.SUFFIX.encode()
_ENV_VERSION = re.compile(rb'(?<!\\)"envversion": ?(\{[^{}]*\})')
_NO_ENTRIES = re.compile(rb'"?indexentries"?: ?\{\}')


def complete_search_index(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Handle ``html-collect-pages``, after all other handlers: correct the search index."""
    builder: Any = app.builder
    indexer = getattr(builder, "indexer", None)
    if not writes_pages(app) or indexer is None:
        return []
    entries = getattr(indexer, "_index_entries", None)
    if isinstance(entries, dict):
        # Unlisted posts are in no index, even if they were in the last one.
        is_unlisted = blog_domain(app.env).is_unlisted
        listed = {name for name in app.env.all_docs if not is_unlisted(name)}
        current = {name: found for name, found in entries.items() if name in listed}
        merged = {**_stored_entries(builder), **current}
        entries.clear()
        # A clean build indexes the documents in this order.
        entries.update((name, merged[name]) for name in sorted(merged) if name in listed)
    for mapping in (getattr(indexer, "_mapping", {}), getattr(indexer, "_title_mapping", {})):
        for term in [term for term, docnames in mapping.items() if not docnames]:
            del mapping[term]
        if not writes_script(builder):
            # Sphinx sorts the terms of searchindex.js only, not of the builders json and pickle.
            terms = sorted(mapping.items())
            mapping.clear()
            mapping.update(terms)
    return []


def lacks_search_index(app: Sphinx) -> bool:
    """Return whether the builder writes a search index and can't load the one of the last build.

    Sphinx would then write an index of only those documents whose pages it writes, or fail if
    there are none. It also refuses an index of other versions of extensions, which is left where
    another builder with the same doctrees was the first to run with the new ones.
    """
    builder: Any = app.builder
    if not getattr(builder, "search", False):
        return False
    try:
        content = (builder.outdir / builder.searchindex_filename).read_bytes()
    except OSError:
        return True
    if not writes_script(builder):
        return _loaded_version(builder) != app.env.version
    if not (content.startswith(_PREFIX) and content.endswith(_SUFFIX)):
        return True
    # The expression alone would look at each character before it.
    version = _ENV_VERSION.search(content, max(content.find(b'"envversion":') - 1, 0))
    try:
        return version is None or json.loads(version[1]) != app.env.version
    except ValueError:
        return True


def _loaded_version(builder: Any) -> object:
    """Return the versions in the search index of json or pickle; None if it can't be loaded."""
    try:
        return _loaded_index(builder).get("envversion")
    except Exception:
        return None  # What a damaged pickle raises is not limited.


def _loaded_index(builder: Any) -> dict[str, Any]:
    """Return the search index in the output folder, as the indexer wrote it."""
    path = builder.outdir / builder.searchindex_filename
    if writes_script(builder):
        return cast("dict[str, Any]", js_index.loads(path.read_text("utf-8")))
    mode, encoding = ("r", "utf-8") if builder.indexer_dumps_unicode else ("rb", None)
    with path.open(mode, encoding=encoding) as stream:
        return cast("dict[str, Any]", builder.indexer_format.load(stream))


def _stored_entries(builder: Any) -> IndexEntries:
    """Return the index entries, by docname, of the search index in the output folder."""
    try:
        format_ = builder.indexer_format
        frozen = format_.last_data if isinstance(format_, MergingFormat) else None
        if frozen is None:
            content = (builder.outdir / builder.searchindex_filename).read_bytes()
            if _NO_ENTRIES.search(content):
                return {}  # Parsing a large index takes long.
            frozen = _loaded_index(builder)
        if not frozen.get("indexentries"):
            return {}
        docnames = frozen["docnames"]
        entries: IndexEntries = {docname: [] for docname in docnames}
        for entry, targets in frozen.get("indexentries", {}).items():
            for index, target, is_main in targets:
                entries[docnames[index]].append((entry, target, "main" if is_main else ""))
    except (OSError, ValueError, KeyError, IndexError, AttributeError, TypeError):
        return {}
    return entries
