"""A blog of notebooks, in the manner of blogs with MyST-NB or nbsphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.build_output import MARKER
from tests.helpers.notebooks import KERNEL, TABLE, cell, notebook, rst, stdout

if TYPE_CHECKING:
    from tests.conftest import Site

RUN = "open('ran-by-the-build', 'w').close()\n"
"""A cell's source that leaves a trace where it is run."""
KEYS = "---\ndate: 2021-03-02\ntags: disks\n---"
CONF = """\
project = "a site"
author = "Ada"
extensions = [{extensions}]
html_theme = "transcript"
html_baseurl = "https://example.org/"
"""
MARKDOWN_NOTEBOOK = f"""\
---
title: As text
date: 2021-03-06
tags: [disks]
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: {KERNEL["display_name"]}
  language: {KERNEL["language"]}
  name: {KERNEL["name"]}
---

A notebook in Markdown.

```{{code-cell}} ipython3
{RUN}```
"""
HOME = "# Home\n\n```{blog-index}\n:format: excerpt\n```\n\n```{blog-index}\n:tags: disks\n```\n"


def write_myst_nb_site(site: Site, *extensions: str) -> None:
    """Write a blog with MyST-NB into *site*, with front matter in each place that it can be in."""
    names = ", ".join(f'"{name}"' for name in extensions or ("sphinx_transcript", "myst_nb"))
    site.write("conf.py", CONF.format(extensions=names))
    site.write("index.md", HOME)
    posts = {
        "in-a-cell": notebook(
            cell("markdown", "---\ntitle: In a cell\ndate: 2021-03-01\ntags: [disks]\n---"),
            cell("markdown", "Where the space *went*."),
            cell("code", "print(6 * 7)", stdout("42 disks\n")),
            cell("code", RUN),
        ),
        "above-the-title": notebook(
            cell(
                "markdown",
                "---\ndate: 2021-03-02\ntags: disks\n---\n\n# Above the title\n\nIt *is*.",
            ),
            cell("code", "frame", TABLE),
        ),
        "raw": notebook(
            cell("raw", "---\ndate: 2021-03-03\n---\n"), cell("markdown", "# Raw\n\nA raw cell.")
        ),
        "in-metadata": notebook(
            cell("markdown", "# In metadata\n\nIt has no cell."),
            date="2021-03-04",
            tags=["disks"],
            authors=[{"name": "Ivo Brandt"}],
        ),
        "2021-03-05-named": notebook(cell("markdown", "# Named\n\nBy its file.")),
        "draft": notebook(
            cell("raw", "---\ndate: 2021-03-01\ndraft: true\n---"), cell("markdown", f"# {MARKER}")
        ),
        "undated": notebook(cell("markdown", f"# {MARKER}")),
        "spoiled": notebook(cell("markdown", f"---\ndate: [\n---\n# {MARKER}")),
    }
    for name, content in posts.items():
        site.write(f"post/{name}.ipynb", content)
    site.write("post/conflict.ipynb", f"<<<<<<< HEAD\n{MARKER}\n")
    site.write("post/as-text.md", MARKDOWN_NOTEBOOK)
    site.write("post/plain.md", "---\ntitle: Plain\ndate: 2021-02-28\ntags: disks\n---\nText.\n")


def write_nbsphinx_site(site: Site) -> None:
    """Write a blog of ABlog's with nbsphinx into *site*."""
    conf = CONF.format(extensions='"nbsphinx", "sphinx_transcript"')
    site.write("conf.py", f'{conf}transcript_ablog = True\nblog_post_pattern = "posts/*"\n')
    (site.srcdir / "index.md").unlink(missing_ok=True)
    site.write("index.rst", "Home\n====\n\n.. postlist::\n   :excerpts:\n")
    site.write(
        "notes/loops.ipynb",
        notebook(
            cell("markdown", "# Loops of disks"),
            rst(
                ".. post:: 22 July 2018\n   :author: Ada\n   :tags: disks, ops\n   :exclude:\n\n"
                "   What the *loops* are.\n"
            ),
            cell("markdown", "Where they begin."),
            cell("code", "print(6 * 7)", stdout("42 disks\n")),
            cell("code", RUN),
        ),
    )
    site.write(
        "notes/first.ipynb",
        notebook(
            rst(".. post:: Oct 20, 2018\n   :tags: disks\n"),
            cell("markdown", "# Raw first\n\nThe cell comes first."),
            cell("code", "frame", TABLE),
        ),
    )
    site.write(
        "posts/fields.ipynb",
        notebook(rst(":date: 2018-10-21\n"), cell("markdown", "# Fields\n\nA field list.")),
    )
    site.write("posts/page.ipynb", notebook(cell("markdown", "# A page\n\nNo front matter.")))
    site.write("notes/undated.ipynb", notebook(rst(".. post::\n"), cell("markdown", f"# {MARKER}")))
