"""Commands for random blogs and for unusual file names, checked with bash."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.listing import GROUPS, Listing
from sphinx_transcript.blog.listing_view import (
    KEY_PATTERNS,
    GroupTitles,
    ListingBlock,
    make_listing_view,
)
from sphinx_transcript.post.sorting import SORTS
from sphinx_transcript.shell.listing_commands import FrontMatterFilter, ListingCommands
from sphinx_transcript.shell.quoting import glob_of, quote_glob
from tests.blog.posts import make_post
from tests.shell.bash import FRONT_MATTER, MD, count_lines, lists, write_source

if TYPE_CHECKING:
    from datetime import date

    from sphinx_transcript.post.record import Post

Document = tuple["Post", str, bool]
"""A post, the text of its source file, and whether it is published."""
TAGS = st.sampled_from(["helm", "helm-chart", "Helm", "c", "c++", "a b", "été", ".net"])
CATEGORIES = st.sampled_from(["ops", "dev", "dev ops"])
AUTHORS = st.sampled_from(["Ada", "Ada L.", "Grace"])
SERIES = st.sampled_from(["", "Scaling", "Scaling it", "it"])
FOLDERS = st.sampled_from(["", "a/", "n/m/", "-/", "a b/"])
NAMES = st.sampled_from(["a", "ba", "B", "-a", "é", "a b", "-a b", "[", "$x", "it's"])
PLAIN = st.sampled_from(["a", "b", "c", "d", "e", "x/a", "x/f"])
KINDS = st.sampled_from(["a date"] * 5 + ["a date in its name", "no date", "draft"])
FLAGS = st.sampled_from(["", "", "", "pinned", "unlisted"])


@st.composite
def documents(
    draw: st.DrawFn, kinds: st.SearchStrategy[str], names: st.SearchStrategy[str]
) -> Document:
    kind, flag = draw(kinds), draw(FLAGS)
    term_names = {"tags": draw(st.lists(TAGS, max_size=3)), "series": [draw(SERIES)]}
    category = draw(st.sampled_from(["categories", "categories", "category"]))
    term_names |= {category: draw(st.lists(CATEGORIES, max_size=2))}
    term_names |= {"authors": draw(st.lists(AUTHORS, max_size=2))}
    suffix = draw(st.sampled_from([".md", ".md", ".rst"])) if names is not PLAIN else ".md"
    path = f"post/{draw(names)}{suffix}"
    date = datetime(
        draw(st.sampled_from([2016, 2016, 2017])), 9, draw(st.integers(1, 3)), tzinfo=UTC
    )
    form = draw(st.sampled_from(["{}: [{}]", "{}: {}"]))
    lines = [
        (form if key != "series" else "{}: {}").format(key, ", ".join(values))
        for key, values in term_names.items()
    ]
    lines += [f"date: {date:%Y-%m-%d}"] if kind in {"a date", "draft"} else []
    lines += [f"{each}: true" for each in (flag, "draft" if kind == "draft" else "") if each]
    colon, end = ":" if suffix == ".rst" else "", draw(st.sampled_from(["\n", "\n", "\r\n"]))
    post = make_post(
        path,
        date=date,
        stamp=int(date.timestamp()),
        tags=tuple(term_names["tags"]),
        authors=tuple(term_names["authors"]),
        categories=tuple(term_names[category]),
        series=term_names["series"][0],
        is_unlisted=flag == "unlisted",
        is_pinned=flag == "pinned",
    )
    return post, "".join(f"{colon}{line}{end}" for line in lines), kind.startswith("a date")


def blogs(
    kinds: st.SearchStrategy[str], names: st.SearchStrategy[str]
) -> st.SearchStrategy[list[Document]]:
    return st.lists(documents(kinds, names), max_size=7, unique_by=lambda each: each[0].source)


BLOGS = (
    blogs(KINDS, st.builds("".join, st.tuples(FOLDERS, NAMES)))
    | blogs(st.just("a date"), st.builds("".join, st.tuples(FOLDERS, NAMES)))
    | blogs(st.just("a date"), PLAIN)
)


def some(names: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(names, max_size=2, unique=True).map(tuple)


LISTINGS = st.builds(
    Listing,
    tags=some(TAGS),
    categories=some(CATEGORIES),
    authors=some(AUTHORS),
    series=some(SERIES.filter(bool)),
    years=st.sampled_from([(), (), (2016,), (2016, 2017)]),
    limit=st.none() | st.integers(1, 4),
    paginate=st.none() | st.integers(1, 3),
    sort=st.sampled_from(SORTS),
    pinned_first=st.booleans(),
    group_by=st.sampled_from([None, None, *GROUPS]),
)


def write_blog(folder: Path, documents: list[Document]) -> tuple[Blog, ListingCommands, int]:
    """Write *documents*; return the blog, the commands for it, and the number of files."""
    blog = Blog(post for post, _, published in documents if published)
    posts = [*blog.posts, *blog.unlisted.values()]
    suffixes = sorted({PurePosixPath(post.source).suffix for post in posts})
    files = [
        write_source(folder, post.source, post.stamp if published else None, text)
        for post, text, published in documents
    ]
    files = [file for file in files if PurePosixPath(file.path).suffix in suffixes]
    operand = glob_of("post/**", suffixes) if suffixes else ""
    return blog, ListingCommands(files, operand), len(files)


def month(day: date) -> str:
    return day.isoformat()[:7]


def rows_by_command(blocks: tuple[ListingBlock, ...]) -> list[tuple[str, list[str]]]:
    """Return each command with the paths of its rows, which may be in several blocks."""
    found: list[tuple[str | None, list[str]]] = []
    for block in blocks:
        if block.has_head:
            found.append((block.command, []))
        found[-1][1].extend(post.source for post in block.rows)
    return [(command, rows) for command, rows in found if command]


@settings(max_examples=60, deadline=None)
@given(BLOGS, st.lists(LISTINGS, min_size=3, max_size=3))
def test_bash_lists_the_posts_of_the_page(
    documents: list[Document], listings: list[Listing]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        blog, files, count = write_blog(folder, documents)
        for listing in listings:
            view = make_listing_view(listing, blog, files, None, GroupTitles(month, "other"))
            pages = [
                make_listing_view(listing, blog, files, page, GroupTitles(month, "other"))
                for page in (1, 2)
            ]
            for each in [view, *pages]:
                for listed_by, rows in rows_by_command(each.blocks):
                    assert lists(listed_by, rows, folder)
        for post in blog.posts:
            newer, older = blog.neighbours(post.docname)
            wanted = [each.source for each in (newer, post, older) if each]
            command = files.neighbours_command(post.source, wanted)
            assert lists(command, wanted, folder)
            assert command is not None or count > len(blog.posts)


@settings(max_examples=30, deadline=None)
@given(BLOGS, st.integers(0, 4), st.integers(1, 4), st.sampled_from(SORTS))
def test_bash_lists_any_slice_of_all_posts(
    documents: list[Document], start: int, length: int, sort: str
) -> None:
    with TemporaryDirectory() as name:
        blog, files, count = write_blog(Path(name), documents)
        listing = Listing(sort=sort, pinned_first=False)  # type: ignore[arg-type]
        rows = [post.source for post in blog.select(listing)][start : start + length]
        command = files.command(rows, sort=listing.sort)
        assert lists(command, rows, Path(name))
        if rows and count == len(blog.posts) and sort != "title":
            assert command is not None


@settings(max_examples=40, deadline=None)
@given(BLOGS, st.sampled_from(["tag", "category"]))
def test_bash_counts_the_terms_of_the_blog(documents: list[Document], kind: str) -> None:
    documents = [(post, text.replace("\r", ""), shown) for post, text, shown in documents]
    with TemporaryDirectory() as name:
        blog, files, _ = write_blog(Path(name), documents)
        terms = blog.taxonomies[kind].values()  # type: ignore[index]
        wanted = [(len(term.posts), term.name) for term in terms]
        wanted.sort(key=lambda pair: (-pair[0], pair[1].encode()))
        command = files.count_command("tags" if kind == "tag" else "categories", wanted)
        assert command is None or count_lines(command, Path(name)) == wanted


@pytest.mark.parametrize(
    ("pattern", "paths", "tags"),
    [
        pytest.param("my posts/**", ["my posts/a.md"], "", id="space in transcript_posts"),
        pytest.param("**", ["-a.md", "b.md"], "", id="hyphen at the root"),
        pytest.param("post/**", ["post/a\nb.md", "post/c.md", "post/d.md"], "", id="line end"),
        pytest.param("post/**", ["post/a.md"], "helm\r", id="CRLF"),
    ],
)
def test_unusual_files_have_no_wrong_command(
    tmp_path: Path, pattern: str, paths: list[str], tags: str
) -> None:
    files = [write_source(tmp_path, path, -at, f"tags: {tags}\n") for at, path in enumerate(paths)]
    files += [write_source(tmp_path, "post/chart.md", 1, "tags: helm-chart\r\n")] if tags else []
    operand, rows = quote_glob(glob_of(pattern, [".md"])) or "", paths[:2]
    filters = [FrontMatterFilter("tags", tuple(tags.split()))] if tags else []
    assert lists(ListingCommands(files, operand).command(rows, *filters), rows, tmp_path)


def test_hyphen_at_the_root_has_no_wrong_command(tmp_path: Path) -> None:
    files = [write_source(tmp_path, "-a.md", 2), write_source(tmp_path, "b.md", 1)]
    rows = ["-a.md", "b.md"]
    assert lists(ListingCommands(files, "**/*.md").command(rows), rows, tmp_path)


def test_names_before_crlf_have_no_wrong_count(tmp_path: Path) -> None:
    files = [write_source(tmp_path, "post/a.md", 2, "tags: helm\r\n")]
    files += [write_source(tmp_path, "post/b.md", 1, "tags: helm\n")]
    command = ListingCommands(files, MD).count_command("tags", [(2, "helm")])
    assert command is None or count_lines(command, tmp_path) == [(2, "helm")]


def test_category_under_either_key_has_no_wrong_command(tmp_path: Path) -> None:
    shown = write_source(tmp_path, "post/a.md", 1, f"{FRONT_MATTER}categories: ops\n")
    files = [
        shown,
        write_source(tmp_path, "post/b.md", None, f"{FRONT_MATTER}category: ops\ndraft: true\n"),
    ]
    for key in ("categories", KEY_PATTERNS["category"]):
        command = ListingCommands(files, MD).command([shown.path], FrontMatterFilter(key, ("ops",)))
        assert lists(command, [shown.path], tmp_path)


@pytest.mark.parametrize("path", ["post/-a b.md", "post/-what's-next.md", "post/a\nb.md"])
def test_unusual_names_have_no_wrong_neighbours(tmp_path: Path, path: str) -> None:
    paths = ["post/0.md", "post/1.md", path, "post/2.md", "post/b.md"]
    files = [write_source(tmp_path, each, -at, FRONT_MATTER) for at, each in enumerate(paths)]
    command = ListingCommands(files, MD).neighbours_command(path, paths[1:4])
    assert lists(command, paths[1:4], tmp_path)
