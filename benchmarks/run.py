#!/usr/bin/env python3
"""Measure builds of a made-up blog with sphinx-transcript and with what else makes blogs.

Usage, with Python 3.11 or newer on Linux or macOS and nothing else installed:

    python3 benchmarks/run.py              1,000 posts, three rounds
    python3 benchmarks/run.py --scaling    what a post costs among 500 and among 5,000
    python3 benchmarks/run.py --weight     what a reader loads, beside other themes
    python3 benchmarks/run.py --reload     from saving a post to the browser's showing it
    python3 benchmarks/run.py --help       all options
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.suite import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
