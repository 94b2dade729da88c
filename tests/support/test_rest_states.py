"""reStructuredText is parsed into the same tree with states and patterns that are made lazily."""

from __future__ import annotations

import re
from typing import Any

import pytest
from docutils import nodes, statemachine
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, states
from docutils.utils import new_document
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.support import inline_patterns, rest_states
from sphinx_transcript.support.rest_states import LazyStates
from sphinx_transcript.support.skipping_pattern import MARKUP, SkippingPattern, skipping

ORIGINAL_INIT = states.Inliner.init_customizations
BLOCKS = (
    "Text *with* ``markup``, `a link`_ and PEP 8.",
    "- item\n- another",
    "- item\n\n  more",
    "#. first\n#. second",
    "3) first\n4) second\n6) gap",
    ":Field: body\n:Other: body\n  on two lines",
    "term\n  definition",
    "term : class\n  definition\nno blank",
    "-o  option\n--long=x  another",
    "| line\n|   block",
    ">>> doctest()",
    "Literal::\n\n  text",
    "Quoted::\n\n> text\n> more",
    "Title\n=====",
    "=====\nTitle\n=====",
    "Sub\n---",
    "------",
    ".. _a link: https://example.org",
    ".. [1] footnote",
    ".. |sub| replace:: *text*",
    ".. note:: Body\n\n   - item",
    ".. comment",
    ".. code:: sh\n\n   ls",
    "+---+---+\n| a | b |\n+---+---+",
    "=== ===\n a   b\n=== ===",
    "  quote\n\n  -- by somebody",
    "*unclosed `text",
    ".. unknown:: x",
    "- item\nno blank line",
    "|sub| [1]_ `role`:emphasis: __ a\\ b",
    "",
)
TEXTS = st.recursive(
    st.sampled_from(BLOCKS),
    lambda texts: st.builds(
        lambda before, each: before + each.replace("\n", "\n  "),
        st.sampled_from(["- ", "1. ", ":f: ", "t\n  ", ".. tip::\n\n  ", "  "]),
        texts,
    ),
    max_leaves=3,
)
DOCUMENTS = st.lists(TEXTS, max_size=8).map("\n\n".join)


def parsed(text: str, **changed: Any) -> str:
    """Return the tree of *text*, with the messages and the source lines of its nodes."""
    values = get_default_settings(Parser)
    values.report_level = values.halt_level = 5
    vars(values).update(changed)
    document = new_document("source", values)
    Parser().parse(text, document)
    lines = [
        (node.source, node.line) for node in document.findall() if isinstance(node, nodes.Element)
    ]
    messages = [each.astext() for each in document.parse_messages]
    return f"{document.pformat()}\n{lines}\n{messages}"


def quicken(patch: pytest.MonkeyPatch) -> None:
    machine = statemachine.StateMachine
    patch.setattr(machine, "add_states", rest_states.add_lazily(machine.add_states))
    patch.setattr(machine, "runtime_init", rest_states.initialize_made(machine.runtime_init))
    patch.setattr(machine, "unlink", rest_states.unlink_made(machine.unlink))
    # Machines are kept for later documents.
    patch.setattr(states.RSTState, "nested_sm_cache", [])
    share = inline_patterns.share_patterns(ORIGINAL_INIT)
    patch.setattr(states.Inliner, "init_customizations", share)


@settings(max_examples=30)
@given(DOCUMENTS, DOCUMENTS, st.booleans())
def test_trees_are_those_of_docutils(first: str, second: str, is_level: bool) -> None:
    variants: tuple[dict[str, Any], ...] = (
        {"pep_references": True, "rfc_references": True, "character_level_inline_markup": is_level},
        {},
    )
    texts = (first, second, first)
    expected = [parsed(text, **each) for text in texts for each in variants]
    with pytest.MonkeyPatch.context() as patch:
        quicken(patch)
        assert [parsed(text, **each) for text in texts for each in variants] == expected


# What starts markup and addresses, what can be before and within them, and all white space.
_TEXTS = st.text(st.sampled_from("*`|_[]:@ \n\t\u2028\xa0\x00ab.+-/1#('\"<é?"), max_size=20)


def _spans(match: re.Match[str] | None) -> Any:
    return match and (match.regs, match.groupdict())


@settings(max_examples=1000)
@given(_TEXTS, st.booleans())
def test_patterns_find_what_those_of_docutils_find(text: str, is_level: bool) -> None:
    values = get_default_settings(Parser)
    values.character_level_inline_markup = is_level
    inliner = states.Inliner()
    ORIGINAL_INIT(inliner, values)
    patterns, dispatch = skipping(inliner)
    assert isinstance(patterns.initial, SkippingPattern)
    assert patterns.initial.pattern == inliner.patterns.initial.pattern
    for quick, pattern in (
        (patterns.initial, inliner.patterns.initial),
        (dispatch[0][0], inliner.patterns.uri),
    ):
        assert _spans(quick.search(text)) == _spans(pattern.search(text))
        assert _spans(quick.search(text, 2, 9)) == _spans(pattern.search(text, 2, 9))


def test_texts_without_markup_are_not_searched() -> None:
    class Never:
        def search(self, text: str, start: int = 0) -> Any:
            assert text[start:] == "**markup**"
            return "found"

    pattern = SkippingPattern(Never(), MARKUP)  # type: ignore[arg-type]
    assert pattern.search("No markup: 'this', (that) - e.g. here.") is None
    assert pattern.search("Some words, then\n**markup**") == "found"  # type: ignore[comparison-overlap]


