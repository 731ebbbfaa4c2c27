"""The state filters of the list and which statuses each holds; counts come from the store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.declarations.status import Status
from app.ui.theme import Tone
from app.ui.widgets import Part

ALL = "all"
MINE = "mine"
DRAFTS = "draft"
WAITING = "waiting"
FILED = "filed"
RELEASED = "released"
BIN = "bin"


@dataclass(frozen=True, slots=True)
class StateTab:
    """One filter; ``always`` shows it with a count of 0 too. What is in the bin is counted nowhere."""

    key: str
    words: str
    statuses: frozenset[Status]
    tone: Tone | None
    always: bool = True


NEEDS_PERSON = frozenset({Status.REJECTED, Status.PARKED, Status.INSPECTION, Status.TAX})
ON_THE_WAY = frozenset({Status.QUEUED, Status.SENDING, Status.UNKNOWN})
NOT_RELEASED = frozenset(
    {Status.SENT, Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.INSPECTION, Status.CONDITIONAL}
)
TABS = (
    StateTab(ALL, "全部", frozenset(), None),
    StateTab(MINE, "需要我", NEEDS_PERSON, Tone.WARN, always=False),
    StateTab(DRAFTS, "草稿", frozenset({Status.DRAFT}), Tone.NEU),
    StateTab(WAITING, "待发", ON_THE_WAY, Tone.WARN),
    StateTab("parked", "待处理", frozenset({Status.PARKED}), Tone.WARN, always=False),
    StateTab(FILED, "已申报", NOT_RELEASED, Tone.INFO),
    StateTab("tax", "待缴税", frozenset({Status.TAX}), Tone.INFO, always=False),
    StateTab("inspection", "查验", frozenset({Status.INSPECTION}), Tone.VIO),
    StateTab("conditional", "允许提离", frozenset({Status.CONDITIONAL}), Tone.TEAL, always=False),
    StateTab(RELEASED, "放行", frozenset({Status.RELEASED, Status.CLOSED}), Tone.OK),
    StateTab("rejected", "退单", frozenset({Status.REJECTED}), Tone.ERR),
    StateTab("cancelled", "已作废", frozenset({Status.CANCELLED}), Tone.NEU, always=False),
    StateTab(BIN, "回收站", frozenset(), None, always=False),
)
_BY_KEY = {tab.key: tab for tab in TABS}


def tab_of(key: str) -> StateTab:
    """Return a filter by its key; an unknown key raises KeyError."""
    return _BY_KEY[key]


def count_of(tab: StateTab, counts: Mapping[Status, int]) -> int:
    """Return how many declarations a filter holds."""
    return sum(count for status, count in counts.items() if not tab.statuses or status in tab.statuses)


def parts(counts: Mapping[Status, int], chosen: str) -> tuple[Part, ...]:
    """Return the filters to show: those always shown, those that hold something, and the chosen one."""
    shown = [(tab, count_of(tab, counts)) for tab in TABS if tab.key != BIN]
    found = [
        Part(tab.key, tab.words, count, tab.tone) for tab, count in shown if tab.always or count or tab.key == chosen
    ]
    return (*found, Part(BIN, tab_of(BIN).words)) if chosen == BIN else tuple(found)


def fewer_and_fewer(shown: Sequence[Part], chosen: str) -> Iterator[tuple[Part, ...]]:
    """Yield the filters as they are, then without dots, then without the rare ones, the last of them first."""
    yield tuple(shown)
    left = [replace(part, tone=None) for part in shown]
    yield tuple(left)
    for tab in reversed(TABS):
        if not tab.always and tab.key != chosen:
            left = [part for part in left if part.key != tab.key]
            yield tuple(left)
