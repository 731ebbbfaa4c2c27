"""Chips, rings, ribbon, timeline and the rest: what they say, in words as well as in colour."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Choice, Font, Icon, Theme, Token, Tone, theme
from app.ui.theme.paint import width_of
from app.ui.widgets import (
    Bar,
    Card,
    Chip,
    DeadlineRing,
    Entry,
    Keycap,
    Label,
    Paragraph,
    Progress,
    QueueRow,
    Rest,
    SectionGutter,
    Sending,
    Stage,
    StageRibbon,
    Step,
    Steps,
    Timeline,
    draw_badge,
    draw_check,
)
from app.ui.widgets.label import wrapped
from app.ui.widgets.ring import draw_ring
from tests.helpers.component_sheet import Sheet


def colors(widget: QWidget) -> set[str]:
    """Every colour painted."""
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def shown(qtbot: QtBot, widget: QWidget, width: int = 0) -> QWidget:
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, widget.sizeHint().height())
    else:
        widget.resize(widget.sizeHint())
    widget.show()
    return widget


# -- rings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "tone", "figure", "words"),
    [
        (Rest(11, "12-02 24:00"), Tone.INFO, "11", "剩 11 天，12-02 24:00 截止"),
        (Rest(6, "12-02 24:00"), Tone.INFO, "6", "剩 6 天，12-02 24:00 截止"),
        (Rest(5, "12-02 24:00"), Tone.WARN, "5", "剩 5 天，12-02 24:00 截止"),
        (Rest(3, "12-02 24:00"), Tone.WARN, "3", "剩 3 天，12-02 24:00 截止"),
        (Rest(2, "12-02 24:00"), Tone.ERR, "2", "剩 2 天，12-02 24:00 截止"),
        (Rest(0, "11-21 24:00", hours=9), Tone.ERR, "9", "剩 9 小时，11-21 24:00 截止"),
        (Rest(0, "11-20 24:00", overdue=True), Tone.ERR, "!", "逾期，11-20 24:00 已截止"),
    ],
)
def test_a_ring_says_what_is_left(qtbot: QtBot, rest: Rest, tone: Tone, figure: str, words: str) -> None:
    ring = DeadlineRing(rest)
    shown(qtbot, ring)
    assert (rest.tone, rest.figure, ring.accessibleName()) == (tone, figure, words)
    assert theme().color(tone.fill).name() in colors(ring)


def test_the_arc_is_the_share_of_fourteen_days_from_the_top() -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(theme().color(Token.SURFACE))
    painter = QPainter(image)
    draw_ring(painter, QPointF(32, 32), 30, Rest(7, ""))
    painter.end()
    right, left = image.pixelColor(59, 32), image.pixelColor(5, 32)
    assert right == theme().color(Tone.INFO.fill)
    assert left == theme().color(Tone.NEU.bg)


# -- chips and small things ----------------------------------------------------------------------------------------


def test_a_chip_has_its_word_and_its_shape(qtbot: QtBot) -> None:
    round_chip, square = Chip("查验", Tone.VIO), Chip("退单", Tone.ERR, Icon.UNDO_2)
    for chip, tone in ((round_chip, Tone.VIO), (square, Tone.ERR)):
        shown(qtbot, chip)
        assert chip.height() == 20
        assert theme().color(tone.bg).name() in colors(chip)
    assert round_chip.accessibleName() == "查验"
    corner = theme().color(Tone.VIO.bg).name()
    assert round_chip.grab().toImage().pixelColor(1, 2).name() != corner
    square.show_state("待发", Tone.WARN, Icon.SEND)
    assert (square.words(), square.accessibleName()) == ("待发", "待发")


def test_a_count_above_99_is_shortened_and_zero_is_nothing() -> None:
    image = QImage(60, 30, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    assert draw_badge(painter, QPointF(0, 0), 0) == 0
    assert draw_badge(painter, QPointF(0, 0), 100) == draw_badge(painter, QPointF(0, 0), 5000)
    painter.end()


def test_a_check_box_shows_on_off_and_mixed() -> None:
    pictures = []
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked):
        image = QImage(16, 16, QImage.Format.Format_ARGB32)
        image.fill(theme().color(Token.SURFACE))
        painter = QPainter(image)
        draw_check(painter, QRectF(0, 0, 16, 16), state)
        painter.end()
        pictures.append(image)
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


def test_a_key_cap_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    cap = Keycap("Ctrl K")
    shown(qtbot, cap)
    assert cap.width() >= width_of("Ctrl K", Font.KEYCAP) + 10
    assert cap.accessibleName() == "Ctrl K"


def test_a_bar_is_filled_to_its_share(qtbot: QtBot) -> None:
    bar = Bar(0.5, Tone.OK, "必填 24 / 48")
    shown(qtbot, bar, 100)
    image = bar.grab().toImage()
    assert image.pixelColor(25, 3) == theme().color(Tone.OK.fill)
    assert image.pixelColor(75, 3) == theme().color(Tone.NEU.bg)
    assert bar.accessibleName() == "必填 24 / 48"
    bar.show_share(7.0)
    assert bar.grab().toImage().pixelColor(90, 3) == theme().color(Tone.INFO.fill)
    bar.show_share(0.999, Tone.OK, rest=Tone.ERR)
    image = bar.grab().toImage()
    assert image.pixelColor(80, 3) == theme().color(Tone.OK.fill)
    assert image.pixelColor(94, 3) == theme().color(Tone.ERR.fill)


# -- words ---------------------------------------------------------------------------------------------------------


def test_what_does_not_fit_stands_in_the_tooltip(qtbot: QtBot) -> None:
    label = Label("巴彦淖尔市宏远能源有限公司")
    shown(qtbot, label)
    assert label.toolTip() == ""
    label.resize(60, label.height())
    assert label.toolTip() == "巴彦淖尔市宏远能源有限公司"


def test_wrapped_text_loses_nothing_and_fits() -> None:
    words = "公路口岸须填海关监管作业场所代码。上一票用的是 神华甘泉监管场所，GQ-TT2026-1107。"
    lines = wrapped(words, Font.SMALL, 150)
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(width_of(line, Font.SMALL) <= 151 for line in lines)


def test_a_paragraph_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    text = Paragraph("一二三四五六七八九十" * 6)
    shown(qtbot, text, 120)
    assert text.heightForWidth(120) > 5 * 12
    assert text.heightForWidth(2000) < 24
    text.set_words("一行\n又一行")
    assert text.heightForWidth(500) > 24


def test_a_section_says_what_is_missing(qtbot: QtBot) -> None:
    gutter = SectionGutter("运输")
    qtbot.addWidget(gutter)
    gutter.resize(66, 56)
    gutter.set_note("缺 1 项")
    gutter.grab()
    assert (gutter.note(), gutter.accessibleName()) == ("缺 1 项", "运输，缺 1 项")
    gutter.set_note("")
    assert gutter.accessibleName() == "运输"


# -- what happened -------------------------------------------------------------------------------------------------

STAGES = (
    Stage("概要申报", "11-18 09:42", Progress.DONE),
    Stage("完整申报", "进行中", Progress.NOW),
    Stage("放行", "待海关"),
)


def test_the_ribbon_tells_every_stage_and_the_deadline(qtbot: QtBot) -> None:
    ribbon = StageRibbon()
    ribbon.show_stages(STAGES, Rest(11, "12-02 24:00"), "天内完成完整申报")
    shown(qtbot, ribbon, 900)
    assert ribbon.accessibleName() == "概要申报 11-18 09:42，完整申报 进行中，放行 待海关，剩 11 天，12-02 24:00 截止"
    assert theme().color(Token.OK_BG).name() in colors(ribbon)


def test_only_a_finished_stage_can_be_opened(qtbot: QtBot) -> None:
    ribbon = StageRibbon()
    ribbon.show_stages(STAGES)
    shown(qtbot, ribbon, 900)
    opened: list[int] = []
    ribbon.opened.connect(opened.append)
    for x in (100, 450, 800):
        QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QRectF(x, 20, 1, 1).center().toPoint())
    assert opened == [0]


def test_a_timeline_is_as_high_as_its_events(qtbot: QtBot) -> None:
    entries = [Entry("14:06:12", "11-21", "查验通知", "查验场地 3 号位", "QC-1", Icon.SCAN_SEARCH, Tone.VIO),
               Entry("16:02:31", "11-20", "单一窗口接收", "", "SW-200", Icon.CLOUD_CHECK, Tone.OK)]  # fmt: skip
    line = Timeline(entries)
    shown(qtbot, line, 500)
    assert line.sizeHint().height() == 2 * 46
    assert line.accessibleName() == "11-21 14:06:12 查验通知 查验场地 3 号位；11-20 16:02:31 单一窗口接收"
    assert theme().color(Tone.VIO.bg).name() in colors(line)
    line.show_entries([])
    assert line.sizeHint().height() == 0


def test_stages_as_dots_tell_done_now_and_failed(qtbot: QtBot) -> None:
    steps = Steps([Step("申报", "16:02", Progress.DONE), Step("查验", "进行中", Progress.NOW, Tone.VIO),
                   Step("退单", "", Progress.FAILED), Step("放行")])  # fmt: skip
    shown(qtbot, steps, 500)
    assert steps.accessibleName() == "申报 16:02，查验 进行中，退单，放行"
    assert {theme().color(token).name() for token in (Token.OK_FILL, Tone.VIO.fill, Token.ERR_FILL)} <= colors(steps)


def test_a_sending_tells_state_and_reason(qtbot: QtBot) -> None:
    sending = Sending(
        "要插卡", Tone.WARN, Icon.ID_CARD, "进口 满洲里 落叶松", "概要申报", 0.3, "插入王志强的操作员卡", "14:12"
    )
    row = QueueRow(sending)
    shown(qtbot, row, 620)
    assert row.accessibleName() == "要插卡，进口 满洲里 落叶松，概要申报，插入王志强的操作员卡，14:12"
    assert theme().color(Tone.WARN.fill).name() in colors(row)


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_everything_paints_in_both_schemes_and_at_every_text_scale(light: Theme, qtbot: QtBot, percent: int) -> None:
    light.set_percent(percent)
    pictures = []
    for choice in (Choice.LIGHT, Choice.DARK):
        light.choose(choice)
        sheet = Sheet()
        qtbot.addWidget(sheet)
        sheet.resize(sheet.sizeHint())
        sheet.show()
        pictures.append(sheet.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[0].size().height() >= 1000 * percent // 110


def test_a_card_can_be_tinted(qtbot: QtBot) -> None:
    card = Card("海关要求查验", tone=Tone.VIO)
    shown(qtbot, card, 300)
    assert theme().color(Tone.VIO.bg).name() in colors(card)
    card.set_tone(None)
    assert theme().color(Token.SURFACE).name() in colors(card)
