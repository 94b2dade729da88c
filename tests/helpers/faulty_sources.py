"""Sources with one mistake each, for tests that compare the check with a build."""

from __future__ import annotations

POST = "---\ntitle: {title}\ndate: 2020-01-0{day}\n{more}---\n\n{body}\n"


def post(body: str = "Text.", more: str = "", title: str = "A post", day: int = 2) -> str:
    """Return the source of a post; *more* are lines of front matter."""
    return POST.format(title=title, day=day, more=more, body=body)


VALID_SOURCES: dict[str, str] = {
    "index.md": "# Home\n\n```{blog-index}\n```\n",
    "about.md": "---\norphan: true\n---\n# About\n\n## The site\n\n(a-label)=\n## Labelled\n",
    "post/good.md": post("Good.\n\n## Below\n\nText.", "tags: [kubernetes]\n", "Good"),
    "post/draft.md": post("Later.", "draft: true\n", "A draft"),
    "post/scheduled.md": "---\ntitle: Later\ndate: 2999-01-01\n---\n\nText.\n",
    "picture.png": "no picture",
    "notes.txt": "Notes.\n",
}
"""Valid sources that the faulty ones link to."""

_DEEP = "# One\n\n### Three"
_RST = ":date: 2020-02-02\n\nA title\n=======\n\n"

POSTS: dict[str, str] = {
    # Front matter.
    "colon": "---\ntitle: a: b\ndate: 2020-01-01\n---\nText.\n",
    "unclosed": "---\ntitle: a\n",
    "a-list": "---\n- a\n---\nText.\n",
    "late": "\n\n---\ntitle: a\ndate: 2020-01-01\n---\nText.\n",
    "bad-date": "---\ntitle: a\ndate: yesterday\n---\nText.\n",
    "bad-updated": post(more="updated: 2020-13-01\n"),
    "mistyped-key": post(more="tag: a\n"),
    "draft-maybe": post(more="draft: maybe\n"),
    "pinned-maybe": post(more="pinned: maybe\n"),
    "tags-mapping": post(more="tags: {a: b}\n"),
    "title-list": "---\ntitle: [a]\ndate: 2020-01-01\n---\n\n# Heading\n",
    "no-title": "---\ndate: 2020-01-01\n---\n\nText.\n",
    "no-such-image": post(more="image: none.png\n"),
    "bad-language": post(more="language: 12\n"),
    "bad-canonical": post(more="canonical_url: nowhere\n"),
    "myst-setting": post(more="myst: {enable_extensions: [nonsense]}\n"),
    "other-date": post(more="seen: 2020-02-31\n"),
    "empty-author": post(more="author: ''\n"),
    "strange-status": post(more="status: '`x`{y}'\n"),
    # Aliases and names.
    "alias-bad": post(more="aliases: [/a?b]\n"),
    "alias-page": post(more="aliases: [/about.html]\n"),
    "alias-generated": post(more="aliases: [/archive/]\n"),
    "alias-one": post(more="aliases: [/moved/]\n"),
    "alias-two": post(more="aliases: [/moved/]\n"),
    "id-one": post(more="id: same\n"),
    "id-two": post(more="id: same\n"),
    "twin": post(),
    "twin/index": post(),
    # Links.
    "dead-file": post("A [link](nowhere.md) that is dead."),
    "dead-anchor": post("A [link](good.md#nowhere) that is dead."),
    "good-anchor": post("A [link](good.md#below) that is good."),
    "dead-own-anchor": post("## Here\n\nA [link](#nowhere) and [one](#here)."),
    "dead-in-list": post("- a\n- b\n  - [link](/nowhere.md)\n\n> [link](nowhere.html)"),
    "dead-reference": post("A [link][1].\n\n[1]: nowhere.md"),
    "duplicate-reference": post("A [link][1].\n\n[1]: good.md\n[1]: draft.md"),
    "to-draft": post("A [link](draft.md) too early."),
    "to-scheduled": post("{doc}`scheduled` and {post}`scheduled`."),
    "dead-doc": post("{doc}`nowhere` and {doc}`good`."),
    "dead-ref": post("{ref}`nowhere` and {ref}`a-label`."),
    "dead-post": post("{post}`nowhere` and {post}`good`."),
    "dead-tag": post("{tag}`kuberntes` and {tag}`kubernetes`, {series}`none`."),
    "dead-term": post("{term}`nothing`, {numref}`nothing`, {any}`nothing`."),
    "dead-project": post("[x](project:#nothing), <project:nothing.md>, [y](inv:#x)."),
    "dead-path": post("[x](path:none.txt) and [y](../notes.txt)."),
    "dead-download": post("{download}`none.txt` and {download}`../notes.txt`."),
    "dead-image": post("![words](none.png) and ![words](../picture.png)."),
    "dead-figure": post("```{figure} none.png\n:alt: words\n```"),
    "dead-include": post("```{include} none.md\n```"),
    "footnotes": post("Text[^1].\n\n[^2]: Never."),
    # Markup.
    "unknown-role": post("{nonsense}`x`"),
    "unknown-directive": post("```{nonsense}\n```"),
    "bad-option": post("```{note}\n:nonsense: x\n\nText.\n```"),
    "empty-note": post("```{note}\n```"),
    "deep-heading": post(_DEEP, title="Deep"),
    "deeper-heading": post("## Two\n\n#### Four"),
    "no-lexer": post("```nonsense\nx\n```"),
    "bad-code": post("```json\n{'a\x07: ?\n```"),
    "rule-at-end": post("Text.\n\n---"),
    "rule-at-start": "---\ndate: 2020-01-01\n---\n# Rule\n\n---\n\nText.\n",
    "rules": post("Text.\n\n---\n\n---\n\nText."),
    "strike": post("(twice)=\n## One\n\n(twice)=\n## Two"),
    "listing": post("```{blog-index}\n:limit: many\n:tags: nothing\n:nonsense:\n```"),
    "toctree": post("```{toctree}\nnowhere\n```"),
    "raw-rst": post("```{eval-rst}\n.. nonsense::\n```\n\nText."),
    "math": post("```{math}\n\\frac{1\n```"),
    # No mistake.
    "all-is-well": post(
        "## Two\n\nText with *emphasis*, `code`, a [link](good.md), <https://example.org>,\n"
        "![words](../picture.png) and a [file](../notes.txt).\n\n- a\n- b\n\n1. x\n\n> quote\n\n"
        "---\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```python\nx = 1\n```\n\n### Three\n\n"
        "```\nany thing\n```\n\n    indented\n\n<!-- more -->\n\nText<br>.\n",
        "tags: [a, b]\nauthor: Ada\nseries: One\nextra: yes\n",
        "Well",
    ),
}
"""Posts by name, most of them with one mistake."""

