"""The index and the engine agree in each language that Sphinx can stem, and in unspaced scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.search_engine import ask, found

if TYPE_CHECKING:
    from tests.conftest import Site

# A word in a text, and one that a reader might type for it.
_WORDS = {
    "da": ("fiskene", "fisken"),
    "de": ("Häuser brennen", "hauser brennt"),
    "en": ("lighthouses", "lighthouse"),
    "es": ("canciones", "canción"),
    "fi": ("taloissa", "talossa"),
    "fr": ("les élèves continuaient", "eleve continuer"),
    "hu": ("házakban", "házak"),
    "it": ("abbandonata", "abbandonato"),
    "ja": ("データベースの検索は速い", "検索"),
    "nl": ("lichamelijke", "lichamelijk"),
    "no": ("havnene", "havnen"),
    "pt": ("livros", "livro"),
    "ro": ("pisicile", "pisica"),
    "ru": ("маяками", "маяки"),
    "sv": ("fyrarna", "fyrar"),
    "th": ("การค้นหาข้อมูลในเว็บไซต์", "ข้อมูล"),
    "tr": ("kitaplar", "kitap"),
    "zh_CN": ("我们测试数据库的备份", "数据库"),
    "ko": ("등대가 있다", "등대가"),
}


@pytest.mark.parametrize("language", sorted(_WORDS))
def test_words_are_found_in_each_language(site: Site, language: str) -> None:
    text, query = _WORDS[language]
    site.post("one", title="X1", date="2016-01-01", body=f"{text}\n")
    site.post("two", title="X2", date="2016-01-02", body="12345\n")
    build = site.build(language=language)
    (answer,) = ask(build.outdir, ["search", {"text": query}]).results
    assert [result["address"] for result in answer["results"]] == ["post/one.html"]
    assert answer["results"][0]["marks"]


def test_stop_words_are_folded_too(site: Site) -> None:
    site.post("one", title="X1", date="2016-01-01", body="Nous étions à la plage.\n")
    site.post("two", title="X2", date="2016-01-02", body="La plage.\n")
    build = site.build(language="fr")
    assert found(build.outdir, "à la plage") == ["post/two.html", "post/one.html"]


def test_one_character_is_found_in_chinese(site: Site) -> None:
    site.post("one", title="X1", date="2016-01-01", body="我们测试备份\n")
    build = site.build(language="zh_CN")
    for query in ("测", "份", "备份", "测试备份"):
        assert found(build.outdir, query) == ["post/one.html"], query
    assert found(build.outdir, "试测") == []


@pytest.mark.parametrize("query", ["ısparta", "isparta", "ISPARTA", "Isparta"])
def test_the_turkish_i_is_found_however_it_is_typed(site: Site, query: str) -> None:
    site.post("one", title="X1", date="2016-01-01", body="Isparta ve İstanbul\n")
    assert found(site.build(language="tr").outdir, query) == ["post/one.html"]
