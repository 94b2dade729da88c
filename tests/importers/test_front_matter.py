"""Front matter of other systems: parsed, and written without loss."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.importers.front_matter.date_formats import convert_date
from sphinx_transcript.importers.front_matter.nikola_comments import read_comments
from sphinx_transcript.importers.front_matter.python_markdown_meta import read_meta_data
from sphinx_transcript.importers.front_matter.rst_fields import read_rst_fields
from sphinx_transcript.importers.front_matter.source_front_matter import (
    PlainScalar,
    SourceFileError,
    parse_front_matter,
    read_text,
)
from sphinx_transcript.importers.front_matter.writing import rst_front_matter, yaml_front_matter
from sphinx_transcript.importers.readers.configuration import literal_settings
from sphinx_transcript.post.front_matter import read_front_matter

if TYPE_CHECKING:
    from pathlib import Path

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-09-26", "2016-09-26"),
        ("2016-09-26 18:30:00 +0200", "2016-09-26 18:30:00 +0200"),
        ("2016-09-26T18:30:00.5Z", "2016-09-26T18:30:00.5Z"),
        ("2016-09-26T18:30", "2016-09-26T18:30+02:00"),
        ("2012/03/30 23:00", "2012-03-30T23:00+02:00"),
        ("2012-03-30 23:00:00 UTC+02:00", "2012-03-30T23:00+02:00"),
        ("2012-03-30 23:00:01 UTC", "2012-03-30T23:00:01+00:00"),
        ("15 Oct 2023", "2023-10-15"),
        ("Oct 10, 2020", "2020-10-10"),
        ("20 Apr, 2020", "2020-04-20"),
        ("October 10th, 2020 5:30 PM", "2020-10-10T17:30+02:00"),
        ("October 10, 2020 12:05 a.m.", "2020-10-10T00:05+02:00"),
        ("Mon, 26 Sep 2016 18:30:00 -0230", "2016-09-26T18:30-02:30"),
        ("9/26/2016", "2016-09-26"),
    ],
)
def test_converted_date_is_the_same_moment(text: str, expected: str) -> None:
    assert convert_date(text, OSLO, month_first=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20160926", "2016-09-26"),
        ("20160926 10:30", "2016-09-26T10:30+02:00"),
        ("2016 Sep 26", "2016-09-26"),
        ("26.9.2016 10:30", "2016-09-26T10:30+02:00"),
        ("9-26-2016", "2016-09-26"),
        ("2016-09-26 10:30 PST", "2016-09-26T10:30-08:00"),
        ("2016-09-26 10:30:00 UTC+11", "2016-09-26T10:30+11:00"),
        ("2016-09-26 10:30 America/New_York", "2016-09-26T10:30-04:00"),
        ("2016-09-26T10:30:00 UTC", "2016-09-26T10:30+00:00"),
        ("2016-09-26 2 PM", "2016-09-26T14:00+02:00"),
        ("2016-09-26 12 am", "2016-09-26T00:00+02:00"),
        ("2016-09-26 10h", "2016-09-26T10:00+02:00"),
    ],
)
def test_date_as_dateutil_reads_it(text: str, expected: str) -> None:
    assert convert_date(text, OSLO, month_first=True) == expected


@pytest.mark.parametrize(
    "text", ["2016-09-26 10:30 XYZ", "13/13/2016", "2016-09-26 26h", "2016-09-26 10:30 Mars/Base"]
)
def test_date_with_an_unknown_part_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"no such date: '{text}'"):
        convert_date(text, OSLO, month_first=True)


def test_time_without_a_known_zone_stays_without_one() -> None:
    assert convert_date("Oct 10, 2020 17:30") == "2020-10-10T17:30"
    assert convert_date("2020-10-10 17:30") == "2020-10-10 17:30"


def test_configured_format_is_tried_first() -> None:
    assert convert_date("01.02.2020", date_format="%d.%m.%Y") == "2020-02-01"
    assert (
        convert_date("01.02.2020 3:04", OSLO, date_format="%d.%m.%Y %H:%M")
        == "2020-02-01T03:04+01:00"
    )


@pytest.mark.parametrize("text", ["soon", "2016-02-30", "Foo 10, 2020", "9/26/2016", "", "2016"])
def test_other_text_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        convert_date(text)


# -- parsing


def test_yaml_toml_and_json_give_the_same_values() -> None:
    expected = {
        "title": "A: b",
        "date": "2020-01-02",
        "draft": "true",
        "weight": "10",
        "tags": ["x", "1"],
    }
    texts = [
        "---\ntitle: 'A: b'\nDate: 2020-01-02\ndraft: true\nweight: 10\ntags: [x, 1]\n---\n",
        '+++\ntitle = "A: b"\nDate = 2020-01-02\ndraft = true\nweight = 10\ntags = ["x", 1]\n+++\n',
        '{"title": "A: b",\n"Date": "2020-01-02",\n"draft": true,\n"weight": 10,\n'
        '"tags": ["x", 1]\n}\n',
    ]
    for text in texts:
        front_matter = parse_front_matter(f"{text}\nBody.\n", formats="yaml toml json")
        assert front_matter.values == expected
        assert front_matter.body == "Body.\n"
        assert (front_matter.body_line, front_matter.line_of("weight")) == (
            (8, 4) if text[0] == "{" else (9, 5)
        )
        assert front_matter.key_names["date"] == "Date"
        assert isinstance(front_matter.values["weight"], PlainScalar)
        assert not isinstance(front_matter.values["title"], PlainScalar)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\ntitle: x\n", 1, "never closes"),
        ("---\ntitle: x\na: [b\n---\n", 4, "not YAML"),
        ("---\n- a\n---\n", 2, "key: value"),
        ("---\ntitle: a\x07\n---\n", 2, "not YAML"),
        ("+++\na = 1\nb = = 2\n+++\n", 3, "not TOML"),
        ('{"a": 1,\n"b" 2}\n', 2, "not JSON"),
    ],
)
def test_parse_error_has_a_line(text: str, line: int, message: str) -> None:
    with pytest.raises(SourceFileError, match=message) as error:
        parse_front_matter(text, formats="yaml toml json")
    assert error.value.line == line


def test_encoding_error_has_a_line(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\xe9\n")
    with pytest.raises(SourceFileError, match="byte 0xe9 is not UTF-8") as error:
        read_text(path)
    assert error.value.line == 2
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(path) == "a\nb\nc\n"


def test_meta_data_is_read_like_python_markdown_does() -> None:
    front_matter = read_meta_data("Title: A: b\nTags: x, y\nSummary: One\n    two.\n\n\nBody: x\n")
    assert front_matter.values == {"title": "A: b", "tags": "x, y", "summary": ["One", "two."]}
    assert (front_matter.body, front_matter.body_line) == ("\nBody: x\n", 6)


@pytest.mark.parametrize(
    "title", ["Title\n=====\n\n", "=====\nTitle\n=====\n\n", "", ".. comment\n\nTitle\n#####\n"]
)
def test_fields_are_read_below_and_above_a_title(title: str) -> None:
    text = f"{title}:date: 2020-01-02\n:summary: One\n  two.\n:tags:\n  - a\n  - b\n\nBody: x\n"
    front_matter = read_rst_fields(text)
    assert front_matter.values == {"date": "2020-01-02", "summary": "One two.", "tags": ["a", "b"]}
    assert front_matter.document_title == ("Title" if "Title" in title else "")
    assert front_matter.body.count("\n") == text.count("\n")
    kept = [
        line
        for at, line in enumerate(front_matter.body.split("\n"))
        if at not in front_matter.metadata_lines
    ]
    assert "\n".join(kept).strip() == f"{title}\nBody: x".strip()


def test_nikola_comments_end_at_a_blank_line() -> None:
    front_matter = read_comments("<!--\n.. title: A: b\n.. tags: x\n-->\n\nText.\n\n.. slug: no\n")
    assert front_matter.values == {"title": "A: b", "tags": "x"}
    assert (front_matter.body, front_matter.body_line) == ("Text.\n\n.. slug: no\n", 6)


def test_settings_are_read_without_running_the_file(tmp_path: Path) -> None:
    path = tmp_path / "conf.py"
    path.write_text(
        "import os\nA = 'x'\nB = os.getcwd()\nC: int = 3\nD = 'y'\nif A:\n    D = 'z'\n"
        "raise SystemExit\nE = A + 'b'\nF = {'a': ('b', None)}\n"
    )
    assert literal_settings(path) == {
        **{"A": "x", "C": 3, "D": "z", "E": "xb"},
        "F": {"a": ("b", None)},
    }
    path.write_text("A = (\n")
    with pytest.raises(SourceFileError, match="not Python"):
        literal_settings(path)


def test_setting_may_name_settings_before_it(tmp_path: Path) -> None:
    path = tmp_path / "conf.py"
    path.write_text(
        "LANG = 'en'\nURL = 'https://example.org'\n"
        "TRANSLATIONS = {LANG: '', 'es': f'./{LANG}-es'}\n"
        "POSTS = (('a', URL),) + (('b', URL + '/b'),)\n"
        "if 'en' in TRANSLATIONS:\n    MET = 1\nelse:\n    NOT_MET = 1\n"
        "if os.environ:\n    MAYBE = 1\n"
        "UNKNOWN = {**os.environ, 'a': 1}\nLATER = LAST + 'x'\nLAST = 'y'\n"
        "NEGATIVE = -1\nMIXED = URL + 1\nFORMAT = f'{URL!r}'\n" + "URL = URL + URL\n" * 30
    )
    assert literal_settings(path) == {
        "LANG": "en",
        "TRANSLATIONS": {"en": "", "es": "./en-es"},
        "POSTS": (("a", "https://example.org"), ("b", "https://example.org/b")),
        "MET": 1,
        "LAST": "y",
        "NEGATIVE": -1,
    }


# -- writing


# White space around a value is not part of it.
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.lists(TEXTS, min_size=1))
def test_yaml_preserves_values(title: str, tags: list[str]) -> None:
    text = yaml_front_matter({"title": title, "tags": tags, "draft": True}, {"Other": tags})
    fields = read_front_matter(text, "markdown")
    assert fields["title"].value == title
    assert fields["tags"].value == tuple(tags)
    assert fields["other"].value == tuple(tags)
    assert fields["draft"].value == "true"


@settings(deadline=None, max_examples=150)
@given(title=st.text(), items=st.lists(st.text(), min_size=1), plain=st.booleans())
def test_yaml_is_read_alike_by_both_loaders(title: str, items: list[str], *, plain: bool) -> None:
    title, *items = (each.encode("utf-8", "replace").decode() for each in (title, *items))
    value = PlainScalar(title) if plain else title
    text = yaml_front_matter({"title": value}, {"others": items, "nested": {title: items}})
    lines = text.split("\n")
    assert (lines[0], lines[-2]) == ("---", "---")
    # As MyST reads it, and as the extension does.
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        read = yaml.load("\n".join(lines[1:-2]), Loader=loader)  # noqa: S506 (safe ones)
        assert read["others"] == items
        assert read["nested"] == {title: items}
        assert plain or read["title"] == title


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Plain title", "Plain title"),
        ("yes", '"yes"'),
        ("1.0", '"1.0"'),
        ("A: b", '"A: b"'),
        ("it's", "it's"),
        ('say "x": y', "'say \"x\": y'"),
        ("#1", '"#1"'),
        ("Größe — 42U", "Größe — 42U"),
        ("a\\b: c", "'a\\b: c'"),
        ("tab\there", '"tab\\x09here"'),
    ],
)
def test_yaml_is_quoted_only_if_needed(title: str, written: str) -> None:
    assert yaml_front_matter({"title": title}, {}) == f"---\ntitle: {written}\n---\n"


WORDS = st.text("ab*`_|:,é \\", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@settings(deadline=None, max_examples=60)
@given(WORDS, st.lists(WORDS, min_size=1, unique=True))
def test_field_list_preserves_values_or_reports_the_key(title: str, tags: list[str]) -> None:
    text, omitted = rst_front_matter({"title": title, "tags": tags}, {})
    fields = read_front_matter(f"{text}\nText.\n", "restructuredtext")
    assert ("title" in fields) != ("title" in omitted)
    if "title" in fields:
        assert fields["title"].value == title
    if "tags" in fields:
        value = fields["tags"].value
        read = value if isinstance(value, tuple) else re.split(", ?", str(value))
        assert list(read) == tags


def test_items_with_commas_are_written_as_a_bullet_list() -> None:
    text, omitted = rst_front_matter(
        {"tags": ["a, b", "c"], "title": "a *b"}, {"link": "https://x.org/"}
    )
    assert text == ":tags: \n  - a, b\n  - c\n:link: https://x.org/\n"
    assert omitted == ["title"]
