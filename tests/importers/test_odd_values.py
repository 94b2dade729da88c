"""Values of any type under any key: an invalid one is left out and does not stop an import."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.report import Report
from sphinx_transcript.post.front_matter import read_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYS = (
    "title date lastmod draft tags categories category series aliases slug url summary description "
    "image images author authors permalink redirect_from published excerpt last_modified_at status "
    "blogpost language redirect pin links weight type guid previewimage updated modified save_as "
    "taxonomies extra pubDate heroImage last_update keywords thumbnail path lang"
)
TEXT = st.one_of(
    st.text("ab/.:*_`<>{}%#? é\n-", max_size=8),
    st.sampled_from(
        ["2020-01-02", "true", "../../x", "/a/b/", "index", "draft", "{slug}", ":year"]
    ),
    st.sampled_from(["2020-1-2 10:30+02:00", "2020-1-2", "2020-01-02T3:04", "0001-01-01 00:00"]),
)
VALUES = st.recursive(
    st.one_of(TEXT, st.booleans(), st.none(), st.integers(), st.floats(allow_nan=False)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=3,
)
POST_FOLDERS = {
    "hugo": "content/posts",
    "jekyll": "_posts",
    "pelican": "content",
    "nikola": "posts",
    "ablog": ".",
    "mkdocs": "docs/blog/posts",
    "quarto": "posts",
    "myst": "posts",
    "markdown": "blog",
}
POST_FILES = ("2020-01-02-x.md", "README.md", "index.md", "x/index.md", "x/index.de.md", "x/y/z.md")


def python_source(values: dict[str, object]) -> str:
    return "\n".join(f"{name} = {value!r}" for name, value in values.items())


CONFIGURATIONS: dict[str, tuple[str, Callable[[dict[str, object]], str]]] = {
    "hugo": ("hugo.json", json.dumps),
    "jekyll": ("_config.yml", json.dumps),
    "pelican": ("pelicanconf.py", python_source),
    "nikola": ("conf.py", python_source),
    "ablog": ("conf.py", python_source),
    "mkdocs": ("mkdocs.yml", json.dumps),
    "quarto": ("_quarto.yml", json.dumps),
    "myst": ("myst.yml", json.dumps),
    # The data of the folder: what stands there is front matter of all posts.
    "markdown": ("blog/blog.json", json.dumps),
}
_SETTING_KEYS = (
    "baseURL permalinks params languages timeZone mainSections uglyURLs "
    "url baseurl permalink defaults collections plugins timezone "
    "SITEURL ARTICLE_URL PATH TIMEZONE DEFAULT_CATEGORY DEFAULT_METADATA PAGE_PATHS "
    "POSTS TRANSLATIONS SITE_URL IMAGE_FOLDERS FILES_FOLDERS "
    "blog_baseurl blog_post_pattern blog_authors post_date_format exclude_patterns "
    "docs_dir theme site_url website project site "
    "title tags authors taxonomies slug permalink pubDate heroImage last_update keywords extra"
)


@pytest.mark.parametrize("system", POST_FOLDERS)
@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from(POST_FILES),
    st.dictionaries(st.sampled_from(_KEYS.split()), VALUES, max_size=6),
    st.dictionaries(st.sampled_from(_SETTING_KEYS.split()), VALUES, max_size=6),
    st.text("ab[](){}<>!`:%|#*_ \n.-=+\"'", max_size=30),
)
def test_no_value_stops_an_import(
    system: str,
    post_file: str,
    values: dict[str, object],
    configuration: dict[str, object],
    body: str,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, write = CONFIGURATIONS[system]
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(write(configuration), "utf-8")
        path = folder / POST_FOLDERS[system] / post_file
        path.parent.mkdir(parents=True, exist_ok=True)
        front_matter = json.dumps({**values, "blogpost": True} if system == "ablog" else values)
        path.write_text(f"---\n{front_matter}\n---\n{body}", "utf-8")
        report = Report()
        blog = read_blog(system, folder, report)
        files = convert(blog, "post", report)
        for post, text in files.texts.values():
            read_front_matter(text, "markdown")
            assert post.body is not None
        assert all(each.startswith("post/") for each in files.texts)
