"""Writes pictures of at most 16 colours as PNG.

Pillow's own writer makes files that are a sixth larger, and their bytes differ from release to
release. https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _INDEXED_COLOUR = 4, 3


def png(picture: Image.Image, palette: Sequence[int], level: int) -> bytes:
    """Return *picture*, whose pixels are indexes of *palette*, as a PNG without metadata.

    *picture* is of the mode L and of even width; *palette* has red, green and blue of at most 16
    colours. *level* is that of zlib, from 1 to 9.
    """
    width, height = picture.size
    pixels = picture.convert("P").tobytes("raw", "P;4")
    row = width * _BITS // 8
    # The byte 0 at the start of a row stands for no filter, which is best for indexes.
    rows = b"".join(b"\0" + pixels[at : at + row] for at in range(0, len(pixels), row))
    header = struct.pack(">IIBBBBB", width, height, _BITS, _INDEXED_COLOUR, 0, 0, 0)
    compressor = zlib.compressobj(level, memLevel=9)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", bytes(palette)),
        (b"IDAT", compressor.compress(rows) + compressor.flush()),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
