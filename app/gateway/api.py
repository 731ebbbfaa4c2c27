"""The HTTP face of the gateway: routes, limits and status codes; every decision is made by the modules it calls."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse

from app.gateway import answers
from app.gateway.admin import admin_router
from app.gateway.delivery import page
from app.gateway.docs_page import render
from app.gateway.document import warm_up
from app.gateway.faults import FaultGate, LostAnswer, unavailable
from app.gateway.gateway import Gateway, Profile
from app.gateway.identity import Identified
from app.gateway.intake import Manner, Outcome, take_in
from app.gateway.manifest_face import manifest_admin, manifest_router
from app.gateway.register import channels_of, is_final, message_by_id, messages_since
from app.gateway.residents import check_manifest
from app.gateway.settings import Envelope, ManifestCheck

# 8 MB of XML as base64 inside JSON, with room for the certificate.
MAX_BODY = 12 * 1024 * 1024

_SUBMIT_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"model": answers.TakenIn, "description": "the same message came before"},
    202: {"model": answers.TakenIn, "description": "taken in; receipts follow"},
    400: {"model": answers.BadEnvelope, "description": "the envelope cannot be used"},
    409: {"model": answers.KeyReuse, "description": "the id or the ClientSeqNo belongs to another message"},
    413: {"model": answers.BadEnvelope, "description": "too large"},
    422: {"model": answers.Refused, "description": "signature or schema"},
    503: {"model": answers.Unavailable, "description": "not now; nothing was done"},
}
_ENVELOPE: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": Envelope.model_json_schema()}}}
}


def create_app(gateway: Gateway) -> FastAPI:
    """The ASGI application of one gateway."""
    app = FastAPI(
        title="国际贸易单一窗口（模拟网关）",
        version="1",
        description="本网关仅用于演示与测试：收报、校验、按剧本回执。业务规则问题不影响收报，随后以退单回执告知。",
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(FaultGate, gateway=gateway)
    app.add_middleware(Identified, gateway=gateway)
    app.add_exception_handler(RequestValidationError, _bad_request)
    _add_public(app, gateway)
    _add_others(app, gateway)
    app.include_router(manifest_router(gateway))
    app.include_router(admin_router(gateway))
    app.include_router(manifest_admin(gateway))
    warm_up()
    return app


async def _bad_request(request: Request, error: Exception) -> Response:
    detail = str(error.errors()[0]["msg"]) if isinstance(error, RequestValidationError) else "bad request"
    return JSONResponse({"error": "bad_request", "detail": detail}, 400)


async def _body(request: Request) -> bytes | None:
    """The whole body, or None as soon as it turns out too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def _add_public(app: FastAPI, gateway: Gateway) -> None:
    @app.post("/api/v1/messages", status_code=202, responses=_SUBMIT_RESPONSES, openapi_extra=_ENVELOPE, tags=["api"])
    async def submit(request: Request, idempotency_key: Annotated[str | None, Header()] = None) -> Response:
        """收报：按报文编号与摘要去重，验签，按XSD校验；业务规则问题以E回执退单。"""
        body = await _body(request)
        if body is None:
            return JSONResponse({"error": "bad_envelope", "detail": "请求过大"}, 413)
        await _work_on(gateway)
        return await _travel(take_in(gateway, body, idempotency_key))

    @app.get(
        "/api/v1/messages/{message_id}",
        response_model=answers.MessageState,
        responses={404: {"model": answers.NotFound}, 501: {"model": answers.NotFound}},
        tags=["api"],
    )
    async def state(message_id: str) -> Response:
        """按报文编号查询：是否收到、统一编号、海关编号、已发回执。"""
        return _state(gateway, message_id)

    @app.get("/api/v1/receipts", response_model=answers.Receipts, tags=["api"])
    async def receipts(
        after: Annotated[int, Query(ge=0, le=2**62)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
    ) -> Response:
        """取回执：游标之后的回执，可重复读取。"""
        gateway.catch_up()
        found = page(gateway.store, after, limit, gateway.receipt_key)
        rows = list(found.receipts)
        if gateway.faults.shuffle_receipts:
            gateway.chance.shuffle(rows)
        return JSONResponse({"receipts": rows, "next": found.next})


def _add_others(app: FastAPI, gateway: Gateway) -> None:
    @app.get(
        "/api/v1/messages", response_model=answers.Messages, responses={501: {"model": answers.NotFound}}, tags=["api"]
    )
    async def messages(
        since: datetime,
        after: Annotated[int, Query(ge=0, le=2**62)] = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 500,
    ) -> Response:
        """某时刻以来收到的报文：恢复备份后据此找出本机没有的；since须带时区。"""
        return _since(gateway, since, after, limit)

    @app.post("/api/v1/border-trade/manifest-checks", response_model=answers.ManifestChecked, tags=["api"])
    async def manifest_check(asked: ManifestCheck) -> Response:
        """互市核注与反核注：申报单与公路舱单批次关联或解除。"""
        with gateway.store.change():
            done, words = check_manifest(gateway.store, asked)
        return JSONResponse({"Result": "0" if done else "1", "Msg": words})

    @app.get("/healthz", response_model=answers.Health, tags=["service"])
    async def healthz() -> Response:
        """网关是否在运行，及其时钟。"""
        now = gateway.clock.now().isoformat(timespec="milliseconds")
        return JSONResponse({"status": "ok", "now": now, "profile": gateway.profile.value})

    @app.get("/docs", response_class=HTMLResponse, include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(render(app.openapi()))


def _since(gateway: Gateway, since: datetime, after: int, limit: int) -> Response:
    if gateway.profile is Profile.BARE:
        return JSONResponse({"error": "not_supported"}, 501)
    if since.tzinfo is None:
        return JSONResponse({"error": "bad_request", "detail": "since names no time zone"}, 400)
    found = messages_since(gateway.store, since, after, limit)
    return JSONResponse({"messages": found, "next": found[-1]["key"] if found else after})


def _state(gateway: Gateway, message_id: str) -> Response:
    if gateway.profile is Profile.BARE:
        # Not a 404: "I do not answer questions" must never be taken for "it did not arrive".
        return JSONResponse({"error": "not_supported"}, 501)
    gateway.catch_up()
    held = message_by_id(gateway.store, message_id)
    if held is None:
        return JSONResponse({"error": "not_found"}, 404)
    values = asdict(held)
    shown = {name: values[name] for name in ("message_id", "sha256", "seq_no", "entry_id")}
    final = is_final(gateway.store, held.key)
    return JSONResponse({**shown, "channels": channels_of(gateway.store, held.key), "final": final})


async def _work_on(gateway: Gateway) -> None:
    """Takes its time over a message, whether or not its sender still waits."""
    if gateway.faults.linger_ms[1]:
        await asyncio.sleep(gateway.chance.uniform(*gateway.faults.linger_ms) / 1000)


async def _travel(outcome: Outcome) -> Response:
    """Sends an outcome on its way, or loses it there."""
    if outcome.delay_ms:
        await asyncio.sleep(outcome.delay_ms / 1000)
    if outcome.manner is Manner.LOST:
        return LostAnswer()
    if outcome.manner is Manner.GARBAGE:
        text = json.dumps(outcome.body)
        return Response(text[: len(text) // 2], outcome.status, media_type="application/json")
    if outcome.status == 503:
        return unavailable()
    return JSONResponse(outcome.body, outcome.status)
