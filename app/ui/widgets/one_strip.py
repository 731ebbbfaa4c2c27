"""Several strips in one place of a page, one of them shown at a time: the others wait for it to go."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneStrip(QWidget):
    """Strips come and go by their own show() and hide(); of those that are there the first in the order is seen."""

    def __init__(self, strips: Sequence[QWidget], parent: QWidget | None = None) -> None:
        """``strips`` stand in the order of their urgency, the most urgent first."""
        super().__init__(parent)
        self._strips = tuple(strips)
        self._slots = tuple(QWidget() for _ in strips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for slot, strip in zip(self._slots, self._strips, strict=True):
            inside = QVBoxLayout(slot)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(strip)
            column.addWidget(slot)
            strip.installEventFilter(self)
        self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._choose()
        return False

    def _choose(self) -> None:
        first = next((strip for strip in self._strips if not strip.isHidden()), None)
        for slot, strip in zip(self._slots, self._strips, strict=True):
            slot.setVisible(strip is first)
        self.setVisible(first is not None)
