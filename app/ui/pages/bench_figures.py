"""The figures of 工作台 worked out from counts and receipts, with the words beside them; it asks nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.declarations.inbox import WORDS, NeedKind
from app.declarations.status import Status
from app.ui.pages import list_tabs as tabs
from app.ui.pages.bench_counters import Counter
from app.ui.pages.lifecycle import Need
from app.ui.pages.services import Link, ReceiptItem
from app.ui.theme import Icon, Tone

MOST_KINDS = 2  # more have no room beside the figure
SHORT = {
    NeedKind.REJECTED: "退单",
    NeedKind.PARKED: "待核实",
    NeedKind.OVERDUE: "逾期",
    NeedKind.COMPLETE: "待完整",
    NeedKind.INSPECTION: "查验",
    NeedKind.TAX: "待缴税",
    NeedKind.ARRIVAL: "待确认到港",
}


def figures(
    counts: Mapping[Status, int],
    needs: Sequence[Need],
    receipts: Sequence[ReceiptItem],
    most: int,
    link: Link,
    now: datetime,
) -> tuple[Counter, ...]:
    """Return the counters; ``receipts`` are the newest, at most ``most`` of them."""
    waiting = _sum(counts, tabs.ON_THE_WAY)
    mine = len({one.draft_id for one in needs})
    filed = _sum(counts, tabs.NOT_RELEASED)
    kinds = [SHORT.get(one.wants, WORDS[one.wants]) for one in needs]
    why = "  ".join(f"{words} {kinds.count(words)}" for words in list(dict.fromkeys(kinds))[:MOST_KINDS])
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
