"""Front matter in another system's format, or spoiled, is an error: it is not read as text."""

from __future__ import annotations

import pytest

from sphinx_transcript.post.front_matter import FrontMatterError, read_front_matter

MARKDOWN = [
    "+++\ntitle='a'\n+++\nx",
    "+++\ndraft = true\n+++",
    '{\n"title": "a","draft": true\n}\nx',
    '{"draft": true}\n\nx',
    ';;;\n"title":"a"\n;;;\n',
    '---json\n{"draft":true}\n---\n',
    '---toml\ntitle="a"\n---\n',
    "--- yaml\ntitle: a\n---\n",
    "\n---\ntitle: a\n---\n",
    "\n\n\n---\ndraft: true\n---\n",
    "<!-- x -->\n---\ntitle: a\n---\n",
    "<!--\nlong\n\ncomment\n-->\n\n---\ndraft: true\n---\n",
    "% c\n---\ntitle: a\n---\n",
    "# c\n---\ntitle: a\n---\n",
    "\u200b---\ntitle: a\n---\n",
    "\ufeff\ufeff---\ntitle: a\n---\n",
    "\u00a0---\ntitle: a\n---\n",
    " ---\ntitle: a\n---\n",
    "\t---\ntitle: a\n---\n",
    "---\u00a0\ntitle: a\n---\n",
    "--- #x\ntitle: a\n---\n",
    "--\ntitle: a\n--\n",
    "-\ntitle: a\ndate: 2020-01-01\n-\n",
    "\u2013\u2013-\ntitle: a\n---\n",
    "\u2014\ntitle: a\ndate: x\n\u2014\n",
    "\u2014\u2014\u2014\ntitle: a\n\u2014\u2014\u2014\n",
    "-- -\ntitle: a\n---\n",
    "- - -\ntitle: a\n- - -\n",
    "***\ntitle: a\n***\n",
    "===\ntitle: a\n===\n",
    "~~~\ntitle: a\ndate: 2020\n~~~\n",
    "```yaml\ntitle: a\ndate: 2020-01-01\n```\n",
    "```\n---\ntitle: a\n---\n```\nx",
    "```markdown\n---\ntitle: a\n---\ntext\n```\n",
    "title: a\ndate: 2020-01-01\ndraft: true\n---\n\nx",
    "title: A\ndate: 2020-01-01\n\nx",
    "Title: My post\nDate: 2010-12-03\nStatus: draft\n\nText",
    "Status: draft\n\ntext",
    "draft: true\n\ntext",
    "published: false\n\nx",
    "title=x\ndate=2013-02-12\ntype=post\nstatus=draft\n~~~~~~\n",
    "#+title: x\n\nx",
    "#+DRAFT: true\n",
    ":title: x\n:draft: true\n\nx",
    "<!--\n.. title: x\n.. slug: x\n.. date: 2020-01-01\n.. status: draft\n-->\n\nx",
    "<!-- draft: true -->\nx",
    "<!--\ntitle: x\ndraft: true\n-->",
    "<!--- published: false --->\nx",
    "{% comment %}\n---\ntitle: a\n---\n",
    "{# x #}\n---\ntitle: a\n---\n",
    "---\n---\ntitle: a\ndraft: true\n---\n",
    "**Draft:** true\n\nx",
    "> draft: true\n\nx",
    "- draft: true\n\nx",
    "| draft | true |\n|---|---|\n",
    "%%%\ntitle: a\n%%%\n",
    '@def title = "a"\n@def draft = true\n',
    "title:: a\npublic:: false\n\n",
    "---\ntitle: a\n---\n---\ndraft: true\n---\nx",
    "---\ntitle: a\n---\n\n+++\ndraft = true\n+++\n",
    "---\ntitle: a\n---\ndraft: true\n",
    "---\ntitle: a\n...\ndraft: true\n",
]
RST = [
    "---\ntitle: a\ndraft: true\n---\n\nT\n=\n",
    "+++\ntitle='a'\n+++\n",
    ".. title: x\n.. slug: x\n.. date: 2020-01-01\n.. status: draft\n\nText",
    ".. status: draft\n\nText",
    "T\n=\n\nSub\n---\n\n:draft: true\n",
    "  :draft: true\n\nText",
    ":title: a\n\n.. comment\n\n:draft: true\n",
    "Title: x\nDate: 2020\n\nText",
    "title: x\ndraft: true\n",
    '{\n"draft": true}\n',
    "#+title: x\n",
    ".. draft: true\n",
    "..\n   draft: true\n\nText",
]
SWALLOWED = [
    '---\ntitle: "A\ndraft: true\nsub: b"\n---\n',
    "---\ndescription:\n  x\n  draft:true\n---\n",
    "---\ntitle: 'A\n\n  status: draft\n  '\n---\n",
    "---\ntitle: A\n  draft:true\n---\n",
]
TEXT = [
    "---\ntext: |\n  x\n  draft: true\n---\n",
    "Text: with a colon\n\nMore",
    "Note: this\n",
    "Author: Ada\n\nText",
    "# Title\n\nDate: 2020-01-01\nAuthor: Ada\n\nText",
    "# Title\n\n---\n\nText: x\n",
    "{ref}`x` text",
    "{py:func}`x` text",
    "{.class}\nText",
    "{{ x }}\n",
    "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n```\n",
    "```{note}\nhi\n```\n",
    "<!-- comment -->\n# T\n",
    "(label)=\n# T\n\ntext",
    "% comment\n\n# T\n",
    "Date: a short history\n-----\n\ntext",
    "---\ntitle: a\n---\n\n+++\n\ntext",
    "---\ntitle: a\n---\n\n---\n\ntext: x\n",
    "---\ntitle: a\n---\n\n# H\n\nStatus: fine\n",
    "> Quote: hello\n",
    "- one: two\n- three\n",
    "https://example.org/draft=true\n",
    "---\ntitle: a\n---\n```yaml\ntitle: x\ndate: 2020\n```\n",
    "The title: a story\nThe date: today\n",
    "---\ntitle: a\nauthor: |\n  x: y\n---\n",
    "* * *\n\nText\n",
    "Draft beer is good: a story\n",
    "Hidden costs: what you pay\n",
]
RST_TEXT = [
    "Title\n=====\n\nText: x\n",
    "=====\nDate: a\n=====\n\nText: x\n",
    "=================\nDate: a story\n=================\n\nText: x\n",
    ".. comment\n\n:title: a\n",
    ".. image:: a.png\n   :alt: draft: true\n\nText",
    ":title: a\n:status: Accepted\n",
    ":title: a\n:og:image: x\n:og:description: y\n",
    ":orphan:\n:title: a\n",
    "Title\n=====\n\n:Author: Ada\n\nText\n\n:status: fine\n",
    ".. post:: 2020-01-01\n   :tags: a\n   :title: b\n\nT\n=\n",
    ".. _label:\n\nTitle\n=====\n\nText\n",
    ":title: a\n\n----\n\ntext: x",
    ".. |x| replace:: y\n\n:title: a\n",
    "T\n=\n\n:date: 2020-01-01\n\n.. meta::\n   :description: d\n   :keywords: k\n\nText\n",
    ":date: 2020-01-01\n\n.. image:: a.png\n   :title: t\n   :url: u\n\nT\n=\n",
]


