"""Messages for debugging that nobody sees are not made; those that somebody sees are."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import sphinx.util.nodes
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx.events import EventManager
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.support import debug_messages

if TYPE_CHECKING:
    from tests.conftest import Site

KINDS = (
    nodes.classifier, nodes.field_name, nodes.image, nodes.line, nodes.literal_block,
    nodes.paragraph, nodes.rubric, nodes.term, nodes.title, nodes.topic,
)  # fmt: skip


@given(st.sampled_from(KINDS), st.booleans(), st.booleans(), st.booleans())
def test_sources_are_those_of_sphinx(
    kind: type[nodes.Element], has_raw: bool, has_source: bool, has_parents_source: bool
) -> None:
    original = sphinx.util.nodes.apply_source_workaround
    found = []
    for apply in (original, debug_messages.source_workaround(original)):
        parent = nodes.definition_list_item()
        if has_parents_source:
            parent.source, parent.line = "a.md", 7
        else:
            parent.line = 3
        document = new_document("")
        document.append(parent)
        node = kind("raw" if has_raw else "")
        if kind is not nodes.image:
            node.append(nodes.Text("text"))
        parent.append(node)
        node.source = "b.md" if has_source else None
        apply(node)
        found.append((node.source, node.line, node.rawsource))
    assert found[0] == found[1]


@pytest.fixture
def verbose_messages(site: Site) -> Any:
    def messages(verbosity: int, switch: bool = True) -> tuple[str, int]:
        levels = []
        app = SphinxTestApp(
            "dummy", srcdir=site.srcdir, verbosity=verbosity, freshenv=True,
            confoverrides={"transcript_shortcuts": switch},
        )  # fmt: skip
        try:
            app.connect("env-updated", lambda *_: levels.append(logging.getLogger("sphinx").level))
            app.build()
            return app.status.getvalue(), levels[0]
        finally:
            app.cleanup()

    return messages


def test_debug_messages_are_those_of_sphinx(
    site: Site, verbose_messages: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("a", title="A", date="2020-01-01", body="Text.\n")
    monkeypatch.setattr(logging.root.manager, "disable", logging.NOTSET)
    before = logging.getLogger("sphinx").level
    status, level = verbose_messages(0)
    assert "emitting event" not in status
    assert level == logging.INFO
    assert logging.getLogger("sphinx").level == before
    shown, level = verbose_messages(2)
    assert level == logging.DEBUG
    assert "emitting event: 'source-read'('post/a', [" in shown
    assert "PATCH: 'docutils.nodes.field_name'" in shown
    assert verbose_messages(0, switch=False)[1] == logging.DEBUG


def test_extensions_are_registered_without_messages(site: Site) -> None:
    site.conf(
        "import logging\n"
        "def setup(app):\n"
        "    app.add_config_value('level_at_set_up', logging.getLogger('sphinx').level, '')\n"
    )
    levels = []
    for switch in ("1", "0"):
        app = SphinxTestApp(
            "dummy", srcdir=site.srcdir, confoverrides={"transcript_shortcuts": switch}
        )
        levels.append(app.config.level_at_set_up)
        app.cleanup()
    assert levels == [logging.INFO, logging.DEBUG]


def test_level_is_kept_where_a_module_has_its_own_handler(
    site: Site, verbose_messages: Any
) -> None:
    logger, handler = logging.getLogger("sphinx.of_another"), logging.StreamHandler()
    logger.addHandler(handler)
    try:
        assert verbose_messages(0)[1] == logging.DEBUG
    finally:
        logger.removeHandler(handler)


def test_events_are_emitted_as_by_sphinx() -> None:
    emit = debug_messages.emit_without_message(EventManager.emit)
    names = emit.__kwdefaults__, EventManager.emit.__kwdefaults__
    assert names[0] is None or names[0] == names[1]

    class Unprintable:
        def __repr__(self) -> str:
            raise AssertionError

    events = EventManager(SimpleNamespace(pdb=False))  # type: ignore[arg-type]
    events.add("own")
    events.connect("own", lambda app, each: ("late", each), 900)
    events.connect("own", lambda app, each: ("soon", each), 100)
    argument = Unprintable()
    assert emit(events, "own", argument) == [("soon", argument), ("late", argument)]
    events.connect("own", lambda app, each: 1 // 0, 950)
    with pytest.raises(ZeroDivisionError):
        emit(events, "own", argument, allowed_exceptions=(ZeroDivisionError,))
