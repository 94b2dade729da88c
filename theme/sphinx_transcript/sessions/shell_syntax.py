"""The parts of a command of a shell: expressions of its words and signs, and its keywords."""

from __future__ import annotations

import re
from typing import Final

from sphinx_transcript.support.lazy_patterns import lazy_pattern

_KEYWORD: Final = r"[ \t]*(?:for|while|until|if|case|select|function|foreach|time|coproc|!)(?!\w)"
SIMPLE = lazy_pattern(
    rf"""(?!{_KEYWORD})
    (?: [^'"`\\|&;(){{}}<$\[\#] | '[^']*' | "(?:[^"`\\$] | \$\w)*" | \$\w
    | \|(?=[ \t]*[\w./~])(?!{_KEYWORD}) )*+\Z""",
    re.VERBOSE,
)
"""A line that is a whole command, at the beginning of an entry."""
TOKEN = lazy_pattern(
    r"""[ \t]+
    | \\(?:.|$)
    | \$?'
    | \$?"
    | `
    | \$?\(\( | \$\( | \$\{
    | \(\) | \( | \)\) | \)
    | ;;& | ;; | ;& | && | \|\| | \|& | \| | &>>? | [<>]& | >\| | <<< | <<-? | [<>]\( | [;&]
    | [<>]
    | \#
    | (?:[^\s'"`\\$();&|<>\#] | \$(?![('"{])) (?:[^\s'"`\\$();&|<>] | \$(?![('"{]))*
    | .""",
    re.VERBOSE,
)
DELIMITER = lazy_pattern(r"""[ \t]*((?:[^\s'"\\();&|<>`]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)""")
QUOTING = lazy_pattern(r"""\\(.)|['"]""")
DOUBLE = lazy_pattern(r'\\(?:.|$)|"|`|\$\(\(|\$\(|\$\{')
ANSI = lazy_pattern(r"\\(?:.|$)|'")
BRACED = lazy_pattern(r"""\\(?:.|$)|\}|\$?'|"|`|\$\(\(|\$\(|\$\{""")
MATH = lazy_pattern(r"""\\(?:.|$)|\(|\)|'|"|`|\$\(\(|\$\(|\$\{""")

LOOPS: Final = frozenset({"while", "until"})
HEADS: Final = frozenset({"for", "select", "foreach"})
COMMAND_FOLLOWS: Final = frozenset({"do", "then", "else", "elif", "!", "time", "coproc"})
OPERATORS: Final = frozenset({"|", "||", "&&", "|&"})
CLOSERS: Final = {"done": "loop", "fi": "if", "esac": "body", "}": "{", "end": "foreach"}
COMMANDS: Final = frozenset({"", "(", "$(", "`", "{", "loop", "if", "body", "foreach"})
"""The contexts in which words are commands."""
QUOTES: Final = frozenset({"'", '"', "$'", "${"})
