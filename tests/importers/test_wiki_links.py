"""Links in double brackets, as in a vault of Obsidian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.imported_folder import ImportedFolder, import_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = "---\ndate: 2020-01-01\n---\n\n"


def vault(site: Site, tmp_path: Path, text: str, **more: str | bytes) -> ImportedFolder:
    files: dict[str, str | bytes] = {
        ".obsidian/app.json": "{}",
        "The disk.md": f"{HEAD}{text}\n",
        "notes/The tape.md": "---\naliases: [Backup]\ndate: 2020-01-02\n---\n\nTape. ^block1\n",
        "files/full disk.png": PNG,
        "files/talk.pdf": b"%PDF",
    }
    return import_folder(site, tmp_path / "vault", "markdown", {**files, **more})


def body(folder: ImportedFolder) -> str:
    return folder.posts["The-disk.md"].partition("\n---\n\n")[2].strip()


def test_links_to_notes(site: Site, tmp_path: Path) -> None:
    text = "[[The tape]], [[notes/The tape|it]], [[backup]], [[The tape#Why not|w]] and `[[code]]`"
    folder = vault(site, tmp_path, text)
    assert body(folder) == (
        "[The tape](The-tape.md), [it](The-tape.md), [backup](The-tape.md), [w](The-tape.md)"
        " and `[[code]]`"
    )
    assert "aliases" not in folder.posts["The-tape.md"]
    assert folder.posts["The-tape.md"].endswith("\n\nTape.\n")
    assert "title: The disk\n" in folder.posts["The-disk.md"]


def test_images_and_other_files(site: Site, tmp_path: Path) -> None:
    folder = vault(site, tmp_path, "![[full disk.png]]\n\n![[talk.pdf]]\n\n![[The tape]]")
    assert body(folder) == (
        "![](/extra/files/full-disk.png)\n\n[talk.pdf](/extra/files/talk.pdf)\n\n"
        "[The tape](The-tape.md)"
    )
    assert (site.srcdir / "extra" / "files" / "full-disk.png").read_bytes() == PNG
    assert any("was shown within the text" in note for note in folder.notes)


def test_unknown_link_keeps_its_text_and_is_named(site: Site, tmp_path: Path) -> None:
    folder = vault(site, tmp_path, "One [[gone]] and [[gone*|text]].")
    assert body(folder) == "One gone and text."
    assert (
        "The disk.md:5: no file 'gone' for a link in double brackets: its text stays"
        in folder.notes
    )


def test_comments_are_not_published(site: Site, tmp_path: Path) -> None:
    folder = vault(site, tmp_path, "A %%secret%% b.\n\n%%\nsecret\n%%\n\n`%%code%%`")
    assert "secret" not in folder.posts["The-disk.md"]
    assert "`%%code%%`" in folder.posts["The-disk.md"]


def test_double_brackets_outside_of_a_vault_stay(site: Site, tmp_path: Path) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n\nSee [[b]] and [[1, 2], [3]] and [[gone]].\n"
    folder = import_folder(site, tmp_path / "blog", "markdown", {"a.md": text, "b.md": text})
    assert "See [b](b.md) and [[1, 2], [3]] and [[gone]].\n" in folder.posts["a.md"]
