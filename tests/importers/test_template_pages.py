"""What pages, descriptions and the feed show of template text, after an import and a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.imported_pages import ImportedPages, OldBlog, import_pages

if TYPE_CHECKING:
    from pathlib import Path

JEKYLL = OldBlog(
    "jekyll",
    {
        "one": (
            "Built {{ site.time }} by {% if x %}us{% endif %}.\n\n"
            "{% include gone.html %}\n\n[a]({{ x }}/y) and {% link no.md %}.\n\n"
            '{{<script src="x">}}\n\n<p>In HTML {{ y }}</p>\n\n'
            "{% highlight python linenos %}\nprint(1)\n{% endhighlight %}\n\n"
            "- item\n\n  {% youtube abc %}\n\nSee [two]({% post_url 2020-01-02-two %}).\n\n"
            "```\n{{ in.code }}\n```\n"
        ),
        "two": (
            '---\ntitle: "{{ site.title }}: {{ page.x }} disk"\n'
            'description: "{{ site.title }} on {% y %}disks"\n---\n\nText.\n'
        ),
    },
    {"_config.yml": "title: My Site\nurl: https://example.org\n"},
)
HUGO = OldBlog(
    "hugo",
    {
        "one": (
            "Text {{< icon x >}} and {{% y %}}.\n\n"
            '{{< figure src="/images/a.png" caption="A *caption*" width="300" >}}\n\n'
            "{{% notice warning %}}\nMind the **gap**.\n{{% /notice %}}\n\n"
            '{{< tabs >}}\n{{< tab "Left" >}}\n```sh\nls\n```\n{{< /tab >}}\n{{< tab "Right" >}}\n'
            "dir\n{{< z >}}\n{{< /tab >}}\n{{< /tabs >}}\n\n"
            '{{< details summary="More" >}}\nFolded **text**.\n{{< /details >}}\n\n'
            '{{<script src="x">}} [two]({{< ref "two.md" >}}) {{</* shown */>}}\n'
        ),
        "two": "Two.\n",
    },
    {"static/images/a.png": b"\x89PNG"},
)


@pytest.fixture(scope="module")
def jekyll(tmp_path_factory: pytest.TempPathFactory) -> ImportedPages:
    return import_pages(JEKYLL, tmp_path_factory.mktemp("jekyll"))


@pytest.fixture(scope="module")
def hugo(tmp_path_factory: pytest.TempPathFactory) -> ImportedPages:
    return import_pages(HUGO, tmp_path_factory.mktemp("hugo"))


def test_sites_build_without_warnings(jekyll: ImportedPages, hugo: ImportedPages) -> None:
    assert jekyll.build.warnings == hugo.build.warnings == ""


@pytest.mark.parametrize("system", ["jekyll", "hugo"])
def test_no_template_text_is_published_as_words(
    system: str, request: pytest.FixtureRequest
) -> None:
    pages: ImportedPages = request.getfixturevalue(system)
    words = pages.words().replace("{{< shown >}}", "")
    assert "{{" not in words
    assert "{%" not in words
    for name in ("one", "two"):
        page = pages.build.read(f"post/{name}.html")
        head = page.partition("</head>")[0]
        assert "{{" not in head
        assert "{%" not in head
    assert not pages.page().css("script[src=x]")


def test_jekyll_page(jekyll: ImportedPages) -> None:
    page = jekyll.page()
    assert "Built … by …us…." in jekyll.words()
    assert jekyll.code() == [
        "{{ site.time }}\n{% if x %}\n{% endif %}",
        "{% include gone.html %}",
        "[a]({{ x }}/y)\n{% link no.md %}",
        '{{<script src="x">}}',
        "{{ y }}",
        "1print(1)",
        "{{ in.code }}",
    ]
    assert page.css_matches("article li a[href='https://www.youtube.com/watch?v=abc']")
    assert page.css_matches("article a[href='two.html']")
    assert page.css_matches("article .linenos")
    assert "My Site: disk" in jekyll.text("title", "two")
    assert jekyll.page("two").css_matches("meta[name=description][content='My Site on disks']")
    assert len([note for note in jekyll.report.notes if note.kind == "template"]) == 9


def test_hugo_page(hugo: ImportedPages) -> None:
    page = hugo.page()
    assert hugo.text("article .admonition.warning strong") == "gap"
    titles = [node.text() for node in page.css("article .admonition-title")]
    assert titles == ["Warning", "Left", "Right"]
    assert hugo.text("article details summary") == "More"
    assert hugo.text("article details strong") == "text"
    assert "{{< z >}}" in hugo.code()
    assert '{{<script src="x">}}' in "\n".join(hugo.code())
    assert page.css_matches("article a[href='two.html']")
    assert "{{< shown >}}" in hugo.words()


def test_liquid_tags_of_pelican(tmp_path: Path) -> None:
    posts = {"one": "{% youtube abc 640 480 %}\n\nSee {% cite x %} {{ text }}.\n"}
    pages = import_pages(OldBlog("pelican", posts), tmp_path)
    assert pages.page().css_matches("article a[href='https://www.youtube.com/watch?v=abc']")
    assert pages.words().endswith("See … {{ text }}.")
    assert pages.code() == ["{% cite x %}"]


def test_shortcodes_of_nikola(tmp_path: Path) -> None:
    posts = {"one": "{{% media https://example.org/v %}}\n\nSee {{% chart %}}a{{% /chart %}}.\n"}
    pages = import_pages(OldBlog("nikola", posts), tmp_path)
    assert pages.words().endswith("See …a….")
    assert pages.code() == [
        "{{% media https://example.org/v %}}",
        "{{% chart %}}\n{{% /chart %}}",
    ]


def test_shortcodes_in_restructuredtext(tmp_path: Path) -> None:
    body = (
        ".. title: One\n.. date: 2020-01-02\n\nSee {{% chart a %}} and\n{{% youtube abc %}}.\n\n"
        "{{% gallery b %}}\n\n::\n\n   {{% code %}}\n\nEnd.\n"
    )
    blog = OldBlog("nikola", {}, {"posts/one.rst": body})
    pages = import_pages(blog, tmp_path)
    assert pages.build.warnings == ""
    assert pages.words().endswith("See … and https://www.youtube.com/watch?v=abc. End.")
    assert pages.code() == ["{{% chart a %}}", "{{% gallery b %}}", "{{% code %}}"]


def test_macros_of_mkdocs(tmp_path: Path) -> None:
    posts = {"one": "For {{ product }} and {{ x }}.\n"}
    configuration = "plugins: [blog, macros]\nextra:\n  product: Disks\n"
    pages = import_pages(OldBlog("mkdocs", posts, {"mkdocs.yml": configuration}), tmp_path / "a")
    assert pages.words().endswith("For Disks and ….")
    plain = import_pages(OldBlog("mkdocs", posts), tmp_path / "b")
    assert plain.words().endswith("For {{ product }} and {{ x }}.")
