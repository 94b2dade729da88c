"""Takes screenshots of the example site: `python3 develop.py pictures`.

Each kind of page is taken in full length at three widths, light and dark, for review. With
--publish, the screenshots in the README and the manual are replaced instead.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from PIL import Image

from tests.helpers import reload_picture
from tests.helpers.browser import installed, launched, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, Page, Route

    from tests.helpers.reload_picture import Scheme

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE_SITE = ROOT / "example_site"
MANUAL = EXAMPLE_SITE / "manual"

WIDTHS = (320, 768, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_HEIGHT = 800

_SEED = "post/bios-beep-sequence-/-we-scaled-it-past-what-it-knew-/-the-service-persists.html"
_REFRESH = '<meta http-equiv="refresh"'


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page, and an example of it on the example site."""

    name: str
    file: str
    address: str = ""
    """The requested path, if it is not the file."""
    ready: str = "body"
    """The selector of an element to wait for."""
    drafts: bool = False
    """Whether the page exists only in a preview of drafts."""

    @property
    def url(self) -> str:
        """Return the path of the page on the server."""
        return f"/{self.address or quote(self.file)}"


KINDS = (
    Kind("home", "index.html"),
    Kind("post", _SEED),
    Kind("post-with-code", "post/dns-the-answer-was-cached.html"),
    Kind("posts", "post/index.html"),
    Kind("second-page", "manual/blog-index/page/2/index.html"),
    Kind("tag", "tag/oncall/index.html"),
    Kind("tags", "tag/index.html"),
    Kind("category", "category/incidents/index.html"),
    Kind("author", "author/ada-marsh/index.html"),
    Kind("series", "series/the-long-way-to-a-restore/index.html"),
    Kind("archive", "archive/2015/index.html"),
    Kind("documentation", "manual/blog-index.html"),
    Kind("api", "manual/kitchen-sink/api.html"),
    Kind("index", "genindex.html"),
    Kind("modules", "py-modindex.html"),
    Kind("search", "search.html", "search.html?q=backup", "[role=option]"),
    Kind("not-found", "404.html", "no/such/page.html"),
    Kind("draft", "post/four-hundred-hosts-in-one-file.html", drafts=True),
    Kind("redirect", "2015/03/dns.html"),
)


@dataclass(frozen=True, slots=True)
class Published:
    """A screenshot in the README or the manual."""

    file: Path
    width: int
    height: int
    scheme: Scheme


PUBLISHED = (
    Published(MANUAL / "post-dark.png", 1280, _HEIGHT, "dark"),
    # As wide as the text of the manual, so that the page does not scale it.
    Published(MANUAL / "post-light.png", 730, 740, "light"),
    Published(MANUAL / "post-phone.png", 390, 780, "dark"),
)
CARD = MANUAL / "card.png"
"""The card of the same post, in the manual."""
RELOAD: dict[Scheme, Path] = {
    "light": MANUAL / "reload-light.gif",
    "dark": MANUAL / "reload-dark.gif",
}
"""The moving pictures of the README."""
_MIN_DISTANCE = 4
"""Colours with a smaller distance than this are merged."""


def take(
    browser: Browser,
    folder: Path,
    kinds: Sequence[Kind],
    target: Path,
    say: Callable[[str], object] = print,
) -> None:
    """Write screenshots of *kinds* of page of the site in *folder* into *target*."""
    target.mkdir(parents=True, exist_ok=True)
    with served(folder) as address:
        for kind in kinds:
            if not (folder / kind.file).is_file():
                say(f"{kind.name}: skipped, there is no page {kind.file}")
                continue
            for width in WIDTHS:
                for scheme in SCHEMES:
                    with _opened(browser, address, kind, (width, _HEIGHT), scheme) as page:
                        path = target / f"{kind.name}-{width}-{scheme}.png"
                        page.screenshot(path=path, full_page=True)
            say(f"{kind.name}: {len(WIDTHS) * len(SCHEMES)} pictures")


