"""Commands for blogs of any kind and for hostile files, asked of bash itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript import shell
from sphinx_transcript.blog import Blog
from sphinx_transcript.file_lists import FileLists, Filter
from sphinx_transcript.listing import GROUPS, SORTS, Listing
from sphinx_transcript.post import Post
from sphinx_transcript.views import KEYS, Block, Words, make_view
from tests.test_file_lists import counted
from tests.test_shell import HEAD, MD, holds, put, run

if TYPE_CHECKING:
    from datetime import date

Document = tuple[Post, str, bool]  # The text of its file; whether it is published.
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
    lists = {"tags": draw(st.lists(TAGS, max_size=3)), "series": [draw(SERIES)]}
    category = draw(st.sampled_from(["categories", "categories", "category"]))
    lists |= {category: draw(st.lists(CATEGORIES, max_size=2))}
    lists |= {"authors": draw(st.lists(AUTHORS, max_size=2))}
    suffix = draw(st.sampled_from([".md", ".md", ".rst"])) if names is not PLAIN else ".md"
    path = f"post/{draw(names)}{suffix}"
    date = datetime(
        draw(st.sampled_from([2016, 2016, 2017])), 9, draw(st.integers(1, 3)), tzinfo=UTC
    )
    form = draw(st.sampled_from(["{}: [{}]", "{}: {}"]))
    lines = [
        (form if key != "series" else "{}: {}").format(key, ", ".join(values))
        for key, values in lists.items()
    ]
    lines += [f"date: {date:%Y-%m-%d}"] if kind in {"a date", "draft"} else []
    lines += [f"{each}: true" for each in (flag, "draft" if kind == "draft" else "") if each]
    colon, end = ":" if suffix == ".rst" else "", draw(st.sampled_from(["\n", "\n", "\r\n"]))
    stamp = int(date.timestamp())
    post = Post(
        path, path, path, date, stamp, None, None, tuple(lists["tags"]), tuple(lists["authors"]),
        "", 1, (), tuple(lists[category]), lists["series"][0],
        is_unlisted=flag == "unlisted", is_pinned=flag == "pinned",
    )  # fmt: skip
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


def written(folder: Path, documents: list[Document]) -> tuple[Blog, FileLists, int]:
    """Write *documents*; return them, the commands for them, and how many files there are."""
    blog = Blog(post for post, _, published in documents if published)
    posts = [*blog.posts, *blog.unlisted.values()]
    suffixes = sorted({PurePosixPath(post.source).suffix for post in posts})
    files = [
        put(folder, post.source, post.stamp if published else None, text)
        for post, text, published in documents
    ]
    files = [file for file in files if PurePosixPath(file.path).suffix in suffixes]
    operand = shell.glob_of("post/**", suffixes) if suffixes else ""
    return blog, FileLists(files, operand), len(files)


def month(day: date) -> str:
    return day.isoformat()[:7]


def listed_by_commands(blocks: tuple[Block, ...]) -> list[tuple[str, list[str]]]:
    """Return each command with the rows below it, up to the next block that begins anew."""
    found: list[tuple[str | None, list[str]]] = []
    for block in blocks:
        if block.begins:
            found.append((block.command, []))
        found[-1][1].extend(post.source for post in block.rows)
    return [(command, rows) for command, rows in found if command]


@settings(max_examples=60, deadline=None)
@given(BLOGS, st.lists(LISTINGS, min_size=3, max_size=3))
def test_bash_selects_what_the_page_shows(
    documents: list[Document], listings: list[Listing]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        blog, files, count = written(folder, documents)
        for listing in listings:
            view = make_view(listing, blog, files, None, Words(month, "other"))
            pages = [
                make_view(listing, blog, files, page, Words(month, "other")) for page in (1, 2)
            ]
            for each in [view, *pages]:
                for command, rows in listed_by_commands(each.blocks):
                    assert holds(command, rows, folder)
        for post in blog.posts:
            newer, older = blog.neighbours(post.docname)
            around = [each.source for each in (newer, post, older) if each]
            near = files.neighbours_command(post.source, around)
            assert holds(near, around, folder)
            assert near is not None or count > len(blog.posts)


@settings(max_examples=30, deadline=None)
@given(BLOGS, st.integers(0, 4), st.integers(1, 4), st.sampled_from(SORTS))
def test_any_part_of_all_posts_has_a_command_that_holds(
    documents: list[Document], start: int, length: int, sort: str
) -> None:
    with TemporaryDirectory() as name:
        blog, files, count = written(Path(name), documents)
        listing = Listing(sort=sort, pinned_first=False)  # type: ignore[arg-type]
        rows = [post.source for post in blog.select(listing)][start : start + length]
        command = files.command(rows, sort=listing.sort)
        assert holds(command, rows, Path(name))
        if rows and count == len(blog.posts) and sort != "title":
            assert command is not None


@settings(max_examples=40, deadline=None)
@given(BLOGS, st.sampled_from(["tag", "category"]))
def test_bash_counts_the_terms_of_the_blog(documents: list[Document], kind: str) -> None:
    documents = [(post, text.replace("\r", ""), shown) for post, text, shown in documents]
    with TemporaryDirectory() as name:
        blog, files, _ = written(Path(name), documents)
        terms = blog.taxonomies[kind].values()  # type: ignore[index]
        wanted = [(len(term.posts), term.name) for term in terms]
        wanted.sort(key=lambda pair: (-pair[0], pair[1].encode()))
        command = files.count_command("tags" if kind == "tag" else "categories", wanted)
        assert command is None or counted(run(command, Path(name))) == wanted


@pytest.mark.parametrize(
    ("pattern", "paths", "tags"),
    [
        pytest.param("my posts/**", ["my posts/a.md"], "", id="blank in transcript_posts"),
        pytest.param("**", ["-a.md", "b.md"], "", id="hyphen at the root"),
        pytest.param("post/**", ["post/a\nb.md", "post/c.md", "post/d.md"], "", id="line end"),
        pytest.param("post/**", ["post/a.md"], "helm\r", id="CRLF"),
    ],
)
def test_hostile_files_get_no_false_listing(
    tmp_path: Path, pattern: str, paths: list[str], tags: str
) -> None:
    files = [put(tmp_path, path, -at, f"tags: {tags}\n") for at, path in enumerate(paths)]
    files += [put(tmp_path, "post/chart.md", 1, "tags: helm-chart\r\n")] if tags else []
    operand, rows = shell.quote_glob(shell.glob_of(pattern, [".md"])) or "", paths[:2]
    filters = [Filter("tags", tuple(tags.split()))] if tags else []
    assert holds(FileLists(files, operand).command(rows, *filters), rows, tmp_path)


def test_hyphen_at_the_root_gets_no_false_listing(tmp_path: Path) -> None:
    files = [put(tmp_path, "-a.md", 2), put(tmp_path, "b.md", 1)]
    rows = ["-a.md", "b.md"]
    assert holds(FileLists(files, "**/*.md").command(rows), rows, tmp_path)


def test_names_at_the_end_of_a_crlf_line_are_counted_as_bash_does(tmp_path: Path) -> None:
    files = [put(tmp_path, "post/a.md", 2, "tags: helm\r\n")]
    files += [put(tmp_path, "post/b.md", 1, "tags: helm\n")]
    command = FileLists(files, MD).count_command("tags", [(2, "helm")])
    assert command is None or counted(run(command, tmp_path)) == [(2, "helm")]


def test_category_under_either_key_is_found_as_bash_finds_it(tmp_path: Path) -> None:
    shown = put(tmp_path, "post/a.md", 1, f"{HEAD}categories: ops\n")
    files = [shown, put(tmp_path, "post/b.md", None, f"{HEAD}category: ops\ndraft: true\n")]
    for key in ("categories", KEYS["category"]):
        command = FileLists(files, MD).command([shown.path], Filter(key, ("ops",)))
        assert holds(command, [shown.path], tmp_path)


@pytest.mark.parametrize("path", ["post/-a b.md", "post/-what's-next.md", "post/a\nb.md"])
def test_hostile_names_get_no_false_neighbours(tmp_path: Path, path: str) -> None:
    paths = ["post/0.md", "post/1.md", path, "post/2.md", "post/b.md"]
    files = [put(tmp_path, each, -place, HEAD) for place, each in enumerate(paths)]
    command = FileLists(files, MD).neighbours_command(path, paths[1:4])
    assert holds(command, paths[1:4], tmp_path)
