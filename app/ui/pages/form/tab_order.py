"""The order of Tab on the page: reading order inside each part, parts as the design sheet ranks them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView, QWidget

LINE = 12  # px: what starts within one line of text counts as one row


def tab_stops(page: QWidget, parts: Sequence[QWidget]) -> list[QWidget]:
    """Return the widgets Tab goes through, part by part, each from the top left to the bottom right."""
    stops: list[QWidget] = []
    for part in parts:
        stops += _in_reading_order([one for one in part.findChildren(QWidget) if _takes_tab(one)], page)
    return stops


def following(stops: Sequence[QWidget], focused: QWidget | None, forward: bool) -> QWidget | None:
    """Return the next or previous stop, None at an end or for a stranger; a table is left, not gone through."""
    at = next((number for number, one in enumerate(stops) if one is focused), None)
    if at is None or focused is None:
        return None
    table = _table_of(focused)
    rest = stops[at + 1 :] if forward else stops[:at][::-1]
    return next((one for one in rest if table is None or not table.isAncestorOf(one)), None)


def _table_of(widget: QWidget) -> QWidget | None:
    one: QWidget | None = widget
    while one is not None and not isinstance(one, QTableView):
        one = one.parentWidget()
    return one


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()


def _in_reading_order(found: Sequence[QWidget], page: QWidget) -> list[QWidget]:
    """Sort line by line; what starts within a line of text from its first is one line, however far it is scrolled."""
    places = sorted(((one.mapTo(page, QPoint(0, 0)), one) for one in found), key=lambda place: place[0].y())
    lines: list[list[tuple[int, QWidget]]] = []
    top = 0
    for corner, one in places:
        if not lines or corner.y() - top >= LINE:
            lines.append([])
            top = corner.y()
        lines[-1].append((corner.x(), one))
    return [one for line in lines for _, one in sorted(line, key=lambda place: place[0])]
