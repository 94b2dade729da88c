"""Generated posts: the same each time, with what their kind says, and without warnings."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from benchmarks import competitors
from benchmarks.corpora import blocks
from benchmarks.corpora.kinds import ALL, BY_NAME, RST
from benchmarks.corpora.languages import LANGUAGES
from benchmarks.corpora.writer import MAX_POSTS, Writer
from benchmarks.project import write_source
from pygments.lexers import get_lexer_by_name
from pygments.token import Error

from tests.conftest import build_site

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.competitors import Competitor
    from benchmarks.corpora.kinds import Corpus
    from benchmarks.corpora.writer import Post


_LINK = re.compile(r"\]\(([^):]*\.md)\)|`[^`<]*<([^>]*)>`")
_FENCE = re.compile(r"```.*?```", re.DOTALL)

each_kind = pytest.mark.parametrize("corpus", ALL, ids=lambda corpus: corpus.name)


def body(post: Post) -> str:
    """Return *post* without its front matter and title."""
    parts = re.split(r"\n# .*\n|\n=+\n", post.text, maxsplit=1)
    assert len(parts) == 2
    return parts[1]


def words(post: Post) -> int:
    """Return the number of words in the body of *post*, without code."""
    return len(_FENCE.sub("", body(post)).split())


@each_kind
def test_posts_are_the_same_each_time(corpus: Corpus) -> None:
    assert corpus.make_post(7) == corpus.make_post(7)
    assert corpus.make_post(7).text != corpus.make_post(8).text


def test_usual_posts_are_those_of_earlier_measurements() -> None:
    total = hashlib.sha256()
    for index in range(0, 1200, 50):
        post = BY_NAME["usual"].make_post(index)
        total.update(post.file.encode() + post.text.encode())
    assert total.hexdigest()[:16] == "e89e94f653a9f7de"


@each_kind
def test_links_lead_to_older_posts(corpus: Corpus) -> None:
    files: set[str] = set()
    links = 0
    for index in range(40):
        post = corpus.make_post(index)
        targets = {
            markdown or f"{document}.rst"
            for markdown, document in _LINK.findall(post.text)
            if markdown or not document.startswith("http")
        }
        assert targets <= files
        links += len(targets)
        files.add(post.file)
    assert len(files) == 40
    assert links


@each_kind
@pytest.mark.parametrize("index", [-1, MAX_POSTS])
def test_there_are_only_so_many_posts(corpus: Corpus, index: int) -> None:
    with pytest.raises(ValueError, match="there are posts 0 to"):
        corpus.make_post(index)


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        ("usual", 380, 560),
        ("linked", 560, 680),
        ("long", 3000, 5600),
        ("short", 40, 80),
        ("code", 150, 350),
    ],
)
def test_posts_have_as_many_words_as_their_kind_says(kind: str, low: int, high: int) -> None:
    counts = [words(BY_NAME[kind].make_post(index)) for index in range(60)]
    assert low <= min(counts)
    assert max(counts) <= high


def test_linked_posts_have_three_tags_of_about_twenty_posts() -> None:
    used: Counter[str] = Counter()
    for index in range(600):
        text = BY_NAME["linked"].make_post(index).text
        tags = re.findall(r"^tags: \[(.*)\]$", text, re.MULTILINE)[0].split(", ")
        assert len(set(tags)) == 3
        used.update(tags)
    assert 17 < used.total() / len(used) < 22


def test_linked_posts_have_few_different_words() -> None:
    found = {
        kind: {
            word.casefold()
            for index in range(60)
            for word in re.findall(r"[A-Za-z]+", body(BY_NAME[kind].make_post(index)))
        }
        for kind in ("usual", "linked")
    }
    assert len(found["linked"]) < len(found["usual"]) / 2


def test_posts_of_code_are_mostly_code() -> None:
    for index in range(20):
        text = body(BY_NAME["code"].make_post(index))
        fences = _FENCE.findall(text)
        assert 10 <= len(fences) <= 16
        assert sum(map(len, fences)) > len(text) / 2


@pytest.mark.parametrize(
    ("language", "template"),
    [
        *((language, text) for language, texts in LANGUAGES.items() for text in texts),
        *(("ini", text) for text in blocks.CONFIGURATION),
    ],
)
def test_blocks_of_code_can_be_highlighted(language: str, template: str) -> None:
    code = Writer("code").fill(template)
    tokens = list(get_lexer_by_name(language).get_tokens(code))
    assert [text for kind, text in tokens if kind is Error] == []


@each_kind
@pytest.mark.parametrize(
    "competitor", [competitors.BASIC, competitors.TRANSCRIPT], ids=lambda each: each.name
)
def test_posts_are_built_without_warnings(
    corpus: Corpus, competitor: Competitor, tmp_path: Path
) -> None:
    write_source(tmp_path, competitor, corpus, 6)
    build = build_site("html", tmp_path / "source", tmp_path / "build")
    assert build.warnings == ""
    assert len(list((build.outdir / "post").glob("*-000?.html"))) == 6
    if competitor is competitors.TRANSCRIPT:
        # Front matter was read, of either form.
        assert "1995-01-06" in build.read("index.txt")
        assert len(list((build.outdir / "tag").iterdir())) > 3


def test_sources_in_restructuredtext_have_no_markdown_beside_them(tmp_path: Path) -> None:
    write_source(tmp_path, competitors.BASIC, RST, 2)
    names = [path.suffix for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(names) == [".py", ".rst", ".rst", ".rst"]
    assert "myst" not in (tmp_path / "source" / "conf.py").read_text("utf-8")


def test_a_competitor_that_has_no_configuration_for_a_kind_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Furo is not set up for posts in \*\.rst"):
        write_source(tmp_path, competitors.FURO, RST, 2)