RST_POSTS: dict[str, str] = {
    "rst-links": _RST + ":doc:`nowhere` :ref:`nowhere` :post:`nowhere` `x <good_>`_ |sub|\n",
    "rst-markup": _RST + "Text *open\n\n.. nonsense::\n\nBelow\n--\n",
    "rst-image": _RST + ".. image:: none.png\n   :alt: words\n",
    "rst-toctree": _RST + ".. toctree::\n\n   nowhere\n",
    "rst-code": _RST + ".. code-block:: nonsense\n\n   x\n",
    "rst-draft": _RST + ":doc:`draft`\n",
    "rst-date": ":date: never\n\nA title\n=======\n",
}
"""Posts in reStructuredText by name, each with a mistake."""

PAGES: dict[str, str] = {
    "lost.md": "# In no toctree\n",
    "untitled.md": "---\norphan: true\n---\n\nText.\n",
    "contents.md": "---\norphan: true\n---\n# Contents\n\n"
    "```{toctree}\nuntitled\nnowhere\npost/draft\npost/good\npost/dead-file\n```\n",
    "links.md": "---\norphan: true\n---\n# Links\n\n[a](post/good.md) [b](post/none.md) "
    "[c](post/good.md#none) [d](post/good.md#below) [e](post/all-is-well.md#two) {post}`a-list`\n",
    "rst-page.rst": ":orphan:\n\nPage\n====\n\n:doc:`/post/nowhere` :doc:`/post/twin` "
    ":ref:`a-label`\n",
}
"""Pages that are not posts, by path."""


def sources() -> dict[str, str]:
    """Return the content of all these files, by path."""
    posts = {f"post/{name}.md": text for name, text in POSTS.items()}
    rst = {f"post/{name}.rst": text for name, text in RST_POSTS.items()}
    return {**VALID_SOURCES, **posts, **rst, **PAGES}
