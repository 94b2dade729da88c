"""A sample site written for ABlog."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Site

ABLOG = """
transcript_ablog = True
html_baseurl = "https://example.org/"
blog_post_pattern = "posts/*.md"
blog_authors = {"ada": ("Ada Marsh", "https://example.org/~ada/"), "ivo": ("Ivo Brandt", None)}
blog_default_author = "ada"
post_date_format = "%d.%m.%Y"
"""
RST = """\
A page of the manual
====================

.. post:: Oct 10, 2020
   :tags: tips, two words
   :author: ivo
   :category: Manual
   :redirect: blog/old-name, older

It is about :ref:`by-pattern` and :ref:`blog-tags`.

.. update:: 12.10.2020

   Something *more*.
"""
BY_PATTERN = """\
---
date: 11.10.2020
tags: tips
excerpt: 2
image: 1
---

# By pattern

First of all.

Then more.

Then the rest.

![](dot.svg)
"""
MYST = """\
# With a fence

```{post} 12 Oct 2020
:category: Ops
:exclude:

What it is *about*.
```

The body.
"""
MARKED = """\
---
blogpost: true
date: 2020-10-13
category: Ops
---

# Marked

```{post} 13.10.2020

An excerpt.

And its end.
```

The body.
"""
INDEX = """\
Home
====

.. postlist:: 2
   :excerpts:

.. postlist::
   :tags: tips
   :sort:
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'


def write_ablog_site(site: Site) -> None:
    """Write an ABlog site into *site*: posts marked in each way, undated posts, and a page."""
    (site.srcdir / "index.md").unlink()
    site.conf(ABLOG)
    site.write("index.rst", INDEX)
    site.write("manual/page.rst", RST)
    site.write("posts/by-pattern.md", BY_PATTERN)
    site.write("posts/dot.svg", SVG)
    site.write("anywhere/fence.md", MYST)
    site.write("anywhere/marked.md", MARKED)
    site.write("anywhere/2020-01-01-undated.md", "# Undated\n\n```{post}\n```\n")
    site.write("posts/2020-01-01-undated-too.md", "---\ntags: tips\n---\n# Undated, too\n")
    site.write("about.md", "---\norphan: true\n---\n# About\n")
