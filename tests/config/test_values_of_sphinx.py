"""Values of Sphinx in conf.py that it accepts or warns about: None, empty, of another type."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build, Site

URL = 'html_baseurl = "https://example.org/"\n'


def _title(build: Build, page: str) -> str:
    (title,) = re.findall("<title>(.*?)</title>", build.read(page))
    return str(title)


def _feed_title(build: Build) -> str:
    title = str(json.loads(build.read("feed.json"))["title"])
    assert f"<title>{title}</title>" in build.read("feed.xml")
    return title


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        ("html_title = None", "a site"),
        ("html_title = ''", "a site"),
        ("html_title = ' '", "a site"),
        ("html_title = 'Own'", "Own"),
        ("html_title = 'Own\\nlines'", "Own lines"),
        ("html_title = 7", "7"),
        ("html_title = ''; project = ''", "Home"),
        ("html_title = None; project = ' '", "Home"),
        ("html_short_title = None", "a site"),
    ],
)
def test_title_of_the_site(site: Site, conf: str, expected: str) -> None:
    site.conf(f"{URL}{conf}\n")
    build = site.build()
    assert _title(build, "index.html") == expected
    assert _title(build, "post/good.html") == f"Good · {expected}"
    assert _title(build, "404.html").endswith(f" · {expected}")
    assert _feed_title(build) == expected
    assert f'<meta property="og:site_name" content="{expected}">' in build.read("index.html")


def test_title_of_a_site_under_another_theme(site: Site) -> None:
    site.conf(f"{URL}html_title = None\nhtml_theme = 'alabaster'\n")
    build = site.build()
    assert "transcript." not in build.warnings
    assert _feed_title(build) == "a site"


def test_title_of_the_root_document_is_followed(site: Site) -> None:
    site.conf(f"{URL}project = ''\nhtml_title = None\n")
    site.build()
    site.write("index.md", "# Another\n\n```{blog-index}\n```\n")
    assert _title(site.build(), "post/good.html") == "Good · Another"


def test_theme_alone_without_a_title(site: Site) -> None:
    conf = "project = ''\nhtml_title = None\nhtml_baseurl = None\nhtml_theme = 'transcript'\n"
    site.write("conf.py", conf)
    site.write("index.rst", "Home\n====\n")
    assert _title(site.build(), "index.html") == "Home"


@pytest.mark.parametrize("value", ["None", "''", "False", "0", "[]", "' '"])
def test_no_base_url(site: Site, value: str) -> None:
    site.conf(f"html_baseurl = {value}\n")
    build = site.build()
    assert not (build.outdir / "feed.xml").exists()
    assert '<base href="/">' in build.read("404.html")
    assert "transcript." not in build.warnings


@pytest.mark.parametrize("value", ["3", "['https://example.org/']", "pathlib.Path('x')", "b'x'"])
def test_base_url_of_another_type(site: Site, value: str) -> None:
    site.conf(f"import pathlib\nhtml_baseurl = {value}\n")
    build = site.build()
    assert any(line.endswith("[transcript.config]") for line in build_warnings(build))
    assert not (build.outdir / "feed.xml").exists()


@pytest.mark.parametrize(
    "conf",
    [
        "author = ''",
        "copyright = ''",
        "html_favicon = None",
        "html_favicon = ''",
        "html_last_updated_fmt = None",
        "html_last_updated_fmt = ''",
        "html_logo = None",
        "html_logo = ''",
        "html_short_title = ''",
        "html_static_path = '_static'",
        "html_static_path = ('_static',)",
        "language = None",
        "templates_path = []",
        "version = ''",
    ],
)
def test_value_that_sphinx_tolerates(site: Site, conf: str) -> None:
    site.conf(f"{URL}{conf}\n")
    build = site.build()
    assert "transcript." not in build.warnings
    page = build.read("post/good.html")
    assert ">None<" not in page
    assert "© None" not in page
    assert '="None"' not in page
    assert '<html lang="en"' in page
    assert '"language":"en"' in build.read("feed.json").replace(": ", ":")
    assert not re.search(r"<name>(None|)</name>", build.read("feed.xml"))
