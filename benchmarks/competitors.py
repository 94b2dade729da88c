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

# The blog that comes with it, on the whole site, and highlighting as its manual advises.
_MATERIAL = """\
site_name: Benchmark
site_url: https://example.org/
docs_dir: source
use_directory_urls: false
theme:
  name: material
markdown_extensions:
  - pymdownx.highlight
  - pymdownx.superfences
plugins:
  - search
  - blog:
      blog_dir: .
      post_dir: post
      post_url_format: post/{file}
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
    conf_file: str = "source/conf.py"
    release: str = "`basic` of Sphinx {sphinx}"
    """What it is with the versions of packages in their slots, for the table of weights."""
    is_sphinx: bool = True


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
    release="ABlog {ablog} and alabaster {alabaster}",
)
TRANSCRIPT = Competitor(
    "transcript",
    "sphinx-transcript",
    (CHECKOUT,),
    _TRANSCRIPT,
    f"{_INDEX}\n```{{blog-index}}\n:limit: 10\n```\n",
    release="sphinx-transcript {sphinx-transcript}",
)


def _theme(label: str, package: str, name: str = "") -> Competitor:
    """Return a theme of Sphinx's that is like `basic` but for its looks."""
    name = name or package
    return Competitor(
        name,
        label,
        ("sphinx", "myst-parser", package),
        _BASIC.replace('"basic"', f'"{name}"'),
        _INDEX,
        release=f"{label} {{{package}}}",
    )


ALABASTER = _theme("alabaster", "alabaster")
FURO = _theme("Furo", "furo")
PYDATA = _theme("PyData theme", "pydata-sphinx-theme", "pydata_sphinx_theme")
MATERIAL = Competitor(
    "material",
    "Material for MkDocs",
    ("mkdocs-material",),
    _MATERIAL,
    _INDEX,
    "mkdocs.yml",
    release="Material {mkdocs-material} for MkDocs {mkdocs}",
    is_sphinx=False,
)

ALL = (BASIC, STEMMER, ABLOG, TRANSCRIPT)
"""Those whose builds are timed, where nothing else is said."""

WEIGHED = (BASIC, ALABASTER, FURO, ABLOG, PYDATA, MATERIAL, TRANSCRIPT)
"""Those whose pages are weighed."""

EVERY = (*ALL, *(competitor for competitor in WEIGHED if competitor not in ALL))

PINNING = (BASIC, STEMMER)
"""Those that are always installed: the others use the same releases of what is in them."""
