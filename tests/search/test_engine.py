"""The engine finds and ranks the documents of a small blog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Site
from tests.helpers.search_engine import ask, found

if TYPE_CHECKING:
    from pathlib import Path

_API = """\
# Reference

Functions of the library.

```{py:function} harbour.tide.level(place)
The height of the water.
```

```{glossary}
Slack water
  The time without a current.
```
"""
_GUIDE = """\
# Guide

What a harbour is.

## Mooring lines

Two of them, at least. Templates of knots, which a person ties by day, and one who has to do it
in the dark needs a lantern for.

## Weather

The barometer falls before a storm.
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("blog"))
    site.post(
        "pager",
        title="The pager",
        date="2016-09-26",
        tags="[oncall, helm]",
        author="Ada Marsh",
        category="Night watch",
        body="It rang in the storm. Crème brûlée was cold.\n",
    )
    site.post(
        "storm",
        title="Storm",
        date="2017-01-05",
        tags="[weather]",
        author="Ivo",
        series="Gales",
        body="Rain and wind, and the pager. Salt water.\n",
    )
    site.post(
        "older", title="Harbour notes", date="2015-01-05", body="A storm, and the storm again.\n"
    )
    site.post(
        "hidden", title="Unlisted zebra", date="2017-01-06", unlisted="true", body="zebrastripe\n"
    )
    site.post("draft", title="Draft zebra", date="2017-01-07", draft="true", body="zebradraft\n")
    site.write("guide.md", "---\norphan: true\n---\n" + _GUIDE)
    site.write("notes.md", "---\norphan: true\n---\n# Notes\n\nOf water: salt is in it.\n")
    site.write("reference.md", "---\norphan: true\n---\n" + _API)
    return site.build().outdir


def _search(out: Path, text: str, **query: Any) -> Any:
    return ask(out, ["search", {"text": text, **query}]).results[0]


def test_an_exact_title_comes_before_titles_and_text(out: Path) -> None:
    assert found(out, "storm")[0] == "post/storm.html"
    assert found(out, "Storm")[0] == "post/storm.html"
    assert found(out, "the pager")[0] == "post/pager.html"


def test_a_title_comes_before_text(out: Path) -> None:
    assert found(out, "pager")[:2] == ["post/pager.html", "post/storm.html"]


def test_posts_come_before_pages(out: Path) -> None:
    addresses = found(out, "rang") + found(out, "storm")
    assert addresses.index("post/older.html") < addresses.index("guide.html#weather")


def test_a_section_is_found_at_its_heading(out: Path) -> None:
    (result,) = _search(out, "mooring")["results"]
    assert result["address"] == "guide.html#mooring-lines"
    assert (result["path"], result["heading"], result["line"]) == (
        "guide.md", "Mooring lines", "Mooring lines",
    )  # fmt: skip
    assert result["marks"] == [[0, 7]]


def test_the_line_is_the_one_with_the_words(out: Path) -> None:
    (result,) = _search(out, "barometer storm")["results"]
    assert result["line"] == "The barometer falls before a storm."
    assert result["marks"] == [[4, 13], [29, 34]]
    assert result["words"] == ["barometer", "storm"]


def test_all_words_are_asked_for(out: Path) -> None:
    assert found(out, "rain wind") == ["post/storm.html"]
    assert found(out, "wind barometer")  # On no page together: each is found.
    assert found(out, "rain wind water") == ["post/storm.html"]


def test_of_many_words_most_are_enough(out: Path) -> None:
    """A page that has all of them by chance doesn't hide the others."""
    addresses = found(out, "rain wind water pager")
    assert addresses[0] == "post/storm.html"
    assert {"post/pager.html", "notes.html"} <= set(addresses)


def test_words_that_are_nowhere_are_named(out: Path) -> None:
    assert _search(out, "xylophone storm")["missing"] == ["xylophone"]
    assert _search(out, "strom rain")["missing"] == []  # With a letter wrong, it is found.


def test_a_long_line_begins_a_little_before_the_word(out: Path) -> None:
    """Phones show some 70 letters of a line."""
    (result,) = _search(out, "lantern")["results"]
    assert result["line"].startswith("… ")
    ((start, end),) = result["marks"]
    assert result["line"][start:end] == "lantern"
    assert start < 30


def test_accents_and_case_do_not_matter(out: Path) -> None:
    assert found(out, "CREME brulee") == ["post/pager.html"]
    assert found(out, "crème") == ["post/pager.html"]


