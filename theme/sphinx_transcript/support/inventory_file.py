"""A faster form of how Sphinx writes the inventory of a site, which others link by.

To compress it takes most of the time, and most builds change no object. The file is left as it is
if it has what the build would write.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_SPACES = re.compile(r"\s+")


def dump_method(original: Any) -> Callable[..., None]:
    """Return the faster form of ``InventoryFile.dump``, a class method."""

    def dump(
        cls: type, filename: str | os.PathLike[str], env: BuildEnvironment, builder: Builder
    ) -> None:
        path = Path(filename)
        header, body = _header(env), "".join(_lines(env, builder)).encode()
        if _content_of(path, header) != body:
            compressor = zlib.compressobj(9)
            path.write_bytes(header + compressor.compress(body) + compressor.flush())

    return dump


def _header(env: BuildEnvironment) -> bytes:
    project, version = (_SPACES.sub(" ", text) for text in (env.config.project, env.config.version))
    return (
        "# Sphinx inventory version 2\n"
        f"# Project: {project}\n"
        f"# Version: {version}\n"
        "# The remainder of this file is compressed using zlib.\n"
    ).encode()


def _lines(env: BuildEnvironment, builder: Builder) -> Iterator[str]:
    uris: dict[str, str] = {}
    for domain in env.domains.sorted():
        for name, shown, kind, docname, anchor, priority in sorted(domain.get_objects()):
            uri = uris.get(docname)
            if uri is None:
                uri = uris[docname] = builder.get_target_uri(docname)
            # A dollar sign stands for the name.
            end = f"{anchor.removesuffix(name)}$" if anchor.endswith(name) else anchor
            address = f"{uri}#{end}" if end else uri
            text = "-" if shown == name else shown
            yield f"{name} {domain.name}:{kind} {priority} {address} {text}\n"


def _content_of(path: Path, header: bytes) -> bytes | None:
    """Return the body of the inventory *path*; None if it can't be read or has another *header*."""
    try:
        content = path.read_bytes()
        decompressor = zlib.decompressobj()
        body = decompressor.decompress(content.removeprefix(header)) + decompressor.flush()
    except (OSError, zlib.error):
        return None
    is_whole = decompressor.eof and not decompressor.unused_data
    return body if content.startswith(header) and is_whole else None
