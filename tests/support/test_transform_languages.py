"""Transforms have the language that docutils looks up for each of them."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from docutils import languages
from docutils.frontend import get_default_settings
from docutils.transforms import Transform
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.docutils import patched_get_language

from sphinx_transcript.support.transform_languages import initialize

if TYPE_CHECKING:
    import pytest

ORIGINAL = Transform.__init__
LOOK_UP: Any = languages.get_language
_CODES = st.lists(st.sampled_from(("en", "de", "pt-br", "nonsense")), max_size=6)


def _made(codes: list[str], init: Any, *, in_sphinx: bool) -> list[tuple[Any, list[str]]]:
    made: list[tuple[Any, list[str]]] = []
    # It reports a language that isn't there when it looks for the first time.
    LOOK_UP.cache.clear()
    with patched_get_language() if in_sphinx else nullcontext():
        for code in codes:
            settings = get_default_settings()
            settings.language_code, settings.report_level = code, 5
            document = new_document("source", settings)
            messages: list[Any] = []
            document.reporter.attach_observer(messages.append)
            transform = object.__new__(Transform)
            init(transform, document, startnode=document)
            assert transform.document is transform.startnode is document
            made.append((transform.language, [each.astext() for each in messages]))
    return made


@given(_CODES, _CODES)
def test_languages_are_those_of_docutils(first: list[str], second: list[str]) -> None:
    faster = initialize(ORIGINAL)
    for codes, in_sphinx in ((first, True), (second, False), (first, True)):
        expected = _made(codes, ORIGINAL, in_sphinx=in_sphinx)
        assert _made(codes, faster, in_sphinx=in_sphinx) == expected


def test_languages_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    get_language = languages.get_language

    def ask(code: str, reporter: Any = None) -> Any:
        asked.append(code)
        return get_language(code, reporter)

    monkeypatch.setattr(languages, "get_language", ask)
    _made(["en", "de", "en", "de"], initialize(ORIGINAL), in_sphinx=True)
    assert asked == ["en", "de"]
    asked.clear()
    _made(["en", "en"], initialize(ORIGINAL), in_sphinx=False)
    assert asked == ["en", "en"]
