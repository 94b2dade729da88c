"""The rendering of head tags: Open Graph, Twitter cards, JSON-LD."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.feeds.model import Person
from sphinx_transcript.site.head_tags import PageMetadata, head_tags, json_ld

POST = PageMetadata(
    url="https://blog.example/post/a.html",
    title='A "title" & <more>',
    site_title="A blog",
    description="What it's about.",
    language="pt-BR",
    image="https://blog.example/a.png",
    kind="article",
    published="2016-09-26T18:30:00+02:00",
    modified="2016-09-27",
    people=(
        Person("Ada", "https://ada.example/", "ada@ada.example", "https://ada.example/me.png"),
        Person("Bob"),
        Person("", "https://nobody.example/"),
    ),
    tags=("beeps", "R&D"),
    section="Shells",
)
BARE = PageMetadata("", "", "", "", "", "", "website")
NASTY = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(categories=None)),
        st.sampled_from(["</script>", "</SCRIPT >", "<!--<script>", "]]>", '"', "'>", "&quot;"]),
        st.sampled_from(["\u2028", "🐚", "\0", "\ud83d", "\ufffe"]),
    ),
    max_size=4,
).map("".join)


class Head(HTMLParser):
    """The tags of a head, and the text between them."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        self.metas: list[dict[str, str | None]] = []
        self.others: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""
        self.feed("".join(tags))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            self.metas.append(dict(attrs))
        else:
            self.others.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.data += data

    @property
    def contents(self) -> list[tuple[str | None, str | None]]:
        """The name and content of each meta tag, in order."""
        return [(meta.get("property", meta.get("name")), meta["content"]) for meta in self.metas]


def parsed_json_ld(metadata: PageMetadata) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(json_ld(metadata))
    return parsed


def test_tags_of_an_article() -> None:
    tags = head_tags(POST)
    head = Head(tags)
    assert head.contents == [
        ("description", "What it's about."),
        ("og:title", 'A "title" & <more>'),
        ("og:type", "article"),
        ("og:url", "https://blog.example/post/a.html"),
        ("og:site_name", "A blog"),
        ("og:description", "What it's about."),
        ("og:locale", "pt_BR"),
        ("og:image", "https://blog.example/a.png"),
        ("article:published_time", "2016-09-26T18:30:00+02:00"),
        ("article:modified_time", "2016-09-27"),
        ("article:section", "Shells"),
        ("article:tag", "beeps"),
        ("article:tag", "R&D"),
        ("twitter:card", "summary_large_image"),
    ]
    assert len(tags) == len(head.metas) + 1
    assert head.others == [("script", {"type": "application/ld+json"})]
    assert head.data == json_ld(POST)


def test_open_graph_uses_property_and_others_use_name() -> None:
    # Parsers of RDFa (property) and of HTML (name) ignore the attribute of the other.
    for meta in Head(head_tags(POST)).metas:
        name = meta.get("property") or ""
        assert name.startswith(("og:", "article:")) or meta["name"] in {
            "description",
            "twitter:card",
        }


def test_website_has_no_article_tags() -> None:
    head = Head(head_tags(replace(POST, kind="website", image="")))
    assert ("og:type", "website") in head.contents
    assert ("twitter:card", "summary") in head.contents
    assert not [name for name, _ in head.contents if name and name.startswith("article:")]
    assert head.others == []


def test_unknown_metadata_is_omitted() -> None:
    assert head_tags(BARE) == [
        '<meta property="og:type" content="website">',
        '<meta name="twitter:card" content="summary">',
    ]
    assert json_ld(BARE) == '{"@context":"https://schema.org","@type":"BlogPosting"}'


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("pt-BR", "pt_BR"),
        ("PT-br", "pt_BR"),
        ("zh-Hans-CN", "zh_CN"),
        ("de-CH-1996", "de_CH"),
        ("gsw-CH", "gsw_CH"),
        ("en", None),
        ("zh-Hant", None),
        ("es-419", None),
        ("ca-valencia", None),
        ("sr-Latn", None),
        ("", None),
    ],
)
def test_locale_requires_a_region(language: str, locale: str | None) -> None:
    assert (
        dict(Head(head_tags(replace(POST, language=language))).contents).get("og:locale") == locale
    )


def test_json_ld_is_a_blog_posting() -> None:
    assert list(parsed_json_ld(POST).items()) == [
        ("@context", "https://schema.org"),
        ("@type", "BlogPosting"),
        ("headline", 'A "title" & <more>'),
        ("description", "What it's about."),
        ("image", "https://blog.example/a.png"),
        ("datePublished", "2016-09-26T18:30:00+02:00"),
        ("dateModified", "2016-09-27"),
        (
            "author",
            [
                {
                    "@type": "Person",
                    "name": "Ada",
                    "url": "https://ada.example/",
                    "image": "https://ada.example/me.png",
                },
                {"@type": "Person", "name": "Bob"},
            ],
        ),
        ("mainEntityOfPage", "https://blog.example/post/a.html"),
        ("inLanguage", "pt-BR"),
        ("articleSection", "Shells"),
        ("keywords", ["beeps", "R&D"]),
    ]


def test_json_ld_is_compact_and_escaped_for_script_elements() -> None:
    text = json_ld(replace(BARE, title="</script><!-- & \u2028\u2029 🐚é"))
    assert text == (
        '{"@context":"https://schema.org","@type":"BlogPosting","headline":'
        '"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029 🐚é"}'
    )


@given(NASTY)
def test_any_text_is_escaped(text: str) -> None:
    metadata = replace(
        POST,
        url=f"u{text}",
        title=f"t{text}",
        site_title=f"s{text}",
        description=f"d{text}",
        image=f"i{text}",
        language=text,
        people=(Person(f"n{text}", text, text, text),),
        tags=(f"g{text}",),
        section=f"c{text}",
        published=f"p{text}",
        modified=f"m{text}",
    )
    tags = head_tags(metadata)
    "".join(tags).encode("utf-8")
    heads = [Head([tag]) for tag in tags]
    assert all(len(head.metas) + len(head.others) == 1 for head in heads)
    assert not any(head.data for head in heads[:-1])
    assert heads[-1].data == json_ld(metadata)
    assert not set("<>&\u2028\u2029\ufffe\uffff") & set(heads[-1].data)
    kept = "".join(
        character
        for character in text
        if not "\ud800" <= character <= "\udfff" and character not in "\ufffe\uffff"
    )
    assert parsed_json_ld(metadata)["headline"] == f"t{kept}"
    printable = "".join(c for c in kept if c >= " " or c in "\t\n\r")
    title = dict(heads[1].contents)["og:title"] or ""
    assert title == f"t{printable}"
