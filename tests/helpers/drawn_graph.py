"""A stand-in for Graphviz's program ``dot``, which machines of tests need not have.

It writes a picture, or a map of one, in each format that ``-T`` names to the file of ``-o``.
"""

import base64
import sys
from pathlib import Path

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><path d="M0 24H96"/></svg>'
# One pixel without a colour.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)

MAP = b'<map id="graph" name="graph">\n</map>\n'

if __name__ == "__main__":
    sys.stdin.read()
    kind = ""
    for argument in sys.argv[1:]:
        if argument.startswith("-T"):
            kind = argument[2:]
        elif argument.startswith("-o"):
            Path(argument[2:]).write_bytes({"svg": SVG, "png": PNG, "cmapx": MAP}[kind])
