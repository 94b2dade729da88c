"""Code that is known to have no error token, without its tokens."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexer import Lexer, RegexLexer, bygroups, this, using
from pygments.lexers import get_lexer_by_name
from pygments.lexers.python import PythonLexer
from pygments.token import Error, Name, Text, is_token_subtype

from sphinx_transcript.check.safe_characters import SafeCharacters

LANGUAGES = [
    *("python", "bash", "ini", "toml", "rust", "go", "sql", "java", "javascript", "css", "lua"),
    *("typescript", "r", "perl", "kotlin", "swift", "haskell", "nginx", "cmake", "jinja", "html"),
]
LEXERS = {each: get_lexer_by_name(each) for each in LANGUAGES}
SAFE = {name: SafeCharacters(lexer) for name, lexer in LEXERS.items()}
SIGNS = "abAB01_ \n\t\"'`#$%&()*+,-./:;<=>?@[\\]^{|}~!é—\x0b"
WORDS = [
    "class ", "class\n", "def f(", "import a.b", "from a import (", 'f"{a!r:>{b}}"', "'''", '"""',
    "// a", "/* a */", "# a\n", "-- a\n", "[a]\n", "a = b\n", "a: b\n", "${a}", "$(a)", "\\n", "\\",
    "@a", "x != y", "print(1)", "fn f<'a>", "r#\"a\"#", "match x:", "<a b='c'>", "&lt;", "{{ a }}",
    "{% if a %}", "0x1F", "1.5e-3", "<<EOF\na\nEOF\n", "#!/bin/sh\n", "\r\n", "async ", "lambda:",
]  # fmt: skip
CODE = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(SIGNS, max_size=6)), min_size=1, max_size=10
).map("".join)


def has_error(lexer: Lexer, code: str) -> bool:
    return any(is_token_subtype(kind, Error) for kind, _ in lexer.get_tokens(code))


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(LANGUAGES), CODE)
def test_accepted_code_has_no_error(language: str, code: str) -> None:
    if SAFE[language].accept(code):
        assert not has_error(LEXERS[language], code)


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        ("python", 'class A:\n    """So."""\n    b = f"{c}"\n', True),
        ("python", "a != b\n", True),
        ("python", "a ? b\n", False),
        ("python", "class ?\n", False),
        ("python", "class 1:\n", False),
        ("ini", "[a]\nb = c ; d\n", True),
        ("rust", 'fn main() { println!("a"); }\n', True),
        ("python", "a = 1  # one\n" * 1_000, False),
        ("rust", "let a = 1; // one\n" * 1_000, True),
        # The lexer reads the quotation mark by itself.
        ("xpp", 'else"\n', False),
        # Its lexer has code of its own.
        ("c", "int a;\n", False),
    ],
)
def test_known_code(language: str, code: str, expected: bool) -> None:
    assert SafeCharacters(get_lexer_by_name(language)).accept(code) is expected


class _Marked(RegexLexer):
    tokens = {  # noqa: RUF012 (as Pygments has it)
        "root": [(r"a", Name, "inner"), (r"[b-z ]", Text)],
        "inner": [(r"b", Error), (r".", Text, "#pop")],
    }


class _Other(RegexLexer):
    tokens = {  # noqa: RUF012
        "root": [
            (r"(a)", bygroups(using(PythonLexer))),  # type: ignore[no-untyped-call]
            (r"[b-z ]", Text),
        ]
    }


class _Anchored(RegexLexer):
    tokens = {"root": [(r"^a", Name), (r"b\b", Name), (r"c(?=d)", Name), (r"[d\n]", Name)]}  # noqa: RUF012


class _OfItsOwn(PythonLexer):
    def get_tokens_unprocessed(self, text, *arguments):  # type: ignore[no-untyped-def]
        yield 0, Error, text


@pytest.mark.parametrize("kind", [_Marked, _Other, _OfItsOwn])
def test_no_code_is_accepted_where_an_error_may_come_from_elsewhere(kind: type[Lexer]) -> None:
    assert not SafeCharacters(kind()).accept("d")


def test_what_looks_around_makes_no_character_safe() -> None:
    safe = SafeCharacters(_Anchored())
    assert safe.accept("d\nd")
    assert not any(map(safe.accept, ("a", "b", "c", "cd", "e")))


_BY_ITSELF = using(this)  # type: ignore[no-untyped-call]


class _Dividing(RegexLexer):
    """The `!` after `a` is read by itself."""

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"(a)(!)", bygroups(Name, _BY_ITSELF)),  # type: ignore[no-untyped-call]
            (r"![^\n]", Name),
            (r"[a-z=\n]", Text),
        ]
    }


class _DividingAtAnEntry(RegexLexer):
    """The `b` after `a` begins a text, so that it leads to another state."""

    flags = re.MULTILINE
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"(a)(b.*)", bygroups(Name, _BY_ITSELF)),  # type: ignore[no-untyped-call]
            (r"^b", Name, "inner"),
            (r"[a-z1]", Text),
        ],
        "inner": [(r"[a-z]", Text)],
    }


class _EscapedDot(RegexLexer):
    flags = re.MULTILINE
    tokens: ClassVar[dict[str, list[Any]]] = {"root": [(r"\.+$", Text), (r"[a-z]", Text)]}


class _Alternative(RegexLexer):
    flags = re.MULTILINE
    tokens: ClassVar[dict[str, list[Any]]] = {"root": [(r"(a|#.*)$", Text), (r"[b-z]", Text)]}


class _RestOfLine(RegexLexer):
    flags = re.MULTILINE
    tokens: ClassVar[dict[str, list[Any]]] = {"root": [(r"(?:#|;).*$", Text), (r"[b-z]", Text)]}


class _AtTheBeginning(RegexLexer):
    flags = re.RegexFlag(0)
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [(r"\A#", Name, "inner"), (r"[#a-z]", Text)],
        "inner": [(r"[a-y]", Text)],
    }


class _WithFlagsInFront(RegexLexer):
    """The flags of `x` don't hold in the state that it leads to."""

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [(r"(?i)x", Name, "inner"), (r"[A-Za-z]", Text)],
        "inner": [(r"[a-z]", Text, "#pop")],
    }


@pytest.mark.parametrize(
    ("kind", "with_error", "without"),
    [
        (_Dividing, "a!=", "b!="),
        (_DividingAtAnEntry, "ab1", "a1"),
        (_EscapedDot, "a.b", "ab"),
        (_Alternative, "ab", "bc"),
        (_RestOfLine, "b#c\na", "b#c\n;#b"),
        (_AtTheBeginning, "\n#z", "a#z"),
        (_WithFlagsInFront, "xA", "aA"),
    ],
)
def test_code_with_an_error_is_not_accepted(
    kind: type[Lexer], with_error: str, without: str
) -> None:
    lexer = kind()
    assert has_error(lexer, with_error)
    assert not SafeCharacters(lexer).accept(with_error)
    assert not has_error(lexer, without)
    assert SafeCharacters(lexer).accept(without)
