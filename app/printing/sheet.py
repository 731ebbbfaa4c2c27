"""What is on one sheet, as plain marks in mm: words, rules and the barcode; paint.py draws it, tests read it."""

from dataclasses import dataclass

from app.printing.layout import Align, Area


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: left end of the room it may take, baseline, size in dots, width of the room."""

    x: float
    baseline: float
    dots: int
    text: str
    room: float
    align: Align = Align.LEFT
    bold: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The border of a box; width of the pen in mm."""

    area: Area
    pen: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line between rows."""

    x: float
    y: float
    width: float
    pen: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One black bar: of the barcode, or at the edge of a changed box."""

    area: Area


@dataclass(frozen=True, slots=True)
class Tint:
    """The grey ground of a changed box, under all else."""

    area: Area


@dataclass(frozen=True, slots=True)
class Disc:
    """A black disc with a white number, by its middle."""

    x: float
    y: float
    radius: float
    text: str


Mark = Words | Frame | Rule | Bar | Tint | Disc


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: the words across it ("" for none) and its marks, in drawing order."""

    watermark: str
    marks: tuple[Mark, ...]
