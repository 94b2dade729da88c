"""A site that uses the extensions of others, each on a page of its own.

It is not held to what the example site is: some of these need scripts, styles of their own, or
another host.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "library"))

project = "borrowed tools"
author = "Ada Marsh"
extensions = [
    "sphinx_transcript",
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.graphviz",
    "sphinx.ext.napoleon",
    "sphinx.ext.todo",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_tabs.tabs",
    "sphinxcontrib.mermaid",
    "sphinxext.opengraph",
    "notfound.extension",
]
html_theme = "transcript"
html_baseurl = "https://example.org/"
maximum_signature_line_length = 70
numfig = True

# Line numbers in a table, which is Sphinx's other way to write them.
html_codeblock_linenos_style = "table"

myst_enable_extensions = ["colon_fence", "deflist"]
nb_execution_mode = "off"
notfound_urls_prefix = "/"
ogp_site_url = html_baseurl
ogp_social_cards = {"enable": False}
todo_include_todos = True
todo_link_only = True
