"""The JSON Schemas for editors, which accept the same values as a build where possible."""

from __future__ import annotations

import json
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sphinx_transcript.config.values import VALUES
from sphinx_transcript.post.front_matter import read_front_matter
from sphinx_transcript.post.front_matter_keys import KEYS
from sphinx_transcript.post.metadata import read_metadata
from sphinx_transcript.schema.generate import SCHEMAS, as_text
from sphinx_transcript.theme.options import OPTIONS
from tests.conftest import ROOT
from tests.helpers.build_output import build_warnings
from tests.theme.test_theme_options import WRONG

if TYPE_CHECKING:
    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.support.problems import Problem
    from tests.conftest import Site

SHIPPED = ROOT / "theme" / "sphinx_transcript" / "schema"
VALIDATORS = {name: Draft7Validator(make()) for name, make in SCHEMAS.items()}


def accepts(name: str, key: str, value: object) -> bool:
    return bool(VALIDATORS[name].is_valid({key: value}))


@pytest.mark.parametrize("name", SCHEMAS)
def test_shipped_file_is_up_to_date(name: str) -> None:
    assert (SHIPPED / f"{name}.json").read_text("utf-8") == as_text(SCHEMAS[name]())


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_draft_7(name: str) -> None:
    schema = SCHEMAS[name]()
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == Draft7Validator.META_SCHEMA["$schema"]
    for key, subschema in schema["properties"].items():
        assert subschema["description"].endswith("."), key


def test_all_files_in_the_folder_are_generated() -> None:
    assert {path.stem for path in SHIPPED.glob("*.json")} == set(SCHEMAS)


# -- front matter


def read(key: str, value: object) -> tuple[PostMetadata, list[Problem]]:
    # JSON is a subset of YAML.
    text = f"---\n{key}: {json.dumps(value, ensure_ascii=False)}\n---\n"
    return read_metadata(read_front_matter(text, "markdown"), "x.md", UTC, date(2020, 1, 1))


def test_each_key_is_read_and_has_valid_examples() -> None:
    for name, key in KEYS.items():
        for value in key.examples:
            metadata, problems = read(name, value)
            assert problems == [], name
            assert metadata != read("x", 1)[0], name
            assert accepts("front-matter", name, value), name


_WORDS = st.text("abeinortfuyTRUE0123456789-:+.,/_ \n", max_size=12)
_SCALARS = st.one_of(
    _WORDS,
    st.sampled_from(
        ["true", "Yes", "OFF", "on ", " no", "https://a.b/c", "http://", "https:///a", "ftp://a.b",
         "pt-BR", "de_AT", "d", "a-b-cd", "english1", "https://a b", "2016-09-26 +2", "1", "2"]
    ),
    st.dates(date(1900, 1, 1)).map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.from_regex(r"\A[12][0-9]{3}-[01]?[0-9]-[0-3]?[0-9]([T ][0-2]?[0-9]:[0-6][0-9]"
                  r"( ?(Z|[+-][0-2]?[0-9](:?[0-6][0-9])?))?)?\Z"),
    st.integers(-3, 3000),
    st.floats(0, 3).filter(lambda number: not number.is_integer()),
    st.booleans(),
    st.none(),
)  # fmt: skip
_FRONT_MATTER_VALUES = st.one_of(
    _SCALARS,
    st.lists(_SCALARS, max_size=3),
    st.just([["a"]]),
    st.just({"a": "b"}),
    st.just([{"a": "b"}]),
)


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=80, deadline=None)
@given(value=_FRONT_MATTER_VALUES)
@example(value="2016-02-29")
@example(value="2015-02-29")
def test_schema_and_build_agree_about_front_matter(key: str, value: object) -> None:
    _, problems = read(key, value)
    valid = accepts("front-matter", key, value)
    if valid:
        # The pattern does not know leap years, nor the first and last day of the calendar.
        assert all("no such date" in problem.message for problem in problems)
    elif key == "language" and isinstance(value, bool):
        assert problems == []  # As text, "no" is the language code of Norwegian.
    else:
        assert problems != []


