"""The rendering of redirect pages."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

from hypothesis import assume, given

from sphinx_transcript.site.redirect_page import redirect_page
from tests.addresses.hostile_text import HOSTILE_TEXT


class Page(HTMLParser):
    """The tags of a page, and the text in each kind of tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag = self.tags[-1][0] if self.tags else ""
        self.texts[tag] = self.texts.get(tag, "") + data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


TAGS = [
    "html",
    "head",
    "meta",
    "title",
    "meta",
    "meta",
    "meta",
    "meta",
    "link",
    "body",
    "main",
    "h1",
    "a",
]


def test_redirect_page_redirects_and_links_to_its_target() -> None:
    text = redirect_page(
        target="../post/new.html",
        canonical="https://blog.example/post/new.html",
        title="New & <bold>",
        language="pt-BR",
        message="Moved & gone to",
    )
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n<html")
    assert text.endswith("</html>\n")
    assert [tag for tag, _ in page.tags] == TAGS
    assert page.attributes("html") == [{"lang": "pt-BR"}]
    assert page.attributes("link") == [
        {"rel": "canonical", "href": "https://blog.example/post/new.html"}
    ]
    metas = page.attributes("meta")
    assert {"charset": "utf-8"} in metas
    assert {"http-equiv": "refresh", "content": "0; url=../post/new.html"} in metas
    assert {"name": "robots", "content": "noindex"} in metas
    assert page.attributes("a") == [{"href": "../post/new.html"}]
    assert page.texts["title"].strip() == "New & <bold>"
    assert page.texts["a"].strip() == "New & <bold>"
    assert page.texts["h1"].strip() == "Moved & gone to"


def test_redirect_page_without_optional_values() -> None:
    page = Page(redirect_page(target="new/", canonical="", title="", language="", message=""))
    assert [tag for tag, _ in page.tags] == [tag for tag in TAGS if tag != "link"]
    assert page.attributes("html") == [{}]
    assert page.texts["title"].strip() == "new/"
    assert page.texts["a"].strip() == "new/"


def test_quotation_marks_in_refresh_target_are_encoded() -> None:
    # https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh
    text = redirect_page(target="'a' b.html", canonical="", title="", language="", message="")
    refresh = Page(text).attributes("meta")[1]
    assert refresh["content"] == "0; url=%27a%27%20b.html"


@given(HOSTILE_TEXT)
def test_any_text_is_escaped(text: str) -> None:
    assume(text.strip())
    written = redirect_page(
        target=f"a{text}", canonical=f"b{text}", title=f"c{text}", language=text, message=f"d{text}"
    )
    written.encode("utf-8")
    page = Page(written)
    assert [tag for tag, _ in page.tags] == TAGS
    plain = text.encode("utf-8", "ignore").decode()
    kept = "".join(c for c in plain if (c >= " " or c in "\t\n\r") and c not in "\ufffe\uffff")
    assert page.attributes("html") == [{"lang": kept}]
    assert page.texts["title"].removesuffix("\n") == f"c{kept}"
    assert page.texts["h1"] == f"d{kept} "
    (canonical,) = page.attributes("link")
    assert unquote(canonical["href"] or "") == unquote(f"b{plain}")
    (link,) = page.attributes("a")
    assert unquote(link["href"] or "") == unquote(f"a{plain}")
    assert page.attributes("meta")[1] == {
        "http-equiv": "refresh",
        "content": f"0; url={link['href']}",
    }
