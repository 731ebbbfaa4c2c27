"""Asks the gateway for the manifest of a draft's bill and keeps the answer beside the draft; it blocks nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.clock import Clock
from app.store import told
from app.store.drafts import load_draft
from app.store.engine import Database
from app.transport.errors import GatewayError
from app.transport.gateway import Gateway, Manifest

SOURCE = "舱单查询"


class Verified(StrEnum):
    """What came of asking; the value is the word for it."""

    FOUND = "已核对"
    ABSENT = "无舱单"
    UNKNOWN = "未核对"  # nobody answered, or there is no bill to ask about


@dataclass(frozen=True, slots=True)
class ManifestCheck:
    """What is known of a draft's manifest, and when it was asked; ``why`` says why nothing is."""

    state: Verified
    asked_at: datetime | None
    why: str = ""


def ask_manifest(database: Database, gateway: Gateway, draft_id: str, clock: Clock) -> ManifestCheck:
    """Ask about a draft's bill and voyage and note the answer as told facts; raises StoreTrouble, LookupError."""
    with database.reading() as connection:
        draft = load_draft(connection, draft_id).draft
    bill = draft.get("bill_number").strip()
    if not bill:
        return ManifestCheck(Verified.UNKNOWN, None, "没有提运单号，未作核对")
    try:
        found = gateway.manifest(bill, draft.get("voyage_number").strip())
    except GatewayError as error:
        return ManifestCheck(Verified.UNKNOWN, None, str(error))
    now = clock.now()
    with database.writing() as connection:
        told.tell(connection, draft_id, facts_of(found), SOURCE, now)
    return ManifestCheck(Verified.ABSENT if found is None else Verified.FOUND, now)


def facts_of(found: Manifest | None) -> dict[str, object]:
    """Return an answer as facts the rules ask for."""
    if found is None:  # what an earlier answer told holds no longer
        return {"manifest_found": False, "manifest_weight": None, "manifest_packs": None, "manifest_containers": None}
    facts: dict[str, object] = {
        "manifest_found": True,
        "manifest_weight": f"{found.gross_weight:f}",
        "manifest_packs": found.packs,
        "manifest_containers": found.containers,
    }
    return facts | ({"entry_day": found.entry_day.isoformat()} if found.entry_day else {})
