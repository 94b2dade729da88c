"""The faster form of docutils' start tags writes the same tags."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.writers._html_base import HTMLTranslator
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.support import html_tags
from sphinx_transcript.support.html_tags import encode_method, start_tag_method

ORIGINAL = HTMLTranslator.starttag
FASTER = start_tag_method(ORIGINAL)
NAMES = st.lists(st.sampled_from(["a", "b", "a b", "", " ", "language-de", "x<y"]), max_size=3)
IDS = st.lists(st.sampled_from(["i", "j"]), max_size=2)
VALUES = st.sampled_from(["", "x", "a b", "a  a", '"<@>\n', "language-de", 3, None])
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["href", "CLASS", "class", "Title", "title", "id", "lang"]), VALUES, max_size=3
) | st.fixed_dictionaries({"classes": NAMES, "ids": IDS})


class _Translator(HTMLTranslator):
    def __init__(self) -> None:
        self.in_mailto = True
        self.settings: Any = SimpleNamespace(cloak_email_addresses=True)


def _outcome(starttag: Any, node: Any, *args: Any, **attributes: Any) -> Any:
    node = node.deepcopy() if isinstance(node, nodes.Element) else dict(node)
    lists = {name: list(each) for name, each in attributes.items() if isinstance(each, list)}
    try:
        tag = starttag(_Translator(), node, *args, **{**attributes, **lists})
    except (AssertionError, AttributeError) as error:
        return type(error)
    return tag, node.attributes if isinstance(node, nodes.Element) else node


@given(
    st.sampled_from([nodes.paragraph, nodes.table, nodes.section, nodes.bullet_list, dict]),
    st.tuples(NAMES, IDS),
    st.tuples(st.sampled_from(["p", "LI"]), st.sampled_from(["\n", ""]), st.booleans()),
    ATTRIBUTES,
)
def test_tags_are_those_of_docutils(
    kind: Any,
    names: tuple[list[str], list[str]],
    args: tuple[str, str, bool],
    attributes: dict[str, Any],
) -> None:
    node = kind() if kind is dict else kind("", classes=names[0], ids=names[1])
    assert _outcome(FASTER, node, *args, **attributes) == _outcome(
        ORIGINAL, node, *args, **attributes
    )


@pytest.mark.parametrize(
    ("node", "attributes", "tag"),
    [
        (nodes.paragraph(), {}, "<p>"),
        (nodes.paragraph(classes=["b"], ids=["i"]), {"CLASS": "a b"}, '<p class="b a" id="i">'),
        (nodes.paragraph(), {"href": "&"}, '<p href="&amp;">'),
    ],
)
def test_common_tags_are_written_at_once(node: Any, attributes: dict[str, str], tag: str) -> None:
    faster = start_tag_method(lambda *_, **__: pytest.fail("docutils writes it"))
    assert faster(_Translator(), node, "p", "", **attributes) == tag


ENCODE = HTMLTranslator.encode


@given(
    st.text(st.sampled_from("a&<>\"'@;\n\u00a0\U0001f600"), max_size=8) | st.sampled_from([3, None])
)
def test_texts_are_encoded_as_by_docutils(text: Any) -> None:
    assert encode_method(ENCODE)(_Translator(), text) == ENCODE(_Translator(), text)


def test_characters_of_a_translator_are_its_own() -> None:
    translator: Any = _Translator()
    translator.special_characters = {ord("a"): "b"}
    assert encode_method(ENCODE)(translator, "a<") == "b<"


def test_texts_are_not_translated() -> None:
    faster = encode_method(lambda *_: pytest.fail("docutils translates it"))
    assert faster(_Translator(), "a & b") == "a &amp; b"


def test_characters_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(html_tags._CHARACTERS, ord("x"), None)
    assert encode_method(ENCODE) is ENCODE


def test_replaced_method_for_values_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HTMLTranslator, "attval", lambda self, text: f"!{text}")
    assert FASTER(_Translator(), nodes.paragraph(), "p", "", href="a") == '<p href="!a">'
