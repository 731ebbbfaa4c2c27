"""What of 完整申报 can be filled in ahead while a 概要 is written: kept, counted, and sent only later."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.draft import Mode
from app.core.path import bind
from app.core.stage import is_absent
from app.declarations.two_step_items import LaterSection, later_sections
from app.ui.editors import Services
from app.ui.models.document import DraftDocument
from app.ui.models.page_order import goods_section
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.blocks_area import Block, BlocksArea
from app.ui.pages.form.field_block import FieldBlock
from app.ui.pages.form.fold_strip import Fold, FoldButton
from app.ui.pages.form.late_block import LateBlock
from app.ui.pages.form.rows_section import RowsSection
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_line, draw_text, width_of
from app.ui.widgets.button import Button, ButtonLook

TITLE, AHEAD = "完整申报内容", "可先填"
HEIGHT = 44
LEFT = 16


class LaterStrip(QWidget):
    """The sections in one line with how far they are; ``opened(key)`` asks for one, ``toggled()`` for all (F6)."""

    opened = Signal(str)
    toggled = Signal()

    def __init__(self, document: DraftDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._document = document
        self._is_open = False
        self._filled = self._wanted = 0
        self._buttons: dict[str, FoldButton] = {}
        self._toggle = Button("展开", ButtonLook.LINK, None, "goods.tall")
        self._toggle.clicked.connect(self.toggled)
        self._row = QHBoxLayout(self)
        head = width_of(TITLE, Font.STRONG) + width_of(AHEAD, Font.SMALL)
        self._row.setContentsMargins(px(LEFT) + round(head) + px(24), 0, px(12), 0)
        self._row.setSpacing(px(6))
        self._row.addStretch(1)
        self._row.addSpacing(px(96))
        self._row.addWidget(self._toggle)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sections(self, sections: tuple[LaterSection, ...]) -> None:
        """Show the sections with their counts; those without room are reached by F6."""
        self._filled = sum(one.tally.filled for one in sections)
        self._wanted = sum(one.tally.wanted for one in sections)
        for section in sections:
            note = f"{section.tally.filled}/{section.tally.wanted}" if section.tally.wanted else ""
            fold = Fold(section.id, section.title, note)
            if section.id in self._buttons:
                self._buttons[section.id].show_fold(fold)
                continue
            button = FoldButton(fold, self)
            button.clicked.connect(lambda _checked=False, key=section.id: self.opened.emit(key))
            self._buttons[section.id] = button
            self._row.insertWidget(self._row.count() - 3, button)
        self.setAccessibleName(f"{TITLE}，{AHEAD}，{self.words()}")
        self._fit()
        self.update()

    def set_open(self, on: bool) -> None:
        """Say on the button what F6 does now."""
        self._is_open = on
        self._toggle.set_words("收起" if on else "展开")

    def words(self) -> str:
        """Return how far the rest is filled in."""
        return f"已填 {self._filled} / {self._wanted}"

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.SUNKEN))
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        area = QRectF(px(LEFT), 0, self.width(), self.height())
        taken = draw_text(painter, area, TITLE, Font.STRONG, Token.T1)
        draw_text(painter, area.adjusted(taken + px(8), 0, 0, 0), AHEAD, Font.SMALL, Token.T3)
        end = QRectF(0, 0, self._toggle.x() - px(8), self.height())
        draw_text(painter, end, self.words(), Font.SMALL, Token.T2, RIGHT)
        painter.end()

    def _fit(self) -> None:
        room = self.width() - self._row.contentsMargins().left() - theme().px(110) - self._toggle.sizeHint().width()
        taken = 0
        for button in self._buttons.values():
            taken += button.sizeHint().width() + theme().px(6)
            button.setVisible(taken <= room)


def later_area(binder: Binder, services: Services, line: Callable[[], int]) -> BlocksArea:
    """Return the blocks of what only 完整 has; the goods line they speak of is the current one."""
    document = binder.document
    form = document.form
    goods = goods_section(form)
    titles = {section.id: section for section in form.sections}

    def here(pattern: str) -> str:
        return bind(pattern, (max(line(), 0),))

    blocks = []
    for later in later_sections(form, document.draft):
        section = titles[later.id]
        fields = [form.fields[one] for one in later.fields]
        patterns = frozenset(later.fields)
        if section.rows and section is not goods:
            if "[]" in section.rows:
                continue  # rows of a goods line are filled in where the line is
            rows = LateBlock(partial(RowsSection, section, binder, services))
            blocks.append(Block(later.id, later.title, rows, rows, frozenset({section.rows}), is_open=_never))
            continue
        alone = [one for one in fields if one.path.count("[]") == (1 if section is goods else 0)]
        place = here if section is goods else str
        part = FieldBlock(later.title, alone, binder, services, place, shows=lambda path: _is_later(document, path))
        blocks.append(Block(later.id, later.title, part, part, patterns))
    return BlocksArea(binder, blocks)


def _is_later(document: DraftDocument, path: str) -> bool:
    return not is_absent(document.form.field(path), Mode.COMPLETE) and not document.present(path)


def _never() -> bool:
    return False
