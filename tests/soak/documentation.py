"""Features of documentation sites: numbers, glossaries, modules, citations, catalogues, extras."""

from __future__ import annotations

from tests.soak.edits import (
    Feature,
    come_and_go,
    page,
    replace_in,
    retitle,
    set_conf,
    shuffle_toctree,
    toggle_line,
)

_GUIDE = page("Guide", ".. toctree::\n   :caption: Parts\n\n   a\n   b\n   deep/c\n", is_rst=True)


def _numbered_page(name: str) -> str:
    body = (
        f".. _t-{name}:\n\n.. table:: Table of {name}\n\n   === ===\n   1   2\n   === ===\n\n"
        f".. math:: x = y\n   :label: e-{name}\n\n"
        f"A part\n------\n\nText of {name}.\n\nPart two\n--------\n\nMore.\n"
    )
    return page(f"Doc {name}", body, is_rst=True)


NUMBERS = Feature(
    files={
        "guide.rst": _GUIDE,
        "a.rst": _numbered_page("a"),
        "b.rst": _numbered_page("b"),
        "deep/c.rst": _numbered_page("c"),
        "refers.md": page(
            "Refers", "See {numref}`t-a`, {numref}`t-b`, {eq}`e-a` and {doc}`deep/c`.", is_rst=False
        ),
        "post/numbers.md": "---\ntitle: Numbers\ndate: 2020-01-03\n---\n"
        "Above {numref}`t-b` and {eq}`e-b`.\n",
    },
    conf=("numfig = True\n",),
    edits={
        "swap": shuffle_toctree("guide.rst"),
        "number the toctree": toggle_line("guide.rst", ":numbered:"),
        "hide the toctree": toggle_line("guide.rst", ":hidden:"),
        "drop b": toggle_line("guide.rst", "b"),
        "retitle a": retitle("a.rst"),
        "retitle c": retitle("deep/c.rst"),
        "no number": lambda files, random: replace_in(
            files, "a.rst", r"^\.\. table:: .*$", random.choice((".. table::", ".. table:: Again"))
        ),
        "section": lambda files, random: replace_in(
            files,
            "b.rst",
            r"^(A part|Another)\n-+$",
            random.choice(("A part\n------", "Another\n-------")),
        ),
        "numfig off and on": set_conf("numfig", "True", "False"),
        "numfig format": set_conf("numfig_format", "{}", "{'table': 'Tab. %s'}"),
        "depth": set_conf("numfig_secnum_depth", "0", "1", "2"),
    },
)


GLOSSARY = Feature(
    files={
        "words.rst": page(
            "Words",
            ".. glossary::\n\n   kettle\n      Boils water.\n\n   cup\n      Holds tea.\n",
            is_rst=True,
        ),
        "uses.rst": page(
            "Uses",
            "A :term:`kettle` and a :term:`cup`.\n\n.. index:: pot, single: lid\n",
            is_rst=True,
        ),
        "post/words.md": "---\ntitle: Of words\ndate: 2020-01-02\n---\n\nThe {term}`kettle`.\n",
    },
    edits={
        "term": lambda files, random: replace_in(
            files, "words.rst", r"^   (cup|mug)$", random.choice(("   cup", "   mug"))
        ),
        "retitle words": retitle("words.rst"),
        "glossary goes": come_and_go(
            "words.rst", "Words\n=====\n\n.. glossary::\n\n   kettle\n      New.\n"
        ),
        "index": lambda files, random: replace_in(
            files,
            "uses.rst",
            r"^\.\. index:: .*$",
            random.choice(
                (".. index:: pot, single: lid", ".. index:: spoon", ".. index:: pair: tea; pot")
            ),
        ),
    },
)


_MODULE = '''"""A module."""


def brew(minutes: int) -> str:
    """Brew for so many minutes."""
    return "tea"


class Pot:
    """Holds it."""

    def pour(self) -> None:
        """Pour."""
'''


