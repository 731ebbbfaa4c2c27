"""更新说明 on one sheet over the window: by day, what changed and by which key it is reached; it changes nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.keys import keymap
from app.ui.models.release_notes import Release, ReleaseNote
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Ground, Keycap, Label, Overlay, Paragraph
from app.ui.widgets.scroll import ScrollArea

TITLE = "更新说明"
WIDTH, STEP, PAGE = 680, 30, 300
AREA = 64
NEW = "新"


class ChangesSheet(Overlay):
    """``since`` is the newest day somebody here has read of; what is newer is marked."""

    def __init__(self, window: QWidget, releases: Sequence[Release], since: str = "") -> None:
        super().__init__(window, TITLE, width=WIDTH)
        px = theme().px
        sheet = Ground(Token.SURFACE)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(8))
        for release in releases:
            is_new = bool(since) and release.day > since
            column.addWidget(Label(f"{release.day}　{NEW}" if is_new else release.day, Font.STRONG, Token.T1))
            column.addLayout(_lines(release.notes))
            column.addSpacing(px(6))
        column.addStretch(1)
        self._scroll = ScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(sheet)
        self._scroll.setMinimumHeight(min(px(460), window.height() - px(200)))
        self.add(self._scroll, 1)
        self.add_actions([("关闭", lambda: None)])
        said = (f"{one.area}，{one.words}" for release in releases for one in release.notes)
        self.setAccessibleDescription("；".join(said))
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: STEP, Qt.Key.Key_Up: -STEP, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + theme().px(steps.get(Qt.Key(event.key()), 0)))
        if keymap().pressed(event, ("changes",)):
            self.dismiss()
        super().keyPressEvent(event)


def _lines(notes: Sequence[ReleaseNote]) -> QGridLayout:
    px = theme().px
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(10))
    grid.setVerticalSpacing(px(6))
    grid.setColumnMinimumWidth(0, px(AREA))
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for row, note in enumerate(notes):
        grid.addWidget(Label(note.area, Font.SMALL_MEDIUM, Token.T2), row, 0, top)
        grid.addWidget(Paragraph(note.words, Font.BODY, Token.T1), row, 1)
        keys = keymap().words(note.action) if note.action else ""
        if keys:
            grid.addWidget(Keycap(keys), row, 2, top | Qt.AlignmentFlag.AlignRight)
    return grid
