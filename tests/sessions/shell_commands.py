"""Commands of bash, generated: harmless ones that exercise what a shell reads on for."""

from __future__ import annotations

from hypothesis import strategies as st

_LETTERS = "abcxyz"
_NAMES = st.text(_LETTERS, min_size=1, max_size=3)
_INSIDE = st.text(_LETTERS + " .,-#$>%\n(){}[]|&;<!", max_size=8).map(
    lambda text: text.replace("$", "% ").replace("!", "")
)
_DELIMITERS = st.sampled_from(["EOF", "'EOF'", '"EOF"', r"\EOF", "E.F", "_"])


def _bare(delimiter: str) -> str:
    return delimiter.strip("'\"\\")


_WORDS = st.one_of(
    _NAMES,
    _INSIDE.map(lambda text: "'" + text + "'"),
    _INSIDE.map(lambda text: '"' + text + '"'),
    _INSIDE.map(lambda text: f"$'{text}\\''"),
    _INSIDE.map(lambda text: '"\\"' + text + "'" + '"'),
    _NAMES.map(lambda name: "\\'" + name),
    _NAMES.map(lambda name: f"${{{name}:-'}} '}}"),
    _NAMES.map(lambda name: f"a#{name}"),
    _NAMES.map(lambda name: f"{{a,{name}}}"),
    st.sampled_from(
        ["$(( (1 + 2) << 1 ))", "`echo a`", '"`echo "b c"`"', "$(echo 'a)')", "${#x}", "$#", "$$",
         "\\\nq", "a\\\nb", "${x%'}'}", "<(echo a)", "2>&1", "do", "done", "if",
         "in", "{", "}", "$((1<<2))", "@"]
    ),
)  # fmt: skip
_ECHO = st.lists(_WORDS, max_size=4).map(lambda words: " ".join(["echo", *words]))
_SIMPLE = st.one_of(
    _ECHO,
    st.lists(_WORDS, max_size=2).map(lambda words: " ".join(["true", *words]) + "  # it's \"so"),
    st.just("x=(a 'b\nc' # don't\nd)"),
    st.just("(( x = 1 <<\n2 ))"),
    st.just("[[ a == a ||\nb =~ ^(a|b)$ ]]"),
    st.just("cat <<< 'a\nb'"),
)
_BODIES = st.lists(
    st.text(_LETTERS + " '\"#()`>\\", max_size=6).filter(lambda line: "EOF" not in line), max_size=3
)
_HEREDOCS = st.one_of(
    st.tuples(_DELIMITERS, _BODIES).map(
        lambda each: "\n".join([f"cat <<{each[0]}", *_quoted(each[1]), _bare(each[0])])
    ),
    st.tuples(_DELIMITERS, _BODIES).map(
        lambda each: "\n".join(
            [
                f"cat <<-{each[0]} | cat",
                *(f"\t{line}" for line in _quoted(each[1])),
                f"\t{_bare(each[0])}",
            ]
        )
    ),
    _BODIES.map(
        lambda body: "\n".join(["cat <<A - <<'B'", *_quoted(body), "A", *_quoted(body), "B"])
    ),
    _BODIES.map(lambda body: "\n".join(["x=$(cat <<'A'", *_quoted(body), "A", ")"])),
)


def _quoted(lines: list[str]) -> list[str]:
    """Return *lines* of a here-document in which nothing is expanded."""
    return [line.replace("`", "'").rstrip("\\") for line in lines]


_LISTS = (  # What a list of commands, or two, can stand in.
    "for x in a 'b c'\ndo\n{0}\ndone",
    "for x in a 'b c'; do {0}\ndone",
    "for ((i = 0; i < 1; i++)); do\n  {0}\ndone",
    "while false\ndo {0}\ndone | cat",
    "if true; then\n{0}\nelse # don't\n{1}\nfi",
    "if [[ a = a && (b < c) ]]\nthen\n{0}\nfi > /dev/null",
    "case a in\n  (b) true;;\n  a|c)\n{0}\n;;\nesac",
    "case a in a) {0}\nesac",
    "{{ {0}\n}}",
    "(\n{0}\n)",
    "f() {{\n{0}\n}}",
    "function f\n{{\n{0}\n}}",
    "f ()\n(\n{0}\n)",
    "x=$(\n{0}\n)",
    'echo "a $(\n{0}\n) b"',
)
_JOINS = (" |\n", " && # it's\n", " ||\n\n", "; ")


@st.composite
def _compounds(draw: st.DrawFn, commands: st.SearchStrategy[str]) -> str:
    """Return a compound command, or commands that an operator joins."""
    if draw(st.integers(0, 3)) == 0:
        return draw(_ECHO) + draw(st.sampled_from(_JOINS)) + draw(commands)
    lists = ["\n".join(draw(st.lists(commands, min_size=1, max_size=2))) for _ in range(2)]
    return draw(st.sampled_from(_LISTS)).format(*lists)


COMMANDS = st.recursive(_SIMPLE | _HEREDOCS, _compounds, max_leaves=4)
"""Whole commands of bash, on one line or several."""
