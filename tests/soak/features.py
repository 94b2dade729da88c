"""The sites of the soak: features, each with its files and the edits it can suffer.

A site is a mapping of paths to texts, so that an edit is a pure function of it. Which features a
site has is drawn for each seed: a fault often needs two of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.soak.documentation import AUTODOC, CATALOGUES, CITATIONS, EXTRA, GLOSSARY, NUMBERS
from tests.soak.edits import Feature, append_to, come_and_go, page, replace_in, retitle, set_conf
from tests.soak.extensions import LABELS, OTHER_THEME, SUBSTITUTIONS, TODOS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.soak.edits import Files


def _post(number: int, title: str) -> str:
    return (
        f"---\ntitle: {title}\ndate: 2019-0{number}-01\ntags: [tea, t{number}]\n"
        f"category: c{number % 2}\n"
        f"series: Tour\n---\n\nFirst of {title}, see [](p{number % 4 + 1}.md).\n\n"
        f"![dot](dot{number}.svg)\n\n## Below\n\nText.\n"
    )


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="4"/>\n'


POSTS = Feature(
    files={
        **{f"post/p{n}.md": _post(n, f"Post {n}") for n in range(1, 5)},
        **{f"post/dot{n}.svg": _SVG.format(n) for n in range(1, 5)},
        "listing.md": page(
            "Listing", "```{blog-index}\n:paginate: 2\n:format: excerpt\n```", is_rst=False
        ),
        "full.md": page("Full", "```{blog-index}\n:format: full\n:limit: 2\n```", is_rst=False),
    },
    conf=("transcript_feed_limit = 3\n",),
    edits={
        "retitle p1": lambda files, random: replace_in(
            files,
            "post/p1.md",
            r"^title: .*$",
            f"title: {random.choice(('Tea', 'Cup', 'Post / so'))}",
        ),
        "redate p2": lambda files, random: replace_in(
            files, "post/p2.md", r"^date: .*$", f"date: 20{random.choice((18, 19, 20, 99))}-05-05"
        ),
        "retag p3": lambda files, random: replace_in(
            files,
            "post/p3.md",
            r"^tags: .*$",
            f"tags: [{random.choice(('tea', 'cup', 'cup, tea'))}]",
        ),
        "draft p4": lambda files, random: replace_in(
            files, "post/p4.md", r"^series: .*$", random.choice(("series: Tour", "draft: true"))
        ),
        "body p1": append_to("post/p1.md"),
        "p2 comes and goes": come_and_go("post/p2.md", _post(2, "Post 2")),
        "picture": lambda files, random: files.__setitem__(
            "post/dot3.svg", _SVG.format(random.choice((3, 5, 9)))
        ),
        "paginate": set_conf("transcript_paginate", "1", "20"),
        "feeds": set_conf("transcript_feeds", "True", "False"),
    },
)


def _rename_folder(files: Files, random: Random) -> None:
    old, new = random.choice((("deep/", "deeper/"), ("deeper/", "deep/")))
    for path in [path for path in files if path.startswith(old)]:
        files[new + path.removeprefix(old)] = files.pop(path)


def _other_suffix(files: Files, random: Random) -> None:
    plain = {"md": "about.md", "rst": "about.rst"}
    for suffix, path in plain.items():
        if path in files:
            del files[path]
            other = "rst" if suffix == "md" else "md"
            files[plain[other]] = page("About", f"As {other}.", is_rst=other == "rst")
            return


BASE = Feature(
    files={
        "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n\n```{blog-index}\n:limit: 3\n```\n",
        "plain.md": page("Plain", "Text. See [](index.md).", is_rst=False),
        "about.md": page("About", "Text.", is_rst=False),
    },
    edits={
        "retitle plain": retitle("plain.md"),
        "body plain": append_to("plain.md"),
        "retitle home": retitle("index.md"),
        "new page": come_and_go("new.md", page("New", "See [](plain.md).", is_rst=False)),
        "rename folder": _rename_folder,
        "other suffix": _other_suffix,
        "project": set_conf("project", "'Case'", "'Other'"),
        "prompt": set_conf("html_theme_options", "{}", "{'prompt_user': 'ada'}"),
        "text width": set_conf("transcript_text_width", "0", "40"),
    },
)


FEATURES: dict[str, Feature] = {
    "posts": POSTS,
    "numbers": NUMBERS,
    "glossary": GLOSSARY,
    "autodoc": AUTODOC,
    "citations": CITATIONS,
    "catalogues": CATALOGUES,
    "extra": EXTRA,
    "todos": TODOS,
    "labels": LABELS,
    "substitutions": SUBSTITUTIONS,
    "other theme": OTHER_THEME,
}


CONF = (
    'project = "Case"\nauthor = "Ada"\nextensions = ["sphinx_transcript"]\n'
    'html_theme = "transcript"\nhtml_baseurl = "https://example.org/blog/"\n'
    "exclude_patterns = ['extra', 'snippet.txt']\n"
)


def begin(names: list[str]) -> Files:
    """Return the files of a site with the features *names*."""
    chosen = [BASE, *(FEATURES[name] for name in names)]
    files: Files = {}
    for feature in chosen:
        files.update(feature.files)
    files["conf.py"] = CONF + "".join(line for feature in chosen for line in feature.conf)
    return files


def edits(names: list[str]) -> dict[str, Callable[[Files, Random], None]]:
    """Return the edits of a site with the features *names*, by their names."""
    chosen = {"base": BASE, **{name: FEATURES[name] for name in names}}
    return {
        f"{name}: {edit}": change
        for name, feature in chosen.items()
        for edit, change in feature.edits.items()
    }
