"""Keeps what manifests say of bills, those of the bundled samples from the start; it judges no declaration by them.

The samples' figures are those of resources/samples (S01, S07, S10), typed by hand: an export lot has no 原始舱单, so
S07 is known by its 预配舱单.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.gateway.settings import Manifest
from app.gateway.store import Store

SAMPLES: tuple[Manifest, ...] = (
    Manifest(
        bill_number="GQMD20260310001", voyage_number="4000000005612", gross_weight="1980500", packs=1, traffic_mode="4"
    ),
    Manifest(
        bill_number="ZGDQ26050001", voyage_number="4000000007003", gross_weight="44600", packs=2, traffic_mode="4"
    ),
    Manifest(
        bill_number="COSU6180001", voyage_number="026E", gross_weight="2650", packs=12, containers=1, traffic_mode="2"
    ),
)
NEXT = Manifest(
    bill_number="GQMD2605060", voyage_number="4000000005621", gross_weight="1970500", packs=1, traffic_mode="4"
)
"""The shipment after S01, which the tour begins with a template (resources/tour.json)."""


def put(store: Store, manifests: Iterable[Manifest]) -> None:
    """Holds manifests, each in place of what was held of the same bill and voyage."""
    for one in manifests:
        store.write(
            "INSERT OR REPLACE INTO manifest (bill_number, voyage_number, content) VALUES (?, ?, ?)",
            one.bill_number, one.voyage_number, one.model_dump_json(),
        )  # fmt: skip


def find(store: Store, bill_number: str, voyage_number: str = "") -> Manifest | None:
    """What is known of a bill: of the voyage asked for, else of any where neither side names one."""
    rows = store.rows("SELECT content FROM manifest WHERE bill_number = ? ORDER BY voyage_number DESC", bill_number)
    held = [Manifest.model_validate_json(row["content"]) for row in rows]
    known = [*held, *(one for one in (*SAMPLES, NEXT) if one.bill_number == bill_number)]
    return next((one for one in known if not voyage_number or one.voyage_number in ("", voyage_number)), None)
