"""The layout of an official page as data: what stands where, in mm; read from resources/print, never computed here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app.printing.show import Show, read_show

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "print"


class Align(StrEnum):
    """Where a text stands in its area."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the sheet, in mm from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    def inside(self, across: float, down: float) -> "Area":
        """Return the area within a padding on each side."""
        return Area(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


@dataclass(frozen=True, slots=True)
class Seat:
    """One box of the page. boxes: numbers of 填制规范; label: what the annex calls it; caption: small line on top.

    hold: an empty line keeps its place between the others.
    """

    area: Area
    boxes: tuple[int, ...]
    label: str
    caption: Show | None
    lines: tuple[Show, ...]
    size: float
    align: Align = Align.LEFT
    border: bool = True
    bold: bool = False
    hold: bool = False

    @property
    def shows(self) -> tuple[Show, ...]:
        """Caption and lines."""
        return (self.caption, *self.lines) if self.caption else self.lines


@dataclass(frozen=True, slots=True)
class Rows:
    """Room for goods on one kind of sheet: y of the column titles, their height, number and height of the rows."""

    y: float
    header: float
    rows: int
    row: float


@dataclass(frozen=True, slots=True)
class Goods:
    """The table of goods; a column is a seat whose y is set by the row. number: how the annex calls a row."""

    each: str
    number: Show
    first: Rows
    next: Rows
    columns: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Barcode:
    """Where the barcode stands and what it holds."""

    area: Area
    of: Show


@dataclass(frozen=True, slots=True)
class Watermark:
    """Words across an unreleased page, by whether one of the fields ``known_by`` is filled."""

    draft: str
    declared: str
    known_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Where the continuation sheet (附页) writes; off: fields without a box, written there when filled."""

    area: Area
    off: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One official form. clear: width of the white band around the sheet; sizes in points, all else in mm."""

    form: str
    title: str
    width: float
    height: float
    clear: float
    caption_size: float
    annex_size: float
    least_size: float
    barcode: Barcode
    watermark: Watermark
    top: tuple[Seat, ...]
    head: tuple[Seat, ...]
    foot: tuple[Seat, ...]
    goods: Goods
    annex: Annex

    def seats(self) -> Iterator[Seat]:
        """Yield every seat of the form, columns and fields of the annex included."""
        yield from (*self.top, *self.head, *self.goods.columns, *self.foot, *self.annex.off)

    def paths(self) -> frozenset[str]:
        """Return the patterns of all fields the layout shows."""
        shown = [show for seat in self.seats() for show in seat.shows]
        return frozenset(path for show in (*shown, self.barcode.of, self.goods.number) for path in show.paths())


def proof_documents() -> Seat:
    """Return the list of attached documents that a 核对单 may add to its annex."""
    found = json.loads((FOLDER / "proof.json").read_text(encoding="utf-8"))
    return _seat(found["documents"], 0)


@cache
def load_proof(form_id: str) -> Layout:
    """Return the layout of a form's 核对单: its own boxes and goods under another top and foot, without a watermark."""
    official = load(form_id)
    found = json.loads((FOLDER / "proof.json").read_text(encoding="utf-8"))
    size = official.head[0].size
    kept = (seat for seat in official.foot if seat.area.y < found["keep_above"])
    return replace(
        official,
        title=f"{official.title} {found['title']}",
        top=tuple(_seat(one, size) for one in found["top"]),
        foot=(*kept, *(_seat(one, size) for one in found["foot"])),
    )


@cache
def load(form_id: str) -> Layout:
    """Return the layout of a form; FileNotFoundError if it has none."""
    found = json.loads((FOLDER / f"{form_id}.json").read_text(encoding="utf-8"))
    sizes = found["type"]
    return Layout(
        form=found["form"],
        title=found["title"],
        width=found["paper"]["width"],
        height=found["paper"]["height"],
        clear=found["paper"]["clear"],
        caption_size=sizes["caption"],
        annex_size=sizes["annex"],
        least_size=sizes["least"],
        barcode=Barcode(Area(*found["barcode"]["at"]), read_show(found["barcode"]["of"])),
        watermark=Watermark(**{**found["watermark"], "known_by": tuple(found["watermark"]["known_by"])}),
        top=tuple(_seat(one, sizes["value"]) for one in found["top"]),
        head=tuple(_seat(one, sizes["value"]) for one in found["head"]),
        foot=tuple(_seat(one, sizes["value"]) for one in found["foot"]),
        goods=_goods(found["goods"], sizes["goods"]),
        annex=Annex(
            Area(*found["annex"]["at"]),
            tuple(_seat(one, sizes["annex"]) for one in found["annex"]["off"]),
        ),
    )


def _seat(found: dict[str, Any], size: float) -> Seat:
    label = found["label"]
    border = found.get("border", True)
    return Seat(
        area=Area(*found.get("at", (0, 0, 0, 0))),
        boxes=(found["box"],) if "box" in found else (),
        label=label,
        caption=read_show(found.get("caption", label)) if border and label else None,
        lines=tuple(read_show(one) for one in found["lines"]),
        size=found.get("size", size),
        align=Align(found.get("align", "left")),
        border=border,
        bold=found.get("bold", False),
    )


def _goods(found: dict[str, Any], size: float) -> Goods:
    columns = (
        Seat(
            area=Area(one["x"], 0, one["width"], 0),
            boxes=tuple(one["boxes"]),
            label=one["title"],
            caption=None,
            lines=tuple(read_show(line) for line in one["lines"]),
            size=size,
            align=Align(one.get("align", "left")),
            border=False,
            hold=one.get("hold", False),
        )
        for one in found["columns"]
    )
    number = read_show(found["number"])
    return Goods(found["each"], number, Rows(**found["first"]), Rows(**found["next"]), tuple(columns))
