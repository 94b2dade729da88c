"""Takes the moving picture of the README: a sentence is typed and saved, and the page reloads.

All that it shows is real: `serve` serves a new blog with a post of the example site, the pages are
screenshots of what it serves, and the lines are those that it prints.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Literal

from PIL import Image

from sphinx_transcript.theme.colour_schemes import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]

_POST = "post/whose-disk-is-this.md"
_PROGRAM = (sys.executable, "-m", "sphinx_transcript")
_SENTENCE = "Next time I truncate it."
_SIZE = (450, 460)
"""The size of each half, in pixels."""
_MILLISECONDS = (1200, 600, 900, 3500)
"""How long each frame is shown."""
_COLOURS = 24

_PANE = """<style>
html {{ background: {code}; color: {text}; font: 13px/1.5 monospace; }}
body {{ margin: 16px; }}
pre {{ margin: 0; white-space: pre-wrap; font: inherit; }}
b {{ color: {green}; font-weight: normal; }}
i {{ background: {text}; color: {code}; font-style: normal; }}
#log {{ position: fixed; bottom: 16px; left: 16px; right: 16px; color: {dim}; }}
</style><pre>{editor}</pre><pre id="log">{log}</pre>"""


def take(browser: Browser, example_site: Path, files: Mapping[Scheme, Path]) -> None:
    """Write the picture in each scheme into *files*."""
    with TemporaryDirectory() as name:
        site = Path(name, "notes")
        _run("init", str(site), "--author", "Ada Marsh", "--date", "2014-01-01")
        shutil.copy(example_site / _POST, site / _POST)
        frames = _frames(browser, site, files)
    for scheme, file in files.items():
        _save(frames[scheme], file)


def _frames(
    browser: Browser, site: Path, schemes: Iterable[Scheme]
) -> dict[Scheme, list[Image.Image]]:
    post = site / _POST
    text = post.read_text("utf-8")
    with subprocess.Popen(
        [*_PROGRAM, "serve", "--port", "0"],
        cwd=site,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            lines = _read_until(server.stdout, "^Serving http")
            (address,) = re.findall(r"http://[^\s/]+/", lines[-1])[:1]
            tabs = {scheme: _opened(browser, address, scheme) for scheme in schemes}
            log = ["$ sphinx-transcript serve", lines[-1]]
            frames: dict[Scheme, list[Image.Image]] = {}
            for scheme, tab in tabs.items():
                before = _shot(tab)
                frames[scheme] = [
                    _joined(_pane(browser, scheme, text, _SENTENCE[:count], log), before)
                    for count in (0, len(_SENTENCE) // 2, len(_SENTENCE))
                ]
            post.write_text(f"{text.rstrip()}\n\n{_SENTENCE}\n", "utf-8")
            log += _read_until(server.stdout, _POST)[-1:]
            for scheme, tab in tabs.items():
                tab.get_by_text(_SENTENCE).wait_for()
                _show_end(tab)
                pane = _pane(browser, scheme, text, _SENTENCE, log)
                frames[scheme].append(_joined(pane, _shot(tab)))
                tab.close()
        finally:
            server.terminate()
    return frames


def _run(*arguments: str) -> None:
    subprocess.run([*_PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL)


def _opened(browser: Browser, address: str, scheme: Scheme) -> Page:
    page = browser.new_page(
        viewport={"width": _SIZE[0], "height": _SIZE[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page.goto(f"{address}{_POST.removesuffix('.md')}.html")
    _show_end(page)
    return page


def _read_until(output: IO[str], pattern: str) -> list[str]:
    """Return the lines of *output* up to the first that has *pattern*."""
    lines = []
    for line in output:
        lines.append(line.rstrip())
        if re.search(pattern, line):
            break
    return lines


def _show_end(page: Page) -> None:
    page.locator("article").evaluate(
        "(each) => scrollBy(0, each.getBoundingClientRect().bottom - innerHeight + 24)"
    )
    page.wait_for_timeout(200)


def _pane(browser: Browser, scheme: Scheme, text: str, typed: str, log: list[str]) -> Image.Image:
    """Return the left half: the end of the file in an editor, and what `serve` has printed."""
    colours = SCHEMES[f"tty-{scheme}"].colours
    end = "\n\n".join(text.rstrip().split("\n\n")[-2:])
    html = _PANE.format(
        code=colours.code,
        text=colours.text,
        dim=colours.dim,
        green=colours.green,
        editor=f"<b>{_POST}</b>\n\n{escape(end)}\n\n{escape(typed)}<i> </i>",
        log=escape("\n".join(log)),
    )
    page = browser.new_page(viewport={"width": _SIZE[0], "height": _SIZE[1]})
    page.set_content(html)
    picture = _shot(page)
    page.close()
    return picture


def _shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _joined(left: Image.Image, right: Image.Image) -> Image.Image:
    both = Image.new("RGB", (left.width + right.width, left.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def _save(frames: list[Image.Image], file: Path) -> None:
    """Write *frames* with one palette, so that only what changes is in the later ones."""
    palette = frames[-1].quantize(_COLOURS)
    first, *others = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames)
    first.save(file, save_all=True, append_images=others, duration=list(_MILLISECONDS), loop=0)
