"""The lexers of sessions: nothing is lost, nothing is an error, all is in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import highlight
from pygments.formatters import HtmlFormatter, LatexFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import Error, Generic, Keyword, Name, Token, Whitespace
from sphinx.highlighting import lexer_classes

from sphinx_transcript.highlighting.marking_formatter import MarkingFormatter
from sphinx_transcript.highlighting.session_lexers import ESCAPED, LANGUAGES, lexer_class
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.prompt_families import language_of
from sphinx_transcript.sessions.session import Kind
from tests.sessions.written_blocks import WrittenBlock, written_blocks

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from tests.conftest import Site

_BLOCKS = written_blocks()
_TRACEBACK = """>>> f()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
    f(x)
    ~^^^
ZeroDivisionError: division by zero
>>> 2
2
"""


def tokens_of(text: str, language: str, **options: Any) -> list[tuple[_TokenType, str]]:
    """Return the tokens of *text* that have any text."""
    found = lexer_class(language)(**options).get_tokens(text)
    return [(kind, value) for kind, value in found if value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_character_is_lost_and_none_is_an_error(language: str) -> None:
    for block in _BLOCKS:
        tokens = tokens_of(block.text, language)
        assert "".join(value for _kind, value in tokens) == block.text
        assert Error not in {kind for kind, _value in tokens}


@given(
    st.text(st.sampled_from("$#%> \n\t\r`'\"\\()<>abE:=.-\x00\x0c\x1b"), max_size=60),
    st.sampled_from(LANGUAGES),
)
def test_any_text(text: str, language: str) -> None:
    tokens = tokens_of(text, language, ensurenl=False)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(value for _kind, value in tokens) == lines
    assert Error not in {kind for kind, _value in tokens}
    html = highlight(lines, lexer_class(language)(), MarkingFormatter(nowrap=True))
    assert html.count("<span") == html.count("</span>")
    assert len(html.split("\n")) == len(f"{lines.removesuffix(chr(10))}\n".split("\n"))


TYPED = [  # A session, and a token of what is typed.
    ("console", "$ for i in 1; do\n>   ls\n> done\n", Keyword, "done"),
    ("console", "prompt:~$ cd $BUILDDIR\n", Name.Builtin, "cd"),
    ("console", "ada@host ~ $ echo $HOME\n", Name.Variable, "$HOME"),
    ("console", 'ada@test$ echo -n $EDITOR | grep -E "vim"\n', Token.Literal.String, '"vim"'),
    ("console", "$ sudo su\n# echo ok\n", Name.Builtin, "echo"),
    ("bash-session", "$ echo 'a\nb'\n", Token.Literal.String.Single, "b'"),
    ("console", "PS C:\\> Get-Item x\n", Name.Builtin, "Get-Item"),
    ("ps1con", "PS C:\\> foreach ($a in 1) {\n>> 2\n>> }\n", Keyword, "foreach"),
    ("doscon", "C:\\> echo a\n", Keyword, "echo"),
    ("pycon", ">>> def f():\n...     pass\n", Keyword, "pass"),
    ("console", "In [1]: def f():\n   ...:     pass\n", Keyword, "pass"),
    ("psql", "a=> SELECT 1\na-> FROM b;\n", Keyword, "FROM"),
    ("console", "mysql> SELECT 1;\n", Keyword, "SELECT"),
    ("irb", "irb(main):001:0> def f\n", Keyword, "def"),
    ("nodejsrepl", "> const a = 1\n", Keyword.Declaration, "const"),
]


@pytest.mark.parametrize(("language", "text", "kind", "value"), TYPED)
def test_typed_text_has_its_own_language(
    language: str, text: str, kind: _TokenType, value: str
) -> None:
    tokens = tokens_of(text, language)
    assert any(each in kind and found == value for each, found in tokens)  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("block", _BLOCKS, ids=lambda block: block.text[:40].split("\n")[0])
def test_tokens_of_prompts_and_output_are_the_parts_of_the_session(block: WrittenBlock) -> None:
    language = language_of(block.language)
    language = language if language in LANGUAGES else "console"
    session = parse_session(block.text, language)
    prompts = [part.text for part in session.parts if part.kind is Kind.PROMPT]
    tokens = tokens_of(block.text, language)
    assert [value for kind, value in tokens if kind is Generic.Prompt] == prompts
    generic = "".join(value for kind, value in tokens if Generic in kind.split())
    output = [part.text for part in session.parts if part.kind is Kind.OUTPUT]
    if session.code != "python":  # Parts of tracebacks are names and code.
        assert len(generic) == sum(map(len, prompts + output))


def test_prompts_and_output_have_the_tokens_that_other_tools_know() -> None:
    assert tokens_of("(a) $ ls\n> x\n# y\n", "console") == [
        (Generic.Prompt, "(a) $ "),
        (Token.Text, "ls\n"),
        (Generic.Output, "> x\n# y\n"),
    ]


def test_tracebacks_are_those_of_pygments() -> None:
    ours = tokens_of(_TRACEBACK, "pycon")
    theirs = get_lexer_by_name("pycon").get_tokens(_TRACEBACK)
    plain = {Token.Other, Whitespace, Token.Text, Token.Text.Whitespace}
    for name in (Generic.Error, Generic.Traceback, Name, Name.Builtin, Token.Punctuation.Marker):
        assert [each for each in ours if each[0] is name] == [
            each for each in get_lexer_by_name("pycon").get_tokens(_TRACEBACK) if each[0] is name
        ]
    assert {kind for kind, _value in ours} <= {kind for kind, _value in theirs} | plain | {
        Generic.Output
    }


def test_marks_of_escaped_output_are_left_out() -> None:
    text = "$ cat a\n\\$ b\n\\a\\\\c\n"
    assert tokens_of(text, "console")[-1] == (Generic.Output, "\\$ b\n\\a\\\\c\n")
    found = lexer_class("console", is_escaped=True)().get_tokens(text)
    assert [each for each in found if each[1]][-1] == (Generic.Output, "$ b\na\\c\n")


def test_prompt_is_an_option() -> None:
    tokens = tokens_of("=> printenv\na=1\n", "console", prompt="=>")
    assert tokens == [
        (Generic.Prompt, "=> "),
        (Token.Text, "printenv\n"),
        (Generic.Output, "a=1\n"),
    ]


def test_leading_blank_lines_count() -> None:
    assert tokens_of("\n\n$ ls\n", "console")[0] == (Generic.Output, "\n\n")


@pytest.mark.parametrize("block", _BLOCKS[::7], ids=lambda block: block.text[:20])
def test_other_formatters_write_no_marks(block: WrittenBlock) -> None:
    lexer = lexer_class(block.language)()
    for formatter in (HtmlFormatter(nowrap=True), LatexFormatter(nowrap=True)):
        assert "ts-" not in highlight(block.text, lexer, formatter)
        assert "Transcript" not in highlight(block.text, lexer, formatter)


def test_sphinx_has_the_lexers(site: Site) -> None:
    site.write("index.md", "# Home\n")
    site.build()
    for name in LANGUAGES:
        assert lexer_classes[name].language == name  # type: ignore[union-attr]
        assert lexer_classes[f"{name}{ESCAPED}"].is_escaped  # type: ignore[union-attr]
