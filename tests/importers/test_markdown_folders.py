"""Folders of Markdown that Zola, Eleventy, Astro, Docusaurus and others make sites of."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers.markup.docusaurus import convert_colon_boxes, convert_mdx
from tests.helpers.imported_folder import ImportedFolder, import_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

PNG = b"\x89PNG\r\n\x1a\n"
Import = "Callable[..., ImportedFolder]"


@pytest.fixture
def imported(site: Site, tmp_path: Path) -> Callable[..., ImportedFolder]:
    def run(files: dict[str, str | bytes], *options: str) -> ImportedFolder:
        return import_folder(site, tmp_path / "blog", "markdown", files, *options)

    return run


def aliases(text: str) -> str:
    return next((line for line in text.split("\n") if line.startswith("aliases:")), "")


def test_zola(imported: Callable[..., ImportedFolder]) -> None:
    zola = imported(
        {
            "config.toml": 'base_url = "https://example.org"\n',
            "content/blog/_index.md": "+++\ntitle = 'Blog'\n+++\n",
            "content/blog/2020-03-04-disk.md": (
                "+++\n"
                'title = "The disk"\n'
                "updated = 2020-03-05T10:00:00\n"
                'aliases = ["old/disk"]\n'
                'authors = ["Ada Marsh"]\n'
                "[taxonomies]\n"
                'tags = ["disk", "night"]\n'
                'categories = ["Ops"]\n'
                "+++\n\n"
                "Short.\n\n<!-- more -->\n\n"
                "[The tape](@/blog/tape/index.md#why) and ![](/images/a.png)\n"
            ),
            "content/blog/tape/index.md": (
                '+++\ntitle = "The tape"\ndate = 2020-05-06\nslug = "the-tape"\n+++\n\n![](b.png)\n'
            ),
            "content/blog/tape/b.png": PNG,
            "static/images/a.png": PNG,
        }
    )
    disk, tape = zola.posts["disk.md"], zola.posts["the-tape/index.md"]
    assert "date: 2020-03-04\n" in disk
    assert "updated: 2020-03-05T10:00+00:00\n" in disk
    assert "tags: [disk, night]\n" in disk
    assert "categories: [Ops]\n" in disk
    assert "author: Ada Marsh\n" in disk
    assert aliases(disk) == "aliases: [/blog/disk/, old/disk]"
    assert "[The tape](the-tape/index.md)" in disk
    assert (zola.site.srcdir / "extra" / "images" / "a.png").read_bytes() == PNG
    assert aliases(tape) == "aliases: [/blog/the-tape/]"
    assert (zola.site.srcdir / "post" / "the-tape" / "b.png").read_bytes() == PNG
    assert zola.notes[-1] == "2 posts read, 2 written, with 3 other files; 1 note"


def test_eleventy(imported: Callable[..., ImportedFolder]) -> None:
    eleventy = imported(
        {
            "eleventy.config.js": "",
            "_includes/layout.md": "---\ntitle: No\n---\n",
            "node_modules/x/README.md": "---\ntitle: No\n---\n",
            "posts/posts.json": (
                '{"tags": "posts", "author": "Ada",\n'
                '"permalink": "/b/{{ page.fileSlug }}/index.html"}'
            ),
            "posts/2018-05-01-first.md": "---\ntitle: First\ntags: [a, b]\n---\n\nText.\n",
            "posts/second.md": (
                "---json\n"
                '{"title": "Second", "date": "2018-07-04",\n'
                '"permalink": "/{{ title | slugify }}/"}\n'
                "---\n\nText.\n"
            ),
            "posts/hidden.md": "---\ntitle: Hidden\ndate: 2018-01-01\npermalink: false\n---\n",
            "posts/scripted.md": "---js\n{}\n---\n\nText.\n",
            "README.md": "# The repository\n",
        }
    )
    assert aliases(eleventy.posts["first.md"]) == "aliases: [/b/first/]"
    assert "date: 2018-05-01\n" in eleventy.posts["first.md"]
    assert "author: Ada\n" in eleventy.posts["first.md"]
    assert "tags: [a, b]\n" in eleventy.posts["first.md"]
    assert aliases(eleventy.posts["second.md"]) == "aliases: [/second/]"
    assert "tags" not in eleventy.posts["second.md"]
    assert "draft: true\n" in eleventy.posts["hidden.md"]
    assert sorted(eleventy.posts) == ["first.md", "hidden.md", "second.md"]
    assert (
        "posts/posts.json:1: tags: those of a data file name a collection; left out"
        in eleventy.notes
    )
    assert "README.md:1: no front matter and no date: no post, not converted" in eleventy.notes
    assert (
        "posts/scripted.md:1: front matter in JavaScript is not read; not converted"
        in eleventy.notes
    )


def test_folder_of_eleventy_is_named_in_its_configuration(
    imported: Callable[..., ImportedFolder],
) -> None:
    text = "---\ntitle: A\ndate: 2018-07-04\n---\n\nText.\n"
    script = "export const config = {\n\tdir: {\n\t\tinput: './src', },\n};\n"
    eleventy = imported(
        {"eleventy.config.mjs": script, "src/blog/same/same.md": text, "notes/other.md": text}
    )
    assert aliases(eleventy.post()) == "aliases: [/blog/same/]"


def test_template_that_patterns_do_not_know_gives_no_address(
    imported: Callable[..., ImportedFolder],
) -> None:
    text = "---\ntitle: A\ndate: 2018-07-04\npermalink: '/{{ x | f }}/{% y %}/'\n---\n\nText.\n"
    eleventy = imported({".eleventy.js": "", "a.md": text})
    assert aliases(eleventy.post()) == ""
    assert (
        "a.md:1: the old address can't be worked out: :template in the permalink" in eleventy.notes
    )


def test_date_in_the_template_of_an_address(imported: Callable[..., ImportedFolder]) -> None:
    address = "/{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}/"
    text = f'---\ntitle: A\ndate: 2018-07-04\npermalink: "{address}"\n---\n\nText.\n'
    eleventy = imported({".eleventy.js": "", "a.md": text})
    assert aliases(eleventy.post()) == "aliases: [/2018/07/a/]"


def test_astro_takes_its_addresses_from_the_option(
    imported: Callable[..., ImportedFolder],
) -> None:
    text = (
        "---\ntitle: First\npubDate: 'Jul 08 2022'\nupdatedDate: 2022-08-01\n"
        "heroImage: /hero.png\ndraft: false\n---\n"
        "import Box from '../Box.astro';\n\n"
        "[Old](https://example.org/blog/first/) <Box size={2}>in</Box>\n\n"
        "```js\nimport a from 'b'\n```\n"
    )
    astro = imported(
        {
            "astro.config.mjs": "",
            "src/content/blog/first.mdx": text,
            "public/hero.png": PNG,
        },
        "--permalink",
        "https://example.org/:path/",
    )
    post = astro.post()
    assert "date: 2022-07-08\nupdated: 2022-08-01\n" in post
    assert "image: /extra/hero.png\n" in post
    assert aliases(post) == "aliases: [/blog/first/]"
    assert "import Box" not in post
    assert "import a from 'b'" in post
    # What is no text is below the paragraph, so that it is no part of a description.
    assert "[Old](first.md) …in…\n\n```text\n<Box size={2}>\n</Box>\n```\n" in post
    assert "src/content/blog/first.mdx:10: 'Box' of MDX is shown as code" in astro.notes


def test_docusaurus(imported: Callable[..., ImportedFolder]) -> None:
    docusaurus = imported(
        {
            "docusaurus.config.ts": "",
            "docs/intro.md": "---\ntitle: No post\n---\n",
            "blog/authors.yml": "ada:\n  name: Ada Marsh\n  url: https://example.org\n",
            "blog/tags.yml": "ops:\n  label: Operations\n",
            "blog/2021-08-26-welcome/index.md": (
                "---\nslug: welcome\ntitle: Welcome\nauthors: [ada, {name: Bo}]\n"
                "tags: [ops, x]\n---\n\n"
                "Short.\n\n<!-- truncate -->\n\n:::tip[Mind **this**]\nText.\n:::\n\n"
                "See [MDX](../2021-08-01-mdx.mdx).\n"
            ),
            "blog/2021-08-01-mdx.mdx": (
                "---\ntitle: MDX\nlast_update: {date: 2021-09-01, author: ada}\n---\n\n"
                "Short.\n\n{/* truncate */}\n\n:::note\n\nText.\n\n:::\n"
            ),
            "blog/2021/05/06/folders.md": "---\ntitle: Folders\nslug: /top\n---\n\nText.\n",
        }
    )
    welcome, mdx = docusaurus.posts["welcome/index.md"], docusaurus.posts["mdx.md"]
    assert aliases(welcome) == "aliases: [/blog/welcome]"
    assert "authors: [Ada Marsh, Bo]\n" in welcome
    assert "tags: [Operations, x]\n" in welcome
    assert "\n\n<!-- more -->\n\n```{admonition} Mind **this**\nText.\n```\n" in welcome
    assert "[MDX](../mdx.md)" in welcome
    assert aliases(mdx) == "aliases: [/blog/2021/08/01/mdx]"
    assert "updated: 2021-09-01\n" in mdx
    assert "\n\n<!-- more -->\n\n```{note}\n\nText.\n\n```\n" in mdx
    assert aliases(docusaurus.posts["top.md"]) == "aliases: [/blog/top]"
    assert "date: 2021-05-06\n" in docusaurus.posts["top.md"]
    assert len(docusaurus.posts) == 3


def test_boxes_inside_boxes(imported: Callable[..., ImportedFolder]) -> None:
    text = (
        "---\ntitle: A\ndate: 2020-01-01\n---\n\n::::info\n\n:::note\nInside.\n:::\n\n::::\n\n"
        "```\n:::note\n:::\n```\n\n:::note\nNever closed.\n"
    )
    post = imported({"docusaurus.config.js": "", "blog/a.md": text}).post()
    assert "````{admonition} Info\n\n```{note}\nInside.\n```\n\n````\n" in post
    assert "```\n:::note\n:::\n```\n\n:::note\nNever closed.\n" in post


def test_sections_choose_the_folders_of_posts(imported: Callable[..., ImportedFolder]) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n\nText.\n"
    files = {"notes/a.md": text, "notes/deep/b.md": text, "pages/c.md": text, "d.md": text}
    assert list(imported(files, "--sections", "notes/, other").posts) == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("draft: true", "draft: true\n"),
        ("published: false", "draft: true\n"),
        ("publish: false", "draft: true\n"),
        ("status: draft", "draft: true\n"),
        ("unlisted: true", "unlisted: true\n"),
        ("published: 2019-02-03", "date: 2019-02-03\n"),
    ],
)
def test_posts_that_are_not_public(
    imported: Callable[..., ImportedFolder], line: str, expected: str
) -> None:
    assert expected in imported({"a.md": f"---\ntitle: A\n{line}\n---\n\nText.\n"}).post()


def test_published_post_is_no_draft(imported: Callable[..., ImportedFolder]) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\npublished: true\n---\n\nText.\n"
    folder = imported({"a.md": text})
    assert "draft" not in folder.post()
    assert "blog:1: no --permalink: the addresses that the posts had are not known" in folder.notes


def test_zola_embeds_and_other_shortcodes(imported: Callable[..., ImportedFolder]) -> None:
    text = (
        "+++\ntitle = 'A'\ndate = 2020-01-01\n+++\n\n"
        '{{ youtube(id="dQw4w9WgXcQ", autoplay=true) }}\n\n{{ badge(text="New") }}\n\n'
        '`{{ youtube(id="x") }}`\n'
    )
    zola = imported({"config.toml": "", "content/a.md": text})
    post = zola.post()
    assert "<https://www.youtube.com/watch?v=dQw4w9WgXcQ>\n" in post
    assert '```text\n{{ badge(text="New") }}\n```\n' in post
    assert '`{{ youtube(id="x") }}`' in post


def test_expressions_of_mdx_are_no_words(imported: Callable[..., ImportedFolder]) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n\nIt is {props.what} and `{code}`.\n\n## B {#b}\n"
    post = imported({"docusaurus.config.js": "", "blog/a.mdx": text}).post()
    assert "\nIt is … and `{code}`.\n\n```text\n{props.what}\n```\n" in post


def test_symbolic_links_are_named_and_not_followed_out(
    imported: Callable[..., ImportedFolder], tmp_path: Path
) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n\nText.\n"
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(text)
    blog = tmp_path / "blog"
    blog.mkdir()
    (blog / "secret.md").symlink_to(outside / "secret.md")
    (blog / "folder").symlink_to(outside)
    (blog / "circle.md").symlink_to(blog / "circle.md")
    (blog / "same.md").symlink_to(blog / "a.md")
    folder = imported({"a.md": text})
    assert list(folder.posts) == ["a.md", "same.md"]
    assert "secret.md:1: a symbolic link out of the folder: not converted" in folder.notes
    assert "folder:1: a symbolic link to a folder: the files in it are not read" in folder.notes
    assert any(note.startswith("circle.md:1: can't be read") for note in folder.notes)


def test_data_file_that_is_no_object_is_named(imported: Callable[..., ImportedFolder]) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n\nText.\n"
    folder = imported({"posts/posts.json": '["a"]', "posts/a.json": "[" * 9999, "posts/a.md": text})
    assert list(folder.posts) == ["a.md"]
    assert "posts/posts.json:1: not an object with keys; not read" in folder.notes
    assert "posts/a.json:1: nested too deeply; not read" in folder.notes


def test_images_of_mdx(imported: Callable[..., ImportedFolder]) -> None:
    text = (
        "---\ntitle: A\ndate: 2020-01-01\n---\n\nimport Image from '@theme/IdealImage';\n"
        "import graph from '../static/img/graph.png';\n\n<Image img={graph} alt=\"A graph\"/>\n\n"
        "<img\n  src={require('@site/static/img/two.png').default}\n/>\n\n<img src={other} />\n\n"
        "`<img src={graph} />`\n"
    )
    folder = imported(
        {
            "docusaurus.config.js": "",
            "blog/a.mdx": text,
            "static/img/graph.png": PNG,
            "static/img/two.png": PNG,
        }
    )
    post = folder.post()
    assert "![A graph](/extra/img/graph.png)\n" in post
    assert "![](/extra/img/two.png)\n" in post
    assert "`<img src={graph} />`" in post
    assert "Image" not in post
    assert not any("image not found" in note for note in folder.notes)


@pytest.mark.parametrize("text", [":::note\n", "{/* ", ":::note\n:::\n"])
def test_time_grows_with_the_text(text: str) -> None:
    body = text * (60_000 // len(text))
    start = time.process_time()
    convert_mdx(convert_colon_boxes(body), [1] * (body.count("\n") + 1), lambda *_: None)
    # The square of its length would take half a minute.
    assert time.process_time() - start < 10
