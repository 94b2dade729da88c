"""The names of months by which posts are found."""

from __future__ import annotations

from babel.dates import get_month_names

from sphinx_transcript.site.search_source import month_names


def test_months_are_those_of_babel() -> None:
    for language in ("en", "de", "pt_BR"):
        assert month_names(language) == dict(get_month_names(locale=language))
    assert month_names("pt-BR") == month_names("pt_BR")


def test_unknown_language_has_none() -> None:
    assert month_names("xx") == {}
