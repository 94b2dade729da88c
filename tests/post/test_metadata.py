"""The metadata of a post, and its publication status."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sphinx_transcript.post.front_matter import Field
from sphinx_transcript.post.metadata import PostMetadata, read_metadata
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.support.problems import Problem, Subtype

TODAY = date(2020, 1, 1)
Value = str | tuple[str, ...] | None


def read(name: str = "x.md", /, **values: Value) -> tuple[PostMetadata, list[Problem]]:
    fields = {key: Field(value, line) for line, (key, value) in enumerate(values.items(), start=2)}
    return read_metadata(fields, name, UTC, TODAY)


def metadata_of(name: str = "x.md", /, **values: Value) -> PostMetadata:
    metadata, problems = read(name, **values)
    assert problems == []
    return metadata


def flags(metadata: PostMetadata) -> set[str]:
    found = {"draft": metadata.status is PublicationStatus.DRAFT}
    found |= {"unlisted": metadata.is_unlisted, "pinned": metadata.is_pinned}
    return {name for name, is_set in found.items() if is_set}


def test_all_keys_of_a_post_are_read() -> None:
    metadata = metadata_of(
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
    assert metadata == PostMetadata(
        status=PublicationStatus.PUBLISHED,
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


def test_post_without_front_matter_is_undated() -> None:
    assert metadata_of() == PostMetadata(PublicationStatus.UNDATED)


def test_stamp_of_a_day_is_its_midnight_in_the_zone() -> None:
    fields = {"date": Field("2016-09-26", 2), "updated": Field("2016-09-27", 3)}
    metadata, _ = read_metadata(fields, "x.md", ZoneInfo("Europe/Oslo"), TODAY)
    assert (metadata.stamp, metadata.updated_stamp) == (1474840800, 1474840800 + 86400)


# -- publication status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2019-12-31", PublicationStatus.PUBLISHED),
        ("2020-01-01", PublicationStatus.PUBLISHED),
        ("2020-01-01T23:59", PublicationStatus.PUBLISHED),
        ("2020-01-02T00:30+01:00", PublicationStatus.PUBLISHED),
        ("2020-01-01T23:30-01:00", PublicationStatus.SCHEDULED),
        ("2020-01-02", PublicationStatus.SCHEDULED),
        ("9999-12-31", PublicationStatus.SCHEDULED),
        ("0001-01-01", PublicationStatus.PUBLISHED),
    ],
)
def test_post_is_published_on_its_day(day: str, status: PublicationStatus) -> None:
    assert metadata_of(date=day).status is status


FLAGS = ["draft", "unlisted", "pinned"]


@pytest.mark.parametrize("key", FLAGS)
def test_flag_is_true_or_false(key: str) -> None:
    for value in ["true", "True", "TRUE", "yes", "on", "1"]:
        assert flags(metadata_of(date="2016-09-26", **{key: value})) == {key}
    for value in ["false", "False", "no", "OFF", "0", ""]:
        assert flags(metadata_of(date="2016-09-26", **{key: value})) == set()


@pytest.mark.parametrize("key", FLAGS)
@pytest.mark.parametrize("value", ["y", "maybe", "2", ("true",), (), None])
def test_invalid_flag_is_true_and_has_a_problem(key: str, value: Value) -> None:
    metadata, problems = read(date="2016-09-26", **{key: value})
    assert flags(metadata) == {key}
    meaning = "a draft" if key == "draft" else key
    message = f"{key}: neither true nor false; the post is taken for {meaning}"
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
def test_mistyped_flag_hides_the_post(key: str, value: str, expected: set[str]) -> None:
    metadata, problems = read(date="2016-09-26", **{key: value})
    assert flags(metadata) == expected
    assert [problem.message.split(";")[0] for problem in problems] == [
        f"unknown key {key!r} in front matter"
    ]


def test_draft_may_have_no_date_or_a_future_one() -> None:
    assert metadata_of(draft="true").status is PublicationStatus.DRAFT
    assert metadata_of(draft="true", date="2020-01-02").status is PublicationStatus.DRAFT


@pytest.mark.parametrize("draft", ["false", "true"])
@pytest.mark.parametrize("value", ["tomorrow", "2016-02-30"])
def test_invalid_date_keeps_the_post_unpublished(value: str, draft: str) -> None:
    metadata, problems = read("2016-09-26-x.md", draft=draft, date=value)
    assert (metadata.status, metadata.date) == (PublicationStatus.UNREADABLE, None)
    assert [(problem.subtype, problem.line) for problem in problems] == [(Subtype.DATE, 3)]
    assert problems[0].message.startswith("date: ")
    assert "a date is written 2016-09-26, or" in problems[0].message


@pytest.mark.parametrize("value", [("2016-09-26",), (), None])
def test_list_as_a_date_keeps_the_post_unpublished(value: Value) -> None:
    metadata, problems = read("2016-09-26-x.md", date=value)
    assert metadata.status is PublicationStatus.UNREADABLE
    assert [(problem.subtype, problem.line) for problem in problems] == [(Subtype.DATE, 2)]


def test_invalid_updated_date_is_ignored() -> None:
    metadata, problems = read(date="2016-09-26", updated="soon")
    assert (metadata.status, metadata.updated, metadata.updated_stamp) == (
        PublicationStatus.PUBLISHED,
        None,
        None,
    )
    assert [(problem.subtype, problem.line) for problem in problems] == [(Subtype.DATE, 3)]


@pytest.mark.parametrize("value", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_time_at_the_end_of_the_calendar_raises_nothing(value: str) -> None:
    read(date=value)


# -- the date in a file name


def test_date_in_the_file_name_is_a_fallback() -> None:
    metadata = metadata_of("2016-09-26-title.md")
    assert (metadata.status, metadata.date, metadata.stamp) == (
        PublicationStatus.PUBLISHED,
        date(2016, 9, 26),
        1474848000,
    )
    assert metadata_of("2016-09-26-title.md", date="").date == date(2016, 9, 26)
    assert metadata_of("2016-09-26-title.md", date="2017-01-01").date == date(2017, 1, 1)


@pytest.mark.parametrize(
    "name",
    ["2016-09-26.md", "2016-9-26-x.md", "x-2016-09-26-y.md", "2016-02-30-x.md", "12016-09-26-x.md"],
)
def test_other_file_names_have_no_date(name: str) -> None:
    assert metadata_of(name).status is PublicationStatus.UNDATED
