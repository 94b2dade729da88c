"""Serve a site with what is installed, save a post, and see it: serve_once.py SITE OUTPUT."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.live import Live

WORDS = "Saved while it was served."

site, output = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
with Live(site, str(site), "--port", "0", "--output", str(output)) as live:
    live.wait_for(lambda: live.build() > 0)
    post = min(site.glob("post/**/*.md"))
    with live.refresh(), post.open("a", encoding="utf-8") as file:
        file.write(f"\n{WORDS}\n")
    page = post.relative_to(site).with_suffix(".html").as_posix()
    assert WORDS in live.text(page)  # noqa: S101
