"""A site of ABlog's whose sources are Jinja templates, rendered by a ``source-read`` handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.build_output import MARKER

if TYPE_CHECKING:
    from tests.conftest import Site

CONF = """\
project = "a site"
author = "Ada"
extensions = ["sphinx_transcript"]
html_theme = "transcript"
html_baseurl = "https://example.org/"
transcript_ablog = True
blog_post_pattern = "conf/*/news/*"
templates_path = ["_templates"]
html_context = {"city": "pdx"}


def context_of(docname):
    parts = docname.split("/")
    return {"year": int(parts[1])} if parts[0] == "conf" else {}


def render(app, docname, source):
    if app.builder.format == "html":
        values = {**app.config.html_context, **context_of(docname)}
        source[0] = app.builder.templates.render_string(source[0], values)


def setup(app):
    app.connect("source-read", render)
"""
ANNOUNCEMENT = """\
.. post:: Jun 06, {{year}}
   :tags: {{city}}-{{year}}, news

Announcing {{year}}
===================

We meet in {{year}}.
"""
IN_MARKDOWN = """\
---
date: {{ year }}-06-07
tags: {{ city }}-{{year}}
title: Tickets for {{year}}
---

They are there.
"""
KEYS_AS_WRITTEN = """\
---
date: 2024-06-08
tags: news
title: As written
---

It is {{year}}.
"""
WITH_A_TEMPLATE = '{% extends "speakers.rst" %}\n{% block body %}\nSix of them.\n{% endblock %}\n'
TEMPLATE = """\
.. post:: Jun 09, {{year}}
   :tags: {{city}}-{{year}}

Speakers of {{year}}
====================

{% block body %}{% endblock %}
"""
DRAFT = f"""\
.. post:: {{% if year == 2030 %}}Jun 01, 2020{{% endif %}}

{MARKER}
=========
"""
HOME = """\
Home
====

.. postlist::
   :tags: pdx-2024

.. postlist::
   :tags: pdx-2031

.. postlist::
   :tags: never
   :category: nothing
"""


def write_templated_site(site: Site) -> None:
    """Write a site into *site* whose posts get dates, tags and titles from templates."""
    (site.srcdir / "index.md").unlink()
    site.write("conf.py", CONF)
    site.write("index.rst", HOME)
    site.write("_templates/speakers.rst", TEMPLATE)
    for year in (2023, 2024):
        site.write(f"conf/{year}/news/announcing.rst", ANNOUNCEMENT)
        site.write(f"conf/{year}/news/tickets.md", IN_MARKDOWN)
    site.write("conf/2024/news/written.md", KEYS_AS_WRITTEN)
    site.write("conf/2024/news/speakers.rst", WITH_A_TEMPLATE)
    site.write("conf/2024/news/draft.rst", DRAFT)
