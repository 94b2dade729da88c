"""The names by which roles and commands find posts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.records.post_names import PostNames
from tests.helpers.step_counts import LINEAR, growth

PATHS = st.lists(st.sampled_from(["a", "b", "ab", "index"]), min_size=1, max_size=3).map("/".join)


@given(st.lists(PATHS, unique=True, max_size=6), st.sampled_from(["", "post"]), PATHS | st.just(""))
def test_post_has_the_name_of_its_path_or_of_the_end_of_its_slug(
    paths: list[str], folder: str, name: str
) -> None:
    slugs = {(f"post/{path}" if folder else path): path.removesuffix("/index") for path in paths}
    wanted = name.removesuffix("/index")
    exact = [docname for docname, slug in slugs.items() if slug == wanted]
    ends = [docname for docname, slug in slugs.items() if f"/{slug}".endswith(f"/{wanted}")]
    names = PostNames(dict.fromkeys(slugs, folder))
    assert names.matching(f" {name}/ ") == ([name] if name in slugs else exact or ends)


def test_names_of_all_posts_are_found_in_linear_time() -> None:
    def ask(count: int) -> None:
        names = PostNames({f"post/2016/p{at}/index": "post" for at in range(count)})
        for at in range(count):
            assert names.find(f"p{at}") == names.find(f"2016/p{at}") == f"post/2016/p{at}/index"

    assert growth(ask, 60) < LINEAR
