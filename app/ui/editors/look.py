"""How the box of a field looks in each state (DESIGN.md §7); it decides colours and draws, it holds no text."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.core.problem import Severity
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon, draw_text, width_of

HEIGHT = 26
RADIUS = 5
PAD = 8
ICON = 14
RING = 1.5
MISSING_BAR = 3
LOCK = 12
TAG, TAG_PAD = 17, 4
GAP = 6


@dataclass(slots=True)
class Look:
    """The state of one box; severity > focus > missing > locked, as the design sheet ranks them."""

    severity: Severity | None = None
    words: str = ""
    required: bool = False
    locked: bool = False
    focused: bool = False
    enabled: bool = True
    fixed: str = ""  # why an earlier step fixed the field: the lock mark
    shows_lock: bool = True  # whether the lock leaves the value whole; ground and tooltip say it too
    tag: str = ""  # short word for where the value came from: 舱单
    origin: str = ""  # the same as people are told it: 舱单带入

    @property
    def fill(self) -> Token:
        """Ground of the box."""
        if self.severity is Severity.ERROR:
            return Token.ERR_BG
        if self.severity is Severity.WARNING:
            return Token.WARN_BG
        return Token.FIELD_RO if self.locked or not self.enabled else Token.FIELD

    @property
    def ring(self) -> Token:
        """Colour of the focus ring and its halo."""
        return Token.ERR_FILL if self.severity is Severity.ERROR else Token.ACCENT

    @property
    def border(self) -> Token | None:
        """Colour of the edge; a locked box has none."""
        if self.severity is Severity.ERROR:
            return Token.ERR_FILL
        if self.focused:
            return Token.ACCENT
        if self.severity is Severity.WARNING:
            return Token.WARN_FILL
        return None if self.locked or not self.enabled else Token.BORDER_FIELD

    @property
    def icon(self) -> Icon | None:
        """Sign at the right end."""
        if self.severity is Severity.ERROR:
            return Icon.CIRCLE_ALERT
        return Icon.TRIANGLE_ALERT if self.severity is Severity.WARNING else None

    @property
    def icon_color(self) -> Token:
        """Colour of that sign."""
        return Token.ERR_TEXT if self.severity is Severity.ERROR else Token.WARN_TEXT

    @property
    def mark(self) -> Icon | None:
        """Sign of a field that an earlier step fixed; a problem's sign takes its place."""
        return Icon.LOCK if self.fixed and self.locked and self.icon is None else None

    @property
    def told(self) -> str:
        """What a tooltip and a screen reader say beyond the value: problem, lock, origin."""
        lock = self.fixed if self.locked else ""
        return "，".join(part for part in (self.words, lock, self.origin) if part)

    @property
    def text(self) -> Token:
        """Colour of the value."""
        if not self.enabled:
            return Token.T_DIS
        return Token.T2 if self.locked else Token.T1

    @property
    def code(self) -> Token | None:
        """Ground of the code cell; a locked or tinted box shows none."""
        plain = self.severity is None and not self.locked and self.enabled
        return Token.CODE if plain else None

    @property
    def divider(self) -> Token | None:
        """Line between the cells of a tinted box, where the code cell has no ground of its own."""
        if self.severity is None:
            return None
        return Token.ERR_LINE if self.severity is Severity.ERROR else Token.WARN_LINE


def draw_field(painter: QPainter, box: QRectF, look: Look, is_empty: bool) -> None:
    """Draw ground and edge of a field, the red bar of a missing value, and the sign of a problem."""
    draw_box(painter, box, RADIUS, look.fill, look.border, RING if look.focused else 1.0)
    if is_empty and look.required and not look.locked and look.severity is None and not look.focused:
        bar = QRectF(box.x(), box.y(), MISSING_BAR, box.height())
        painter.save()
        painter.setClipRect(bar)
        draw_box(painter, box, RADIUS, Token.ERR_FILL)
        painter.restore()


def draw_sign(painter: QPainter, box: QRectF, look: Look, side: int) -> None:
    """Draw the sign of a problem at the right end of a field; ``side`` is the icon size in painted pixels."""
    if look.icon is not None:
        at = box.topRight()
        at.setX(at.x() - side - PAD + 1)
        at.setY(box.y() + (box.height() - side) / 2)
        draw_icon(painter, at, look.icon, ICON, look.icon_color)


def mark_room(look: Look) -> float:
    """Return the width the lock and the tag take at the right end of a field."""
    px = theme().px
    room = float(px(LOCK) + GAP) if look.mark is not None and look.shows_lock else 0.0
    return room + (tag_width(look.tag) + GAP if look.tag else 0.0)


def tag_width(tag: str) -> float:
    """Return the width of a tag."""
    return width_of(tag, Font.SMALL) + 2 * theme().px(TAG_PAD)


def draw_marks(painter: QPainter, box: QRectF, look: Look) -> None:
    """Draw lock and tag, ending at the right edge of ``box``."""
    px = theme().px
    right = box.right()
    if look.mark is not None and look.shows_lock:
        draw_icon(painter, QPointF(right - px(LOCK), box.center().y() - px(LOCK) / 2), look.mark, LOCK, Token.T3)
        right -= px(LOCK) + GAP
    if look.tag:
        width = tag_width(look.tag)
        area = QRectF(right - width, box.center().y() - px(TAG) / 2, width, px(TAG))
        draw_box(painter, area, 4, Tone.INFO.bg)
        draw_text(painter, area, look.tag, Font.SMALL, Tone.INFO.text, CENTRE)
