"""Puts the gateway's identity on every answer: its address may be another one at each start, its store is not."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = b"gateway-id"


class Identified:
    """ASGI middleware that adds one header."""

    def __init__(self, app: ASGIApp, identity: str) -> None:
        self._app = app
        self._header = (HEADER, identity.encode("ascii"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one call."""

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), self._header]}
            await send(message)

        await self._app(scope, receive, named if scope["type"] == "http" else send)
