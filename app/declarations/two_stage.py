"""What a draft says about 两段准入: what was applied for, and its goods in few words; it judges nothing."""

from dataclasses import dataclass

from app.core.draft import Draft

_YES = "1"


@dataclass(frozen=True, slots=True)
class StageGoods:
    """One goods line; ``unit`` is a code."""

    code: str
    name: str
    specification: str
    quantity: str
    unit: str


@dataclass(frozen=True, slots=True)
class TwoStage:
    """asked: 附条件提离; transfer: 转场检查; merged: both checks at the port; destination: code of the place."""

    asked: bool
    transfer: bool
    merged: bool
    destination: str
    goods: tuple[StageGoods, ...]


def two_stage(draft: Draft) -> TwoStage:
    """Return what a draft says; blank where nothing was typed."""
    count = draft.rows("items")
    return TwoStage(
        asked=draft.get("access.conditional").strip() == _YES,
        transfer=draft.get("access.transfer").strip() == _YES,
        merged=draft.get("access.merged_check").strip() == _YES,
        destination=draft.get("items[0].district").strip() if count else "",
        goods=tuple(_goods(draft, number) for number in range(count)),
    )


def _goods(draft: Draft, number: int) -> StageGoods:
    def text(name: str) -> str:
        return draft.get(f"items[{number}].{name}").strip()

    return StageGoods(text("hs_code"), text("name"), text("model"), text("quantity"), text("unit"))
