"""What a terminal shows of the bytes that a command printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_transcript.support import terminal_text
from sphinx_transcript.terminal import output

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_EDITED: Final = 1 << 20
"""The bytes up to which it is followed how a program edits its lines: beyond, that takes long."""


def printed_text(printed: bytes, shown_paths: Iterable[tuple[str, str]]) -> str:
    r"""Return the text that *printed* shows on a terminal, with line feeds as line ends.

    Colours and control characters are gone, and of what a program has written over only the end is
    left. Bytes that are not UTF-8 are lone surrogates (``surrogateescape``). Of *shown_paths*, each
    first one is replaced by the second.
    """
    text = printed.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    if len(printed) <= _MOST_EDITED:
        text = output.plain_text(text)
    else:
        text = terminal_text.plain_text(text)
    for path, shown in shown_paths:
        if path in text:
            text = re.sub(rf"{re.escape(path)}(?![\w-])", shown, text)
    return text
