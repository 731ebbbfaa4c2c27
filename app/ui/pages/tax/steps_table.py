"""How the steps of the formula look: number, name, expression, result, source, and the age of the rate."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.taxes.steps import YUAN, Step
from app.ui.models.age import age_tone, age_words, read_day
from app.ui.models.tax_steps import STEP_ROLE, StepColumn, TaxStepsModel
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_box, draw_text, width_of
from app.ui.widgets.chip import HEIGHT as CHIP
from app.ui.widgets.chip import chip_width, draw_chip

ROW = 36
WIDTHS = (Width(136), Width(316), Width(140), Width(130, 1), Width(124))
EDGE, DISC = 14, 20


def age_chip(step: Step, model: TaxStepsModel) -> tuple[str, Tone]:
    """Return the chip of a step: the age of its rate, or that it comes from the declaration itself."""
    day = read_day(step.as_of)
    if day is None:
        return ("本票", Tone.NEU) if step.confirmed else ("未核对", Tone.WARN)
    words = age_words(day, model.today())
    return (words, age_tone(day, model.today())) if step.confirmed else (f"未核对 {words}", Tone.WARN)


class StepsDelegate(RowDelegate):
    """Paints the steps."""

    def __init__(self, table: RowTable, model: TaxStepsModel) -> None:
        super().__init__(table)
        self._model = model

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        step: Step = index.data(STEP_ROLE)
        is_last = index.row() == self._model.rowCount() - 1
        match StepColumn(index.column()):
            case StepColumn.NAME:
                disc = QRectF(area.x() + px(EDGE), area.center().y() - px(DISC) / 2, px(DISC), px(DISC))
                draw_box(painter, disc, disc.width() / 2, Token.ACCENT_FILL if is_last else Token.NEU_BG)
                color = Token.ON_FILL if is_last else Token.T2
                draw_text(painter, disc, "=" if is_last else str(index.row() + 1), Font.SMALL_STRONG, color, CENTRE)
                draw_text(painter, area.adjusted(px(44), 0, 0, 0), step.name, Font.MEDIUM)
            case StepColumn.EXPRESSION:
                draw_text(painter, area.adjusted(px(6), 0, -px(6), 0), step.expression, Font.BODY, Token.T1)
            case StepColumn.VALUE:
                _paint_value(painter, area, step)
            case StepColumn.SOURCE:
                draw_text(painter, area.adjusted(px(20), 0, -px(8), 0), step.source, Font.SMALL, Token.T2)
            case StepColumn.AGE:
                words, tone = age_chip(step, self._model)
                at = QPointF(area.right() - px(EDGE) - chip_width(words), area.center().y() - px(CHIP) / 2)
                if not is_last:
                    draw_chip(painter, at, words, tone)


def _paint_value(painter: QPainter, area: QRectF, step: Step) -> None:
    px = theme().px
    unit = width_of("USD", Font.SMALL)
    inner = area.adjusted(0, 0, -unit - px(6), 0)
    draw_text(painter, inner, value_words(step), Font.BODY, Token.T1 if step.value is not None else Token.T_DIS, RIGHT)
    rest = QRectF(inner.right() + px(6), area.y(), unit + 1, area.height())
    draw_text(painter, rest, step.unit, Font.SMALL, Token.T2)


def value_words(step: Step) -> str:
    """Return a result: money to the fen, whole yuan without them, a rate with all its places."""
    if step.value is None:
        return "—"
    if step.name == "汇率":
        return f"{step.value:f}"
    if step.unit == YUAN and step.value == step.value.to_integral_value() and step.name == "计税价格":
        return f"{step.value:,.0f}"
    return f"{step.value.quantize(Decimal('0.01')):,f}"
