"""What an import changes: rows as they are against rows as they come, and the digest of it; nothing is written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.reference.incoming.rows import IncomingRow, IncomingTable

_MOST_LOST = 20  # so many rows may go without a second thought
_RATES = frozenset(
    ("mfn", "general", "provisional", "vat", "consumption", "export", "export_provisional", "export_rebate", "rate")
)
_ELEMENTS = frozenset(("elements", "elements_ordered", "elements_required", "elements_optional", "required"))


class ChangeKind(StrEnum):
    """What happened to a row; the value is the word for it in a digest."""

    ADDED = "新增"
    RENAMED = "改名"
    ENDED = "停用"
    RATE = "税率"
    ELEMENTS = "申报要素"
    CHANGED = "内容"
    RETURNED = "恢复"


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the file holds it; ``mark`` says why it ended where no table said so."""

    key: tuple[str, ...]
    code: str
    name: str
    values: Mapping[str, str]
    since: date | None = None
    until: date | None = None
    successor: str = ""
    source: str = ""
    as_of: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is not what it was; ``before`` is None for a new one."""

    table: str
    kind: ChangeKind
    before: Kept | None
    after: Kept

    @property
    def code(self) -> str:
        """Return the code of the row."""
        return self.after.code


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes of one table; ``supplement`` tells that too many rows were missing to take them for ended."""

    table: str
    changes: tuple[Change, ...]
    rows: int
    supplement: bool = False

    def counts(self) -> Mapping[ChangeKind, int]:
        """Return how many changes there are of each kind, in the order they are told in."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in ChangeKind if counted[kind]}


def difference(current: Iterable[Kept], incoming: IncomingTable, as_of: date, whole: bool | None = None) -> Difference:
    """Return what changes when ``incoming`` takes the place of ``current``.

    A row that is no longer listed is not taken away: it ends the day before ``as_of`` (or before its next version
    begins) and says so. Where most rows are missing the file is taken for a supplement, unless ``whole`` tells.
    """
    before = {row.key: row for row in current}
    after = {row.key: row for row in incoming.rows}
    gone = [row for key, row in before.items() if key not in after and not _over(row, as_of)]
    follows = _first_days(incoming.rows)
    replaced = [row for row in gone if _next(row, follows) is not None]
    lost = len(gone) - len(replaced)
    supplement = not whole if whole is not None else lost > _MOST_LOST and lost * 2 > len(before)
    changes = [_change(incoming.known.table, before.get(key), _kept(row)) for key, row in after.items()]
    for row in gone:
        begins = _next(row, follows)
        if begins is not None:
            ended = replace(row, until=begins - timedelta(days=1))
        elif supplement:
            continue
        else:
            ended = replace(row, until=as_of - timedelta(days=1), mark=f"{as_of} 起的表不再列出")
        changes.append(Change(incoming.known.table, ChangeKind.ENDED, row, ended))
    return Difference(incoming.known.table, tuple(one for one in changes if one), len(after), supplement)


def _kept(row: IncomingRow) -> Kept:
    return Kept(row.key, row.code, row.name, row.values, row.since, row.until, row.successor, row.source, row.as_of)


def _over(row: Kept, as_of: date) -> bool:
    return row.until is not None and row.until < as_of


def _first_days(rows: Iterable[IncomingRow]) -> Mapping[tuple[str, ...], list[date]]:
    found: dict[tuple[str, ...], list[date]] = {}
    for row in rows:
        if row.since is not None:
            found.setdefault(row.key[:-1], []).append(row.since)
    return found


def _next(row: Kept, follows: Mapping[tuple[str, ...], list[date]]) -> date | None:
    """Return the day a later version of the same row begins, if one comes with this import."""
    later = [day for day in follows.get(row.key[:-1], ()) if day > (row.since or date.min)]
    return min(later, default=None)


def _change(table: str, before: Kept | None, after: Kept) -> Change | None:
    if before is None:
        return Change(table, ChangeKind.ADDED, None, after)
    if replace(before, values={}) == replace(after, values={}) and dict(before.values) == dict(after.values):
        return None
    return Change(table, _kind(before, after), before, after)


def _kind(before: Kept, after: Kept) -> ChangeKind:
    if before.mark and not after.mark and after.until is None:
        return ChangeKind.RETURNED
    if after.until is not None and before.until is None:
        return ChangeKind.ENDED
    if before.name != after.name:
        return ChangeKind.RENAMED
    columns = {*before.values, *after.values}
    changed = {column for column in columns if before.values.get(column) != after.values.get(column)}
    if changed and changed <= _RATES:
        return ChangeKind.RATE
    return ChangeKind.ELEMENTS if changed and changed <= _ELEMENTS else ChangeKind.CHANGED


def digest(differences: Iterable[Difference], drafts: int | None = None) -> str:
    """Return the sentence people read after an import, like 37 项变化，影响 4 份草稿（新增 9，改名 6）."""
    counted: Counter[ChangeKind] = Counter()
    for one in differences:
        counted.update(one.counts())
    total = sum(counted.values())
    if not total:
        return "没有变化"
    parts = "，".join(f"{kind.value} {counted[kind]}" for kind in ChangeKind if counted[kind])
    touched = "" if drafts is None else f"，影响 {drafts} 份草稿"
    return f"{total:,} 项变化{touched}（{parts}）"
