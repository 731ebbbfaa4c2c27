"""回执 of this declaration beside the form: where it stands in words, its numbers, and everything that came."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.models.status_look import sign_of
from app.ui.pages.services import Event, Standing
from app.ui.theme import Font, Token, theme
from app.ui.widgets.card import Ground
from app.ui.widgets.label import Label, Paragraph
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.timeline import Entry, Timeline

PAD = 14


class ReceiptsPanel(QWidget):
    """A timeline that is told what to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._sentence = Paragraph("", Font.SMALL, Token.T2)
        self._numbers = Paragraph("", Font.SMALL, Token.T2)
        self._timeline = Timeline()
        self._empty = Label("还没有回执，申报后在此显示", Font.SMALL, Token.T3)
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(PAD), px(12), px(PAD), px(12))
        column.setSpacing(px(8))
        for widget in (self._sentence, self._numbers, self._empty, self._timeline):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.show_events(())

    def show_standing(self, standing: Standing) -> None:
        """Show where the declaration stands and the numbers it got."""
        numbers = [("统一编号", standing.seq_no), ("海关编号", standing.entry_id)]
        self._sentence.set_words(standing.sentence)
        self._sentence.setVisible(bool(standing.sentence))
        self._numbers.set_words("\n".join(f"{words} {number}" for words, number in numbers if number))
        self._numbers.setVisible(bool(standing.seq_no or standing.entry_id))

    def show_events(self, events: Sequence[Event]) -> None:
        """Show what happened, newest first."""
        entries = []
        for event in events:
            icon, tone = sign_of(event.status)
            entries.append(
                Entry(f"{event.at:%H:%M:%S}", f"{event.at:%m-%d}", event.title, event.detail, "", icon, tone)
            )
        self._timeline.show_entries(entries)
        self._timeline.setVisible(bool(entries))
        self._empty.setVisible(not entries)
