"""The web server around the pages: the engine's start and end, and the headers of every answer."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.settings import load_settings

SECURITY_HEADERS = {
    # Whatever a profile's text smuggles in, the browser asks nobody but this server.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def open_workspace_or_exit() -> None:
    """Open the workspace that pages will see, before the server starts.

    Where a setting or the data key is wrong a sentence goes to standard error and the process ends with that
    error's status (2): an exception in the lifespan would print a traceback and end with 3.
    """
    # Until `st.navigation` has run once, Streamlit takes a folder `pages/` for its old automatic pages, and runs
    # the page of a copied link without its frame. Nothing of its settings says otherwise.
    PagesManager.uses_pages_directory = False
    try:
        workspace.use(workspace.open_workspace(load_settings()))
    except ExplorerError as error:
        print(f"FashionAI Explorer: {error}", file=sys.stderr)  # noqa: T201 - no page is there yet
        sys.exit(error.exit_status)


@asynccontextmanager
async def engine_running(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Run the engine for as long as the server runs: the lifespan of the application."""
    workspace.current().start()
    try:
        yield {}
    finally:
        workspace.current().close()


class SecurityHeaders:
    """Adds ``SECURITY_HEADERS`` to every answer of the server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


MIDDLEWARE = [Middleware(SecurityHeaders)]
"""What every request passes through, for ``st.App``."""
