"""What posts of other systems are called: their new files, and the addresses that they had."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.importing import hugo_addresses, jekyll_addresses, mkdocs
from sphinx_transcript.importing.new_files import plain_name, post_paths, site_name
from sphinx_transcript.importing.records import Report, SourcePost
from sphinx_transcript.importing.slugs import folded, plain_ascii, safe_path

SLUGS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["..", ".", "a", "A", "index", "con", "", "/", "\\", " ", "é", "e\u0301", "~", "\x00"]
        )
    ).map("/".join),
)


def post(slug: str, name: str = "posts/x.md") -> SourcePost:
    return SourcePost(PurePosixPath(name), slug, "", 1, {})


@settings(deadline=None)
@given(SLUGS)
def test_no_slug_leads_out_of_the_folder(slug: str) -> None:
    path = PurePosixPath(safe_path(slug, "stem"))
    assert not path.is_absolute()
    assert path.parts
    for part in path.parts:
        assert part.strip(" .") == part
        assert part[0] not in "._~"
        assert not set(part) & set('/\\:*?"<>|#%[]\x00')
        assert len(part.encode()) <= 200
    assert path.name.casefold() != "index"


@settings(deadline=None)
@given(st.lists(st.tuples(SLUGS, st.booleans(), st.booleans()), max_size=8))
def test_no_two_posts_are_one_file(slugs: list[tuple[str, bool, bool]]) -> None:
    posts = [
        post(slug, f"{number}/{'index' if is_bundle else 'x'}.{'rst' if is_rst else 'md'}")
        for number, (slug, is_bundle, is_rst) in enumerate(slugs)
    ]
    paths = post_paths(posts, "post", Report())
    assert len(paths) == len(posts)
    # A post of its own folder, and one in another format, are of one name with it to Sphinx.
    names = {folded(path.rsplit(".", 1)[0].removesuffix("/index")) for path in paths.values()}
    assert len(names) == len(posts)
    assert all(path.startswith("post/") and ".." not in path.split("/") for path in paths.values())


@settings(deadline=None)
@given(st.text())
def test_no_copy_leads_out_of_the_site(path: str) -> None:
    parts = site_name(path).split("/")
    assert "" not in parts or parts == [""]
    assert all(part == "_static" or part[:1] not in {".", "_"} for part in parts)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("my-post", "my-post"),
        ("Größe 日本", "Größe-日本"),
        ("a/b", "a/b"),
        ("../../etc/passwd", "etc/passwd"),
        ("v1.0", "v1.0"),
        ("index", "index-1"),
        ("con", "con-1"),
        ("..", "stem"),
        ("a--b", "a--b"),
    ],
)
def test_slug_stays_as_it_is_where_it_can(slug: str, expected: str) -> None:
    assert safe_path(slug, "stem") == expected


def test_second_post_of_a_name_gets_a_number_and_a_note() -> None:
    report = Report()
    paths = post_paths([post("x", "a/x.md"), post("X", "b/x.md")], "post", report)
    assert list(paths.values()) == ["post/x.md", "post/X-2.md"]
    assert [str(note) for note in report.notes] == [
        "b/x.md:1: another post is 'X' already: this one is 'X-2'"
    ]


def test_name_of_a_copy_is_one_that_myst_finds() -> None:
    assert plain_name("Plän b (1).png") == "Plan-b-1-.png"
    assert site_name("../.git/hooks/x") == "git/hooks/x"
    assert site_name("_static/_x.png") == "_static/x.png"


def test_ascii_is_what_unidecode_makes_of_it() -> None:
    assert plain_ascii("Ærø–“é”ß") == ('AEro-"e"ss', True)
    assert plain_ascii("日") == ("", False)


# -- Hugo: what its release 0.168 makes of these


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("C++ & Rust: what's new? (v1.0)", "c-rust-whats-new-v1.0"),
        ("Größe / Übung 日本 — dash_under", "größe-übung-日本-dash_under"),
        ("100% Sure #1 @home ~x", "100-sure-#1-@home-~x"),
        ("A.B...C - - D", "a.b...c--d"),
        ("UPPER İstanbul ß Æ ½ ² “quoted” it’s…", "upper-istanbul-ß-æ-quoted-its"),
        ("a+b m/n %20", "a-b-m-n-"),
    ],
)
def test_hugo_makes_an_address_of_a_title(title: str, expected: str) -> None:
    page = hugo_addresses.Page(("posts",), "x", title, "", date(2020, 1, 2))
    assert (
        hugo_addresses.address(page, "/:year/:month/:title/", ugly=False) == f"/2020/01/{expected}/"
    )


@pytest.mark.parametrize(
    ("base_name", "slug", "pattern", "expected"),
    [
        ("A + B (c)", "", "", "/deep/sub_dir/a-+-b-c/"),
        ("x", "C++ X", "", "/deep/sub_dir/c++-x/"),
        ("x", "A + B/C", "/n/:slug/", "/n/a--b/c/"),
        ("v2 + Größe", "", "/n/:contentbasename/:yearday/:monthname", "/n/v2--größe/2/january/"),
    ],
)
def test_hugo_makes_an_address_of_a_file(
    base_name: str, slug: str, pattern: str, expected: str
) -> None:
    page = hugo_addresses.Page(("Deep", "Sub_Dir"), base_name, "t", slug, date(2020, 1, 2))
    assert hugo_addresses.address(page, pattern, ugly=False) == expected


def test_hugo_address_that_has_another_token_is_not_known() -> None:
    page = hugo_addresses.Page(("posts",), "x", "t", "", None)
    for pattern in ("/:sections[last]/x/", "/:author/", "/:year/"):
        with pytest.raises(ValueError, match=r":|date"):
            hugo_addresses.address(page, pattern, ugly=False)


# -- Jekyll: its documentation of permalinks and of the filter slugify


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("date", "/ops/net-work/2016/09/06/The_Title.html"),
        ("pretty", "/ops/net-work/2016/09/06/The_Title/"),
        ("ordinal", "/ops/net-work/2016/250/The_Title.html"),
        ("weekdate", "/ops/net-work/2016/W36/Tue/The_Title.html"),
        ("none", "/ops/net-work/The_Title.html"),
        ("/:i_month-:i_day/:slug", "/9-6/the-title"),
        ("/:year_:month/:title/", "/2016_09/The_Title/"),
    ],
)
def test_jekyll_makes_an_address(template: str, expected: str) -> None:
    place = jekyll_addresses.Place(
        "The_Title", "2016-09-06-The_Title", "/x", ("Ops", "net-work", "ops"), date(2016, 9, 6)
    )
    style = jekyll_addresses.STYLES.get(template, template)
    assert jekyll_addresses.address(place, style) == expected


def test_jekyll_slug_has_letters_and_digits() -> None:
    assert jekyll_addresses.slugify("The _config.yml file") == "the-config-yml-file"
    assert jekyll_addresses.slugify("The _config.yml file", pretty=True) == "the-_config.yml-file"


def test_material_slug_is_that_of_pymdown() -> None:
    assert mkdocs.slugify("The wire — it's <b>hot</b>!") == "the-wire--its-hot"