AUTODOC = Feature(
    files={
        "library/kitchen.py": _MODULE,
        "api.rst": page("API", ".. automodule:: kitchen\n   :members:\n", is_rst=True),
        "calls.md": page(
            "Calls", "Call {func}`kitchen.brew` or {class}`kitchen.Pot`.", is_rst=False
        ),
        "post/calls.md": "---\ntitle: Calls\ndate: 2020-01-04\n---\nIt is {func}`kitchen.brew`.\n",
    },
    conf=(
        "import sys, pathlib\n",
        "sys.path.insert(0, str(pathlib.Path(__file__).parent / 'library'))\n",
        "extensions += ['sphinx.ext.autodoc', 'sphinx.ext.viewcode']\n",
    ),
    edits={
        "docstring": lambda files, random: replace_in(
            files,
            "library/kitchen.py",
            r'"""Brew.*"""',
            f'"""Brew {random.choice(("", "well", "tea"))}."""',
        ),
        "rename function": lambda files, random: replace_in(
            files, "library/kitchen.py", r"^def \w+", random.choice(("def brew", "def boil"))
        ),
        "api goes": come_and_go("api.rst", page("API", ".. automodule:: kitchen\n", is_rst=True)),
    },
)


CITATIONS = Feature(
    files={
        "sources.rst": page(
            "Sources", ".. [Ada] Ada: *Notes*.\n\n.. [Ivo] Ivo: *More*.\n", is_rst=True
        ),
        "cites.rst": page("Cites", "As [Ada]_ says, and [Ivo]_.\n", is_rst=True),
        "snippet.txt": "Included *text*.\n",
        "includes.md": page(
            "Includes",
            "```{include} snippet.txt\n```\n\n```{literalinclude} code.py\n```",
            is_rst=False,
        ),
        "code.py": "print('tea')\n",
    },
    edits={
        "snippet": lambda files, random: files.__setitem__(
            "snippet.txt",
            random.choice(("Included *text*.\n", "## A heading\n\nOf it.\n", "Else.\n")),
        ),
        "code": lambda files, random: files.__setitem__(
            "code.py", random.choice(("print('tea')\n", "print('pot')\n"))
        ),
        "cited": lambda files, random: replace_in(
            files, "sources.rst", r"^\.\. \[Ivo\].*$", random.choice(("", ".. [Ivo] Ivo: *Else*."))
        ),
        "retitle sources": retitle("sources.rst"),
    },
)


_PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Tea time"\nmsgstr "{}"\n'
)


CATALOGUES = Feature(
    files={
        "tea.md": page("Tea time", "Tea time\n\nSee [](refers-tea.md).", is_rst=False),
        "refers-tea.md": page("Refers to tea", "See [](tea.md).", is_rst=False),
        "locale/de/LC_MESSAGES/tea.po": _PO.format("Teezeit"),
    },
    conf=("locale_dirs = ['locale']\n", "gettext_compact = False\n"),
    edits={
        "translation": lambda files, random: files.__setitem__(
            "locale/de/LC_MESSAGES/tea.po", _PO.format(random.choice(("Teezeit", "Zeit", "Tee!")))
        ),
        "language": set_conf("language", "'de'", "'en'"),
    },
)


EXTRA = Feature(
    files={
        "extra/plain.html": "<p>extra</p>\n",
        "extra/archive/index.html": "<p>own archive</p>\n",
        "_static/own.css": "p { color: red }\n",
        "_templates/parts/footer.html": "<footer>own</footer>\n",
        "about.md": page("About", "Text.", is_rst=False),
    },
    conf=(
        "html_extra_path = ['extra']\n",
        "html_static_path = ['_static']\n",
        "templates_path = ['_templates']\n",
        "html_css_files = ['own.css']\n",
    ),
    edits={
        "extra archive": come_and_go("extra/archive/index.html", "<p>own archive</p>\n"),
        "extra tag": come_and_go("extra/tag/tea/index.html", "<p>own tag</p>\n"),
        "extra feed": come_and_go("extra/feed.xml", "<feed/>\n"),
        "extra text": come_and_go("extra/about.txt", "own text\n"),
        "extra file": come_and_go("extra/more.txt", "more\n"),
        "document archive": come_and_go("archive.md", page("Archive", "A page.", is_rst=False)),
        "document tag": come_and_go("tag/index.md", page("All tags", "A page.", is_rst=False)),
        "style": lambda files, random: files.__setitem__(
            "_static/own.css", random.choice(("p { color: red }\n", "p { color: blue }\n"))
        ),
        "footer": lambda files, random: files.__setitem__(
            "_templates/parts/footer.html",
            random.choice(("<footer>own</footer>\n", "<footer>2</footer>\n")),
        ),
        "extra path": set_conf("html_extra_path", "['extra']", "[]"),
    },
)
