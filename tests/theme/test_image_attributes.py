"""Images have the size of their file, unless the author gave one, and load when they are needed."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from sphinx_transcript.theme import image_attributes
from sphinx_transcript.theme.image_attributes import completed

if TYPE_CHECKING:
    from tests.conftest import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="20"></svg>'


@pytest.mark.parametrize(
    ("given", "size", "expected"),
    [
        ("", (400, 200), 'width="400" height="200"'),
        (' width="100"', (400, 200), 'height="50" width="100"'),
        (' height="50"', (400, 200), 'width="100" height="50"'),
        (' width="100" height="50"', (400, 200), 'width="100" height="50"'),
        # A whole number of pixels is never the exact ratio.
        (' width="100" height="67"', (300, 200), 'width="100" height="67"'),
        (' width="100" height="90"', (400, 200), 'class="ts-sized" width="100" height="90"'),
        (' width="100" height="90"', None, 'class="ts-sized" width="100" height="90"'),
        (' class="a ts-width-50"', (4, 2), 'width="4" height="2" class="a ts-width-50"'),
        (' width="100"', (1000, 1), 'width="100" height="1"'),
        (' height="100"', (1, 1000), 'width="1" height="100"'),
        (f' width="{"9" * 5000}"', (4, 2), f'width="{"9" * 5000}"'),
        (' width="100"', None, 'width="100"'),
        (' width="50%"', (400, 200), 'width="50%"'),
        ("", None, ""),
    ],
)
def test_size_of_an_image(given: str, size: tuple[int, int] | None, expected: str) -> None:
    tag = completed(f'<img src="a.png"{given} />', size, is_lazy=False)
    attributes = re.compile(r'[a-z]+="[^"]*"')
    wanted = attributes.findall(f'decoding="async" {expected} src="a.png"')
    assert sorted(attributes.findall(tag)) == sorted(wanted)


def test_loading_that_an_author_chose_stays() -> None:
    assert completed('<img loading="eager" />', None, is_lazy=True).count("loading=") == 1


def images(site: Site, name: str = "index.html") -> dict[str, dict[str, str]]:
    """Return the attributes of the images of a page, by file name."""
    tags = re.findall(r"<img [^>]*>", site.build().read(name))
    found = [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in tags]
    return {each["src"].rpartition("/")[2]: each for each in found}


def test_every_local_image_has_its_size(site: Site) -> None:
    for name in ("wide.png", "inside.png", "target.png", "scaled.png", "given.png", "late.png"):
        Image.new("RGB", (640, 160)).save(site.srcdir / name)
    site.write("badge.svg", SVG)
    site.write(
        "index.rst",
        "Home\n====\n\n.. image:: wide.png\n\n.. figure:: inside.png\n   :width: 50%\n\n"
        ".. image:: target.png\n   :target: https://example.org/\n   :width: 320px\n\n"
        ".. image:: scaled.png\n   :scale: 25\n\n.. image:: given.png\n   :width: 100px\n"
        "   :height: 100px\n\n.. image:: badge.svg\n\n.. image:: https://example.org/far.png\n\n"
        + "word " * 3000
        + "\n\n.. image:: late.png\n",
    )
    (site.srcdir / "index.md").unlink(missing_ok=True)
    found = images(site)
    sizes = {name: (each.get("width"), each.get("height")) for name, each in found.items()}
    assert sizes == {
        "wide.png": ("640", "160"),
        "inside.png": ("640", "160"),
        "target.png": ("320", "80"),
        "scaled.png": ("160", "40"),
        "given.png": ("100", "100"),
        "badge.svg": ("120", "20"),
        "far.png": (None, None),
        "late.png": ("640", "160"),
    }
    assert {name for name, each in found.items() if "ts-sized" in each.get("class", "")} == {
        "given.png"
    }
    assert {each["decoding"] for each in found.values()} == {"async"}
    assert {name for name, each in found.items() if each.get("loading") == "lazy"} == {"late.png"}


@pytest.mark.parametrize("logo", ["logo.png", "https://example.org/logo.png"])
def test_logo_has_its_size(site: Site, logo: str) -> None:
    Image.new("RGB", (300, 100)).save(site.srcdir / "logo.png")
    page = site.build(html_logo=logo).read("index.html")
    (tag,) = re.findall(r"<img [^>]*>", page)
    assert ('width="300" height="100"' in tag) is (logo == "logo.png")


def test_edited_image_changes_the_pages_that_show_it(site: Site) -> None:
    path = site.srcdir / "post" / "dot.png"
    site.write("post/a.md", "---\ndate: 2020-01-01\n---\n# A\n\n![dot](dot.png) text\n")
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: excerpt\n```\n")
    Image.new("RGB", (10, 20)).save(path)
    assert images(site)["dot.png"]["height"] == "20"
    Image.new("RGB", (10, 30)).save(path)
    assert images(site)["dot.png"]["height"] == "30"
    assert images(site, "post/a.html")["dot.png"]["height"] == "30"


def test_text_above_is_measured_only_for_images_of_the_first_screen() -> None:
    measured = []

    class Body(list[str]):
        def __getitem__(self, key: Any) -> Any:
            part = super().__getitem__(key)
            measured.append(len(part))
            return part

    translator: Any = SimpleNamespace(body=Body(["x" * 1000] * 1000))
    found = [image_attributes._pixels_above(translator, end) for end in range(1000)]
    limit = image_attributes._FIRST_SCREEN
    assert [above > limit for above in found] == [above > limit for above in sorted(found)]
    assert found[-1] > limit
    assert sum(measured) < 1000
