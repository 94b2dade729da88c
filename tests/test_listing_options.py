"""The options of a ``blog-index``."""

from __future__ import annotations

import pytest

from sphinx_transcript.listing import OPTIONS, Listing, read_options


def test_no_option_lists_every_post_newest_first() -> None:
    assert read_options({}) == (Listing(tags=(), limit=None, sort="-date", format="long"), [])


def test_every_option_is_read() -> None:
    raw = {
        "tags": "kubernetes,  helm charts\n, kubernetes",
        "limit": " 10 ",
        "sort": "title",
        "format": "short",
        "command": "ls post",
        "empty": "nothing yet",
    }
    assert tuple(raw) == OPTIONS
    assert read_options(raw) == (
        Listing(("kubernetes", "helm charts"), 10, "title", "short", "ls post", "nothing yet"),
        [],
    )


@pytest.mark.parametrize("sort", ["-date", "date", "title", "updated"])
def test_every_sort_is_accepted(sort: str) -> None:
    listing, messages = read_options({"sort": sort})
    assert (listing.sort, messages) == (sort, [])


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("limit", "0", "limit: '0' is not a whole number from 1"),
        ("limit", "-1", "limit: '-1' is not a whole number from 1"),
        ("limit", "2.5", "limit: '2.5' is not a whole number from 1"),
        ("limit", "²", "limit: '²' is not a whole number from 1"),
        ("limit", "1 0", "limit: '1 0' is not a whole number from 1"),
        (
            "sort",
            "-dat",
            "sort: unknown value '-dat'; did you mean '-date'? "
            "(accepted: -date, date, title, updated)",
        ),
        (
            "sort",
            "x",
            "sort: unknown value 'x' (accepted: -date, date, title, updated)",
        ),
        (
            "format",
            "Long",
            "format: unknown value 'Long'; did you mean 'long'? (accepted: short, long)",
        ),
        (
            "tag",
            "helm",
            "unknown option 'tag'; did you mean 'tags'? "
            "(accepted: tags, limit, sort, format, command, empty)",
        ),
        (
            "class",
            "x",
            "unknown option 'class' (accepted: tags, limit, sort, format, command, empty)",
        ),
    ],
)
def test_wrong_option_is_left_out_with_a_message(name: str, value: str, message: str) -> None:
    listing, messages = read_options({name: value, "empty": "none"})
    # What would narrow the listing has it show nothing; how it looks is another matter.
    is_sound = name in {"sort", "format"}
    assert listing == Listing(empty="none", is_sound=is_sound)
    assert messages == [message if is_sound else f"{message}; the listing shows nothing"]


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("value", [None, "", " \n"])
def test_option_without_a_value_is_left_out_with_a_message(name: str, value: str | None) -> None:
    listing = Listing(is_sound=name not in {"tags", "limit"})
    message = f"option {name!r} has no value"
    message += "" if listing.is_sound else "; the listing shows nothing"
    assert read_options({name: value}) == (listing, [message])


def test_each_wrong_option_has_its_own_message() -> None:
    listing, messages = read_options({"limit": "many", "sort": "random", "tags": "helm"})
    assert listing == Listing(tags=("helm",), is_sound=False)
    assert [message.split(":")[0] for message in messages] == ["limit", "sort"]


@pytest.mark.parametrize("value", [",", " , ,"])
def test_tags_that_name_none_give_a_message(value: str) -> None:
    listing, messages = read_options({"tags": value})
    assert not listing.is_sound
    assert messages == [f"tags: no name in {value.strip()!r}; the listing shows nothing"]


def test_tags_may_be_written_as_a_yaml_list() -> None:
    assert read_options({"tags": "[helm, a b]"}) == (Listing(tags=("helm", "a b")), [])


def test_limit_of_any_length_stops_no_build() -> None:
    assert len(read_options({"limit": "9" * 5000})[1]) == 1


def test_command_is_shown_as_it_was_written() -> None:
    listing, messages = read_options({"command": "grep -h 'a  b' post/**/*.md"})
    assert (listing.command, messages) == ("grep -h 'a  b' post/**/*.md", [])
