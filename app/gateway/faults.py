"""Makes the way to the gateway unreliable: lost calls and answers, refusals, delays; what befell a message stays."""

from __future__ import annotations

import asyncio

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.gateway.gateway import Gateway

ABORT = "gateway.abort"
"""Key in the scope's extensions: a call that closes the TCP connection at once (put there by server.py)."""

PUBLIC_PREFIX = "/api/"
RETRY_AFTER_SECONDS = 1


class LostAnswer(Response):
    """An answer that never leaves: the connection is closed without a byte."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await drop(scope, receive)


async def drop(scope: Scope, receive: Receive) -> None:
    """Closes the connection of a request and waits until the server has noticed."""
    scope["extensions"][ABORT]()
    while (await receive())["type"] != "http.disconnect":
        continue


def unavailable() -> Response:
    """The 503 of a gateway that did nothing with the call."""
    return JSONResponse({"error": "unavailable"}, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)})


class FaultGate:
    """ASGI middleware that applies the faults in force to the public API; the admin face and /healthz stay reliable."""

    def __init__(self, app: ASGIApp, gateway: Gateway) -> None:
        self._app = app
        self._gateway = gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one call, or does not."""
        if scope["type"] != "http" or not scope["path"].startswith(PUBLIC_PREFIX):
            await self._app(scope, receive, send)
            return
        faults, chance = self._gateway.faults, self._gateway.chance
        if faults.delay_ms[1] and chance.random() < faults.delayed:
            await asyncio.sleep(chance.uniform(*faults.delay_ms) / 1000)
        if chance.random() < faults.drop_request:
            await drop(scope, receive)
        elif chance.random() < faults.status_503:
            await unavailable()(scope, receive, send)
        elif chance.random() < faults.drop_answer:
            await self._app(scope, receive, _nowhere)
            await drop(scope, receive)
        else:
            await self._app(scope, receive, send)


async def _nowhere(message: Message) -> None:
    """Swallows what would have been sent."""
    del message
