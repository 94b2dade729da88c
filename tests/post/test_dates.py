"""Parsing and formatting of dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.post.dates import ACCEPTED_DATES, day_of, load_zone, parse_date, timestamp

OSLO = ZoneInfo("Europe/Oslo")
NEW_YORK = ZoneInfo("America/New_York")
KIRITIMATI = ZoneInfo("Pacific/Kiritimati")


@pytest.mark.parametrize("text", ["2016-09-26", "2016-9-26", " 2016-09-26\n"])
def test_date_alone_stays_a_date(text: str) -> None:
    parsed = parse_date(text, OSLO)
    assert parsed == date(2016, 9, 26)
    assert not isinstance(parsed, datetime)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-09-26T18:30Z", "2016-09-26T18:30:00+00:00"),
        ("2016-09-26t18:30z", "2016-09-26T18:30:00+00:00"),
        ("2016-09-26T18:30:15+02:00", "2016-09-26T18:30:15+02:00"),
        ("2016-09-26 18:30:15.25 -0930", "2016-09-26T18:30:15.250000-09:30"),
        ("2016-09-26 \t18:30 +5", "2016-09-26T18:30:00+05:00"),
        ("2016-09-26T18:30+530", "2016-09-26T18:30:00+05:30"),
        ("2016-09-26T18:30-00:00", "2016-09-26T18:30:00+00:00"),
        ("2016-09-26T9:05", "2016-09-26T09:05:00+02:00"),
        ("2016-12-26T18:30", "2016-12-26T18:30:00+01:00"),
    ],
)
def test_time_is_in_its_own_zone_or_the_given_one(text: str, expected: str) -> None:
    assert parse_date(text, OSLO).isoformat() == expected


@pytest.mark.parametrize("text", [part.strip() for part in ACCEPTED_DATES.split(", or ")])
def test_examples_in_messages_are_accepted(text: str) -> None:
    parse_date(text, UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "26.09.2016",
        "16-09-26",
        "2016/09/26",
        "20160926",
        "2016-09-26T",
        "2016-09-26T18",
        "2016-09-26T18:30 UTC",
        "2016-09-26+02:00",
        "2016-09-26 and more",
        "2016-09-26\n2016-09-27",
        "-2016-09-26",
        "12016-09-26",
    ],
)
def test_text_in_another_format_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a date: "):
        parse_date(text, UTC)


@pytest.mark.parametrize(
    "text",
    [
        "0000-01-01",
        "2016-02-30",
        "2015-02-29",
        "2016-00-01",
        "2016-13-01",
        "2016-09-26T24:00",
        "2016-09-26T23:60",
        "2016-09-26T23:59:60",
        "2016-09-26T18:30+24:00",
        "2016-09-26T18:30+02:60",
    ],
)
def test_nonexistent_date_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match=r"^no such date: "):
        parse_date(text, UTC)


@pytest.mark.parametrize("text", ["2001-12-14 9:05:00", "2001-12-14 9:05:00.0"])
def test_hour_with_one_digit_may_have_seconds(text: str) -> None:
    # As in the examples of https://yaml.org/type/timestamp.html.
    assert parse_date(text, UTC) == datetime(2001, 12, 14, 9, 5, tzinfo=UTC)


def test_non_ascii_digits_are_rejected() -> None:
    with pytest.raises(ValueError, match=r"^not a date: "):
        parse_date("２０１６-０９-２６", UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("0001-01-01T00:00+14:00", UTC),
        ("0001-01-01T00:00Z", NEW_YORK),
        ("9999-12-31T23:59-12:00", UTC),
        ("9999-12-31T23:59Z", KIRITIMATI),
    ],
)
def test_accepted_date_has_a_day(text: str, zone: ZoneInfo) -> None:
    try:
        moment = parse_date(text, zone)
    except ValueError:
        return
    day_of(moment, zone)


@pytest.mark.parametrize("zone", [UTC, OSLO, NEW_YORK, KIRITIMATI])
@pytest.mark.parametrize(
    "text", ["0001-01-01", "9999-12-31", "0001-01-01T00:00", "9999-12-31T23:59"]
)
def test_first_and_last_day_of_the_calendar_are_accepted(text: str, zone: ZoneInfo) -> None:
    parsed = parse_date(text, zone)
    assert day_of(parsed, zone).isoformat() == text[:10]
    assert abs(timestamp(parsed, zone)) > 62_000_000_000


@settings(deadline=None)
@given(
    st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)),
    st.integers(-23 * 60, 23 * 60),
)
def test_iso_format_is_parsed(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    for text in (aware.isoformat(), aware.isoformat(" ")):
        parsed = parse_date(text, OSLO)
        assert parsed == aware
        assert parsed.isoformat() == aware.isoformat()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (date(1970, 1, 1), -3600),
        (date(2016, 9, 26), 1474840800),
        (datetime(2016, 9, 26, tzinfo=UTC), 1474848000),
        (datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC), 1),
        (datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC), -1),
    ],
)
def test_timestamp_is_whole_seconds_since_1970(value: date, seconds: int) -> None:
    assert timestamp(value, OSLO) == seconds


def test_day_depends_on_the_zone() -> None:
    late = datetime.combine(date(2016, 9, 26), time(23, 30), UTC)
    assert day_of(late, UTC) == date(2016, 9, 26)
    assert day_of(late, OSLO) == date(2016, 9, 27)
    assert day_of(late, NEW_YORK) == date(2016, 9, 26)
    assert day_of(date(2016, 9, 26), KIRITIMATI) == date(2016, 9, 26)


@pytest.mark.parametrize("name", ["UTC", "utc"])
def test_utc_needs_no_time_zone_database(name: str) -> None:
    assert load_zone(name) is UTC


def test_zone_is_loaded_by_name() -> None:
    assert load_zone("Europe/Oslo") == OSLO


@pytest.mark.parametrize(
    "name", ["", "Oslo", "Europe", "../etc/passwd", "/etc/passwd", "a\0b", "\udcff", "x" * 5000]
)
def test_unknown_zone_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match=r"^no time zone "):
        load_zone(name)
