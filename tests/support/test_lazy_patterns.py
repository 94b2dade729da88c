"""Patterns that are compiled when they are first used do what compiled ones do."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
import regex

from sphinx_transcript.support.lazy_patterns import lazy_pattern, lazy_regex


def test_pattern_is_that_of_re() -> None:
    made, compiled = lazy_pattern("(?P<a>B)", re.IGNORECASE), re.compile("(?P<a>B)", re.IGNORECASE)
    assert made.pattern == compiled.pattern
    assert made.groupindex == compiled.groupindex
    assert made.sub("-", "abBc") == "a--c"
    assert made.findall("abB") == ["b", "B"]
    assert made.search("a") is None


def test_pattern_is_that_of_regex() -> None:
    assert lazy_regex(r"\p{L}+").findall("äb 1") == regex.findall(r"\p{L}+", "äb 1")


def test_pattern_is_compiled_once_and_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def note(name: str) -> object:
        calls.append(name)
        return import_module(name)

    monkeypatch.setattr("sphinx_transcript.support.lazy_patterns.import_module", note)
    made = lazy_pattern("a")
    assert calls == []
    assert [bool(made.match(text)) for text in ("a", "b")] == [True, False]
    assert made.search("ba")
    assert calls == ["re"]


def test_missing_attribute_is_an_error() -> None:
    with pytest.raises(AttributeError):
        lazy_pattern("a").nothing  # type: ignore[attr-defined]  # noqa: B018
