"""The files with which hosts build a site: each command in them is run, but for pip."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinx_transcript.cli.main import main
from sphinx_transcript.workspace.site_template import WORKFLOWS

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "post/half-a-thought"
DAILY = "17 4 * * *"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a repository that has what repositories have, but no site."""
    folder = tmp_path / "repository"
    documents = ["README.md", "LICENSE.md", "CHANGELOG.md", "notes.md", ".github/CONTRIBUTING.md"]
    documents += ["node_modules/x/README.md", ".venv/lib/x/guide.rst", "tools/[old]/use.md"]
    for name in documents:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Not a page: [](nowhere.md).\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1474848000")
    return folder


def settings_of(folder: Path, host: str) -> Any:
    """Make a site with a draft in *folder*, and return the content of the file for *host*."""
    assert main(["init", ".", "--author", "a", "--workflow", host]) == 0
    (folder / f"{DRAFT}.md").write_text("---\ntitle: Half\ndraft: true\n---\nNot yet.\n")
    # What comes into the repository later is no page either.
    (folder / "SECURITY.md").write_text("Not a page.\n")
    (folder / "code").mkdir()
    (folder / "code" / "README.md").write_text("Not a page.\n")
    (path,) = [folder / name for name in WORKFLOWS[host]]
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        return tomllib.loads(text)
    return yaml.safe_load(text) if path.suffix in {".yml", ".yaml"} else text


def run(folder: Path, script: str, *, has_command: bool = True, **environment: str) -> None:
    """Run *script* as a host does: with pip, which installs nothing, and maybe the command."""
    programs = folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    is_pip = "test \"$*\" = 'install -r requirements.txt'"
    command = f'exec "{sys.executable}" -m sphinx_transcript "$@"' if has_command else "exit 127"
    python = f'[ "$2" != pip ] || {{ shift 2; {is_pip}; exit; }}\nexec "{sys.executable}" "$@"'
    for name, text in (("pip", is_pip), ("sphinx-transcript", command), ("python", python)):
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def pages(folder: Path) -> tuple[bool, bool]:
    """Return whether *folder* has a page, and whether it has that of the draft."""
    assert not (folder / "README.html").exists()
    assert not (folder / ".doctrees").exists()
    return (folder / "index.html").is_file(), (folder / f"{DRAFT}.html").is_file()


def steps(job: dict[str, Any]) -> str:
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


def uploaded(job: dict[str, Any]) -> str:
    return str(job["steps"][-1]["with"]["path"])


def test_github(repository: Path) -> None:
    settings = settings_of(repository, "github")
    assert settings[True]["schedule"] == [{"cron": DAILY}]  # YAML 1.1 takes `on` for True.
    assert settings["concurrency"]["group"] == "pages-${{ github.ref }}"
    jobs = settings["jobs"]
    url = "${{ steps.deployment.outputs.page_url }}"
    assert jobs["deploy"]["environment"] == {"name": "github-pages", "url": url}
    run(repository, steps(jobs["build"]))
    assert pages(repository / uploaded(jobs["build"])) == (True, False)
    run(repository, steps(jobs["preview"]))
    assert pages(repository / uploaded(jobs["preview"])) == (True, True)


def test_gitlab(repository: Path) -> None:
    settings = settings_of(repository, "gitlab")
    run(repository, "\n".join(settings["pages"]["script"]))
    (published,) = settings["pages"]["artifacts"]["paths"]
    assert pages(repository / published) == (True, False)
    script = "\n".join(settings["preview"]["script"])
    run(repository, script, CI_PROJECT_PATH="group/people/ada/notes")
    (shown,) = settings["preview"]["artifacts"]["paths"]
    # GitLab links to a folder from the merge request only where it is named with a slash.
    assert shown.endswith("/")
    assert settings["preview"]["environment"]["url"].endswith(f"/artifacts/{shown}index.html")
    # Sub-groups are a part of the path; the first group is a part of the domain.
    assert "$CI_PAGES_DOMAIN/-/$PROJECT/-/jobs/" in settings["preview"]["environment"]["url"]
    variables = repository / settings["preview"]["artifacts"]["reports"]["dotenv"]
    assert variables.read_text() == "PROJECT=people/ada/notes\n"
    assert pages(repository / shown) == (True, True)


