"""Features of sites with Sphinx's own extensions, with substitutions, and under other themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.soak.edits import Feature, append_to, come_and_go, page, replace_in, retitle, set_conf

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.soak.edits import Files


def _line(path: str, pattern: str, *choices: str) -> Callable[[Files, Random], None]:
    """Return an edit that puts one of *choices* in the place of what *pattern* finds in *path*."""

    def edit(files: Files, random: Random) -> None:
        replace_in(files, path, pattern, random.choice(choices))

    return edit


TODOS = Feature(
    files={
        "tasks.rst": page("Tasks", ".. todolist::\n", is_rst=True),
        "kettle.rst": page("Kettle", ".. todo:: Boil it.\n", is_rst=True),
        "pot.md": page("Pot", "```{todo}\nFill it.\n```\n", is_rst=False),
    },
    conf=("extensions += ['sphinx.ext.todo']\n", "todo_include_todos = True\n"),
    edits={
        "kettle's task": _line(
            "kettle.rst", r"^\.\. todo::.*$", ".. todo:: Boil it.", ".. todo:: Clean it.", ""
        ),
        "retitle pot": retitle("pot.md"),
        "kettle goes": come_and_go("kettle.rst", page("Kettle", ".. todo:: New.\n", is_rst=True)),
        "tasks shown": set_conf("todo_include_todos", "True", "False"),
    },
)


LABELS = Feature(
    files={
        "long.rst": page("Long", "First part\n----------\n\nText.\n", is_rst=True),
        "points.md": page(
            "Points", "See {ref}`the part <long:First part>`, {ref}`own`.", is_rst=False
        ),
        "owns.rst": ".. _own:\n\nOwn\n===\n\n.. only:: html\n\n   On the web.\n",
        "linked.rst": page("Linked", "An :issue:`1`.\n", is_rst=True),
    },
    conf=(
        "extensions += ['sphinx.ext.autosectionlabel', 'sphinx.ext.extlinks']\n",
        "autosectionlabel_prefix_document = True\n",
        "suppress_warnings = ['autosectionlabel.*']\n",
        "extlinks = {'issue': ('https://example.org/%s', '#%s')}\n",
    ),
    edits={
        "part": _line("long.rst", r"^(First part|Second) ?$", "First part", "Second"),
        "label": _line("owns.rst", r"^\.\. _\w+:$", ".. _own:", ".. _other:"),
        "retitle owns": _line("owns.rst", r"^(Own|New)$", "Own", "New"),
        "builder": _line("owns.rst", r"^\.\. only:: .*$", ".. only:: html", ".. only:: text"),
        "address": set_conf(
            "extlinks",
            "{'issue': ('https://example.org/%s', '#%s')}",
            "{'issue': ('https://example.com/%s', '%s')}",
        ),
    },
)


SUBSTITUTIONS = Feature(
    files={
        "uses-words.md": page("Uses words", "A {{ drink }} and more.", is_rst=False),
        "uses-words-too.rst": page("Uses words, too", "A |drink|.\n", is_rst=True),
        "post/words-too.md": "---\ntitle: A cup\ndate: 2018-02-02\n---\n\nA {{ drink }}.\n",
        "file.bin": "1\n",
        "gives.rst": page("Gives", "Take :download:`it <file.bin>`.\n", is_rst=True),
    },
    conf=(
        "myst_enable_extensions = ['substitution']\n",
        "myst_substitutions = {'drink': 'tea'}\n",
        "rst_prolog = '.. |drink| replace:: tea'\n",
    ),
    edits={
        "drink": set_conf("myst_substitutions", "{'drink': 'tea'}", "{'drink': '*milk*'}"),
        "drink, too": set_conf(
            "rst_prolog", "'.. |drink| replace:: tea'", "'.. |drink| replace:: milk'"
        ),
        "download": lambda files, random: files.__setitem__(
            "file.bin", random.choice(("1\n", "2\n"))
        ),
        "giver goes": come_and_go(
            "gives.rst", page("Gives", "Take :download:`it <file.bin>`.\n", is_rst=True)
        ),
        "body": append_to("gives.rst"),
    },
)


OTHER_THEME = Feature(
    files={
        "tree.rst": page(
            "Tree", ".. toctree::\n   :titlesonly:\n\n   leaf\n   twig\n", is_rst=True
        ),
        "leaf.rst": page("Leaf", "Text.\n\nPart of it\n----------\n\nMore.\n", is_rst=True),
        "twig.md": page("Twig", "Text.", is_rst=False),
    },
    conf=("html_theme = 'basic'\n", "html_sidebars = {'**': ['globaltoc.html']}\n"),
    edits={
        "retitle leaf": retitle("leaf.rst"),
        "retitle twig": retitle("twig.md"),
        "part": _line("leaf.rst", r"^(Part of it|Other part)$", "Part of it", "Other part"),
        "twig goes": come_and_go("twig.md", page("Twig", "New.", is_rst=False)),
    },
)
