"""Language tags of BCP 47, made of what conf.py and front matter give."""

from __future__ import annotations

import pytest

from sphinx_transcript.support.languages import as_language_tag, is_language, is_right_to_left


@pytest.mark.parametrize(
    ("given", "tag"),
    [("en", "en"), ("EN", "en"), ("pt_BR", "pt-BR"), ("pt-br", "pt-BR"), ("zh_CN", "zh-CN"),
     ("zh_Hans_CN", "zh-Hans-CN"), ("zh-hant-tw", "zh-Hant-TW"), ("sr@latin", "sr-Latn"),
     ("sr_RS@latin", "sr-Latn-RS"), ("sr_Latn@latin", "sr-Latn"), ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
     ("ca_ES@valencia", "ca-ES-valencia"), ("ca@valencia", "ca-valencia"), ("de_DE@euro", "de-DE"),
     ("en_US.UTF-8", "en-US"), ("sr_RS.utf8@latin", "sr-Latn-RS"), ("es_419", "es-419"),
     ("de_1996", "de-1996"), ("sl-rozaj-biske", "sl-rozaj-biske"),
     ("en-u-ca-GREGORY", "en-u-ca-gregory"),
     ("C", "en"), ("POSIX", "en"), ("C.UTF-8", "en"), ("not a code", "en"), ("tlh", "tlh")],
)  # fmt: skip
def test_language_tag(given: str, tag: str) -> None:
    assert as_language_tag(given) == tag
    assert as_language_tag(tag) == tag


def test_wrong_codes_and_directions() -> None:
    assert not any(map(is_language, ["", "d", "English, UK", "de;", "de_", "<b>", "de\n"]))
    assert is_right_to_left("ar_EG.UTF-8")
    assert is_right_to_left("az@arabic")
    assert not is_right_to_left("az")
