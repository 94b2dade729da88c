"""Suggestions in warnings of names that no post has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sphinx_transcript.pages.suggestions import suggestion
from sphinx_transcript.support.build_cache import BuildCache

NAMES = ["kubernetes", "monitoring"]


def test_names_are_compared_for_a_limited_number_of_unknown_ones() -> None:
    records: Any = SimpleNamespace(cache=BuildCache())
    compared: list[str] = []

    def ask(name: str, kind: str = "tag") -> str:
        def known() -> list[str]:
            compared.append(name)
            return NAMES

        return suggestion(records, kind, name, known)

    for _ in range(3):
        assert ask("kuberntes") == "; did you mean 'kubernetes'?"
        assert ask("kuberntes", "category") == "; did you mean 'kubernetes'?"
    assert compared == ["kuberntes"] * 2
    for at in range(200):
        assert ask(f"name {at}") == ""
    assert len(compared) == 100
    assert ask("monitorng") == ""
    assert ask("kuberntes") == "; did you mean 'kubernetes'?"
