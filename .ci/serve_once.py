"""Serve a site with the installed package, and check that a saved post is shown.

Usage: serve_once.py SITE OUTPUT
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.helpers.live import LiveServer

SENTENCE = "Saved while it was served."

site, output = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
with LiveServer(site, str(site), "--port", "0", "--output", str(output)) as live:
    live.wait_for(lambda: live.build_number() > 0)
    post = min(site.glob("post/**/*.md"))
    with live.expect_refresh(), post.open("a", encoding="utf-8") as file:
        file.write(f"\n{SENTENCE}\n")
    page = post.relative_to(site).with_suffix(".html").as_posix()
    assert SENTENCE in live.text(page)  # noqa: S101