def test_netlify(repository: Path) -> None:
    settings = settings_of(repository, "netlify")
    run(repository, settings["build"]["command"])
    assert pages(repository / settings["build"]["publish"]) == (True, False)
    previews = settings["context"]
    assert set(previews) == {"deploy-preview", "branch-deploy"}
    assert previews["deploy-preview"] == previews["branch-deploy"]
    run(repository, previews["deploy-preview"]["command"])
    assert pages(repository / previews["deploy-preview"]["publish"]) == (True, True)


@pytest.mark.parametrize(("branch", "shows_draft"), [("main", False), ("an-idea", True)])
def test_cloudflare(repository: Path, branch: str, shows_draft: bool) -> None:
    text = settings_of(repository, "cloudflare")
    assert '"sh cloudflare-pages.sh"' in text
    # Its Python is that of asdf, which makes commands only when it is asked to.
    run(repository, "sh cloudflare-pages.sh", has_command=False, CF_PAGES_BRANCH=branch)
    assert '"_build/html"' in text
    assert pages(repository / "_build/html") == (True, shows_draft)


@pytest.mark.parametrize(("kind", "shows_draft"), [("branch", False), ("external", True)])
def test_read_the_docs(repository: Path, kind: str, shows_draft: bool) -> None:
    settings = settings_of(repository, "readthedocs")
    assert settings["python"]["install"] == [{"requirements": "requirements.txt"}]
    assert (repository / settings["sphinx"]["configuration"]).is_file()
    output = repository.parent / "output"
    run(
        repository,
        "\n".join(settings["build"]["jobs"]["build"]["html"]),
        READTHEDOCS_OUTPUT=str(output),
        READTHEDOCS_VERSION_TYPE=kind,
        READTHEDOCS_CANONICAL_URL="https://notes.readthedocs.io/en/latest/",
    )
    assert pages(output / "html") == (True, shows_draft)
    assert "https://notes.readthedocs.io/en/latest/" in (output / "html/sitemap.xml").read_text()


def test_files_of_a_repository_are_extended_and_never_replaced(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / ".gitignore").write_bytes(b"dist\r\n_build")
    (repository / "requirements.txt").write_bytes(b"# mine\nSphinx_Transcript[cards]\nrequests\n")
    assert main(["init", "."]) == 0
    ignored = (repository / ".gitignore").read_bytes()
    assert ignored == b"dist\r\n_build\r\n/.venv/\r\n__pycache__/\r\n"
    lines = (repository / "requirements.txt").read_text().splitlines()
    assert lines[:3] == ["# mine", "Sphinx_Transcript[cards]", "requests"]
    assert [line.partition("~=")[0] for line in lines[3:]] == ["sphinx", "myst-parser"]
    output = capsys.readouterr().out
    assert "Added to .gitignore: /.venv/, __pycache__/\n" in output
    names = "notes.md, tools"
    assert f"no part of the site (exclude_patterns in conf.py): {names}\n" in output
    assert (repository / "README.md").read_text().startswith("Not a page")


def test_file_for_a_host_below_the_root_of_a_repository_is_named(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / ".git").mkdir()
    assert main(["init", "blog", "--workflow", "gitlab"]) == 0
    note = ".gitlab-ci.yml is read in the root of a repository alone, and that is .\n"
    assert note in capsys.readouterr().out
    assert main(["init", "other"]) == 0
    (repository / "own" / ".git").mkdir(parents=True)
    assert main(["init", "own", "--workflow", "gitlab"]) == 0
    assert main(["init", ".", "--workflow", "gitlab"]) == 0
    assert "is read in the root" not in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encoding_of_a_file_is_kept(repository: Path, encoding: str) -> None:
    before = "sphinx-transcript==0.1.0\r\nblåbær"
    (repository / "requirements.txt").write_bytes(before.encode(encoding))
    assert main(["init", "."]) == 0
    content = (repository / "requirements.txt").read_bytes()
    first, second, *added = content.decode(encoding).split("\r\n")
    assert f"{first}\r\n{second}" == before
    assert [line.partition("~=")[0] for line in added] == ["sphinx", "myst-parser", ""]


def test_requirements_allow_patch_releases_alone(repository: Path) -> None:
    assert main(["init", "."]) == 0
    lines = (repository / "requirements.txt").read_text().splitlines()[1:]
    names = [line.partition("~=")[0] for line in lines]
    assert names == ["sphinx-transcript", "sphinx", "myst-parser"]
    assert all(line.count(".") >= 2 for line in lines)
