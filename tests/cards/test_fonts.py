"""The fonts of the package, their licences, and the picture of a card in the manual."""

from __future__ import annotations

import tomllib

from PIL import Image, ImageFont

from tests.conftest import ROOT

FOLDER = ROOT / "theme" / "sphinx_transcript" / "cards" / "fonts"
LICENCES = {
    "JetBrains": ("JetBrainsMono-LICENSE.txt", "SIL Open Font License, Version 1.1"),
    "DejaVu": ("DejaVu-LICENSE.txt", "Bitstream Vera Fonts Copyright"),
}


def test_each_font_has_its_licence_beside_it() -> None:
    for path in FOLDER.glob("*.ttf"):
        family, _ = ImageFont.truetype(path).getname()
        # What is changed of that font may not be called so.
        assert "Vera" not in str(family)
        name, words = LICENCES[str(family).partition(" ")[0]]
        assert words in (FOLDER / name).read_text("utf-8")
        assert path.name in (FOLDER / "README.md").read_text("utf-8")


def test_licences_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT AND OFL-1.1 AND Bitstream-Vera"
    files = {path.name for pattern in project["license-files"] for path in ROOT.glob(pattern)}
    assert files == {"LICENSE", *(name for name, _ in LICENCES.values())}


def test_extra_is_what_the_tests_have() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    assert set(extras["cards"]) <= set(extras["test"])


def test_picture_of_the_manual_is_a_card() -> None:
    with Image.open(ROOT / "example_site" / "manual" / "card.png") as image:
        assert (image.size, image.mode) == ((1200, 630), "P")
