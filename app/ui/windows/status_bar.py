"""The line at the foot that tells the truth: link, last save, queue, operator, and the keys worth knowing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.keys import shown_keys
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_column, draw_icon, draw_line, draw_text, width_of
from app.ui.windows.page import KeyHint

HEIGHT = 28
PAD = 14
ICON = 14
GAP = 24


class Link(Enum):
    """The state of the line to the gateway: sign and colour."""

    ONLINE = (Icon.CLOUD_CHECK, Token.OK_TEXT)
    SLOW = (Icon.CLOUD, Token.WARN_TEXT)
    OFFLINE = (Icon.CLOUD_OFF, Token.WARN_TEXT)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the bar says; ``key`` names it for clicks."""

    key: str
    words: str
    icon: Icon
    icon_color: Token = Token.T3
    color: Token = Token.T2
    strong: bool = False


class StatusBar(QWidget):
    """The facts at the left, the key hints at the right; ``asked(str)`` carries link, saved, queue or operator."""

    accessible_role = QAccessible.Role.StatusBar

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: dict[str, Fact] = {}
        self._hints: tuple[KeyHint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_link(self, link: Link, words: str) -> None:
        """Show the line to the gateway, e.g. ``在线 · 单一窗口网关 86 ms`` or ``离线 · 可继续录入``."""
        icon, color = link.value
        self._put(Fact("link", words, icon, color, Token.T2 if link is Link.ONLINE else Token.WARN_TEXT))

    def show_saved(self, words: str, failed: bool = False) -> None:
        """Show when the work was last saved, e.g. ``已自动保存 14:32:08``."""
        icon, color = (Icon.CIRCLE_X, Token.ERR_TEXT) if failed else (Icon.CHECK, Token.OK_TEXT)
        self._put(Fact("saved", words, icon, color, Token.ERR_TEXT if failed else Token.T2))

    def show_queue(self, waiting: int, unsure: int = 0) -> None:
        """Show how many sendings wait, and of how many nobody knows yet whether they arrived; nothing for none."""
        counts = (("待发", waiting), ("结果未知", unsure))
        words = "，".join(f"{state} {count}" for state, count in counts if count)
        if words:
            self._put(Fact("queue", words, Icon.SEND, Token.WARN_TEXT, Token.WARN_TEXT, strong=True))
        else:
            self._facts.pop("queue", None)
            self._tell()

    def show_operator(self, words: str) -> None:
        """Show whose card is in use."""
        self._put(Fact("operator", words, Icon.ID_CARD))

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show the keys of the page in front."""
        shown = tuple(KeyHint(shown_keys(hint.keys), hint.words) for hint in hints)
        if shown != self._hints:
            self._hints = shown
            self.update()

    def words(self) -> str:
        """Return everything the bar says, as the screen reader hears it."""
        return "，".join(fact.words for fact in self._ordered())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for fact, area in self._areas():
            if area.contains(event.position()):
                self.asked.emit(fact.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().ink(Token.APP))
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        right = 0.0
        for number, (fact, area) in enumerate(self._areas()):
            if number:
                draw_column(painter, area.x() - px(GAP) / 2, px(9), self.height() - px(8), Token.BORDER)
            at = QPointF(area.x(), (self.height() - px(ICON)) / 2)
            draw_icon(painter, at, fact.icon, ICON, fact.icon_color)
            words = area.adjusted(px(ICON) + px(6), 0, 2, 0)
            draw_text(painter, words, fact.words, Font.SMALL_STRONG if fact.strong else Font.SMALL, fact.color)
            right = area.right()
        self._paint_hints(painter, right + px(GAP))
        painter.end()

    def _paint_hints(self, painter: QPainter, free_from: float) -> None:
        """Paint as many hints as there is room for, the first ones rather than the last."""
        px = theme().px
        said = [f"{hint.keys} {hint.words}" for hint in self._hints]
        while said and sum(width_of(one, Font.SMALL) + px(14) for one in said) > self.width() - free_from:
            said.pop()
        x = self.width() - px(PAD) - sum(width_of(one, Font.SMALL) for one in said) - px(14) * max(len(said) - 1, 0)
        for one in said:
            x += draw_text(painter, QRectF(x, 0, self.width() - x, self.height()), one, Font.SMALL, Token.T3) + px(14)

    def _put(self, fact: Fact) -> None:
        if self._facts.get(fact.key) != fact:
            self._facts[fact.key] = fact
            self._tell()

    def _ordered(self) -> list[Fact]:
        return [self._facts[key] for key in ("link", "saved", "queue", "operator") if key in self._facts]

    def _areas(self) -> list[tuple[Fact, QRectF]]:
        px = theme().px
        x, areas = float(px(PAD)), []
        for fact in self._ordered():
            width = px(ICON) + px(6) + width_of(fact.words, Font.SMALL_STRONG if fact.strong else Font.SMALL)
            areas.append((fact, QRectF(x, 0, width, self.height())))
            x += width + px(GAP)
        return areas

    def _tell(self) -> None:
        self.setAccessibleName(self.words())
        self.update()
