"""The figures of 工作台 worked out from counts and receipts, with the words beside them; it asks nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.declarations.status import CHINESE, Status
from app.ui.pages import list_tabs as tabs
from app.ui.pages.bench_counters import Counter
from app.ui.pages.services import Link, ReceiptItem
from app.ui.theme import Icon, Tone

# In the order in which they press.
_MINE = (Status.REJECTED, Status.PARKED, Status.INSPECTION, Status.TAX)


def figures(
    counts: Mapping[Status, int], receipts: Sequence[ReceiptItem], most: int, link: Link, now: datetime
) -> tuple[Counter, ...]:
    """Return the counters; ``receipts`` are the newest, at most ``most`` of them."""
    waiting = _sum(counts, tabs.ON_THE_WAY)
    mine = _sum(counts, tabs.NEEDS_PERSON)
    filed = _sum(counts, tabs.NOT_RELEASED)
    why = "  ".join(f"{CHINESE[status]} {counts[status]}" for status in _MINE if counts.get(status))
    held = "等网关恢复" if waiting and link is Link.OFFLINE else ""
    return (
        Counter(tabs.DRAFTS, "草稿", Icon.PENCIL, Tone.NEU, str(counts.get(Status.DRAFT, 0))),
        Counter(tabs.MINE, "需要我", Icon.CIRCLE_ALERT, Tone.ERR, str(mine), why, loud=mine > 0),
        Counter(tabs.WAITING, "待发", Icon.SEND, Tone.WARN, str(waiting), held, loud=bool(held)),
        Counter(tabs.FILED, "已申报", Icon.FILE_CHECK, Tone.INFO, str(filed), "未放行" if filed else ""),
        Counter(tabs.RELEASED, "今日放行", Icon.CIRCLE_CHECK, Tone.OK, released_today(receipts, most, now)),
    )


def released_today(receipts: Sequence[ReceiptItem], most: int, now: datetime) -> str:
    """Return how many declarations were released today, with ``+`` where older receipts of today were not brought."""
    today = [one for one in receipts if one.at.astimezone(now.tzinfo).date() == now.date()]
    released = {one.draft_id or one.number for one in today if one.status is Status.RELEASED}
    return f"{len(released)}+" if len(today) >= most else str(len(released))


def _sum(counts: Mapping[Status, int], statuses: frozenset[Status]) -> int:
    return sum(count for status, count in counts.items() if status in statuses)