@pytest.mark.parametrize("text", ["barometre", "baromter", "barometeer", "baromteer", "abrometer"])
def test_one_letter_may_be_wrong(out: Path, text: str) -> None:
    answer = _search(out, text)
    assert [result["address"] for result in answer["results"]] == ["guide.html#weather"]
    assert answer["results"][0]["words"] == ["barometer"]


def test_the_beginning_of_a_word_suffices(out: Path) -> None:
    assert found(out, "barom") == ["guide.html#weather"]
    assert found(out, "moori") == ["guide.html#mooring-lines"]


def test_inflected_words(out: Path) -> None:
    assert found(out, "template") == ["guide.html#mooring-lines"]
    assert found(out, "storms")[0] == "post/storm.html"


def test_api_names(out: Path) -> None:
    for text in ("harbour.tide.level", "tide.level", "level()"):
        first = _search(out, text)["results"][0]
        assert first["address"] == "reference.html#harbour.tide.level"
        assert first["title"] == "harbour.tide.level"
        assert found(out, text, kind="object")[0] == first["address"]
    assert first["line"].startswith("harbour.tide.level(place)")


def test_glossary_terms(out: Path) -> None:
    first = _search(out, "slack water")["results"][0]
    assert first["address"] == "reference.html#term-Slack-water"
    assert found(out, "slack water", kind="term") == [first["address"]]


def test_tags_authors_and_years(out: Path) -> None:
    assert found(out, "oncall")[:2] == ["tag/oncall/index.html", "post/pager.html"]
    assert found(out, "", tag="oncall") == ["post/pager.html"]
    assert found(out, "pager", author="Ivo") == ["post/storm.html"]
    assert found(out, "storm", year="2015") == ["post/older.html"]
    assert found(out, "", year=2017) == ["post/storm.html"]
    assert found(out, "september 2016") == ["post/pager.html"]
    assert found(out, "storm", path="post/pager.md") == ["post/pager.html"]
    assert found(out, "storm", path="post", kind="post") == found(out, "storm", path="post/")
    assert found(out, "storm", kind="page") == ["guide.html#weather"]


def test_dates_categories_and_series(out: Path) -> None:
    assert _found(out, date="2016-09") == ["post/pager.html"]
    assert _found(out, date="2016-09-26") == ["post/pager.html"]
    assert _found(out, date="2016-09-25") == _found(out, date="2016-10") == []
    assert _found(out, date="2015") == ["post/older.html"]
    assert _found(out, category="Night watch") == ["post/pager.html"]
    assert _found(out, category="night-watch") == ["post/pager.html"]
    assert _found(out, series="gales") == ["post/storm.html"]
    assert _found(out, tag=["oncall", "helm"]) == ["post/pager.html"]
    assert _found(out, tag=["oncall", "weather"]) == []


def _found(out: Path, **query: Any) -> list[str]:
    return found(out, "", **query)


def test_the_phrase_comes_first_and_is_named_where_it_is_nowhere(out: Path) -> None:
    def find(phrase: str) -> tuple[list[str], list[str]]:
        query = {"text": phrase, "all": phrase, "phrases": [phrase]}
        (answer,) = ask(out, ["find", query]).results
        return [result["address"] for result in answer["results"]], answer["missing"]

    post, page = "post/storm.html", "notes.html"
    assert found(out, "salt water") == [post, page]
    assert find("Salt,  water") == ([post, page], [])
    assert find("water salt") == ([page, post], [])
    assert find("salts water") == ([post, page], ['"salts water"'])


def test_what_there_is_not_is_named_and_left_out(out: Path) -> None:
    def find(**query: Any) -> tuple[int, list[str]]:
        (answer,) = ask(out, ["find", {"all": "x", **query}]).results
        return answer["total"], answer["missing"]

    assert find(text="storm", author="nosuch") == (len(found(out, "storm")), ["author:nosuch"])
    assert find(text="storm", tag=["weather", "nosuch"]) == (1, ["#nosuch"])
    assert find(text="", author="nosuch") == (0, ["author:nosuch"])
    assert find(text="", category="x", series="y", kind="z")[1] == [
        "category:x", "series:y", "kind:z",
    ]  # fmt: skip
    # Each of them is there, but not together.
    storms = len(found(out, "storm"))
    assert find(text="storm", path="notes.md") == (storms, ["notes.md"])
    assert find(text="salt", author="Ada Marsh") == (2, ["author:Ada Marsh"])
    assert find(text="", tag=["oncall", "weather"]) == (0, ["#oncall", "#weather"])
    # A year may be a number: all words are looked for.
    total, missing = find(text="storm", year="2000", all="storm 2000")
    assert (total, missing) == (len(found(out, "storm")), ["2000"])


def test_a_query_of_stop_words_finds_titles(out: Path) -> None:
    assert found(out, "the") == ["post/pager.html"]


