"""What is compared: what each installs, and how it sets itself up for the same posts."""

from __future__ import annotations

from dataclasses import dataclass

CHECKOUT = "."
"""The requirement that stands for the checkout that this file is in."""

# Posts are in no toctree; where nothing takes care of that, Sphinx says so a thousand times.
_CONF = """\
project = "Benchmark"
suppress_warnings = ["toc.not_included"]
"""

_BASIC = f"""\
{_CONF}
extensions = ["myst_parser"]
html_theme = "basic"
"""

# The sidebars are those that `ablog start` writes.
_ABLOG = f"""\
{_CONF}
extensions = ["ablog", "myst_parser"]
html_theme = "alabaster"
html_sidebars = {{
    "**": [
        "ablog/postcard.html",
        "navigation.html",
        "ablog/recentposts.html",
        "ablog/tagcloud.html",
        "ablog/categories.html",
        "ablog/archives.html",
        "searchfield.html",
    ],
}}
blog_title = "Benchmark"
blog_path = "blog"
blog_post_pattern = "post/*.md"
blog_baseurl = "https://example.org/"
"""

_TRANSCRIPT = f"""\
{_CONF}
extensions = ["sphinx_transcript"]
html_theme = "transcript"
html_baseurl = "https://example.org/"
"""

_INDEX = "# Benchmark\n\nThe posts of a made-up blog.\n"


@dataclass(frozen=True, slots=True)
class Competitor:
    """A way to make a site of the posts."""

    name: str
    """What the command line and the folders call it."""
    label: str
    requirements: tuple[str, ...]
    conf: str
    index: str


BASIC = Competitor("basic", "basic", ("sphinx", "myst-parser"), _BASIC, _INDEX)
STEMMER = Competitor(
    "pystemmer",
    "basic + PyStemmer",
    ("sphinx", "myst-parser", "PyStemmer"),
    _BASIC,
    _INDEX,
)
ABLOG = Competitor(
    "ablog",
    "ablog + alabaster",
    ("ablog", "myst-parser", "alabaster", "sphinx"),
    _ABLOG,
    f"{_INDEX}\n```{{postlist}} 5\n:excerpts:\n```\n",
)
TRANSCRIPT = Competitor(
    "transcript",
    "sphinx-transcript",
    (CHECKOUT,),
    _TRANSCRIPT,
    f"{_INDEX}\n```{{blog-index}}\n:limit: 10\n```\n",
)

ALL = (BASIC, STEMMER, ABLOG, TRANSCRIPT)

PINNING = (BASIC, STEMMER)
"""Those that are always installed: the others use the same releases of what is in them."""
