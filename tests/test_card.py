"""What front matter and a file name say of a post: its date, and whether it is published."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sphinx_transcript.card import Card, Status, read_card
from sphinx_transcript.front_matter import Field
from sphinx_transcript.messages import Problem, Subtype

TODAY = date(2020, 1, 1)
Value = str | tuple[str, ...] | None


def read(name: str = "x.md", /, **values: Value) -> tuple[Card, list[Problem]]:
    fields = {key: Field(value, line) for line, (key, value) in enumerate(values.items(), start=2)}
    return read_card(fields, name, UTC, TODAY)


def card_of(name: str = "x.md", /, **values: Value) -> Card:
    card, problems = read(name, **values)
    assert problems == []
    return card


def flags(card: Card) -> set[str]:
    found = {"draft": card.status is Status.DRAFT}
    found |= {"unlisted": card.is_unlisted, "pinned": card.is_pinned}
    return {name for name, is_set in found.items() if is_set}


def test_all_keys_of_a_post_are_read() -> None:
    card = card_of(
        title="A \n title",
        date="2016-09-26",
        updated="2016-10-01T12:00+02:00",
        tags="helm, kubernetes",
        authors=("Ada", "Grace"),
        description="One\nsentence.",
        draft="false",
        categories="ops, cloud",
        series="How  we\nscaled",
        image="/a.png",
        unlisted="true",
        pinned="true",
        aliases=("old/one", "/two/"),
        id="x-1",
        canonical_url="https://example.org/a",
        language="pt_BR",
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
        categories=("ops", "cloud"),
        series="How we scaled",
        image="/a.png",
        is_unlisted=True,
        is_pinned=True,
        aliases=("old/one", "/two/"),
        id="x-1",
        canonical_url="https://example.org/a",
        language="pt-BR",
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


FLAGS = ["draft", "unlisted", "pinned"]


@pytest.mark.parametrize("key", FLAGS)
def test_flag_is_set_or_not(key: str) -> None:
    for value in ["true", "True", "TRUE", "yes", "on", "1"]:
        assert flags(card_of(date="2016-09-26", **{key: value})) == {key}
    for value in ["false", "False", "no", "OFF", "0", ""]:
        assert flags(card_of(date="2016-09-26", **{key: value})) == set()


@pytest.mark.parametrize("key", FLAGS)
@pytest.mark.parametrize("value", ["y", "maybe", "2", ("true",), (), None])
def test_unclear_flag_is_set_and_gives_a_message(key: str, value: Value) -> None:
    card, problems = read(date="2016-09-26", **{key: value})
    assert flags(card) == {key}
    taken = "a draft" if key == "draft" else key
    message = f"{key}: neither true nor false; the post is taken for {taken}"
    assert problems == [Problem(message, Subtype.FRONT_MATTER, 3)]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("Draft", "true", {"draft"}),
        ("drafts", "perhaps", {"draft"}),
        ("unlited", "yes", {"unlisted"}),
        ("unlited", "no", set()),
        ("pined", "true", set()),
    ],
)
def test_mistyped_flag_that_hides_the_post_does_so(
    key: str, value: str, expected: set[str]
) -> None:
    card, problems = read(date="2016-09-26", **{key: value})
    assert flags(card) == expected
    assert [problem.message.split(";")[0] for problem in problems] == [
        f"unknown key {key!r} in front matter"
    ]


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
