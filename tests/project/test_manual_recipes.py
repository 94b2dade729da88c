"""The recipes in the manual for programs that the tests don't have: servers, editors, hosts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from sphinx_transcript.cli.main import main
from tests.browser.security_policy import POLICY
from tests.conftest import CONF
from tests.helpers.manual_pages import Block, in_language, on_page

if TYPE_CHECKING:
    from tests.conftest import Site

SERVERS = [block for block in on_page("servers.md") if "/var/www/notes" in block.code]


@pytest.mark.parametrize("block", SERVERS, ids=str)
def test_server_has_what_the_page_promises(block: Block) -> None:
    # Each was tried with its server: nginx 1.22, Apache 2.4 and Caddy 2.6.
    assert block.language in {"nginx", "apache", "caddy"}
    for text in (POLICY, "/404.html", "max-age=31536000", "no-cache", "nosniff", "gzip|DEFLATE"):
        assert re.search(text, block.code), text
    for media_type in ("application/atom+xml", "application/feed+json"):
        assert media_type in block.code
    opened = re.findall(r"<(\w+)[ >]", block.code)
    assert opened == [] or sorted(opened) == sorted(re.findall(r"</(\w+)>", block.code))
    assert block.code.count("{") == block.code.count("}")


def test_there_is_one_configuration_for_each_server() -> None:
    assert [block.language for block in SERVERS] == ["nginx", "apache", "caddy"]
    assert all(block.page.endswith("/servers.md") for block in in_language("apache", "caddy"))


def test_policies_of_the_manual_begin_with_that_of_the_theme() -> None:
    policies = [
        line.partition("Content-Security-Policy: ")[2]
        for block in in_language("text")
        for line in block.code.splitlines()
        if "Content-Security-Policy: " in line
    ]
    assert len(policies) > 5
    for policy in policies:
        first, *others = policy.split("; ")
        assert first == POLICY
        for directive in others:
            # A directive that is named does not take over the sources of default-src.
            name, *sources = directive.split()
            assert name == "frame-src" or sources[0] == "'self'"
            assert all(source.startswith("https://") for source in sources if source != "'self'")


def test_logo_of_each_scheme_has_the_style_sheet_that_shows_one(site: Site) -> None:
    (template,) = [block for block in on_page("pictures.md") if block.language == "jinja"]
    (conf,) = [
        block for block in on_page("pictures.md") if "\nhtml_css_files = " in f"\n{block.code}"
    ]
    site.write("_templates/layout.html", template.code)
    site.write("conf.py", CONF + conf.code)
    for name in ("logo.svg", "logo-dark.svg"):
        site.write(f"_static/{name}", "")
    built = site.build()
    for page in ("index.html", "search.html"):
        names = re.findall(r'href="_static/([\w.-]+\.css)', built.read(page))
        rules = [built.read(f"_static/{name}") for name in names]
        assert any(".only-dark" in each for each in rules), (page, names)
        assert 'class="only-dark" src="_static/logo-dark.svg"' in built.read(page)


def test_file_for_read_the_docs_names_the_files_of_the_page() -> None:
    (block,) = [block for block in on_page("read-the-docs.md") if block.language == "yaml"]
    settings = yaml.safe_load(block.code)
    assert settings["version"] == 2
    assert settings["sphinx"] == {"configuration": "docs/conf.py"}
    assert settings["python"]["install"] == [{"requirements": "docs/requirements.txt"}]


def test_task_of_vs_code_reads_what_check_prints(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = [block for block in on_page("editors.md") if block.language == "json"]
    (task,) = json.loads(block.code)["tasks"]
    assert task["command"] == "sphinx-transcript check"
    matcher = task["problemMatcher"]["pattern"]
    site.post("a", title="A", date="2020-01-01", body="[a](nowhere.md)\n")
    assert main(["check", str(site.srcdir)]) == 1
    printed = capsys.readouterr()
    found = [
        {key: match[group] for key, group in matcher.items() if key != "regexp"}
        for line in (printed.out + printed.err).splitlines()
        if (match := re.fullmatch(matcher["regexp"], line))
    ]
    assert [(each["severity"], each["line"]) for each in found] == [("hint", "1"), (None, "6")]
    assert found[1]["code"] == "myst.xref_missing"
    assert "nowhere.md" in found[1]["message"]
    assert found[1]["file"].endswith("post/a.md")
