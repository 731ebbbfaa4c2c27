"""Finds texts that are cut: every text painted is measured against its widget, and every elided one wants a tooltip."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractScrollArea, QHeaderView, QWidget

from app.ui.editors.line_field import LineField
from app.ui.widgets import Chip, Segmented
from app.ui.windows.rail import Rail
from app.ui.windows.tab_bar import TabBar

SLACK = 1.5  # logical pixels: side bearings and rounding
DOTS = "…"
WHOLE = (QAbstractButton, QHeaderView, Chip, Segmented, Rail)
"""What must be readable whole: nothing of it is ever shortened, whatever the tooltip says."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One text that is not seen whole: where, which, and by how many pixels or in which way."""

    where: str
    words: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words!r} {self.why}"


class _Watch:
    """Stands in for QPainter.drawText while a widget is painted."""

    def __init__(self) -> None:
        self.cuts: dict[Cut, None] = {}
        self.writers: dict[int, QWidget] = {}
        self.seen = 0

    def draw(self, painter: QPainter, *arguments: Any) -> Any:
        """Measure, then draw."""
        if len(arguments) == 2 and isinstance(arguments[0], QPointF | QPoint):
            self._measure(painter, QPointF(arguments[0]), str(arguments[1]))
        return _DRAW(painter, *arguments)

    def _measure(self, painter: QPainter, at: QPointF, words: str) -> None:
        device = painter.device()
        if not isinstance(device, QWidget) or not words.strip():
            return
        self.seen += 1
        self.writers[id(device)] = device
        metrics = QFontMetricsF(painter.font())
        tight = metrics.tightBoundingRect(words)
        local = painter.worldTransform().mapRect(QRectF(tight).translated(at))
        area = QRectF(device.rect())
        why = []
        if local.left() < area.left() - SLACK or local.right() > area.right() + SLACK:
            why.append(f"{max(area.left() - local.left(), local.right() - area.right()):.0f} px too wide")
        is_view = isinstance(device.parentWidget(), QAbstractScrollArea)
        if not is_view and (local.top() < area.top() - SLACK or local.bottom() > area.bottom() + SLACK):
            why.append(f"{max(area.top() - local.top(), local.bottom() - area.bottom()):.0f} px too high")
        if words.endswith(DOTS) or DOTS in words[1:-1]:
            why += _elision(device, local, words)
        if why:
            self.cuts[Cut(place_of(device), words, ", ".join(why))] = None


def _elision(device: QWidget, at: QRectF, words: str) -> list[str]:
    """Return what is wrong with a shortened text, nothing where it may be shortened and can still be read whole."""
    owner = device.parentWidget() if isinstance(device.parentWidget(), QAbstractScrollArea) else device
    if isinstance(owner, WHOLE):
        return [] if isinstance(owner, QAbstractButton) and owner.text() == words else ["shortened"]
    if isinstance(owner, QAbstractItemView):
        index = owner.indexAt(at.center().toPoint())
        return [] if index.data(Qt.ItemDataRole.ToolTipRole) else ["shortened without a tooltip"]
    if isinstance(device, LineField | TabBar):
        return []  # it says the whole text in a tooltip made when the mouse comes
    return [] if _says_whole(device) else ["shortened without a tooltip"]


def _says_whole(widget: QWidget) -> bool:
    one: QWidget | None = widget
    for _ in range(3):
        if one is None:
            return False
        if one.toolTip() or DOTS in one.accessibleName():
            return True
        one = one.parentWidget()
    return False


def place_of(widget: QWidget) -> str:
    """Return where a widget is, by the classes above it and its name."""
    names: list[str] = []
    one: QWidget | None = widget
    while one is not None and len(names) < 3:
        names.append(type(one).__name__)
        one = one.parentWidget()
    return " < ".join(names) + (f" “{widget.accessibleName()[:24]}”" if widget.accessibleName() else "")


_DRAW = QPainter.drawText


@contextlib.contextmanager
def _watching() -> Iterator[_Watch]:
    watch = _Watch()

    def draw(painter: QPainter, *arguments: Any) -> Any:
        return watch.draw(painter, *arguments)

    QPainter.drawText = draw  # type: ignore[method-assign, assignment]
    try:
        yield watch
    finally:
        QPainter.drawText = _DRAW  # type: ignore[method-assign]


def cuts_in(widget: QWidget, scale: float = 1.0) -> list[Cut]:
    """Paint a shown widget and return the texts that are cut; raises AssertionError if nothing was measured."""
    picture = QPixmap(widget.size() * scale)
    picture.setDevicePixelRatio(scale)
    with _watching() as watch:
        widget.render(picture)
    assert watch.seen, "no text was measured: the detector is blind"
    return list(watch.cuts)


def writers_in(widget: QWidget) -> list[QWidget]:
    """Return every widget that paints words itself."""
    with _watching() as watch:
        widget.grab()
    return list(watch.writers.values())
