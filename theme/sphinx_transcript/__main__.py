"""``python -m sphinx_transcript`` is the command line ``sphinx-transcript``."""

import sys

from sphinx_transcript.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
