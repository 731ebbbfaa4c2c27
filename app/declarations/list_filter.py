"""What a list of declarations is narrowed to, and how that is written as a line of text people can pass on."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.draft import Mode
from app.declarations.labels import Label
from app.declarations.status import CHINESE, Status

_TOKEN = re.compile(r"""([^\s:：]+)[:：]([^\s]+)""")
_DAYS = re.compile(r"<(\d{1,3})天")
STAR = "星标"


class Sort(StrEnum):
    """The columns a list may be ordered by."""

    UPDATED = "更新"
    CREATED = "录入"
    OWN_NUMBER = "内部号"
    CUSTOMS_NUMBER = "海关编号"
    STATUS = "状态"
    PORT = "口岸"
    TRADER = "客户"
    TOTAL = "总价"


MODES = {"一次": Mode.ONCE, "提前": Mode.ADVANCE, "概要": Mode.SUMMARY, "完整": Mode.COMPLETE}
STATUSES = {words: status for status, words in CHINESE.items()}


@dataclass(frozen=True, slots=True)
class ListFilter:
    """All of it must hold; an empty part narrows nothing.

    within: changed in so many days up to today, 1 = today; days_left: days that are left for the second step;
    forms: ids of declaration types; ports: codes of offices; text: what is looked for everywhere.
    """

    statuses: frozenset[Status] = frozenset()
    modes: frozenset[Mode] = frozenset()
    forms: frozenset[str] = frozenset()
    ports: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()
    labels: frozenset[Label] = frozenset()
    hs: str = ""
    bill: str = ""
    within: int = 0
    days_left: int = 0
    starred: bool = False
    binned: bool = False
    sort: Sort = Sort.UPDATED
    descending: bool = True
    text: str = ""

    def and_also(self, other: "ListFilter") -> "ListFilter":
        """Return this filter narrowed by what another one says (as typed into the search box)."""
        return replace(
            self,
            statuses=other.statuses or self.statuses,
            modes=other.modes or self.modes,
            forms=other.forms or self.forms,
            ports=other.ports or self.ports,
            clients=other.clients or self.clients,
            labels=other.labels or self.labels,
            hs=other.hs or self.hs,
            bill=other.bill or self.bill,
            within=other.within or self.within,
            days_left=other.days_left or self.days_left,
            starred=other.starred or self.starred,
            text=other.text or self.text,
        )

    def to_text(self) -> str:
        """Return the filter as a line ``parse_filter`` reads back."""
        parts = [
            _listed("状态", [CHINESE[one] for one in Status if one in self.statuses]),
            _listed("类型", [words for words, mode in MODES.items() if mode in self.modes]),
            _listed("单证", sorted(self.forms)),
            _listed("海关", sorted(self.ports)),
            _listed("客户", sorted(self.clients)),
            _listed("标签", [one.value for one in Label if one in self.labels]),
            _listed("hs", [self.hs] if self.hs else []),
            _listed("提单", [self.bill] if self.bill else []),
            f"日期:{self.within}天" if self.within else "",
            f"<{self.days_left}天" if self.days_left else "",
            STAR if self.starred else "",
            self._order(),
            self.text,
        ]
        return " ".join(part for part in parts if part)

    def _order(self) -> str:
        """Return the order in words, "" for the usual one."""
        is_usual = self.sort is Sort.UPDATED and self.descending
        return "" if is_usual else f"排序:{self.sort}{'↓' if self.descending else '↑'}"


def _listed(name: str, values: list[str]) -> str:
    return f"{name}:{','.join(values)}" if values else ""


def parse_filter(line: str) -> ListFilter:
    """Return what a line asks for; what is no known token is looked for as words."""
    found: dict[str, object] = {}
    words: list[str] = []
    for part in line.split():
        token = _TOKEN.fullmatch(part)
        days = _DAYS.fullmatch(part)
        if days is not None:
            found["days_left"] = int(days[1])
        elif part in (STAR, "★"):
            found["starred"] = True
        elif token is None or not _take(found, token[1].lower(), token[2]):
            words.append(part)
    return replace(ListFilter(), text=" ".join(words), **found)  # type: ignore[arg-type]


def _take(found: dict[str, object], name: str, value: str) -> bool:
    """Put what a token says among what was found; False for a name or a value nobody knows."""
    values = [one for one in re.split("[,，、]", value) if one]
    match name:
        case "状态":
            found["statuses"] = frozenset(STATUSES[one] for one in values if one in STATUSES)
        case "类型":
            found["modes"] = frozenset(MODES[one] for one in values if one in MODES)
        case "标签":
            found["labels"] = frozenset(one for one in Label if one.value in values)
        case "单证":
            found["forms"] = frozenset(values)
        case "海关" | "口岸":
            found["ports"] = frozenset(values)
        case "客户":
            found["clients"] = frozenset(values)
        case "hs" | "商品编号":
            found["hs"] = value
        case "提单" | "提运单":
            found["bill"] = value
        case "日期":
            found["within"] = int(value.removesuffix("天")) if value.removesuffix("天").isdecimal() else 0
        case "排序":
            names = {one.value: one for one in Sort}
            if value.rstrip("↑↓") not in names:
                return False
            found["sort"], found["descending"] = names[value.rstrip("↑↓")], not value.endswith("↑")
        case _:
            return False
    return True
