"""What fails for one document costs that document a warning, and not the build."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.support.document_guard import _DOCUMENTS
from tests.check.build_comparison import assert_same
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site

HANDLERS = [
    "ablog.labels.resolve",
    "ablog.post_completion.complete",
    "incremental.invalidation.Invalidation.note_index_page",
    "pages.listing_transform.expand_listings",
    "pages.missing_references.warn_of_missing_reference",
    "pages.other_themes.add_post_details",
    "pages.template_context.add_post_to_context",
    "plain_text.text_page.write_text_page",
    "publication.source_changes.record_source",
    "publication.unlisted_posts.clear_index_entries",
    "publication.unlisted_posts.remove_from_glob_toctrees",
    "publication.unpublished_links.drop_downloads",
    "records.collecting_nodes.record_collecting_nodes",
    "records.cross_references.record_links",
    "records.plain_fields.escape_field_values",
    "records.figure_numbers.record_figures",
    "records.post_collector.record_post",
    "records.post_messages.remove_messages",
    "records.resolved_excerpts.note_excerpt",
    "records.robots.record_robots",
    "records.post_title.keep_title_out_of_body",
    "site.page_head.add_tags",
    "theme.conditional_stylesheets.add_stylesheets",
    "theme.page_contents.add_contents",
    "theme.page_context.add_context",
    "theme.page_doctree.prepare",
    "theme.previous_next_command.add_command",
    "theme.toctree_branch.add_branch",
]
"""The handlers of events that Sphinx emits for one document."""

STEPS = [
    "feeds.entries._entry",
    "feeds.entry_content._render_elements",
    "incremental.page_digests.post_context_values",
    "incremental.page_digests.parts_of_view",
    "incremental.generated_pages.render_body",
    "pages.directives.read_options",
    "pages.embedded_content._relocate",
    "pages.listing_transform._replacements",
    "pages.roles.resolve_reference",
    "plain_text.document_text.render_transcript",
    "publication.unpublished_links._target",
    "publication.source_metadata.read_metadata",
    "records.post_collector.excerpt_digest",
    "records.post_collector.lead_nodes",
    "records.post_collector.translations",
    "records.resolved_excerpts._make_excerpt",
    "records.post_collector.reading_minutes",
    "records.post_collector.record_image",
    "records.post_title.PostTitle._apply",
    "site.files._redirect",
    "theme.content_widths.without_style",
]
"""Other work on one document."""

CONF = 'html_baseurl = "https://example.org/"\nhtml_static_path = []\n'
BAD = """---
title: Bad
date: 2020-01-02
tags: [one]
aliases: [old]
image: dot.svg
---

See {post}`good`, {tag}`nosuch` and {ref}`nowhere`. A [draft](draft.md).

![A dot](dot.svg){width=50%}

```python
print("a line that is wider than a phone is")
```

```{blog-index}
:format: short
```
"""


@pytest.fixture
def bad(site: Site) -> Site:
    site.conf(CONF)
    site.write("post/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("post/bad.md", BAD)
    site.post("good", title="Good", date="2020-01-01", tags="[one]")
    site.post("draft", title="Draft", date="2020-01-01", draft="true")
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: excerpt\n```\n")
    return site


def _raise(*arguments: Any, **keywords: Any) -> Any:
    raise ValueError("on\npurpose")


def _break(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Have the function or method at *path* below the package fail whenever it is called."""
    parts = path.split(".")
    last_module = next((i for i, part in enumerate(parts) if part[0].isupper()), len(parts) - 1)
    owner: Any = importlib.import_module(".".join(["sphinx_transcript", *parts[:last_module]]))
    for part in parts[last_module:-1]:
        owner = getattr(owner, part)
    monkeypatch.setattr(owner, parts[-1], _raise)


@pytest.mark.parametrize("path", [*HANDLERS, *STEPS])
def test_failure_is_a_warning_and_the_pages_are_written(
    bad: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    if path.startswith("ablog."):
        bad.conf("transcript_ablog = True\ntranscript_posts = ['post/*']\n")
    _break(monkeypatch, path)
    build = bad.build()
    failures = [line for line in build_warnings(build) if "[transcript.failure]" in line]
    assert failures
    for line in failures:
        assert re.search(r"ValueError: on purpose \(test_document_guard\.py, line \d+\)", line)
        assert "/src/" in line or re.search(r"'[\w/]+'\)? failed", line)
    pages = ["index.html", "search.html"]
    if not path.endswith("read_metadata"):  # What can't be examined may be a draft.
        pages += ["post/bad.html", "post/good.html"]
    for name in pages:
        assert "</html>" in build.read(name)
    assert not (build.outdir / "post/draft.html").exists()


@pytest.mark.parametrize(
    "path",
    [
        "pages.listing_transform._replacements",
        "publication.source_metadata.read_metadata",
    ],
)
def test_check_finds_the_same_failures(
    bad: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    _break(monkeypatch, path)
    found = assert_same(bad)
    assert {each.code for each in found} >= {"transcript.failure"}


@pytest.mark.parametrize("path", ["pages.template_context.add_post_to_context"])
def test_failure_in_a_parallel_worker_is_a_warning(
    bad: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for number in range(12):
        bad.post(f"more{number}", title=f"More {number}", date="2020-01-01")
    _break(monkeypatch, path)
    build = bad.build(parallel=4)
    failures = [line for line in build_warnings(build) if "[transcript.failure]" in line]
    assert sum("/src/post/" in line for line in failures) == 14
    assert (build.outdir / "post/more11.html").exists()


def test_all_handlers_of_document_events_are_guarded(bad: Site) -> None:
    app = SphinxTestApp("html", srcdir=bad.srcdir, builddir=bad.folder / "build")
    try:
        app.build()  # So that its end restores what it has set for the process.
        handlers = [
            listener.handler
            for event in (*_DOCUMENTS, "html-page-context")
            for listener in app.events.listeners.get(event, ())
            if str(getattr(listener.handler, "__module__", "")).startswith("sphinx_transcript")
        ]
    finally:
        app.cleanup()
    unguarded = {
        f"{handler.__module__}.{handler.__qualname__}"
        for handler in handlers
        if not handler.__qualname__.startswith(("connect_document_handler", "connect_page_handler"))
    }
    # It only adds a name to a set.
    assert unguarded == {
        "sphinx_transcript.incremental.invalidation.Invalidation.note_written_page"
    }
    assert len(handlers) > len(HANDLERS)
