"""How the box of a field looks in each state (DESIGN.md §7); it decides colours and draws, it holds no text."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
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
STOP_BAR = 4
DOT, DOT_AT = 3.4, 3.0
CORNER = 8
LOCK = 12
TAG, TAG_PAD = 17, 4
GAP = 6


@dataclass(frozen=True, slots=True)
class Marks:
    """What a field can carry beside its state (DESIGN-more.md §3); the words are for tooltip and screen reader.

    dot: the value is the same every time, from a template.  stop: 快填 stops here (``待填，第 2 个，共 5 个``).
    changed: it differs from what was last sent.  note: what somebody noted.  auto: empty, and worked out from stops.
    """

    dot: bool = False
    stop: str = ""
    changed: str = ""
    note: str = ""
    auto: bool = False


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
    marks: Marks = Marks()

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
        note = f"备注：{self.marks.note}" if self.marks.note else ""
        told = (self.words, lock, self.marks.stop, self.origin, self.marks.changed, note)
        return "，".join(part for part in told if part)

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
    stops = bool(look.marks.stop) and look.severity is None
    is_waiting = is_empty and look.required and not (look.locked or look.focused or look.marks.auto)
    is_missing = is_waiting and look.severity is None
    if stops or is_missing:  # never both: in 快填 the amber bar stands for the red one
        width = STOP_BAR if stops else MISSING_BAR
        painter.save()
        painter.setClipRect(QRectF(box.x(), box.y(), width, box.height()))
        draw_box(painter, box, RADIUS, Token.WARN_FILL if stops else Token.ERR_FILL)
        painter.restore()


def draw_corners(painter: QPainter, box: QRectF, marks: Marks) -> None:
    """Draw the dot of a template, the corner of a change and the corner of a note, over all else in the box."""
    if marks.dot:
        draw_box(painter, QRectF(box.x() + DOT_AT, box.y() + DOT_AT, DOT, DOT), DOT / 2, Tone.NEU.fill)
    corners = ((marks.changed, box.left(), 1, Token.ACCENT_FILL), (marks.note, box.right(), -1, Token.WARN_FILL))
    for words, x, inwards, color in corners:
        if words:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color(color))
            tip = QPointF(x, box.top())
            painter.drawPolygon([tip, tip + QPointF(inwards * CORNER, 0), tip + QPointF(0, CORNER)])
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