@pytest.mark.parametrize("text", MARKDOWN)
def test_header_that_is_not_read_is_an_error(text: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(text, "markdown")
    message = str(caught.value)
    assert "looks like front matter" in message or "has to begin on the first line" in message


@pytest.mark.parametrize("text", RST)
def test_header_of_restructuredtext_that_is_not_read_is_an_error(text: str) -> None:
    with pytest.raises(FrontMatterError, match="can't be read; it is a field list here"):
        read_front_matter(text, "restructuredtext")


@pytest.mark.parametrize("text", SWALLOWED)
def test_draft_within_the_value_above_is_an_error(text: str) -> None:
    with pytest.raises(FrontMatterError, match="as a part of the value above it"):
        read_front_matter(text, "markdown")


@pytest.mark.parametrize("text", TEXT)
def test_text_that_resembles_a_header_is_text(text: str) -> None:
    read_front_matter(text, "markdown")


@pytest.mark.parametrize("text", RST_TEXT)
def test_restructuredtext_that_resembles_a_header_is_text(text: str) -> None:
    read_front_matter(text, "restructuredtext")


def test_notebook_is_no_front_matter_in_json() -> None:
    assert read_front_matter('{\n "cells": [],\n "nbformat": 4\n}', "myst-nb") == {}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("+++\ntitle = 'a'\n+++\n", 1, "'+++' looks like front matter, and can't be read; "
         "it is YAML between lines of '---', from the first line here"),
        ("---\ntitle: a\n---\n\n---\ndraft: true\n---\n", 5, "'---' looks like front matter, "
         "below the front matter that was read, and can't be read; "
         "it is YAML between lines of '---', from the first line here"),
        ("<!-- c -->\n\n---\ntitle: a\n---\n", 3, "front matter has to begin on the first line"),
    ],
)  # fmt: skip
def test_message_says_what_was_seen_and_what_is_accepted(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(text, "markdown")
    assert (caught.value.line, str(caught.value)) == (line, message)
