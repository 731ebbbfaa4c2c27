"""Keeps a scroll area from showing half of a field: what an edge cuts is left blank until it is scrolled whole."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QTableView, QWidget

from app.ui.theme import theme
from app.ui.widgets.card import Ground

LINE = 40  # px: what is higher is no line, and is shown as far as it goes
PROBES = 12  # places along an edge that are looked at
_MOVES = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Paint)  # what moved its own lines paints them


class WholeEdges(QObject):
    """Watches one area that scrolls lines of fields; what has the keyboard is scrolled into view, never covered."""

    def __init__(self, area: QScrollArea, inside: QWidget) -> None:
        super().__init__(area)
        self._area, self._inside = area, inside
        self._covers = Ground(parent=area), Ground(parent=area)
        for cover in self._covers:
            cover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            cover.hide()
        self._sizes = (0, 0)
        self._was_whole = False  # whether what has the keyboard was in view as a whole when last looked at
        self._is_due = False
        area.verticalScrollBar().valueChanged.connect(self._cover)
        area.verticalScrollBar().rangeChanged.connect(self._soon)
        area.viewport().installEventFilter(self)
        inside.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._soon()
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            self._cover()

    def _soon(self) -> None:
        if not self._is_due:
            self._is_due = True
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        self._is_due = False
        sizes, now = (self._area.viewport().height(), self._inside.height()), QApplication.focusWidget()
        if sizes != self._sizes and self._was_whole and now is not None and self._inside.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, theme().px(12))
        self._sizes = sizes
        self._cover()

    def _cover(self) -> None:
        """Lay the ground over the lines the edges cut."""
        seen = self._area.viewport()
        self._was_whole = self._shows_keyboard(seen)
        for cover, y in zip(self._covers, (0, seen.height() - 1), strict=True):
            cut = self._cut(y)
            place = QRect(0, 0, seen.width(), cut.bottom() + 1) if y == 0 else QRect(cut)
            if y:
                place.setBottom(seen.height() - 1)
            if cut.isEmpty():
                cover.hide()
                continue
            cover.setGeometry(place.translated(seen.pos()))
            cover.show()
            cover.raise_()

    def _shows_keyboard(self, seen: QWidget) -> bool:
        now = QApplication.focusWidget()
        if now is None or not self._inside.isAncestorOf(now):
            return False
        return seen.rect().contains(QRect(now.mapTo(seen, QPoint()), now.size()))

    def _cut(self, y: int) -> QRect:
        """Return the lines an edge cuts, empty where it cuts none or one that has the keyboard."""
        seen, found = self._area.viewport(), QRect()
        bar = self._area.verticalScrollBar()
        if bar.value() == (bar.minimum() if y == 0 else bar.maximum()):
            return QRect()
        for number in range(PROBES):
            at = QPoint(seen.width() * (2 * number + 1) // (2 * PROBES), y)
            leaf = seen.childAt(at)
            place = QRect() if leaf is None else _line(leaf, leaf.mapFrom(seen, at))
            if leaf is None or place.isEmpty() or place.height() > theme().px(LINE):
                continue
            if _has_keyboard(leaf):
                return QRect()
            line = QRect(leaf.mapTo(seen, place.topLeft()), place.size())
            if line.top() < 0 or line.bottom() >= seen.height():
                found = found.united(line)
        return QRect(0, found.top(), seen.width(), found.height()) if not found.isEmpty() else found


def _line(leaf: QWidget, at: QPoint) -> QRect:
    """Return the place of the line in a widget: a row of a table, else all of it."""
    table = leaf.parentWidget()
    if isinstance(table, QTableView) and leaf is table.viewport():
        return table.visualRect(table.indexAt(at))
    return leaf.rect()


def _has_keyboard(leaf: QWidget) -> bool:
    now = QApplication.focusWidget()
    return now is not None and (now is leaf or leaf.isAncestorOf(now) or now.isAncestorOf(leaf))
