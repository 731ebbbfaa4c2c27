"""Tags of a declaration by the classes of its goods: 绿色通道, 优先查验, 大宗, 涉检, 木质包装; they decide nothing."""

from dataclasses import dataclass
from datetime import date

from app.core.draft import Draft
from app.core.tables import CodeTables
from forms.rules.goods_classes import BULK, CHECKED_FIRST, GREEN_LANE, classes_of
from forms.rules.weights import WOODEN

WOOD_PACKING = "木质包装"
_TOLD = (GREEN_LANE, CHECKED_FIRST, BULK)


@dataclass(frozen=True, slots=True)
class Tag:
    """A word for the whole declaration with the goods lines (1…n) it comes from, none where the packing brings it."""

    name: str
    lines: tuple[int, ...]


def tags_of(draft: Draft, tables: CodeTables, day: date) -> tuple[Tag, ...]:
    """Return the tags of a draft; a code no class is known of brings none."""
    found: dict[str, list[int]] = {name: [] for name in _TOLD}
    for line in range(draft.rows("items")):
        classes = classes_of(tables, draft.get(f"items[{line}].hs_code").strip(), day)
        for name in _TOLD:
            if name in classes:
                found[name].append(line + 1)
    tags = [Tag(name, tuple(lines)) for name, lines in found.items() if lines]
    packs = [draft.get("pack_type"), *(draft.get(f"packs[{row}].kind") for row in range(draft.rows("packs")))]
    if WOODEN.intersection(pack.strip() for pack in packs):
        tags.append(Tag(WOOD_PACKING, ()))
    return tuple(tags)
