"""The page at the sizes of the design sheet: what folds, what stands where, and that nothing is cut off."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication

from app.ui.editors import FieldLabel
from app.ui.editors.text_editor import TextEditor
from app.ui.messages import Trouble
from app.ui.pages.form.cell_grid import Place, arrange, flow
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import elided
from app.ui.theme.tokens import Tone
from tests.app.ui.pages.form.conftest import BESIDE, SMALL, Open, Stage
from tests.helpers import scenarios

BROAD = QSize(1_680 - 68, 1_050 - 70)


def test_cells_flow_in_reading_order() -> None:
    assert flow([1, 1, 2, 1, 3], 4) == [
        Place(0, 0, 1),
        Place(0, 1, 1),
        Place(0, 2, 2),
        Place(1, 0, 1),
        Place(1, 1, 3),
    ]


def test_wide_cells_take_the_fifth_column() -> None:
    assert arrange([1, 1, 2, 1, 3], 5) == [
        Place(0, 0, 1),
        Place(0, 1, 1),
        Place(0, 2, 3),
        Place(1, 0, 1),
        Place(1, 1, 4),
    ]
    assert arrange([1] * 6, 5)[5] == Place(1, 0, 1)


def test_at_1440_the_whole_head_and_five_lines_are_seen(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    for key in ("basic", "party", "transport", "trade", "fee", "pack"):
        assert stage.page.sections.is_open(key)
    assert stage.page.sections._scroll.verticalScrollBar().maximum() == 0
    table = stage.page.goods.table
    assert table.viewport().height() >= 5 * table.rowHeight(0)
    assert table.horizontalScrollBar().maximum() == 0
    assert stage.page.frame.panel_is_shown()


def test_an_empty_page_folds_no_more_than_a_full_one(open_page: Open) -> None:
    stage = open_page()
    assert [
        key for key in ("basic", "party", "transport", "trade", "fee", "pack") if not stage.page.sections.is_open(key)
    ] == []


def test_an_opened_section_is_seen_and_narrows_no_field(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    before = stage.page.binder.widget_at("trade_scc")
    assert before is not None
    width = before.width()
    stage.page.sections.open("edocs")
    QApplication.processEvents()
    assert stage.page.sections._scroll.verticalScrollBar().maximum() > 0
    assert before.width() == width
    row = stage.keys.focused()
    assert stage.at == "edocs[0].kind"
    shown = stage.page.sections._scroll.viewport()
    assert shown.rect().contains(row.mapTo(shown, row.rect().bottomRight()))
    stage.page.sections.close_section("edocs")
    QApplication.processEvents()
    assert before.width() == width


def test_a_table_within_a_line_gets_the_height(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.go_to_field("items[].limits[].licence_number")
    QApplication.processEvents()
    assert stage.page.frame.is_full()
    assert stage.page.goods._scroll.verticalScrollBar().maximum() == 0
    assert stage.page.goods.table.viewport().height() >= stage.page.goods.table.rowHeight(0)


def test_at_1280_sections_fold_and_the_panel_is_a_strip(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), size=SMALL)
    assert [key for key in ("basic", "party", "transport", "trade") if not stage.page.sections.is_open(key)] == []
    assert {fold.key for fold in stage.page.sections.folds()} >= {"fee", "pack", "ciq", "licences"}
    assert not stage.page.frame.panel_is_shown()
    assert stage.page.panel.strip.isVisible()
    stage.keys.press("F7")
    assert stage.page.frame.panel_is_shown()
    assert stage.page.panel.side.geometry().right() <= stage.page.frame.width()
    stage.keys.press("F7")
    assert not stage.page.frame.panel_is_shown()


def test_labels_and_credit_codes_fit_at_every_size(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    page = stage.page
    for size in (BESIDE, SMALL, BROAD):
        stage.window.resize(size)
        QApplication.processEvents()
        shown = [one for one in page.sections.findChildren(FieldLabel) if one.isVisible()]
        ends = {one.mapTo(page, QPoint(one.width(), 0)).x() for one in shown}
        assert len(ends) <= 5  # labels end on one line in every section, one line per column
        assert [one.accessibleName() for one in shown if one.is_elided()] == []
        for path in ("trade_scc", "owner_scc", "agent_scc"):
            widget = page.binder.widget_at(path)
            assert isinstance(widget, TextEditor)
            assert elided(widget.text(), Font.BODY, widget.width() - 16) == widget.text()


def test_a_trouble_takes_its_height_from_the_goods(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    open_before = [key for key in stage.page.sections.ids() if stage.page.sections.is_open(key)]
    height, goods = stage.window.height(), stage.page.goods.height()
    stage.page.troubles.tell(Trouble("x", "连不上单一窗口", "14:05 再试", (("立即再试", lambda: None),), Tone.WARN))
    QApplication.processEvents()
    assert stage.window.height() == height
    assert stage.page.goods.height() < goods
    assert [key for key in stage.page.sections.ids() if stage.page.sections.is_open(key)] == open_before
    assert stage.page.frame.panel_is_shown()


def test_a_dragged_splitter_is_obeyed_and_remembered(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    splitter = stage.page.frame._splitter
    splitter.moveSplitter(300, 1)
    QApplication.processEvents()
    assert stage.memory.kept["form.split"] == str(splitter.sizes()[0])
    assert not stage.page.sections.is_open("pack")


def test_sections_open_and_fold_again(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.sections.open("ciq")
    assert stage.page.sections.is_open("ciq")
    stage.page.sections.close_section("ciq")
    assert not stage.page.sections.is_open("ciq")
    assert "ciq" in {fold.key for fold in stage.page.sections.folds()}


def text_scale(stage: Stage, percent: int) -> None:
    theme().set_percent(percent)
    QApplication.processEvents()


def test_at_a_larger_text_the_grid_takes_fewer_columns(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    text_scale(stage, 150)
    stage.window.resize(stage.window.width() - 1, stage.window.height())
    stage.page.reveal("trade_scc")
    QApplication.processEvents()
    widget = stage.page.binder.widget_at("trade_scc")
    assert isinstance(widget, TextEditor)
    assert elided(widget.text(), Font.BODY, widget.width() - 16) == widget.text()


def test_the_fields_of_a_line_give_way_to_the_head(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    assert not stage.page.goods.is_detail_open()
    tall = open_page(scenarios.s01(), size=QSize(BESIDE.width(), BESIDE.height() + 200))
    assert tall.page.goods.is_detail_open()


def test_dark_paints_no_light_ground(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    theme().toggle()
    QApplication.processEvents()
    image = stage.window.grab().toImage()
    surface = theme().color(Token.SURFACE)
    assert image.pixelColor(5, stage.window.height() // 2) == surface
    whites = sum(
        image.pixelColor(x, y).lightness() > 250
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    )
    assert whites < 40


def test_at_1280_three_lines_stay_in_view_with_their_details_open(open_page: Open) -> None:
    draft = scenarios.s01()
    for number in range(1, 4):
        draft.insert_row("items", number, draft.row_texts("items", 0))
    stage = open_page(draft, size=SMALL)
    stage.page.reveal("items[0].hs_code")
    stage.keys.press("Ctrl+Down")
    QApplication.processEvents()
    table = stage.page.goods.table
    assert stage.page.goods.is_detail_open()
    assert stage.page.goods.detail.isVisible()
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    stage.page.frame._moved(stage.window.height(), 1)  # a splitter dragged down as far as it goes
    QApplication.processEvents()
    assert table.viewport().height() >= 3 * table.rowHeight(0)


def test_a_floating_panel_leaves_the_bar_of_trouble_free_and_escape_folds_it(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), size=SMALL)
    stage.page.reveal("contract_number")
    stage.keys.press("F7")
    assert stage.page.frame.panel_is_shown()
    stage.page.troubles.tell(Trouble("t", "网关没有答复", "", (("知道了", lambda: None),)))
    QApplication.processEvents()
    side, bar = stage.page.panel.side, stage.page.troubles
    assert side.mapTo(stage.page, QPoint(0, 0)).y() >= bar.mapTo(stage.page, QPoint(0, bar.height())).y()
    stage.keys.press("Escape")
    assert not stage.page.frame.panel_is_shown()
    assert stage.at == "contract_number"


def test_tab_reaches_the_buttons_of_the_bar_of_trouble(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    pressed: list[bool] = []
    stage.page.troubles.tell(Trouble("t", "网关没有答复", "", (("知道了", lambda: pressed.append(True)),)))
    QApplication.processEvents()
    stage.page.reveal("declaration_customs")
    stage.keys.press("Shift+Tab", "Return")
    assert pressed == [True]


def test_another_size_of_the_window_leaves_the_keyboard_where_it_is(open_page: Open) -> None:
    for path in ("net_weight", "trade_mode"):
        stage = open_page(scenarios.s01(), size=BESIDE)
        for size in (SMALL, BESIDE):
            stage.page.go_to_field(path)
            stage.settle()
            assert stage.at == path
            stage.window.resize(size)
            stage.settle()
            QApplication.processEvents()
            assert stage.at == path, size
            field = QApplication.focusWidget()
            assert field is not None and field.isVisible() and not field.visibleRegion().isEmpty(), size
