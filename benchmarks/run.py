#!/usr/bin/env python3
"""Measure builds of a generated blog with sphinx-transcript and with other themes and extensions.

Usage, with Python 3.11 or newer on Linux or macOS and nothing else installed:

    python3 benchmarks/run.py              1,000 posts, three rounds
    python3 benchmarks/run.py --table      all figures of the manual, in about half an hour
    python3 benchmarks/run.py --kinds      full builds of posts of six kinds
    python3 benchmarks/run.py --scaling    cost per post in blogs of 500 and of 5,000 posts
    python3 benchmarks/run.py --weight     bytes that a reader loads, compared with other themes
    python3 benchmarks/run.py --reload     time from saving a post until the browser shows it
    .venv/bin/python benchmarks/run.py --search    the search; needs `python3 develop.py install`
    python3 benchmarks/run.py --help       all options
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    if "--search" in sys.argv:
        from benchmarks.search.command import main
    else:
        from benchmarks.suite import main
    sys.exit(main(sys.argv[1:]))
