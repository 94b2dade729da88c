"""The Content-Security-Policy of the tests, and what a browser reports to its console."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

POLICY = "default-src 'self'"
"""Forbids inline styles and scripts, and everything from other hosts."""


def record_messages(page: Page) -> list[str]:
    """Return a list to which the console messages and errors of *page* will be added."""
    messages: list[str] = []

    def record(message: ConsoleMessage) -> None:
        # Browsers request this file if a page names no icon.
        if not message.location["url"].endswith("/favicon.ico"):
            messages.append(f"{message.type}: {message.text}")

    page.on("console", record)
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages
