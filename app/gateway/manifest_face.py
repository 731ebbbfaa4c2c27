"""The manifest query of the HTTP API, and its admin face; what manifests say is manifests.py's business."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import JSONResponse

from app.gateway import answers
from app.gateway.admin import from_here
from app.gateway.gateway import Gateway
from app.gateway.manifests import find, put
from app.gateway.settings import Manifest, Manifests


def manifest_router(gateway: Gateway) -> APIRouter:
    """The route by which anybody asks about a bill."""
    router = APIRouter(prefix="/api/v1", tags=["api"])

    @router.get("/manifests", response_model=answers.ManifestFound, responses={404: {"model": answers.NotFound}})
    async def manifest(
        bill_number: Annotated[str, Query(min_length=1, max_length=32)],
        voyage_number: Annotated[str, Query(max_length=32)] = "",
    ) -> Response:
        """查舱单：重量、件数、集装箱数；没有则404。"""
        found = find(gateway.store, bill_number, voyage_number) or _scripted(gateway, bill_number, voyage_number)
        if found is None:
            return JSONResponse({"error": "not_found"}, 404)
        return JSONResponse({"found": True, **found.model_dump()})

    return router


def manifest_admin(gateway: Gateway) -> APIRouter:
    """The route by which a test tells manifests, on loopback only."""
    router = APIRouter(prefix="/_admin", dependencies=[Depends(from_here)], tags=["admin"])

    @router.post("/manifests")
    async def set_manifests(told: Manifests) -> Manifests:
        """登记舱单，同一提运单和航次的以新换旧。"""
        with gateway.store.change():
            put(gateway.store, told.manifests)
        return told

    return router


def _scripted(gateway: Gateway, bill_number: str, voyage_number: str) -> Manifest | None:
    """A manifest the script names; what the admin face told comes before it."""
    for one in gateway.script.manifests:
        if one.bill_number == bill_number and (not voyage_number or one.voyage_number in ("", voyage_number)):
            return one
    return None
