"""The admin face for tests, on loopback only: what the gateway holds, and its faults, pace and script."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Depends, HTTPException, Request

from app.gateway.answers import DeclarationRow, Declarations
from app.gateway.gateway import Gateway
from app.gateway.register import declarations
from app.gateway.residents import add_use, person_of
from app.gateway.script import Script
from app.gateway.settings import BorderUse, Faults, Pace

_LOOPBACK = frozenset({"127.0.0.1", "::1"})


def from_here(request: Request) -> None:
    """Refuse whoever calls from another machine."""
    if request.client is None or request.client.host not in _LOOPBACK:
        raise HTTPException(403, "loopback only")


def admin_router(gateway: Gateway) -> APIRouter:
    """The routes under /_admin."""
    router = APIRouter(prefix="/_admin", dependencies=[Depends(from_here)], tags=["admin"])

    @router.get("/declarations")
    async def held() -> Declarations:
        """网关持有的全部报关单。"""
        gateway.catch_up()
        return Declarations(
            declarations=[DeclarationRow.model_validate(asdict(row)) for row in declarations(gateway.store)]
        )

    @router.post("/faults")
    async def set_faults(faults: Faults) -> Faults:
        """设置线路故障，整体替换；{}为全部关闭。"""
        gateway.faults = faults
        return faults

    @router.post("/pace")
    async def set_pace(pace: Pace) -> Pace:
        """设置每一阶段的秒数。"""
        gateway.pace = pace.seconds_per_stage
        return pace

    @router.post("/border-use")
    async def set_border_use(told: BorderUse) -> dict[str, str]:
        """登记某边民当日在其他互市区已用的额度。"""
        with gateway.store.change():
            add_use(gateway.store, person_of(told.id_number), told.day, told.zone, int(told.yuan * 100))
        return {"zone": told.zone, "day": told.day}

    @router.post("/scripts")
    async def set_script(script: Script) -> Script:
        """设置剧本，整体替换；只影响此后收到的报文。"""
        gateway.script = script
        gateway.refusals.clear()
        return script

    return router
