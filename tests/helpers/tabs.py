"""Tabs of Chromium that tests use one after another, each as if it were a new one.

A new tab has a browser context and a process of its own, which cost six times as much as a page.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_OF_PAGES = ("add_init_script", "emulate_media", "expose_binding", "expose_function", "once")
_OF_CONTEXTS = (
    "add_cookies",
    "add_init_script",
    "grant_permissions",
    "new_cdp_session",
    "new_page",
    "route",
    "set_offline",
)
"""Methods whose effects can't be undone: a tab that was used so is closed."""


class TabPool:
    """Opens the tabs of a browser. A tab that a test closes is kept, and given to the next."""

    def __init__(self, browser: Browser) -> None:
        self._open = browser.new_page
        self._free: defaultdict[str, list[_Tab]] = defaultdict(list)

    def new_page(self, **options: Any) -> Page:
        """Return what `Browser.new_page` does, or a tab that was opened with the same options."""
        free = self._free[repr(sorted(options.items()))]
        while free:
            tab = free.pop()
            if not tab.page.is_closed():
                return tab.page
        tab = _Tab(self._open(**options))
        tab.close_by(lambda: free.append(tab))
        return tab.page


class _Tab:
    """A tab whose traces can be removed."""

    def __init__(self, page: Page) -> None:
        self.page: Page = page
        self._really_close = page.close
        self._new_devtools = page.context.new_cdp_session
        self._size = page.viewport_size
        self._is_spoiled = False
        self._origins: set[str] = set()
        self._handlers: list[tuple[str, Any]] = []
        for name in _OF_PAGES:
            self._watch(page, name)
        for name in _OF_CONTEXTS:
            self._watch(page.context, name)
        self._note_calls()

    def close_by(self, keep: Any) -> None:
        """Have `Page.close` call *keep*, if the tab can be used again."""

        def close(**_: Any) -> None:
            if self.page.is_closed():
                return
            try:
                is_clean = not self._is_spoiled and self._clean()
            except Error:
                is_clean = False
            if is_clean:
                keep()
            else:
                self._really_close()

        vars(self.page)["close"] = close

    def _watch(self, owner: Any, name: str) -> None:
        method = getattr(owner, name)

        def call(*arguments: Any, **keywords: Any) -> Any:
            self._is_spoiled = True
            return method(*arguments, **keywords)

        vars(owner)[name] = call

    def _note_calls(self) -> None:
        """Note the addresses that are opened, and the handlers of events."""
        goto: Any = self.page.goto
        listen: Any = self.page.on

        def noted_goto(url: str, **keywords: Any) -> Any:
            self._origins.add(urlsplit(url)._replace(path="", query="", fragment="").geturl())
            return goto(url, **keywords)

        def noted_on(event: Any, handler: Any) -> None:
            self._handlers.append((event, handler))
            listen(event, handler)

        vars(self.page).update(goto=noted_goto, on=noted_on)

    def _clean(self) -> bool:
        """Remove the traces of a test. Return whether that was possible."""
        page: Any = self.page
        # What sites keep can be cleared on their own pages alone.
        if len(self._origins) > 1 or not all(each.startswith("http:") for each in self._origins):
            return False
        for event, handler in self._handlers:
            page.remove_listener(event, handler)
        page.unroute_all()
        if self._origins:
            if not page.url.startswith(next(iter(self._origins))):
                return False
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
        if page.viewport_size != self._size:
            page.set_viewport_size(self._size)
        page.mouse.move(0, 0)
        page.goto("about:blank")
        # While a test runs there is no such session: it would undo what `emulate_media` does.
        devtools = self._new_devtools(page)
        devtools.send("Network.clearBrowserCache")
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()
        self._origins.clear()
        self._handlers.clear()
        return True
