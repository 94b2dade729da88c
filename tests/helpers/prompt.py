"""The prompt in a browser: opened, typed into, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

OPEN = "dialog.ts-shell[open]"


def forget(page: Page, url: str) -> None:
    """Clear what the site at *url* keeps in the browser, as for a new reader."""
    page.goto(f"{url}/robots.txt")
    page.evaluate("localStorage.clear(), sessionStorage.clear()")


def open_prompt(page: Page) -> Locator:
    """Open the prompt by its key, and return its field."""
    page.keyboard.press("/")
    page.wait_for_selector(OPEN)
    return page.get_by_role("combobox")


def type_line(page: Page, line: str) -> None:
    """Type *line* into the field, in place of what is there."""
    page.get_by_role("combobox").fill("")
    page.keyboard.type(line)


def enter(page: Page, line: str) -> None:
    """Enter *line*."""
    type_line(page, line)
    page.keyboard.press("Enter")


def options(page: Page) -> list[str]:
    """Return the texts of the options, as soon as there are any."""
    page.get_by_role("option").first.wait_for()
    return [" ".join(text.split()) for text in page.get_by_role("option").all_inner_texts()]


def until(page: Page, script: str, argument: object = None) -> None:
    """Wait until *script* is true. Playwright's own wait evaluates text, which a policy forbids."""
    for _ in range(200):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{script} with {argument!r} did not become true")


def said(page: Page, text: str) -> None:
    """Wait until the prompt says *text*."""
    status = "document.querySelector('.ts-shell [role=status]').textContent"
    until(page, f"text => {status}.includes(text)", text)


def counted(page: Page) -> None:
    """Wait until the prompt says how much it found."""
    status = "document.querySelector('.ts-shell [role=status]').textContent"
    until(page, f"/results: |\\d of \\d/.test({status})")


def has_line(page: Page, line: str) -> None:
    """Wait until *line* is in the field."""
    until(page, "line => document.querySelector('[role=combobox]').value === line", line)


def chosen(page: Page) -> Any:
    """Return the text of the option that the field names as active, or None."""
    return page.evaluate(
        """() => {
          const field = document.querySelector("[role=combobox]");
          const option = document.getElementById(field.getAttribute("aria-activedescendant"));
          return option && option.ariaSelected === "true" ? option.innerText : null;
        }"""
    )


def chosen_one(page: Page) -> str:
    """Return the text of the active option as soon as there is one."""
    until(page, "!!document.querySelector('[role=option][aria-selected=true]')")
    return str(chosen(page))
