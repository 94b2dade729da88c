"""Empty tokens between those of a lexer, which tell what copying a block copies.

Formatters that don't know them write nothing for them; `marking_formatter` writes elements.
"""

from __future__ import annotations

from typing import Final

from pygments.token import Token

TYPED: Final = Token.Transcript.Typed
"""The rest of the line is what was typed."""
KEPT: Final = Token.Transcript.Kept
"""The rest of the line is what is left of a diff when it is applied."""
PRINTED: Final = Token.Transcript.Printed
"""The lines from here to the next mark or prompt are what was printed."""
