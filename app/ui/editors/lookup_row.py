"""One answer of a look-up as a row: code, name, the words that matched, and why it is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.core.tables import CodeRow
from app.reference.match import Hit, Why
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, baseline, draw_box, draw_text, elided, width_of
from app.ui.widgets.keycap import HEIGHT as CAP
from app.ui.widgets.keycap import draw_keycap

HEIGHT = 36
SIDE = 16
CODE_X, NAME_X, BESIDE_X = 30, 82, 194
MARK = 18
SHORT = 10  # characters up to which a name leaves room for its pinyin
Span = tuple[int, int]
REASONS = {
    Why.EXACT: "代码",
    Why.PREFIX: "代码",
    Why.RECENT: "最近用过",
    Why.INITIALS: "首字母",
    Why.PINYIN: "拼音",
    Why.NAME: "名称",
    Why.OTHER_CODE: "旧码",
    Why.ENGLISH: "英文",
    Why.HEAD: "",
}
SPOKEN = (Why.INITIALS, Why.PINYIN)
# What the columns of the tables are called; columns not named here are for the rules, not for people.
COLUMNS = {
    "old": "旧码",
    "iso2": "两字母码",
    "name_en": "英文",
    "alias": "又名",
    "marks": "监管条件",
    "inspection": "检验检疫",
    "country": "国别",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside the name, with their marked letters, and the reason in words."""

    words: str
    spans: tuple[Span, ...] = ()
    reason: str = ""


def beside(hit: Hit) -> Beside:
    """Return pinyin with the spoken letters marked, or the column that matched, or pinyin alone."""
    if hit.column in ("code", "name", ""):
        spoken = hit.why in SPOKEN
        pinyin = hit.row.values.get("pinyin", "") if spoken or len(hit.row.name) <= SHORT else ""
        return Beside(pinyin, _initials(hit, pinyin) if spoken else (), REASONS[hit.why])
    value = hit.row.values.get(hit.column, "")
    reason = COLUMNS.get(hit.column, "") if hit.why is Why.OTHER_CODE else REASONS[hit.why]
    return Beside(value, (hit.span,), reason)


def _initials(hit: Hit, pinyin: str) -> tuple[Span, ...]:
    """Mark the first letter of every syllable that spells a marked character."""
    syllables = pinyin.split(" ")
    if len(syllables) != len(hit.row.name):
        return ()
    starts = [sum(len(one) + 1 for one in syllables[:number]) for number in range(len(syllables))]
    return tuple((start, start + 1) for start in starts[hit.span[0] : hit.span[1]])


def facts(row: CodeRow) -> str:
    """Return what else the table says about a code, in words."""
    return "  ".join(f"{words} {row.values[column]}" for column, words in COLUMNS.items() if row.values.get(column))


def origin(row: CodeRow) -> str:
    """Return where the row was read and how old it is."""
    return "  ".join(part for part in (row.source, f"{row.as_of} 版" if row.as_of else "") if part)


def draw_hit(painter: QPainter, area: QRectF, hit: Hit, number: int, is_current: bool) -> None:
    """Draw a row; ``number`` 1…9 stands in its key cap, 0 for none."""
    px = theme().px
    said = beside(hit)
    if is_current:
        draw_box(painter, area.adjusted(px(5), 1, -px(5), -1), 7, Token.SELECTED)
        draw_box(painter, QRectF(area.x() + px(5), area.y() + 9, 3, area.height() - 18), 1.5, Token.ACCENT_FILL)
    x = area.x() + px(SIDE)
    if number:
        draw_keycap(painter, QPointF(x, area.y() + (area.height() - px(CAP)) / 2), str(number))
    inner = area.adjusted(0, 0, -px(SIDE), 0)
    taken = draw_text(painter, inner, said.reason, Font.SMALL, Token.T3, RIGHT)
    right = inner.right() - taken - px(12)
    in_code = (hit.span,) if hit.column == "code" else ()
    in_name = (hit.span,) if hit.column == "name" else ()
    end = _draw_marked(
        painter, QRectF(x + px(CODE_X), area.y(), px(170), area.height()), hit.row.code, Font.CODE, in_code
    )
    name_x = max(x + px(NAME_X), end + px(14))
    room = QRectF(name_x, area.y(), right - name_x, area.height())
    end = _draw_marked(painter, room, hit.row.name, Font.MEDIUM, in_name)
    beside_x = max(x + px(BESIDE_X), end + px(14))
    room = QRectF(beside_x, area.y(), right - beside_x, area.height())
    _draw_marked(painter, room, said.words, Font.SMALL, said.spans, Token.T2)


def _draw_marked(
    painter: QPainter, room: QRectF, words: str, kind: Font, spans: Sequence[Span], color: Token = Token.T1
) -> float:
    """Draw words with the marked letters on a mark ground; returns where they end."""
    if not words or room.width() <= 0:
        return room.x()
    shown = elided(words, kind, room.width())
    for first, last in spans:
        left = width_of(shown[:first], kind)
        width = width_of(shown[:last], kind) - left
        ground = QRectF(room.x() + left, 0, width, theme().px(MARK))
        ground.moveTop(room.y() + (room.height() - ground.height()) / 2)
        if width > 0:
            draw_box(painter, ground, 3, Token.MARK)
    painter.setFont(theme().font(kind))
    painter.setPen(theme().color(color))
    painter.drawText(QPointF(room.x(), baseline(room.y(), room.height(), kind)), shown)
    return room.x() + width_of(shown, kind)
