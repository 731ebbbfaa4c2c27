"""What 概要 asks, in the groups and counts of its rule pack, and what of 完整 may be filled in ahead."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.core.draft import Draft, Mode
from app.core.field import BoundField
from app.core.form import Form, places
from app.core.stage import is_absent, is_required
from app.core.tables import CodeRow, CodeTables
from forms.packs import AskedItem, TwoStepPack
from forms.rules.licences import licensed_on_import
from forms.rules.tariff import inspected_on_import, tariff

BASIC, LOGISTICS, CARRIED = "基本", "物流", "随报"


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Items asked together; ``applies`` is None where the ground was not answered and the goods decide.

    ground: whether the group hangs on one of the three grounds (涉证, 涉检, 涉税), so that its title counts ``+n``.
    """

    id: str
    title: str
    items: tuple[AskedItem, ...]
    ground: bool
    applies: bool | None

    @property
    def count(self) -> int:
        """Return how many data items the group adds now."""
        return 0 if self.applies is False else len(self.items)

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the patterns of its fields."""
        return tuple(field for item in self.items for field in item.fields)

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the facts it asks for."""
        return tuple(fact for item in self.items for fact in item.facts)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many places are filled, and of how many."""

    filled: int
    wanted: int


@dataclass(frozen=True, slots=True)
class LaterSection:
    """A page section of 完整 of which 概要 asks nothing or not all: its patterns and how far it is filled in ahead."""

    id: str
    title: str
    fields: tuple[str, ...]
    tally: Tally


def item_groups(pack: TwoStepPack, facts: Mapping[str, object]) -> tuple[ItemGroup, ...]:
    """Return the groups of 概要 in their order: 9 basic items, 2 to confirm, those of each ground, what is carried.

    A pack without questions leaves its grounds open: they apply where the goods say so.
    """
    grounds = tuple(
        ItemGroup(one.id, one.id, one.items, True, one.answer(facts) if pack.confirmed or one.answer(facts) else None)
        for one in pack.groups
    )
    return (
        ItemGroup(BASIC, "基本", pack.basic, False, True),
        ItemGroup(LOGISTICS, "物流（核对）", pack.logistics, False, True),
        *grounds,
        ItemGroup(CARRIED, "随报", pack.carried, False, True),
    )


def tally(form: Form, draft: Draft, fields: Iterable[str], required: Callable[[str], bool]) -> Tally:
    """Count the required places of some fields; ``required`` is the checker's answer for a path."""
    paths = [path for pattern in fields for path in places(pattern, draft) if required(path)]
    return Tally(sum(not _is_blank(form.field(path), draft.get(path)) for path in paths), len(paths))


def later_sections(form: Form, draft: Draft) -> tuple[LaterSection, ...]:
    """Return what 完整 has and 概要 has no place for, by page section: what may be filled in ahead."""
    found = []
    for section in form.sections:
        fields = tuple(bound.path for bound in form.page(section.id) if _is_later(bound))
        if fields and not (section.rare and _untouched(draft, fields)):
            count = tally(form, draft, fields, lambda path: is_required(form.field(path), Mode.COMPLETE))
            found.append(LaterSection(section.id, section.title, fields, count))
    return tuple(found)


def _untouched(draft: Draft, fields: Iterable[str]) -> bool:
    """Tell whether nobody typed in a section that is not offered at first sight: then it lacks nothing."""
    return not any(draft.get(path).strip() for pattern in fields for path in places(pattern, draft))


def _is_later(bound: BoundField) -> bool:
    return is_absent(bound, Mode.SUMMARY) and not is_absent(bound, Mode.COMPLETE)


def presets(draft: Draft, tables: CodeTables, pack: TwoStepPack, today: date) -> Mapping[str, bool]:
    """Return the answers the goods suggest, by fact; empty while no line has a code the tariff knows.

    涉证 and 涉检 follow from the control marks. 涉税 is suggested as yes: import VAT is due on nearly all goods.
    """
    rows = [row for row in _tariff_rows(draft, tables, today) if row is not None]
    if not rows:
        return {}
    licensed, inspected, taxed = (group.fact for group in pack.groups)
    return {
        licensed: any(licensed_on_import(row, draft.get("trade_mode"), tables) for row in rows),
        inspected: any(inspected_on_import(row) for row in rows),
        taxed: True,
    }


def doubtful(draft: Draft, tables: CodeTables, pack: TwoStepPack, today: date) -> tuple[str, ...]:
    """Return the grounds denied though the goods suggest them: filed so, they mean 撤销重报."""
    suggested = presets(draft, tables, pack, today)
    return tuple(one.id for one in pack.confirmations if one.answer(draft.facts) is False and suggested.get(one.fact))


def _tariff_rows(draft: Draft, tables: CodeTables, today: date) -> Iterator[CodeRow | None]:
    for path in places("items[].hs_code", draft):
        yield tariff(tables, draft.get(path).strip(), today)


def _is_blank(bound: BoundField, raw: str) -> bool:
    return not (raw if bound.box.keeps_space else raw.strip())
