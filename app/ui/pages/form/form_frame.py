"""Where the parts of the form page stand: head, sections over goods, panel or strip at the right; sizes only."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from app.ui.pages.form.document_head import DocumentHead
from app.ui.pages.form.goods_area import GoodsArea
from app.ui.pages.form.head_area import HeadArea
from app.ui.pages.form.modes import Foot
from app.ui.pages.form.side_panel import WIDE, WIDTH, PanelStrip, SidePanel
from app.ui.pages.services import Memory
from app.ui.theme import Token, theme
from app.ui.theme.paint import draw_box, draw_line
from app.ui.widgets.card import Ground
from app.ui.widgets.one_strip import OneStrip

RAIL = 68  # the window is this much wider than the page
CHROME = 70  # tab bar and status bar
NARROW, BROAD = 1_440, 1_680  # window widths of DESIGN.md §8
LOW = 820
ROWS_LOW, ROWS_HIGH = 3, 5
RIBBON, RIBBON_LOW = 44, 36
HANDLE = 6
MOST = 16_777_215  # Qt's own word for no limit
SPLIT_KEY, PANEL_KEY = "form.split", "form.panel"


class _Handle(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.SURFACE))
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        pill = self.rect()
        width = theme().px(36)
        pill.setRect((self.width() - width) // 2, 2, width, 3)
        draw_box(painter, pill, 1.5, Token.BORDER)
        painter.end()


class _Splitter(QSplitter):
    resized = Signal()

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class FormFrame(QWidget):
    """``bars`` stand under the head, one at a time; ``panel_shown(bool)`` tells that the panel came or went."""

    panel_shown = Signal(bool)

    def __init__(
        self,
        head: DocumentHead,
        ribbon: QWidget,
        bars: Sequence[QWidget],
        sections: HeadArea,
        goods: GoodsArea,
        foot: Foot,
        panel: SidePanel,
        strip: PanelStrip,
        memory: Memory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._head, self._sections, self._goods, self._memory = head, sections, goods, memory
        self._panel, self._strip, self._foot = panel, strip, foot
        self._wants_panel = memory.get(PANEL_KEY, "1") == "1"
        self._floats = False
        self._full = False
        self._split = int(memory.get(SPLIT_KEY, "0") or 0)
        self._splitter = _Splitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(theme().px(HANDLE))
        self._splitter.addWidget(sections)
        self._splitter.addWidget(self._lower())
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        self._splitter.splitterMoved.connect(self._moved)
        self._splitter.resized.connect(self._share_height)
        self._splitter.resized.connect(self._place_floating)
        sections.refolded.connect(self._share_height)
        goods.resized.connect(self._share_height)
        goods.table.rows.modelReset.connect(self._share_height)
        self._ribbon = ribbon
        self._always = (head, ribbon)
        self._lay_out(bars, panel, strip)

    def _lay_out(self, bars: Sequence[QWidget], panel: SidePanel, strip: PanelStrip) -> None:
        self.bars = tuple(bars)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self._splitter, 1)
        self._body.addWidget(panel)
        self._body.addWidget(strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (*self._always, OneStrip(bars)):
            column.addWidget(widget)
        column.addLayout(self._body, 1)

    def _lower(self) -> QWidget:
        lower = Ground(Token.SURFACE)
        self._under = QVBoxLayout(lower)
        self._under.setContentsMargins(0, 0, 0, 0)
        self._under.setSpacing(0)
        self._under.addWidget(self._goods, 1)
        self._under.addWidget(self._foot)
        return lower

    def is_narrow(self) -> bool:
        """Tell whether the window is too narrow for a standing panel."""
        return self.width() + theme().px(RAIL) < theme().px(NARROW)

    def is_low(self) -> bool:
        """Tell whether the window is too low for the whole head."""
        return self.height() + theme().px(CHROME) < theme().px(LOW)

    def panel_is_shown(self) -> bool:
        """Tell whether the panel can be seen."""
        return not self._panel.isHidden()

    def is_floating(self) -> bool:
        """Tell whether the panel lies over the form."""
        return self._floats and self.is_narrow()

    def show_panel(self, on: bool) -> None:
        """Show or fold the panel: beside the form in a broad window, over its right edge in a narrow one."""
        if self.is_narrow():
            self._floats = on
        else:
            self._wants_panel = on
            self._memory.put(PANEL_KEY, "1" if on else "0")
        self._place_panel()

    def uncover(self, widget: QWidget) -> None:
        """Fold a floating panel that lies over the widget the keyboard came to."""
        if self._floats and self.isAncestorOf(widget):
            area = QRect(widget.mapTo(self, QPoint(0, 0)), widget.size())
            if self._panel.geometry().intersects(area):
                self.show_panel(False)

    def toggle_full(self) -> None:
        """Give the goods the whole height, or take it back (F6)."""
        self._full = not self._full
        self._sections.setVisible(not self._full)
        self._goods.set_full(self._full)
        self._share_height()

    def is_full(self) -> bool:
        """Tell whether the goods have the whole height."""
        return self._full

    def show_head(self) -> None:
        """Bring the head back if the goods have the whole height."""
        if self._full:
            self.toggle_full()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._goods.show_compact(self.is_low())
        self._ribbon.setFixedHeight(theme().px(RIBBON_LOW if self.is_low() else RIBBON))
        self._place_panel()
        self._share_height()

    def _place_panel(self) -> None:
        px = theme().px
        narrow = self.is_narrow()
        shown = self._floats if narrow else self._wants_panel
        width = px(WIDE if self.width() + px(RAIL) >= px(BROAD) else WIDTH)
        self._panel.setFixedWidth(width)
        self._strip.setVisible(narrow or not shown)
        if narrow and self._body.indexOf(self._panel) >= 0:
            self._body.removeWidget(self._panel)
            self._panel.setParent(self)
        elif not narrow and self._body.indexOf(self._panel) < 0:
            self._body.insertWidget(1, self._panel)
        self._panel.setVisible(shown)
        self._place_floating()
        self.panel_shown.emit(shown)

    def _place_floating(self) -> None:
        """Lay a floating panel over the body alone: a bar of trouble above it keeps its buttons."""
        if not self.is_floating():
            return
        top, width = self._splitter.y(), self._panel.width()
        self._panel.setGeometry(self.width() - self._strip.width() - width, top, width, self.height() - top)
        self._panel.raise_()

    def _share_height(self) -> None:
        """Give the head what it wants as long as the goods keep their rows; a dragged splitter is obeyed.

        A bar of trouble takes its height from the goods, so that no section folds because of it.
        """
        if self._full:
            return
        total = self.height() - self._top() - self._splitter.handleWidth()
        has_foot = not self._foot.isHidden()
        if has_foot:
            self._foot.show_low(self.is_low() and not self._has_room_for_cards(total))
        foot = self._foot.wanted_height() if has_foot else 0
        rows = ROWS_LOW if self.is_low() else ROWS_HIGH
        if has_foot:  # a 概要 has few lines: what they leave is the foot's
            rows = min(max(self._goods.table.rows.rowCount(), 1), rows)
        spare = total - self._goods.wanted_height(rows, False) - foot - self._sections.plain_height()
        self._goods.offer_detail(spare >= self._goods.detail_height() and not (self.is_low() or has_foot))
        self._under.setStretch(0, 0 if has_foot else 1)
        self._under.setStretch(1, 1 if has_foot else 0)
        if self._goods.wanted_height(rows, True) > self._goods.wanted_height(rows, False):
            rows = min(rows, self._goods.table.rows.rowCount() + 1)  # its fields are open: no empty rows above them
        wanted = self._goods.wanted_height(rows, True)
        self._goods.setMaximumHeight(wanted if has_foot else MOST)
        least = wanted + foot
        room = self._split if 0 < self._split < total - self._goods.least_height() - foot else total - least
        self._sections.fit(room)
        upper = min(self._sections.used_height(), room) if not self._split else room
        left = self._splitter.height() - self._splitter.handleWidth() - upper
        if left > 0 and self._splitter.sizes()[0] != upper:
            self._splitter.setSizes([upper, left])

    def _has_room_for_cards(self, total: int) -> bool:
        """Tell whether a head that shows all it has and the lines of goods there are leave the cards of a 概要 room."""
        rows = max(self._goods.table.rows.rowCount(), 1)
        taken = self._goods.wanted_height(rows, True) + self._sections.plain_height()
        return total - taken >= self._foot.full_height()

    def _top(self) -> int:
        """Return the height of what stands above and always does; a bar of trouble is the goods' loss."""
        return sum(widget.height() for widget in self._always)

    def _moved(self, position: int, index: int) -> None:
        self._split = position
        self._memory.put(SPLIT_KEY, str(position))
        self._sections.fit(position)
