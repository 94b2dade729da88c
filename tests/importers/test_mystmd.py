"""Sites of mystmd."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers.readers.myst import slug_of
from tests.helpers.imported_folder import ImportedFolder, import_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

SETTINGS = (
    "version: 1\nproject:\n  authors:\n    - id: ada\n      name: Ada Marsh\nsite:\n"
    "  template: book-theme\n"
)
HEAD = "---\ntitle: One\ndate: 2024-05-06\n---\n\n"


def imported(
    site: Site,
    tmp_path: Path,
    text: str,
    files: dict[str, str | bytes] | None = None,
    *options: str,
) -> ImportedFolder:
    blog: dict[str, str | bytes] = {"myst.yml": SETTINGS, "posts/01_Two Words.md": text}
    return import_folder(site, tmp_path / "blog", "myst", {**blog, **(files or {})}, *options)


def body(folder: ImportedFolder) -> str:
    return folder.post().partition("\n---\n\n")[2]


def test_front_matter_and_address(site: Site, tmp_path: Path) -> None:
    text = (
        "---\ntitle: One\ndate: 6 May 2024\nauthors:\n  - ada\n  - name: Bo\n"
        "keywords: [a, b]\nthumbnail: t.png\nexports: [pdf]\nkernelspec: {name: x}\n---\n\n"
        "[two](two.md)\n"
    )
    files: dict[str, str | bytes] = {
        "posts/t.png": b"\x89PNG\r\n\x1a\n",
        "posts/two.md": "---\ntitle: Two\ndate: 2024-05-07\n---\n\nText.\n",
        "index.md": "# Start\n",
    }
    folder = imported(site, tmp_path, text, files)
    post = next(text for text in folder.posts.values() if "title: One" in text)
    assert "date: 2024-05-06\ntags: [a, b]\nauthors: [Ada Marsh, Bo]\n" in post
    assert "image: " in post
    assert "aliases: [/two-words]\n" in post
    assert "exports" not in post
    assert "[two](two.md)\n" in post
    assert "index.md:1: no date: a page, and no post; not converted" in folder.notes


def test_folders_in_addresses(site: Site, tmp_path: Path) -> None:
    settings = f"{SETTINGS}  options:\n    folders: true\n"
    folder = imported(site, tmp_path, f"{HEAD}Text.\n", {"myst.yml": settings})
    assert "aliases: [/posts/two-words]\n" in folder.post()


def test_pattern_of_addresses(site: Site, tmp_path: Path) -> None:
    folder = imported(site, tmp_path, f"{HEAD}Text.\n", None, "--permalink", "/:year/:name/")
    assert "aliases: [/2024/01-two-words/]\n" in folder.post()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("01_intro", "intro"),
        ("2024-03-04-x", "2024-03-04-x"),
        ("Two Words", "two-words"),
        ("12", "12"),
        ("1.2-a", "a"),
        ("20240-a", "20240-a"),
    ],
)
def test_names_in_addresses(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_directives_that_differ(site: Site, tmp_path: Path) -> None:
    text = (
        "```{code} python\n:label: a\n:filename: a.py\nx = 1\n```\n\n"
        ":::{dropdown} More\n:open:\nText.\n:::\n\n"
        "::::{tab-set}\n:::{tab-item} One\n:sync: a\nFirst.\n:::\n::::\n\n"
        "```{code-cell} python\n:tags: [hide-input]\n:editable: true\nx\n```\n\n"
        ":::{iframe} https://example.org/v\n:width: 100%\nA film\n:::\n\n"
        '+++ {"tags": ["x"]}\n\n:::{aside}\nBeside.\n:::\n'
    )
    assert body(imported(site, tmp_path, HEAD + text)) == (
        "```{code-block} python\n:name: a\n:caption: a.py\nx = 1\n```\n\n"
        ":::{admonition} More\n\nText.\n:::\n\n"
        "::::{container} tab-set\n:::{admonition} One\n\nFirst.\n:::\n::::\n\n"
        "```{code-block} python\n\n\nx\n```\n\n"
        "<https://example.org/v>\n\nA film\n\n\n"
        "+++\n\n:::{container} aside\nBeside.\n:::\n"
    )


def test_directives_that_are_not_known_are_named(site: Site, tmp_path: Path) -> None:
    text = f"{HEAD}:::{{socialpost}} https://example.org\n:::\n\n:::{{note}}\nText.\n:::\n"
    notes = imported(site, tmp_path, text).notes
    message = "the directive 'socialpost' needs an extension, or has no like here"
    assert [note for note in notes if "directive" in note] == [
        f"posts/01_Two Words.md:6: {message}"
    ]


def test_extensions_that_it_needs_are_named(site: Site, tmp_path: Path) -> None:
    text = f"{HEAD}:::{{note}}\nA $x^2$.\n:::\n\nIn $y$ and [@cite].\n"
    folder = imported(site, tmp_path, text)
    assert '  myst_enable_extensions = ["colon_fence", "dollarmath"]' in folder.notes or any(
        '"colon_fence", "dollarmath"' in note for note in folder.notes
    )
    assert "posts/01_Two Words.md:10: citations stand as they are written" in folder.notes


def test_site_builds_without_warnings(site: Site, tmp_path: Path) -> None:
    text = (
        ":::{note}\nText.\n:::\n\n```{code} python\n:label: a\nx = 1\n```\n\n"
        ":::{dropdown} More\n:open:\nInside.\n:::\n\n$x^2$\n"
    )
    imported(site, tmp_path, HEAD + text)
    site.conf('myst_enable_extensions = ["colon_fence", "dollarmath"]\n')
    build = site.build()
    assert build.warnings == ""
    page = build.read("post/01_Two-Words.html")
    assert "Inside." in page
    assert ":::" not in page
