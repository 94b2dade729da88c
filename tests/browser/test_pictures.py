"""The screenshots of pages, for developers, and for the README and the manual."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.conftest import EXAMPLE_SITE, ROOT
from tests.helpers import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.conftest import Build

# The example site need not have these.
OPTIONAL_KINDS = {"api", "modules"}

SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+(?:\.png|\.gif#[a-z-]+))\)")
LARGEST = 60_000


def test_each_kind_has_a_page(example_html: Build) -> None:
    names = [kind.name for kind in pictures.KINDS]
    assert len(set(names)) == len(names)
    missing = {
        kind.name
        for kind in pictures.KINDS
        if not kind.drafts and not (example_html.outdir / kind.file).is_file()
    }
    assert missing <= OPTIONAL_KINDS


@pytest.mark.browser
def test_each_kind_has_a_picture_per_width_and_scheme(
    example_html: Build, browser: Browser, tmp_path: Path
) -> None:
    lines: list[str] = []
    kinds = [kind for kind in pictures.KINDS if kind.name in {"not-found", "redirect"}]
    gone = pictures.Kind("gone", "gone.html")
    pictures.take(browser, example_html.outdir, [*kinds, gone], tmp_path, lines.append)
    assert lines == [
        "not-found: 6 pictures",
        "redirect: 6 pictures",
        "gone: skipped, there is no page gone.html",
    ]
    for width in pictures.WIDTHS:
        light, dark, moved = (
            Image.open(tmp_path / f"{name}-{width}-{scheme}.png")
            for name, scheme in (
                ("not-found", "light"),
                ("not-found", "dark"),
                ("redirect", "dark"),
            )
        )
        assert light.width == dark.width == moved.width == width
        assert light.tobytes() != dark.tobytes()
        # The redirect page itself, not the longer post that it leads to.
        assert moved.height == 800


@pytest.mark.browser
def test_published_picture_is_small_and_keeps_the_colours_of_the_theme(
    example_html: Build, browser: Browser, tmp_path: Path
) -> None:
    picture = pictures.Published(tmp_path / "a.png", 1280, 800, "dark")
    pictures.publish(browser, example_html.outdir, [picture])
    assert picture.file.stat().st_size < LARGEST
    image = Image.open(picture.file)
    assert image.size == (1280, 800)
    background = bytes.fromhex(SCHEMES["tty-dark"].colours.page.removeprefix("#"))
    assert image.convert("RGB").getpixel((0, 0)) == tuple(background)


def test_readme_and_manual_show_all_published_pictures() -> None:
    moving = set(pictures.RELOAD.values())
    taken = {picture.file for picture in pictures.PUBLISHED} | {pictures.CARD} | moving
    for file in taken:
        assert file.stat().st_size < LARGEST, file.name
    shown: dict[Path, set[Path]] = {}
    for page in (ROOT / "README.md", *(EXAMPLE_SITE / "manual").glob("*.md")):
        for alt, name in SHOWN.findall(page.read_text("utf-8")):
            assert len(alt.split()) > 5, f"{page.name}: {name} needs a text that says what it shows"
            shown.setdefault(page, set()).add(page.parent / name.partition("#")[0])
    assert shown[ROOT / "README.md"] == moving
    assert set().union(*shown.values()) == taken
