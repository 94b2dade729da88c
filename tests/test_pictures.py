"""The pictures of pages: those for developers, and those that readers are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from sphinx_transcript.theme.schemes import SCHEMES
from tests import pictures
from tests.browser import launched
from tests.conftest import EXAMPLE_SITE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

# Of these the example site may have none.
NOT_EVERYWHERE = {"api", "modules"}

SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.png)\)")
LARGEST = 60_000


def test_each_kind_has_a_page(example_html: Build) -> None:
    names = [kind.name for kind in pictures.KINDS]
    assert len(set(names)) == len(names)
    absent = {
        kind.name
        for kind in pictures.KINDS
        if not kind.drafts and not (example_html.outdir / kind.file).is_file()
    }
    assert absent <= NOT_EVERYWHERE


@pytest.mark.browser
def test_kinds_are_taken_at_each_width_light_and_dark(example_html: Build, tmp_path: Path) -> None:
    said: list[str] = []
    kinds = [kind for kind in pictures.KINDS if kind.name in {"not-found", "redirect"}]
    gone = pictures.Kind("gone", "gone.html")
    with launched() as browser:
        pictures.take(browser, example_html.outdir, [*kinds, gone], tmp_path, said.append)
    assert said == [
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
        # It is not the post, which is longer, but the page that leads there.
        assert moved.height == 800


@pytest.mark.browser
def test_published_picture_is_small_and_has_the_colours_of_the_theme(
    example_html: Build, tmp_path: Path
) -> None:
    picture = pictures.Published(tmp_path / "a.png", 1280, 800, "dark")
    with launched() as browser:
        pictures.publish(browser, example_html.outdir, [picture])
    assert picture.file.stat().st_size < LARGEST
    image = Image.open(picture.file)
    assert image.size == (1280, 800)
    ground = bytes.fromhex(SCHEMES["tty-dark"].colours.page.removeprefix("#"))
    assert image.convert("RGB").getpixel((0, 0)) == tuple(ground)


def test_pictures_shown_are_those_that_are_taken() -> None:
    taken = {picture.file for picture in pictures.PUBLISHED}
    for file in taken:
        assert file.stat().st_size < LARGEST, file.name
    shown: dict[Path, set[Path]] = {}
    for page in (ROOT / "README.md", *(EXAMPLE_SITE / "manual").glob("*.md")):
        for words, name in SHOWN.findall(page.read_text("utf-8")):
            assert len(words.split()) > 5, (
                f"{page.name}: {name} needs a text that says what it shows"
            )
            shown.setdefault(page, set()).add(page.parent / name)
    assert len(shown[ROOT / "README.md"]) == 1
    assert set().union(*shown.values()) == taken
