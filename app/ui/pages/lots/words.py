"""How the figures and states of a lot are said; pure."""

from collections.abc import Mapping
from types import MappingProxyType

from app.border_trade.allocation import Strategy
from app.border_trade.lot import units, yuan
from app.border_trade.register import Standing
from app.border_trade.share import WORDS, ShareState
from app.core.clock import SHANGHAI
from app.ui.theme import Icon, Tone
from app.work.lot_view import LotRow

STRATEGIES: Mapping[Strategy, str] = MappingProxyType(
    {
        Strategy.EQUAL: "均分",
        Strategy.REMAINING: "按剩余额度",
        Strategy.WEIGHT: "按现有比例",
        Strategy.MANUAL: "手工",
    }
)
_LOOKS: Mapping[ShareState, tuple[Tone, Icon | None]] = MappingProxyType(
    {
        ShareState.OPEN: (Tone.NEU, Icon.ID_CARD),
        ShareState.CONFIRMED: (Tone.OK, None),
        ShareState.ASIDE: (Tone.WARN, Icon.BAN),
        ShareState.QUEUED: (Tone.WARN, Icon.SEND),
        ShareState.SENT: (Tone.INFO, None),
        ShareState.RELEASED: (Tone.OK, None),
        ShareState.REJECTED: (Tone.ERR, Icon.UNDO_2),
        ShareState.CANCELLED: (Tone.NEU, Icon.X),
    }
)
_STANDINGS = {Standing.EXPIRED: "证件过期", Standing.NO_MANDATE: "缺委托书", Standing.INACTIVE: "已停用"}


def amount(quantity: int) -> str:
    """Write thousandths of a unit."""
    return f"{units(quantity):,f}"


def money(fen: int) -> str:
    """Write fen as yuan with two decimals."""
    return f"{yuan(fen):,}"


def round_money(fen: int) -> str:
    """Write fen as yuan, decimals only where there are some."""
    return f"{fen // 100:,}" if fen % 100 == 0 else money(fen)


def look_of(row: LotRow) -> tuple[str, Tone, Icon | None]:
    """Return the chip of a row: what keeps it back first, then where its share stands."""
    state = row.share.state
    if state is ShareState.ASIDE:
        words = "未到场" if row.fitness.fit else _STANDINGS[row.fitness.standing]
        return words, Tone.WARN, Icon.BAN if row.fitness.fit else Icon.TRIANGLE_ALERT
    if not row.fitness.fit and state in (ShareState.OPEN, ShareState.CONFIRMED):
        return _STANDINGS[row.fitness.standing], Tone.ERR, Icon.CIRCLE_X
    if row.over and state in (ShareState.OPEN, ShareState.CONFIRMED):
        return f"超 {round_money(row.over)} 元", Tone.WARN, Icon.TRIANGLE_ALERT  # what is over is taxed, not refused
    if state is ShareState.CONFIRMED and row.share.confirmed_at is not None:
        return f"已确认 {row.share.confirmed_at.astimezone(SHANGHAI):%H:%M}", Tone.OK, None
    tone, icon = _LOOKS[state]
    return WORDS[state], tone, icon


def said_of(row: LotRow, unit: str) -> str:
    """Return a row as the screen reader says it; no number that tells a person apart."""
    words, _, _ = look_of(row)
    share = row.share
    quota = f"今日已用 {round_money(row.used)} 元，本批 {round_money(share.value)} 元，剩余 {round_money(row.left)} 元"
    pinned = "，手工" if row.pinned else ""
    return f"{row.name}，{words}，{amount(share.quantity)} {unit}{pinned}，{quota}"