def test_drafts_and_unlisted_posts_are_in_no_shard(out: Path) -> None:
    for text in ("zebra", "zebrastripe", "zebradraft"):
        assert found(out, text) == []
    shards = [path.read_text("utf-8") for path in out.glob("_static/search/*.js")]
    assert len(shards) > 3
    assert not any("zebra" in shard for shard in shards)


def test_nothing_found_names_what_there_is(out: Path) -> None:
    answer = _search(out, "stoxyzw")
    assert answer["total"] == 0
    nearest, of_tag = ask(out, ["nearest", answer["words"]], ["nearest", ["helmm"]]).results
    assert "storm" in nearest["words"]
    assert nearest["tags"] == ["helm", "oncall", "weather"]
    # Words that none is like, beside one that a tag is like.
    assert of_tag["tags"] == ["helm"]


@pytest.mark.parametrize(
    "text",
    [
        '"', "<b>storm</b>", "(", ".*[a-z]+$", "\\", "a" * 10_000, "שלום", "  ", "", "__proto__",
        "constructor", "\0",
    ],
)  # fmt: skip
def test_any_query_is_answered(out: Path, text: str) -> None:
    answer = _search(out, text)
    assert answer["total"] == len(answer["results"])
    assert (answer["total"] > 0) == ("storm" in text)


def test_completion_and_documents(out: Path) -> None:
    words, below, tags, root, command = ask(
        out,
        ["complete", "Sto"],
        ["documents", "post/"],
        ["documents", "tag/"],
        ["documents", "", True],
        ["commands", "no such command"],
    ).results
    assert words == ["storm"]
    # Backwards in the order of `ls -t`.
    assert [each["path"] for each in below] == [
        "post/older.md",
        "post/pager.md",
        "post/storm.md",
        "post/",
    ]
    assert below[1]["title"] == "The pager"
    assert below[1]["date"] == "2016-09-26"
    assert [each["number"] for each in below] == sorted(each["number"] for each in below)
    assert {each["path"] for each in tags} == {"tag/", "tag/helm/", "tag/oncall/", "tag/weather/"}
    # One document suffices to know that there is a folder.
    paths = [each["path"] for each in root]
    assert {"guide.md", "index.md", "reference.md"} < set(paths)
    assert len([path for path in paths if path.startswith("post/")]) == 1
    assert command is None


def test_pages_of_results(out: Path) -> None:
    whole = _search(out, "storm")
    parts = [ask(out, ["search", {"text": "storm"}, {"limit": 1, "offset": at}]) for at in range(3)]
    assert [part.results[0]["results"][0]["address"] for part in parts] == [
        result["address"] for result in whole["results"][:3]
    ]
    assert parts[0].results[0]["total"] == whole["total"]


def test_documentation_without_a_blog(site: Site) -> None:
    site.write("conf.py", 'extensions = ["myst_parser"]\nhtml_theme = "transcript"\n')
    site.write("index.md", "# Home\n\n```{toctree}\nguide\nreference\n```\n")
    site.write("guide.md", _GUIDE)
    site.write("reference.md", _API)
    out = site.build().outdir
    assert found(out, "mooring") == ["guide.html#mooring-lines"]
    assert found(out, "tide.level")[0] == "reference.html#harbour.tide.level"
    # The entries of a toctree are the titles of other pages.
    assert "index.html" not in found(out, "guide")
    # A page that Sphinx writes again, without the extension that knows of other pages.
    site.write("guide.md", _GUIDE.replace("Mooring lines", "Fenders"))
    assert found(site.build().outdir, "fenders") == ["guide.html#fenders"]
    assert found(out, "mooring") == []


def test_a_query_of_many_words_is_cut(out: Path) -> None:
    text = " ".join(f"w{number}" for number in range(2000))
    answers = ask(out, ["search", {"text": f"storm {text}"}])
    assert len(answers.results[0]["words"]) < 40


def test_pages_that_no_search_finds(site: Site) -> None:
    site.write("index.md", "# Home\n\nLantern.\n")
    site.write("one.md", "---\norphan: true\nnosearch: true\n---\n# One\n\nA lantern.\n")
    site.write("two.rst", ":orphan:\n:no-search:\n\nTwo\n===\n\nA lantern.\n")
    site.write("three.md", "---\norphan: true\n---\n# Three\n\nA lantern.\n")
    assert set(found(site.build().outdir, "lantern")) == {"index.html", "three.html"}
    site.write("three.md", "---\norphan: true\nnosearch: true\n---\n# Three\n\nA lantern.\n")
    assert found(site.build().outdir, "lantern") == ["index.html"]
