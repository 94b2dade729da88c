"""The options of a ``blog-index`` directive."""

from __future__ import annotations

import pytest

from sphinx_transcript.blog.listing import FORMATS, GROUPS, OPTIONS, Listing, read_options
from sphinx_transcript.post.sorting import SORTS

ACCEPTED = f"(accepted: {', '.join(OPTIONS)})"
NARROWING = {"tags", "categories", "authors", "series", "years", "limit"}
SORT = "(accepted: -date, date, title, updated)"
FORMAT = "(accepted: short, long, excerpt, full)"
GROUP = "(accepted: year, month, tag, category, series)"


def test_default_lists_all_posts_newest_first() -> None:
    assert read_options({}) == (Listing(), [])
    assert Listing() == Listing(
        limit=None, paginate=None, sort="-date", pinned_first=True, format="long", is_sound=True
    )


def test_all_options_are_read() -> None:
    raw = {
        "tags": "kubernetes,  helm charts\n, kubernetes",
        "categories": "ops",
        "authors": "ada, Grace Hopper",
        "series": "scaling",
        "years": "2016, 2017",
        "limit": " 10 ",
        "paginate": "5",
        "sort": "title",
        "no-pinned": "",
        "format": "short",
        "group-by": "year",
        "command": "ls post",
        "empty": "nothing yet",
    }
    assert tuple(raw) == OPTIONS
    expected = Listing(
        tags=("kubernetes", "helm charts"),
        categories=("ops",),
        authors=("ada", "Grace Hopper"),
        series=("scaling",),
        years=(2016, 2017),
        limit=10,
        paginate=5,
        sort="title",
        pinned_first=False,
        format="short",
        group_by="year",
        command="ls post",
        empty="nothing yet",
    )
    assert read_options(raw) == (expected, [])


@pytest.mark.parametrize(
    ("option", "name", "values"),
    [("sort", "sort", SORTS), ("format", "format", FORMATS), ("group-by", "group_by", GROUPS)],
)
def test_all_choices_are_accepted(option: str, name: str, values: tuple[str, ...]) -> None:
    for value in values:
        listing, messages = read_options({option: value})
        assert (getattr(listing, name), messages) == (value, [])


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("limit", "0", "limit: '0' is not a whole number from 1"),
        ("limit", "-1", "limit: '-1' is not a whole number from 1"),
        ("limit", "2.5", "limit: '2.5' is not a whole number from 1"),
        ("limit", "²", "limit: '²' is not a whole number from 1"),
        ("limit", "1 0", "limit: '1 0' is not a whole number from 1"),
        ("paginate", "none", "paginate: 'none' is not a whole number from 1"),
        ("years", "16", "years: '16' is not a list of years such as 2016, 2017"),
        ("years", "2016, x", "years: '2016, x' is not a list of years such as 2016, 2017"),
        ("years", "2016-2018", "years: '2016-2018' is not a list of years such as 2016, 2017"),
        ("years", ",", "years: ',' is not a list of years such as 2016, 2017"),
        ("no-pinned", "please", "no-pinned: takes no value, not 'please'"),
        ("sort", "-dat", f"sort: unknown value '-dat'; did you mean '-date'? {SORT}"),
        ("sort", "x", f"sort: unknown value 'x' {SORT}"),
        ("format", "Long", f"format: unknown value 'Long'; did you mean 'long'? {FORMAT}"),
        ("group-by", "years", f"group-by: unknown value 'years'; did you mean 'year'? {GROUP}"),
        ("group-by", "author", f"group-by: unknown value 'author' {GROUP}"),
        ("tag", "helm", f"unknown option 'tag'; did you mean 'tags'? {ACCEPTED}"),
        ("class", "x", f"unknown option 'class' {ACCEPTED}"),
        ("page", "5", f"unknown option 'page' {ACCEPTED}"),
        ("formt", "x", f"unknown option 'formt'; did you mean 'format'? {ACCEPTED}"),
        ("group_by", "x", f"unknown option 'group_by'; did you mean 'group-by'? {ACCEPTED}"),
    ],
)
def test_invalid_option_is_ignored_with_a_message(name: str, value: str, message: str) -> None:
    listing, messages = read_options({name: value, "empty": "none"})
    # An invalid option that narrows the listing empties it; a display option does not.
    is_sound = name in {"sort", "format", "paginate", "no-pinned", "group-by", "formt", "group_by"}
    assert listing == Listing(empty="none", is_sound=is_sound)
    assert messages == [message if is_sound else f"{message}; the listing shows nothing"]


@pytest.mark.parametrize("name", [name for name in OPTIONS if name != "no-pinned"])
@pytest.mark.parametrize("value", [None, "", " \n"])
def test_option_without_a_value_is_ignored_with_a_message(name: str, value: str | None) -> None:
    listing = Listing(is_sound=name not in NARROWING)
    message = f"option {name!r} has no value"
    message += "" if listing.is_sound else "; the listing shows nothing"
    assert read_options({name: value}) == (listing, [message])


@pytest.mark.parametrize(
    ("value", "pinned_first"),
    [(None, False), (" \n", False), ("true", False), ("Yes", False), ("no", True), ("False", True)],
)
def test_no_pinned_is_a_flag(value: str | None, pinned_first: bool) -> None:
    assert read_options({"no-pinned": value}) == (Listing(pinned_first=pinned_first), [])


def test_each_invalid_option_has_a_message() -> None:
    listing, messages = read_options({"limit": "many", "sort": "random", "tags": "helm"})
    assert listing == Listing(tags=("helm",), is_sound=False)
    assert [message.split(":")[0] for message in messages] == ["limit", "sort"]


@pytest.mark.parametrize("name", ["tags", "categories", "authors", "series"])
@pytest.mark.parametrize("value", [",", " , ,", "[]", "[,]"])
def test_list_without_names_has_a_message(name: str, value: str) -> None:
    listing, messages = read_options({name: value})
    assert not listing.is_sound
    assert messages == [f"{name}: no name in {value.strip()!r}; the listing shows nothing"]


def test_names_and_years_may_be_written_as_a_yaml_list() -> None:
    raw = {"tags": "[helm, a b]", "years": "[2016, 2017]", "series": "[a]"}
    listing = Listing(tags=("helm", "a b"), years=(2016, 2017), series=("a",))
    assert read_options(raw) == (listing, [])


@pytest.mark.parametrize("name", ["limit", "paginate", "years"])
def test_number_of_any_length_raises_nothing(name: str) -> None:
    assert len(read_options({name: "9" * 5000})[1]) == 1


def test_command_keeps_its_spaces() -> None:
    listing, messages = read_options({"command": "grep -h 'a  b' post/**/*.md\n| sort"})
    assert (listing.command, messages) == ("grep -h 'a  b' post/**/*.md | sort", [])


def test_wanted_has_the_names_of_each_kind_with_any() -> None:
    assert Listing(years=(2016,), limit=1).required_terms == ()
    listing = Listing(series=("s",), authors=("a", "b"), categories=("c",), tags=("t",))
    assert listing.required_terms == (
        ("tag", ("t",)),
        ("category", ("c",)),
        ("author", ("a", "b")),
        ("series", ("s",)),
    )