@pytest.mark.parametrize(
    "value",
    ["2016-13-01", "2016-04-31", "2016-02-30", "2016-00-01", "0000-01-01", "2016-01-01T24:00",
     "2016-01-01T12:60", "2016-01-01T12:00+24:00", "2016-01-01T12", "26.9.2016", 2016, ["a"], {}],
)  # fmt: skip
def test_schema_rejects_invalid_dates(value: object) -> None:
    assert not accepts("front-matter", "date", value)


def test_schema_allows_keys_of_other_programs() -> None:
    assert accepts("front-matter", "layout", {"any": ["thing"]})


def test_front_matter_may_have_a_comment_with_the_schema(site: Site) -> None:
    line = "# yaml-language-server: $schema=../.schemas/front-matter.json\n"
    site.write("post/a.md", f"---\n{line}title: A\ndate: 2016-01-01\n---\n\nText.\n")
    build = site.build()
    assert build_warnings(build) == []
    page = build.read("post/a.html")
    assert "<h1>A<" in page
    assert "yaml-language-server" not in page


# -- conf.py


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "front-matter"])
def test_schema_accepts_the_defaults(name: str) -> None:
    schema = SCHEMAS[name]()
    defaults = {key: subschema["default"] for key, subschema in schema["properties"].items()}
    VALIDATORS[name].validate(json.loads(json.dumps(defaults)))


_LINES = st.text("aé1 ,;'\"\\{}()/:\n\r\x85\u2028p", max_size=8)
_CONFIG_VALUES = st.recursive(
    st.one_of(
        _LINES,
        st.sampled_from(
            ["", "tty-dark", "full", "minimal", "sans", "system", "cursor", "tag", "series", "*",
             "https://a.b/{path}", "https://a.b", "https://a.b?c#d",
             "https://a b/", "https://u@[::1]:80/", "https:///{path}", "https://{path}", "x{path}",
             "'Iosevka', \"A B\", monospace", "post/**", "\"O'Neil\"", "summary"]
        ),
        st.integers(-1, 100),
        st.booleans(),
        st.none(),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(_LINES | st.sampled_from(["de", "x-default"]), inner, max_size=2)
    ),
    max_leaves=4,
)  # fmt: skip


@pytest.mark.parametrize("name", OPTIONS)
@settings(max_examples=80, deadline=None)
@given(value=_CONFIG_VALUES)
def test_schema_rejects_invalid_theme_options(name: str, value: Any) -> None:
    if accepts("theme-options", name, value):
        assert OPTIONS[name].complaint(value) == ""
    elif OPTIONS[name].complaint(value) == "":
        # The schema also rejects valid values: flags, numbers and lists as text, which are for the
        # command line, text with a line end at its end, and fonts with unbalanced quotation marks.
        assert isinstance(value, str | int) or name == "navigation"


def test_schema_accepts_all_forms_of_navigation_entries() -> None:
    entries = ["a", "*", ["the <guide>", "guide/deep"], ["code", "https://example.org/?a=1"]]
    assert accepts("theme-options", "navigation", entries)
    assert OPTIONS["navigation"].complaint(entries) == ""


@pytest.mark.parametrize(("options", "words"), WRONG, ids=lambda value: str(value)[:50])
def test_schema_rejects_options_with_warnings(options: dict[Any, Any], words: str) -> None:
    if "unknown option" not in words and "no document" not in words:
        assert not VALIDATORS["theme-options"].is_valid(json.loads(json.dumps(options)))


@pytest.mark.parametrize("name", VALUES)
@settings(max_examples=80, deadline=None)
@given(value=_CONFIG_VALUES)
def test_schema_and_build_agree_about_configuration(name: str, value: Any) -> None:
    valid = accepts("configuration", name, value)
    complaint = VALUES[name].value_type.complaint(value)
    if name == "transcript_timezone":
        assert valid or complaint  # The schema has no list of time zones.
    elif name == "transcript_authors":
        assert not (valid and complaint)  # Invalid entries have their own warnings.
    else:
        assert valid == (complaint == "")
