"""The player of a recording: its data in the page, and the script that makes it.

The data stand in the page, as JSON that no browser runs, so that a page from a file system has
them, too, and a strict Content-Security-Policy allows them. The script makes the controls: without
it there are none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.terminal_text import json_text
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page

SCRIPT = "recording.js"
_MARK = '<script type="application/json" class="ts-frames"'


def shows_player(app: Sphinx) -> bool:
    """Return whether pages have players: those of a site with this theme."""
    return writes_site(app) and is_theme_active(app)


def player_html(node: nodes.Element) -> str:
    """Return the data of the player *node* as HTML."""
    words = {
        "play": text("Play"),
        "pause": text("Pause"),
        "position": text("Position"),
        "speed": text("Speed"),
        "screen": text("Screen"),
    }
    chapters = [[round(seconds * 1000), name] for seconds, name in node["chapters"]]
    settings = {
        "c": chapters,
        "l": node["label"],
        "x": node["speed"],
        "t": {name: str(word) for name, word in words.items()},
    }
    tail = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    # Both are objects: together they are one.
    data = json_text(f"{node['frames'][:-1]},{tail[1:]}").replace("<", r"\u003c")
    return f"{_MARK}>{data}</script>\n"


def add_script(page: Page) -> None:
    """Have a page load the script if it has a player."""
    if _MARK in (page.context.get("body") or ""):
        page.app.add_js_file(SCRIPT, loading_method="defer")
