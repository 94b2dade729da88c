"""Serve a site with what is installed, save a post, and see it: serve-once.py SITE OUTPUT."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.live import Live

WORDS = "Saved while it was served."

site, output = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
with Live(site, str(site), "--port", "0", "--output", str(output)) as live:
    live.wait_for(lambda: live.build() > 0)
    post = site / "post" / "dns-the-answer-was-cached.md"
    with live.refresh(), post.open("a", encoding="utf-8") as file:
        file.write(f"\n{WORDS}\n")
    assert WORDS in live.text("post/dns-the-answer-was-cached.html")  # noqa: S101
