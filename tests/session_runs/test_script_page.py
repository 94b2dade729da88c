"""The script beside a page that has checked shell sessions."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files
from tests.session_runs.recorded_site import SESSION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

BODY = """\
Some text.

## What `happened`

```{session}
:name: one
$ mkdir demo
$ cd demo
$ printf 'a\\nb\\n' > list.txt
```

### Then

```{session}
:name: one
:exit: 1
:setup: export LC_ALL=C
$ cat list.txt
a
b
$ grep -c x list.txt
0
```

```{session}
:name: one
:unchecked:
$ rm -rf /
```

```console
$ not checked
```
"""


@pytest.fixture
def site(site: Site) -> Site:
    """Return a site with a post that has sessions, and a page that has none."""
    site.post("a", title="A / B", date="2020-01-01", body=BODY)
    site.write("more.md", "---\norphan: true\n---\n# More\n\n```console\n$ echo a\n```\n")
    return site


def test_script_of_a_page(site: Site) -> None:
    assert (
        site.build().read("post/a.sh")
        == """\
#!/usr/bin/env bash
# typed in post/a.md; to be run in an empty folder
set -e

# A / B

## What happened

mkdir demo
cd demo
printf 'a\\nb\\n' > list.txt

### Then

# typed before, and not shown
export LC_ALL=C
cat list.txt
set +e
grep -c x list.txt
[ "$?" -eq 1 ] || { echo 'the exit status should be 1' >&2; exit 1; }
set -e

# not checked
# $ rm -rf /
"""
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_script_prints_what_the_page_shows(site: Site, tmp_path: Path) -> None:
    script = site.build().outdir / "post/a.sh"
    folder = tmp_path / "empty"
    folder.mkdir()
    result = subprocess.run(
        ["bash", script], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (result.stdout, result.stderr, result.returncode) == ("a\nb\n0\n", "", 0)
    assert (folder / "demo/list.txt").read_text() == "a\nb\n"


@pytest.mark.parametrize(
    ("builder", "page", "script"),
    [("html", "post/a.html", "post/a.sh"), ("dirhtml", "post/a/index.html", "post/a/index.sh")],
)
@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
def test_page_links_its_script(
    site: Site, builder: str, page: str, script: str, theme: str
) -> None:
    build = site.build(builder, html_theme=theme)
    assert script in build.files()
    html = build.read(page)
    name = script.rpartition("/")[2]
    assert html.count(f'<link rel="alternate" type="application/x-sh" href="{name}"') == 1
    assert (f'<a href="{name}">script</a>' in html) == (theme == "transcript")
    others = [path for path in build.files() if path.endswith(".html") and path != page]
    assert [path for path in others if "x-sh" in build.read(path)] == []
    assert [path for path in build.files() if path.endswith(".sh")] == [script]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_script_goes_with_the_last_session(site: Site, builder: str) -> None:
    before = site.build(builder)
    site.post("a", title="A / B", date="2020-01-01", body="Text.\n")
    after = site.build(builder)
    assert [path for path in after.files() if path.endswith(".sh")] == []
    assert_same_files(after, site.clean_build(builder), "without sessions")
    site.post("a", title="A / B", date="2020-01-01", body=BODY)
    assert_same_files(site.build(builder), site.clean_build(builder), "with sessions again")
    assert before.warnings == ""


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_script_of_a_page_that_is_no_post_comes_and_goes(site: Site, builder: str) -> None:
    head = "---\norphan: true\n---\n# More\n\n"
    site.write("more.md", head + SESSION)
    site.build(builder)
    site.write("more.md", f"{head}Text.\n")
    assert_same_files(site.build(builder), site.clean_build(builder), "without sessions")
    site.write("more.md", head + SESSION)
    assert_same_files(site.build(builder), site.clean_build(builder), "with sessions again")


@pytest.mark.parametrize("key", ["draft", "unlisted"])
def test_post_that_is_not_public_has_no_script(site: Site, key: str) -> None:
    site.build()
    site.post("a", title="A / B", date="2020-01-01", body=BODY, **{key: "true"})
    after = site.build()
    assert [path for path in after.files() if path.endswith(".sh")] == []
    assert_same_files(after, site.clean_build(), key)


def test_deleted_script_comes_back(site: Site) -> None:
    (site.build().outdir / "post/a.sh").unlink()
    assert_same_files(site.build(), site.clean_build(), "after it was deleted")


def test_file_of_the_project_has_the_name(site: Site) -> None:
    site.conf("html_extra_path = ['extra']\nexclude_patterns = ['extra']\n")
    own = site.write("extra/post/a.sh", "echo own\n")
    for _ in range(2):
        build = site.build()
        assert build.read("post/a.sh") == "echo own\n"
        assert "x-sh" not in build.read("post/a.html")
    own.unlink()
    assert_same_files(site.build(), site.clean_build(), "without the file")


@pytest.mark.parametrize(
    "body",
    [
        "```{session}\nonly output\n```\n",
        "```{session}\n:unchecked:\n$ make\n```\n",
        "```{session}\n:lang: python\n>>> 1\n1\n```\n",
        f"````{{only}} latex\n{SESSION}````\n",
    ],
)
def test_page_without_a_shell_session_has_no_script(site: Site, body: str) -> None:
    site.post("a", title="A / B", date="2020-01-01", body=body)
    assert [path for path in site.build().files() if path.endswith(".sh")] == []


def test_title_is_a_comment(site: Site) -> None:
    site.post("a", title='"A\\nrm -rf /\\r\\nB"', date="2020-01-01", body=SESSION)
    script = site.build().read("post/a.sh")
    assert "\n# A rm -rf / B\n" in script
    assert "\r" not in script


def test_comments_are_translated(site: Site) -> None:
    script = site.build(language="de").read("post/a.sh")
    assert script.startswith(
        "#!/usr/bin/env bash\n# eingegeben in post/a.md; auszuführen in einem leeren Ordner\n"
    )
    assert "\n# nicht geprüft\n" in script


def test_search_and_feeds_do_not_know_the_script(site: Site) -> None:
    build = site.build(html_baseurl="https://example.org/")
    for name in ("feed.xml", "feed.json", "sitemap.xml", "searchindex.js"):
        assert "a.sh" not in build.read(name), name
