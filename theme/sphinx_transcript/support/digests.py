"""Short digests of text and file contents."""

from __future__ import annotations

import hashlib


def digest(data: bytes | str, size: int) -> str:
    """Return the BLAKE2b digest of *data* as hexadecimal digits, two for each of *size* bytes.

    Text is encoded as UTF-8. Lone surrogates, as in undecodable file names, are allowed.
    """
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.blake2b(content, digest_size=size).hexdigest()
