"""The names of new files: safe, unique, and close to the slugs that posts had."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.importers.new_files import ascii_name, post_paths, static_path
from sphinx_transcript.importers.report import Report
from sphinx_transcript.importers.slugs import casefold_path, safe_path, to_ascii
from sphinx_transcript.importers.source_blog import SourcePost

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
def test_slug_never_leads_out_of_the_folder(slug: str) -> None:
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
def test_posts_have_unique_names(slugs: list[tuple[str, bool, bool]]) -> None:
    posts = [
        post(slug, f"{number}/{'index' if is_bundle else 'x'}.{'rst' if is_rst else 'md'}")
        for number, (slug, is_bundle, is_rst) in enumerate(slugs)
    ]
    paths = post_paths(posts, "post", Report())
    assert len(paths) == len(posts)
    # The posts x.md, x.rst and x/index.md would have one name.
    names = {
        casefold_path(path.rsplit(".", 1)[0].removesuffix("/index")) for path in paths.values()
    }
    assert len(names) == len(posts)
    assert all(path.startswith("post/") and ".." not in path.split("/") for path in paths.values())


@settings(deadline=None)
@given(st.text())
def test_copied_file_never_leads_out_of_the_site(path: str) -> None:
    parts = static_path(path).split("/")
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
        ("_.0", "0"),
        ("index", "index-1"),
        ("index.html", "index-html-1"),
        ("page/2", "page-1/2"),
        ("com\u00b9.txt", "com\u00b9-txt-1"),
        ("con", "con-1"),
        ("..", "stem"),
        ("a--b", "a--b"),
    ],
)
def test_slug_is_only_changed_if_it_is_unsafe(slug: str, expected: str) -> None:
    assert safe_path(slug, "stem") == expected


def test_second_post_with_the_same_slug_gets_a_number_and_a_note() -> None:
    report = Report()
    paths = post_paths([post("x", "a/x.md"), post("X", "b/x.md")], "post", report)
    assert list(paths.values()) == ["post/x.md", "post/X-2.md"]
    assert [str(note) for note in report.notes] == [
        "b/x.md:1: another post is 'X' already: this one is 'X-2'"
    ]


def test_name_of_a_copied_file_is_safe_ascii() -> None:
    assert ascii_name("Plän b (1).png") == "Plan-b-1-.png"
    assert static_path("../.git/hooks/x") == "git/hooks/x"
    assert static_path("_static/_x.png") == "_static/x.png"


def test_ascii_is_that_of_unidecode() -> None:
    assert to_ascii("Ærø–“é”ß") == ('AEro-"e"ss', True)
    assert to_ascii("日") == ("", False)
