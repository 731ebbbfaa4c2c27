"""The goods table from the keyboard: cells, lines, the fields below, and the other small tables like it."""

from decimal import Decimal

from app.core.draft import Draft
from app.ui.widgets.button import Button
from tests.app.ui.pages.form.conftest import SMALL, Open, Stage
from tests.helpers import scenarios


def lines(count: int) -> Draft:
    draft = scenarios.s01()
    first = draft.row_texts("items", 0)
    for number in range(1, count):
        draft.insert_row("items", number, {**first, "name": f"第{number + 1}种", "quantity": f"{number}"})
    return draft


def names(stage: Stage) -> list[str]:
    return [stage.page.document.get(f"items[{row}].name") for row in range(stage.page.document.rows("items"))]


def on(stage: Stage, path: str) -> Stage:
    stage.page.reveal(path)
    assert stage.at == path
    return stage


def test_enter_goes_through_cells_then_fields_then_the_next_line(open_page: Open) -> None:
    stage = on(open_page(lines(2)), "items[0].duty_mode")
    stage.keys.press("Ctrl+Down")
    stage.keys.accept()
    assert stage.at == "items[0].second_quantity"
    while stage.at != "items[0].purpose":
        stage.keys.accept()
    stage.keys.accept()
    assert stage.at == "items[1].hs_code"
    stage.keys.press("Shift+Return")
    assert stage.at == "items[0].duty_mode"


def test_behind_the_last_line_a_button_waits(open_page: Open) -> None:
    stage = on(open_page(lines(1)), "items[0].purpose")
    stage.keys.accept()
    button = stage.keys.focused()
    assert isinstance(button, Button)
    assert button.text() == "加行"
    stage.keys.press("Return")
    assert stage.at == "items[1].hs_code"


def test_down_on_the_last_line_adds_one_and_keeps_the_column(open_page: Open) -> None:
    stage = on(open_page(lines(2)), "items[0].price")
    stage.keys.press("Down")
    assert stage.at == "items[1].price"
    stage.keys.press("Down")
    assert stage.page.document.rows("items") == 3
    assert stage.at == "items[2].hs_code"
    stage.keys.press("Up")
    assert stage.at == "items[1].hs_code"


def test_lines_are_inserted_copied_moved_and_taken_away(open_page: Open) -> None:
    stage = on(open_page(lines(3)), "items[1].name")
    stage.keys.press("Ctrl+D")
    assert names(stage) == ["未制成型的炼焦煤", "第2种", "第2种", "第3种"]
    assert stage.at.startswith("items[2].")
    stage.page.reveal("items[2].name")
    stage.keys.press("Alt+Down")
    assert names(stage)[2:] == ["第3种", "第2种"]
    assert stage.at == "items[3].name"
    stage.keys.press("Ctrl+Delete")
    assert names(stage) == ["未制成型的炼焦煤", "第2种", "第3种"]
    stage.keys.press("Insert")
    assert names(stage) == ["未制成型的炼焦煤", "第2种", "第3种", ""]
    assert [stage.page.document.get(f"items[{row}].number") for row in range(4)] == ["1", "2", "3", "4"]
    for _ in range(4):
        stage.keys.press("Ctrl+Z")
    assert names(stage) == ["未制成型的炼焦煤", "第2种", "第3种"]


def test_tab_leaves_the_table(open_page: Open) -> None:
    stage = on(open_page(lines(2)), "items[0].name")
    stage.keys.press("Ctrl+Down", "Tab")
    assert stage.at == "items[0].second_quantity"
    stage.page.reveal("items[0].name")
    stage.keys.press("Shift+Tab")
    assert not stage.page.goods.table.isAncestorOf(stage.keys.focused())


def test_quantity_and_price_give_the_total(open_page: Open) -> None:
    draft = lines(1)
    for name in ("quantity", "price", "total"):
        draft.put(f"items[0].{name}", "")
    stage = on(open_page(draft), "items[0].quantity")
    stage.keys.type("1980.5")
    stage.keys.accept()
    stage.page.reveal("items[0].price")
    stage.keys.type("98")
    assert stage.page.document.get("items[0].total") == "194089.00"
    assert stage.page.goods.totals.words().count("USD 194,089.00") == 1


def test_sums_are_those_of_the_rows(open_page: Open) -> None:
    stage = open_page(lines(7))
    total = sum(Decimal(stage.page.document.get(f"items[{row}].total")) for row in range(7))
    assert f"USD {total:,}" in stage.page.goods.totals.words()


def test_fifty_lines_are_the_most(open_page: Open) -> None:
    stage = on(open_page(lines(50)), "items[49].name")
    stage.keys.press("Insert", "Down", "Ctrl+D")
    assert stage.page.document.rows("items") == 50


def test_f6_gives_the_goods_the_whole_height_and_takes_it_back(open_page: Open) -> None:
    stage = on(open_page(lines(9)), "items[0].name")
    before = stage.page.goods.height()
    stage.keys.press("F6")
    assert stage.page.goods.height() > before + 200
    assert not stage.page.sections.isVisible()
    assert stage.at == "items[0].name"
    stage.keys.press("F6")
    assert stage.page.goods.height() == before


def test_a_low_window_keeps_three_lines_and_opens_the_fields_when_wanted(open_page: Open) -> None:
    stage = open_page(lines(5), size=SMALL)
    table = stage.page.goods.table
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    on(stage, "items[0].district")
    assert stage.page.goods.is_detail_open()


def test_the_last_row_of_a_small_table_taken_away_leaves_the_add_button(open_page: Open) -> None:
    stage = on(open_page(lines(1)), "licences[0].kind")
    stage.keys.press("Ctrl+Delete")
    assert stage.page.document.rows("licences") == 0
    button = stage.keys.focused()
    assert isinstance(button, Button)
    stage.keys.press("Return")
    assert stage.at == "licences[0].kind"


def test_rows_within_a_line_belong_to_that_line(open_page: Open) -> None:
    draft = lines(2)
    draft.insert_row("items[1].limits", 0, {"licence_type": "325", "licence_number": "X1"})
    stage = on(open_page(draft), "items[1].limits[0].licence_number")
    assert stage.page.goods.table.current == 1
    stage.page.goods.table.go_to(0)
    assert stage.page.goods._nested[0].table.rows.rowCount() == 0
    stage.page.reveal("items[1].limits[0].licence_type")
    assert stage.at == "items[1].limits[0].licence_type"
