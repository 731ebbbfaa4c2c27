"""The queue in words: what is on its way out, what each waits for, what a person wants of it; it moves nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from app.core.tables import CodeTables
from app.declarations.outbox import State
from app.declarations.status import Status, explained
from app.store import drafts, standing, wishes
from app.store.engine import Connection
from app.store.standing import Standing
from app.store.wishes import Wish
from app.transport.tls import WORDS, TlsFault
from app.ui.desk.life import title_of
from app.ui.models.wording import again_at
from app.ui.pages.services import QueueItem, QueueState

_SHARES: Mapping[Status, float] = MappingProxyType(
    {Status.QUEUED: 0.1, Status.SENDING: 0.6, Status.UNKNOWN: 0.8, Status.PARKED: 0.8}
)
_RECALLED = (State.FROZEN, State.SIGNED, State.READY)
_WHY: Mapping[str, str] = MappingProxyType(
    {
        "ConnectError": "没有连上单一窗口",
        "ConnectTimeout": "连接单一窗口超时",
        "PoolTimeout": "连接单一窗口超时",
        "no_gateway": "没有可用的网关，请在设置中检查",
        "retry_after": "单一窗口繁忙",
        "http_401": "单一窗口不接受本操作员的证书，请检查操作员卡",
        "http_403": "单一窗口不接受本操作员的证书，请检查操作员卡",
        **{fault.value: words.partition("，")[0] for fault, words in WORDS.items()},
    }
)
_FOR_A_PERSON = frozenset({"http_401", "http_403", TlsFault.CARD_WANTED, TlsFault.CARD_REFUSED})


def queue_of(connection: Connection, tables: CodeTables, now: datetime) -> list[QueueItem]:
    """Return what is on its way out, in the order in which it will leave."""
    wanted = wishes.wishes(connection)
    found: list[tuple[Standing, Wish]] = []
    for submission in standing.open_ids(connection):
        one = standing.standing(connection, submission)
        if one is not None and one.state in _SHARES and one.draft_id is not None:
            found.append((one, wanted.get(one.message_id, Wish())))
    found.sort(key=lambda pair: -pair[1].priority)  # stable: among equals the oldest first
    paused, places = wishes.is_paused(connection), _places(found)
    return [_item(connection, tables, one, wish, paused, places.get(one.id, 0), now) for one, wish in found]


def state_of(connection: Connection, clock_trouble: str) -> QueueState:
    """Return how the queue as a whole is; ``clock_trouble`` keeps everything from being signed."""
    return QueueState(wishes.is_paused(connection), clock_trouble)


def _places(found: Sequence[tuple[Standing, Wish]]) -> dict[str, int]:
    """Return the places of those that only wait for their turn."""
    waiting = [one.id for one, wish in found if one.state is Status.QUEUED and not wish.held]
    return {submission: place for place, submission in enumerate(waiting, 1)}


def _item(
    connection: Connection,
    tables: CodeTables,
    one: Standing,
    wish: Wish,
    paused: bool,
    place: int,
    now: datetime,
) -> QueueItem:
    draft_id = one.draft_id or ""
    row = drafts.load_row(connection, draft_id)
    code = one.last_error_code
    return QueueItem(
        draft_id=draft_id,
        title=title_of(row, tables),
        number=one.client_seq_no,
        status=one.state,
        reason=_reason(one, wish, paused, place, now),
        share=_SHARES[one.state],
        since=one.created_at,
        needs_person=one.state is Status.PARKED or (one.state is Status.QUEUED and code in _FOR_A_PERSON),
        held=wish.held,
        first=wish.priority > 0,
        can_recall=one.outbox_state in _RECALLED,
    )


def _reason(one: Standing, wish: Wish, paused: bool, place: int, now: datetime) -> str:
    """Return what a message waits for; a person's own wish comes before what the world does."""
    if one.state is not Status.QUEUED:
        return explained(one.state, one.last_error_code) or "签名完成，正在上传"
    if one.cancel_requested:
        return "正在撤回"
    if wish.held:
        return "已留下不发，按 H 放行"
    if paused:
        return "队列已暂停，按 P 继续"
    if one.outbox_state is State.FROZEN:
        return "等待签名"
    why = _WHY.get(one.last_error_code, "")
    if one.last_error_code in _FOR_A_PERSON:
        return why
    again = f"{again_at(one.not_before, now)} 再试" if one.attempts and one.not_before > now else ""
    if one.attempts:
        return "，".join(part for part in (why or f"已试 {one.attempts} 次", again) if part)
    return f"优先，排第 {place}" if wish.priority else f"排第 {place}"
