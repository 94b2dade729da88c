"""What front matter and a file name say of a post."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.front_matter import Field
from sphinx_transcript.messages import Problem, Subtype
from sphinx_transcript.post import KEYS, Card, Status, read_card, split_names

TODAY = date(2020, 1, 1)
Value = str | tuple[str, ...] | None


def read(name: str = "x.md", /, **values: Value) -> tuple[Card, list[Problem]]:
    fields = {key: Field(value, line) for line, (key, value) in enumerate(values.items(), start=2)}
    return read_card(fields, name, UTC, TODAY)


def card_of(name: str = "x.md", /, **values: Value) -> Card:
    card, problems = read(name, **values)
    assert problems == []
    return card


def test_all_keys_of_a_post_are_read() -> None:
    card = card_of(
        title="A \n title",
        date="2016-09-26",
        updated="2016-10-01T12:00+02:00",
        tags="helm, kubernetes",
        authors=("Ada", "Grace"),
        description="One\nsentence.",
        draft="false",
    )
    assert card == Card(
        status=Status.PUBLISHED,
        title="A title",
        date=date(2016, 9, 26),
        stamp=1474848000,
        updated=datetime.fromisoformat("2016-10-01T12:00+02:00"),
        updated_stamp=1475316000,
        tags=("helm", "kubernetes"),
        authors=("Ada", "Grace"),
        description="One sentence.",
    )


def test_post_that_says_nothing_is_undated() -> None:
    assert card_of() == Card(Status.UNDATED)


def test_stamp_of_a_day_is_its_midnight_in_the_zone() -> None:
    fields = {"date": Field("2016-09-26", 2), "updated": Field("2016-09-27", 3)}
    card, _ = read_card(fields, "x.md", ZoneInfo("Europe/Oslo"), TODAY)
    assert (card.stamp, card.updated_stamp) == (1474840800, 1474840800 + 86400)


# -- whether it is published


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2019-12-31", Status.PUBLISHED),
        ("2020-01-01", Status.PUBLISHED),
        ("2020-01-01T23:59", Status.PUBLISHED),
        ("2020-01-02T00:30+01:00", Status.PUBLISHED),
        ("2020-01-01T23:30-01:00", Status.SCHEDULED),
        ("2020-01-02", Status.SCHEDULED),
        ("9999-12-31", Status.SCHEDULED),
        ("0001-01-01", Status.PUBLISHED),
    ],
)
def test_post_is_published_on_its_day(day: str, status: Status) -> None:
    assert card_of(date=day).status is status


@pytest.mark.parametrize("value", ["true", "True", "TRUE", "yes", "on", "1"])
def test_draft_is_not_published(value: str) -> None:
    assert card_of(date="2016-09-26", draft=value).status is Status.DRAFT


@pytest.mark.parametrize("value", ["false", "False", "no", "OFF", "0", ""])
def test_what_is_no_draft_is_published(value: str) -> None:
    assert card_of(date="2016-09-26", draft=value).status is Status.PUBLISHED


@pytest.mark.parametrize("value", ["y", "maybe", "2", ("true",), (), None])
def test_unclear_draft_is_one_and_gives_a_message(value: Value) -> None:
    card, problems = read(date="2016-09-26", draft=value)
    assert card.status is Status.DRAFT
    message = "draft: neither true nor false; the post is taken for a draft"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 3)]


def test_draft_needs_no_date_and_hides_one_to_come() -> None:
    assert card_of(draft="true").status is Status.DRAFT
    assert card_of(draft="true", date="2020-01-02").status is Status.DRAFT


@pytest.mark.parametrize("draft", ["false", "true"])
@pytest.mark.parametrize("value", ["tomorrow", "2016-02-30"])
def test_bad_date_keeps_the_post_unpublished(value: str, draft: str) -> None:
    card, problems = read("2016-09-26-x.md", draft=draft, date=value)
    assert (card.status, card.date) == (Status.UNREADABLE, None)
    assert [(problem.subtype, problem.line) for problem in problems] == [(Subtype.DATE, 3)]
    assert problems[0].message.startswith("date: ")
    assert "a date is written 2016-09-26, or" in problems[0].message


@pytest.mark.parametrize("value", [("2016-09-26",), (), None])
def test_date_that_is_no_text_keeps_the_post_unpublished(value: Value) -> None:
    card, problems = read("2016-09-26-x.md", date=value)
    assert card.status is Status.UNREADABLE
    assert [(problem.subtype, problem.line) for problem in problems] == [(Subtype.DATE, 2)]


def test_bad_updated_is_left_out_and_the_post_published() -> None:
    card, problems = read(date="2016-09-26", updated="soon")
    assert (card.status, card.updated, card.updated_stamp) == (Status.PUBLISHED, None, None)
    assert [(problem.subtype, problem.line) for problem in problems] == [(Subtype.DATE, 3)]


@pytest.mark.parametrize("value", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_instant_at_the_end_of_time_stops_no_build(value: str) -> None:
    read(date=value)


# -- the date in a file name


def test_file_name_gives_the_date_that_front_matter_does_not() -> None:
    card = card_of("2016-09-26-title.md")
    assert (card.status, card.date, card.stamp) == (
        Status.PUBLISHED,
        date(2016, 9, 26),
        1474848000,
    )
    assert card_of("2016-09-26-title.md", date="").date == date(2016, 9, 26)
    assert card_of("2016-09-26-title.md", date="2017-01-01").date == date(2017, 1, 1)


@pytest.mark.parametrize(
    "name",
    ["2016-09-26.md", "2016-9-26-x.md", "x-2016-09-26-y.md", "2016-02-30-x.md", "12016-09-26-x.md"],
)
def test_other_file_names_give_no_date(name: str) -> None:
    assert card_of(name).status is Status.UNDATED


# -- tags and authors


@pytest.mark.parametrize("key", ["tags", "authors"])
@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("helm", ("helm",)),
        (" helm ,two  words,, helm", ("helm", "two words")),
        (("b", "a, c", "b", " two\n words "), ("b", "a, c", "two words")),
        ("", ()),
        ((), ()),
    ],
)
def test_names_are_a_list_or_have_commas_between_them(
    key: str, value: Value, names: tuple[str, ...]
) -> None:
    assert getattr(card_of(**{key: value}), key) == names


def test_one_author_may_have_a_comma_in_the_name() -> None:
    assert card_of(author="Ada Lovelace, Countess").authors == ("Ada Lovelace, Countess",)
    assert card_of(author=("Ada", "Grace")).authors == ("Ada", "Grace")


def test_authors_come_before_author() -> None:
    assert card_of(author="Ada", authors="Grace").authors == ("Grace",)
    assert card_of(author="Ada", authors="").authors == ("Ada",)


@pytest.mark.parametrize("key", ["tags", "authors", "author"])
def test_names_of_another_kind_are_left_out_with_a_message(key: str) -> None:
    card, problems = read(**{key: None})
    assert (card.tags, card.authors) == ((), ())
    message = f"{key}: expected a list, or names with commas between them; left out"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 2)]


@pytest.mark.parametrize("key", ["title", "description"])
def test_text_of_another_kind_is_left_out_with_a_message(key: str) -> None:
    card, problems = read(**{key: ("a", "b")})
    assert getattr(card, key) == ""
    message = f"{key}: expected text; left out"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 2)]


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab é\t\n\u00a0")))
def test_split_names_gives_each_name_once_in_order(parts: list[str]) -> None:
    names = split_names(",".join(parts))
    assert list(names) == list(dict.fromkeys(" ".join(p.split()) for p in parts if p.strip()))


# -- keys that are none


@pytest.mark.parametrize(
    ("key", "meant"), [("titel", "title"), ("Draft", "draft"), ("tag", "tags")]
)
def test_mistyped_key_gives_a_message_with_the_nearest(key: str, meant: str) -> None:
    _, problems = read(title="a", **{key: "x"})
    message = f"unknown key {key!r} in front matter; did you mean {meant!r}?"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 3)]


@pytest.mark.parametrize("key", [*KEYS, "layout", "myst", "version", "status", "lang", "data"])
def test_keys_of_ours_and_of_other_programs_give_none(key: str) -> None:
    assert read(**{key: ""})[1] == []


@pytest.mark.parametrize("key", ["subtitle", "author_url", "updated_by"])
def test_other_programs_keys_that_are_near_ours_give_none(key: str) -> None:
    assert read(**{key: "x"})[1] == []
