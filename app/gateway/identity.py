"""Says on every answer which gateway it is and what it does with repeats: its address may be another tomorrow."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.gateway.gateway import Gateway


class Identified:
    """ASGI middleware that adds two headers: the name of the store, and the profile."""

    def __init__(self, app: ASGIApp, gateway: Gateway) -> None:
        self._app = app
        told = {b"gateway-id": gateway.store.identity, b"gateway-profile": gateway.profile.value}
        self._headers = [(name, value.encode("ascii")) for name, value in told.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one call."""

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *self._headers]}
            await send(message)

        await self._app(scope, receive, named if scope["type"] == "http" else send)
