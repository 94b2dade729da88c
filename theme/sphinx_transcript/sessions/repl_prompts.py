"""The prompts of languages, databases, debuggers, and of other programs that read commands."""

from __future__ import annotations

import re
from typing import Final

from sphinx_transcript.sessions.bracket_continuation import BracketReader
from sphinx_transcript.sessions.prompt_family import REST, Family, Rank
from sphinx_transcript.sessions.python_continuation import PythonReader
from sphinx_transcript.sessions.sql_continuation import SqlReader

_NAME: Final = r"[A-Za-z_][\w.@:-]{0,80}"
_IN_BRACKETS: Final = r"(?:\([^)\n]{0,60}\))?"


def _by_numbers(prompt: str) -> str:
    """Let numbers vary, which count the lines."""
    return re.sub(r"\d+", r"\\d{1,6}", re.escape(prompt.strip())) + REST


def _by_mode(prompt: str) -> str:
    """Let the mode vary: `Switch>`, `Switch#`, `Switch(config)#`."""
    host = re.split(r"[(#>]", prompt)[0]
    return rf"{re.escape(host)}(?:\([\w-]{{1,60}}\))?[#>] ?"


PYTHON: Final = (
    Family("python", rf">>>{REST}", rf"\.\.\.{REST}", PythonReader, "python"),
    Family("pypy", rf">>>>{REST}", rf"\.{{4}}{REST}", PythonReader, "python"),
    Family(
        "ipython",
        rf"In \[[ \d]{{1,8}}\]:{REST}",
        rf"[ \t]{{0,12}}\.{{3,}}:{REST}",
        PythonReader,
        "python",
        is_more_clear=True,
    ),
    Family("sage", rf"sage:{REST}", rf"\.{{4}}:{REST}", PythonReader, "python"),
)
PSQL: Final = (
    Family(
        "psql",
        rf"{_NAME}=[*!?^]?[#>]{REST}",
        rf"{_NAME}[-('\"$*^][*!?]?[#>]{REST}",
        SqlReader,
        "postgresql",
        is_more_clear=True,
    ),
)
MYSQL: Final = (
    Family(
        "mysql",
        r"(?:mysql(?: ?\[[^\]\n]{0,80}\])?|MariaDB \[[^\]\n]{0,80}\]|MySQL [^>\n]{0,80})>" + REST,
        rf"[ \t]{{0,20}}[-'\"`/][*>]>?{REST}",
        SqlReader,
        "mysql",
        is_more_clear=True,
    ),
)
SQLITE: Final = (
    Family(
        "sqlite",
        rf"sqlite>{REST}",
        rf"[ \t]{{0,8}}(?:\.\.\.|\(x\d|['\"]\.\.)>{REST}",
        SqlReader,
        "sql",
        is_more_clear=True,
    ),
)
RUBY: Final = (
    Family("irb", rf"irb{_IN_BRACKETS}(?::\d{{1,6}}){{0,2}}[>*\"']{REST}", code="ruby"),
    Family("pry", rf"\[\d{{1,6}}\] pry{_IN_BRACKETS}[>*\"']{REST}", code="ruby"),
)
IRB_SHORT: Final = (Family("irb_short", r">> |\?> ", code="ruby"),)
JULIA: Final = (
    Family(
        "julia",
        rf"(?:julia|help\?|shell|(?:\(@?[\w.]{{1,40}}\) )?pkg)>{REST}",
        r" {7}(?=\S| )",
        BracketReader,
        "julia",
    ),
)
ELIXIR: Final = (
    Family(
        "iex",
        rf"iex{_IN_BRACKETS}>{REST}",
        rf"\.\.\.{_IN_BRACKETS}>{REST}",
        BracketReader,
        "elixir",
        is_more_clear=True,
    ),
)
NODE: Final = (Family("node", rf">{REST}", rf"(?:\.{{3,}}|\|){REST}", BracketReader, "javascript"),)
R: Final = (Family("r", rf">{REST}", rf"\+{REST}", BracketReader, "r"),)
OTHERS: Final = (
    Family("oracle", rf"SQL>{REST}", r" {1,3}\d{1,3} {1,2}", SqlReader, "sql"),
    Family(
        "sql",
        r"(?:cqlsh(?::\w{1,40})?|cr|hive|spark-sql|presto|trino)(?: ?\(\w{1,40}\))?>" + REST,
        r" {0,12}(?:\.\.\.>?|->|>) ",
        SqlReader,
        "sql",
    ),
    Family(
        "mongosh",
        r"(?:[\w.-]{1,60} ){0,2}\[(?:direct: )?(?:primary|secondary|mongos|arbiter|unknown|other)\]"
        rf" [\w.-]{{1,60}}>{REST}",
        r"(?:\.{3,}|\|) ",
        BracketReader,
        "javascript",
    ),
    Family(
        "ghci",
        rf"(?:ghci|Prelude[^>|\n]{{0,80}})>{REST}",
        rf"(?:ghci|Prelude[^>|\n]{{0,80}})\|{REST}",
        BracketReader,
        "haskell",
        is_more_clear=True,
    ),
    Family(
        "scala", rf"scala>{REST}", rf" {{5}}\|{REST}", BracketReader, "scala", is_more_clear=True
    ),
    Family("jshell", rf"jshell>{REST}", rf" {{3}}\.\.\.>{REST}", BracketReader, "java"),
    Family("php", rf"php >{REST}", rf"php [({{\"'/*#-]{REST}", BracketReader, "php"),
    Family("octave", rf"octave(?::\d{{1,6}})?>{REST}", rf">{REST}", BracketReader, "octave"),
    Family(
        "redis",
        r"(?:redis [^>\n]{0,80}|(?:(?:\d{1,3}\.){3}\d{1,3}|localhost):\d{1,5}(?:\[\d{1,4}\])?"
        rf"|not connected)>{REST}",
    ),
    Family(
        "pdb",
        rf"(?:\((?:Pdb(?:\+\+)?|pdb|ipdb)\)|ipdb>){REST}",
        rf"\.\.\.:?{REST}",
        PythonReader,
        "python",
    ),
    Family("debugger", rf"\((?:gdb|lldb|rr|dlv|jdb|rdb|byebug|cgdb|udb)\){REST}", rf">{REST}"),
)
NAMED: Final = (
    Family(
        "router",
        r"[A-Z][\w.-]{0,60}(?:\([\w-]{1,60}\))?[#>] ?(?=[a-z?])",
        rank=Rank.LIKELY,
        settle=_by_mode,
    ),
    Family(
        "named",
        rf"[A-Za-z\d][\w.:/-]{{0,60}}(?:[ \t]?\([^()\n]{{0,60}}\))?>{REST}",
        reader=BracketReader,
        rank=Rank.LIKELY,
        settle=_by_numbers,
    ),
)