def test_other_patterns_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states.Inliner, "simplename", r"[\w ]+")
    inliner = states.Inliner()
    ORIGINAL_INIT(inliner, get_default_settings(Parser))
    assert skipping(inliner) == (inliner.patterns, inliner.implicit_dispatch)


def test_few_states_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    original = states.RSTState.__init__

    def create(self: states.RSTState, *arguments: Any) -> None:
        made.append(type(self).__name__)
        original(self, *arguments)

    monkeypatch.setattr(states.RSTState, "__init__", create)
    quicken(monkeypatch)
    parsed("- item\n- another\n")
    assert sorted(set(made)) == ["Body", "BulletList", "Text"]
    assert len(made) <= 5


def test_whoever_asks_for_all_states_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    quicken(monkeypatch)
    names = [each.__name__ for each in states.state_classes]

    def machine() -> LazyStates:
        found = states.RSTStateMachine(states.state_classes, "Body").states
        assert isinstance(found, LazyStates)
        return found

    assert sorted(machine()) == sorted(machine().keys()) == sorted(names)
    assert len(machine()) == len(machine().values()) == len(names)
    assert {type(each).__name__ for _, each in machine().items()} == set(names)
    assert "Text" in machine()
    assert "None" not in machine()
    assert isinstance(machine().get("Text"), states.Text)
    assert machine().get("None") is None
    with pytest.raises(statemachine.UnknownStateError):
        states.RSTStateMachine(states.state_classes, "None").get_state()
    with pytest.raises(statemachine.DuplicateStateError):
        states.RSTStateMachine([states.Body, states.Body], "Body")


def test_patterns_follow_the_class_of_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    quicken(monkeypatch)
    settings = get_default_settings(Parser)
    first, second = states.Inliner(), states.Inliner()
    first.init_customizations(settings)
    first.patterns.uri = re.compile("mine")
    first.implicit_dispatch.clear()
    second.init_customizations(settings)
    assert second.patterns.uri.pattern != "mine"
    assert [getattr(each, "__self__", None) for _, each in second.implicit_dispatch] == [second]
    monkeypatch.setattr(states.Inliner, "simplename", "x+")
    third = states.Inliner()
    third.init_customizations(settings)
    assert third.patterns.initial != second.patterns.initial


@pytest.mark.parametrize(
    "use",
    [
        list,
        dict,
        lambda each: list(reversed(each)),
        lambda each: list(each.copy()),
        lambda each: (type(each.pop("Text")), list(each), "Text" in each),
        lambda each: (each.pop("None", 1), len(each)),
        lambda each: (each.popitem()[0], list(each)),
        lambda each: (type(each.setdefault("Line", 1)), each.setdefault("None", 1), list(each)),
        lambda each: (each.__delitem__("Body"), list(each), each.get("Body")),
        lambda each: (each.clear(), list(each), "Body" in each),
        lambda each: (list(each | {"None": 1}), list({"None": 1} | each)),
        lambda each: (each.__ior__({"None": 1}), list(each))[1],
        lambda each: (each == {}, each != {}, each == each.copy(), each != each.copy()),
        lambda each: repr(each).count("object at"),
        lambda each: (each["Text"], list(each))[1],
    ],
)
def test_states_are_a_dictionary(use: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def outcome() -> Any:
        found = use(states.RSTStateMachine(states.state_classes, "Body").states)
        return list(found) if isinstance(found, dict) else found

    expected = outcome()
    quicken(monkeypatch)
    assert outcome() == expected


def test_states_may_come_from_a_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    quicken(monkeypatch)
    machine = states.RSTStateMachine((each for each in states.state_classes), "Body")
    assert list(machine.states) == [each.__name__ for each in states.state_classes]


def test_states_are_added_as_a_machine_adds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    added = []
    original = statemachine.StateMachine.add_state

    def add_state(self: Any, state_class: type) -> None:
        added.append(state_class)
        original(self, state_class)

    own: Any = type("Own", (states.RSTStateMachine,), {"add_state": add_state})
    quicken(monkeypatch)
    own(states.state_classes, "Body")
    assert added == [*states.state_classes]
    added.clear()
    monkeypatch.setattr(statemachine.StateMachine, "add_state", add_state)
    states.RSTStateMachine(states.state_classes, "Body")
    assert added == [*states.state_classes]


def _first(self: Any, match: Any, lineno: int) -> list[nodes.Node]:
    return [nodes.emphasis("", "first")]


def _second(self: Any, match: Any, lineno: int) -> list[nodes.Node]:
    return [nodes.emphasis("", "second")]


def test_methods_for_implicit_markup_may_be_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "https://example.org"
    plain = parsed(text)
    quicken(monkeypatch)
    assert parsed(text) == parsed(text) == plain
    by_lambda = lambda self, match, lineno: [nodes.emphasis("", "third")]  # noqa: E731
    for method, word in ((_first, "first"), (_second, "second"), (by_lambda, "third")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(states.Inliner, "standalone_uri", method)
            for _ in range(2):
                assert word in parsed(text)
    with pytest.MonkeyPatch.context() as patch:
        static = staticmethod(lambda match, lineno: _first(None, match, lineno))
        patch.setattr(states.Inliner, "standalone_uri", static)
        for _ in range(2):
            assert "first" in parsed(text)
    assert parsed(text) == plain


def test_states_of_others_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Body(states.Body):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            made.append(self)

    quicken(monkeypatch)
    states.RSTStateMachine([Body, *states.state_classes[1:]], "Text")
    assert len(made) == 1
