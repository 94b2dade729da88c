"""The compared themes and extensions: requirements and configuration for the same posts."""

from __future__ import annotations

from dataclasses import dataclass, replace

CHECKOUT = "."
"""The requirement that means this checkout."""

# Posts are in no toctree. Unless an extension handles that, Sphinx warns about each of them.
_CONF = """\
project = "Benchmark"
suppress_warnings = ["toc.not_included"]
"""

_BASIC = f"""\
{_CONF}
extensions = ["myst_parser"]
html_theme = "basic"
"""

# Uses the built-in blog plugin for the whole site, and highlighting as its manual recommends.
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

# The sidebars are the ones in the configuration that `ablog start` writes.
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

# Posts in reStructuredText need no parser of Markdown.
_RST_BASIC = f"""\
{_CONF}
html_theme = "basic"
"""

_TRANSCRIPT = f"""\
{_CONF}
extensions = ["sphinx_transcript"]
html_theme = "transcript"
html_baseurl = "https://example.org/"
"""

_INDEX = "# Benchmark\n\nThe posts of a made-up blog.\n"
_RST_INDEX = "Benchmark\n=========\n\nThe posts of a made-up blog.\n"


@dataclass(frozen=True, slots=True)
class Competitor:
    """A theme or extension that builds a site from the posts."""

    name: str
    """The name on the command line and of folders."""
    label: str
    requirements: tuple[str, ...]
    conf: str
    index: str
    conf_file: str = "source/conf.py"
    release: str = "`basic` of Sphinx {sphinx}"
    """The label in the table of weights; package versions fill the slots."""
    is_sphinx: bool = True
    rst_conf: str = ""
    """The configuration for posts in reStructuredText, if they can be built."""
    rst_index: str = ""

    def sources(self, suffix: str) -> dict[str, str]:
        """Return the files beside the posts, whose names end in *suffix*, by their paths.

        Raises ValueError if there is no configuration for such posts.
        """
        if suffix == ".md":
            return {self.conf_file: self.conf, "source/index.md": self.index}
        if not self.rst_conf:
            raise ValueError(f"{self.label} is not set up for posts in *{suffix}")
        return {self.conf_file: self.rst_conf, "source/index.rst": self.rst_index}


BASIC = Competitor(
    "basic",
    "basic",
    ("sphinx", "myst-parser"),
    _BASIC,
    _INDEX,
    rst_conf=_RST_BASIC,
    rst_index=_RST_INDEX,
)
STEMMER = replace(
    BASIC,
    name="pystemmer",
    label="basic + PyStemmer",
    requirements=(*BASIC.requirements, "PyStemmer"),
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
    rst_conf=_TRANSCRIPT,
    rst_index=f"{_RST_INDEX}\n.. blog-index::\n   :limit: 10\n",
)


def _theme(label: str, package: str, name: str = "") -> Competitor:
    """Return a competitor that differs from `basic` only in the theme."""
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
"""The competitors whose builds are timed by default."""

MAIN = (BASIC, STEMMER, TRANSCRIPT)
"""The competitors in which posts of all kinds are built."""

WEIGHED = (BASIC, ALABASTER, FURO, ABLOG, PYDATA, MATERIAL, TRANSCRIPT)
"""The competitors whose pages are weighed."""

EVERY = (*ALL, *(competitor for competitor in WEIGHED if competitor not in ALL))

PINNING = (BASIC, STEMMER)
"""The competitors that are always installed: all others use the same releases of their packages."""
