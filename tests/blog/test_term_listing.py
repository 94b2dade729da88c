"""The options of ``blog-terms``, and the order of its rows."""

from __future__ import annotations

import pytest

from sphinx_transcript.blog.term_listing import (
    Count,
    TermListing,
    TermSort,
    read_term_options,
    sort_counts,
)


@pytest.mark.parametrize(
    ("argument", "options", "expected"),
    [
        ("tags", {}, TermListing("tags")),
        (" categories ", {"limit": "4"}, TermListing("categories", limit=4)),
        ("years", {}, TermListing("years", sort="-name")),
        ("years", {"sort": "count"}, TermListing("years", sort="count")),
        (
            "series",
            {"sort": "-name", "format": "short"},
            TermListing("series", None, "-name", "short"),
        ),
        (
            "authors",
            {"command": " cat\n AUTHORS  # us ", "empty": "nobody"},
            TermListing("authors", command="cat AUTHORS # us", empty="nobody"),
        ),
    ],
)
def test_valid_options(argument: str, options: dict[str, str], expected: TermListing) -> None:
    assert read_term_options(argument, options) == (expected, [])


@pytest.mark.parametrize(
    ("argument", "options", "message"),
    [
        ("tag", {}, "'tag' can't be listed; did you mean 'tags'? (accepted: tags, categories"),
        ("", {}, "lists nothing (accepted: tags, categories, authors, series, years)"),
        ("tags\nyears", {}, "'tags years' can't be listed"),
        ("tags", {"limt": "4"}, "unknown option 'limt'; did you mean 'limit'? (accepted: limit,"),
        ("tags", {"limit": "0"}, "limit: '0' is not a whole number from 1"),
        ("tags", {"limit": "4.5"}, "limit: '4.5' is not a whole number from 1"),
        ("tags", {"sort": "counts"}, "sort: unknown value 'counts'; did you mean 'count'?"),
        ("tags", {"format": "excerpt"}, "format: unknown value 'excerpt' (accepted: long, short)"),
        ("tags", {"empty": " "}, "option 'empty' has no value"),
    ],
)
def test_mistakes_are_named(argument: str, options: dict[str, str], message: str) -> None:
    listing, messages = read_term_options(argument, options)
    assert len(messages) == 1
    assert messages[0].startswith(message)
    assert listing.is_sound == (argument == "tags")
    assert listing.limit is None


@pytest.mark.parametrize(
    ("sort", "names"),
    [("count", "a B é c"), ("name", "B a c é"), ("-name", "é c a B")],
)
def test_rows_are_sorted_as_by_sort_in_the_c_locale(sort: TermSort, names: str) -> None:
    counts = [Count("c", 1, ""), Count("é", 2, ""), Count("a", 3, ""), Count("B", 2, "")]
    assert " ".join(count.name for count in sort_counts(counts, sort)) == names