def publish(browser: Browser, folder: Path, pictures: Sequence[Published] = PUBLISHED) -> None:
    """Take *pictures* of a post of the site in *folder*, and its card."""
    (kind,) = (kind for kind in KINDS if kind.name == "post-with-code")
    with served(folder) as address:
        for picture in pictures:
            size = (picture.width, picture.height)
            with _opened(browser, address, kind, size, picture.scheme) as page:
                picture.file.write_bytes(_reduce_colours(page.screenshot()))
    (card,) = re.findall(r"/(_cards/\w+\.png)", (folder / kind.file).read_text("utf-8"))[:1]
    CARD.write_bytes((folder / card).read_bytes())


@contextmanager
def _opened(
    browser: Browser, address: str, kind: Kind, size: tuple[int, int], scheme: Scheme
) -> Iterator[Page]:
    """Open the page of *kind* at *address* in a window of *size*."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        # Keeps the blinking cursor visible.
        reduced_motion="reduce",
    )
    page.route(lambda url: url == f"{address}{kind.url}", _without_refresh)
    page.goto(f"{address}{kind.url}", wait_until="load")
    page.wait_for_selector(kind.ready)
    try:
        yield page
    finally:
        page.close()


def _without_refresh(route: Route) -> None:
    """Disable the redirect of a page by renaming its meta tag."""
    response = route.fetch()
    text = response.text().replace(_REFRESH, '<meta name="refresh"')
    route.fulfill(response=response, body=text)


def _reduce_colours(png: bytes) -> bytes:
    """Return *png* with a palette that keeps the theme's colours and approximates the others."""
    pixels = Image.open(io.BytesIO(png)).convert("RGB")
    data = pixels.tobytes()
    colours = [data[index : index + 3] for index in range(0, len(data), 3)]
    palette: list[bytes] = []
    # The most frequent colours are the theme's. The others are the smoothed edges of letters.
    for colour, _ in Counter(colours).most_common():
        if len(palette) < 256 and all(
            _distance(colour, other) >= _MIN_DISTANCE for other in palette
        ):
            palette.append(colour)
    indexes = {
        colour: min(range(len(palette)), key=lambda index: _distance(colour, palette[index]))
        for colour in set(colours)
    }
    image = Image.frombytes("P", pixels.size, bytes(map(indexes.__getitem__, colours)))
    image.putpalette(b"".join(palette))
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _distance(one: bytes, other: bytes) -> int:
    """Return the largest difference of two colours in any channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def build(target: Path, *options: str) -> Path:
    """Build the example site into *target* with *options* of sphinx-build; return *target*."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options]
    subprocess.check_call([*command, str(EXAMPLE_SITE), str(target)])
    return target


def main(arguments: list[str]) -> int:
    """Run the command line, and return the exit status."""
    names = [kind.name for kind in KINDS]
    parser = argparse.ArgumentParser(
        prog="develop.py pictures", description="Take screenshots of the example site's pages."
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "build" / "pictures",
        help="the output folder (build/pictures)",
    )  # fmt: skip
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument(
        "--publish",
        action="store_true",
        help="replace the screenshots of the README and the manual instead",
    )
    options = parser.parse_args(arguments)
    path = installed()
    if not path:
        parser.error("no Chromium was found; TRANSCRIPT_BROWSER can name its path")
    kinds = [kind for kind in KINDS if kind.name in (options.only or names)]
    with TemporaryDirectory() as folder, launched(path) as browser:
        if options.publish:
            publish(browser, build(Path(folder) / "site"))
            reload_picture.take(browser, EXAMPLE_SITE, RELOAD)
            return 0
        for drafts in (False, True):
            if chosen := [kind for kind in kinds if kind.drafts == drafts]:
                flags = ("-D", "transcript_drafts=1") if drafts else ()
                take(
                    browser,
                    build(Path(folder) / f"drafts-{drafts}", *flags),
                    chosen,
                    options.folder,
                )
    print(f"screenshots written to {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
