"""The goods table as a spreadsheet, by real keys: cells, ranges, blocks from Excel, columns changed at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.core.draft import Draft
from app.ui.editors import NumberEditor
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.app.ui.pages.form.test_goods import lines, names, on


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    """Leave an empty clipboard behind: offscreen a full one is a crash at exit."""
    yield
    QApplication.clipboard().clear()


def column(stage: Stage, name: str) -> list[str]:
    return [stage.page.document.get(f"items[{row}].{name}") for row in range(stage.page.document.rows("items"))]


def texts(draft: Draft) -> dict[str, str]:
    return {path: text for path, text in draft.texts.items() if text}


def test_arrows_go_from_cell_to_cell_and_f2_edits_inside_one(open_page: Open) -> None:
    stage = on(open_page(lines(3)), "items[0].name")
    stage.keys.press("Left")
    assert stage.at == "items[0].hs_code"
    stage.keys.press("Right")
    assert stage.at == "items[0].name"
    stage.keys.press("Down")
    stage.keys.type("煤")
    assert names(stage)[1] == "煤"
    stage.keys.press("Up")
    stage.keys.press("F2")
    stage.keys.press("Left")
    assert stage.at == "items[0].name"
    stage.keys.type("好")
    assert names(stage)[0] == "未制成型的炼焦好煤"


def test_a_range_is_filled_down_as_one_step(open_page: Open) -> None:
    stage = on(open_page(lines(5)), "items[1].name")
    before = texts(stage.page.document.draft)
    stage.keys.press("Shift+Down")
    stage.keys.press("Shift+Down")
    stage.keys.press("Ctrl+D")
    assert names(stage)[1:] == ["第2种", "第2种", "第2种", "第5种"]
    stage.keys.press("Ctrl+Z")
    assert texts(stage.page.document.draft) == before


def test_a_series_goes_on_as_it_begins(open_page: Open) -> None:
    stage = on(open_page(lines(4)), "items[0].quantity")
    for _ in range(3):
        stage.keys.press("Shift+Down")
    stage.page.document.put_all({"items[0].quantity": "5", "items[1].quantity": "7.5"}, "items[0].quantity")
    stage.keys.press("Ctrl+Alt+Down")
    assert column(stage, "quantity") == ["5", "7.5", "10.0", "12.5"]


def test_whole_lines_are_copied_moved_and_deleted_together(open_page: Open) -> None:
    stage = on(open_page(lines(4)), "items[1].name")
    stage.keys.press("Shift+Down")
    stage.keys.press("Shift+Space")
    stage.keys.press("Alt+Up")
    assert names(stage) == ["第2种", "第3种", "未制成型的炼焦煤", "第4种"]
    stage.keys.press("Ctrl+D")
    assert names(stage) == ["第2种", "第3种", "第2种", "第3种", "未制成型的炼焦煤", "第4种"]
    stage.keys.press("Ctrl+Z")
    stage.keys.press("Shift+Space")
    stage.keys.press("Shift+Down")
    stage.keys.press("Ctrl+Delete")
    assert len(names(stage)) == 2
    assert column(stage, "number") == ["1", "2"]
    stage.keys.press("Ctrl+Z")
    assert names(stage) == ["第2种", "第3种", "未制成型的炼焦煤", "第4种"]


def test_a_block_goes_to_the_clipboard_and_back_as_one_step(open_page: Open) -> None:
    stage = on(open_page(lines(4)), "items[0].name")
    stage.keys.press("Shift+Down")
    stage.keys.press("Shift+Right")
    stage.keys.press("Ctrl+C")
    copied = QApplication.clipboard().text()
    assert [line.split("\t")[0] for line in copied.splitlines()] == ["未制成型的炼焦煤", "第2种"]
    stage.keys.press("Escape")
    stage.page.reveal("items[2].name")
    stage.keys.press("Ctrl+V")
    assert names(stage) == ["未制成型的炼焦煤", "第2种", "未制成型的炼焦煤", "第2种"]
    stage.keys.press("Ctrl+Z")
    assert names(stage)[2:] == ["第3种", "第4种"]


def test_a_block_from_excel_adds_the_lines_it_needs_and_its_numbers_are_cleaned(open_page: Open) -> None:
    stage = on(open_page(lines(1)), "items[0].quantity")
    before = texts(stage.page.document.draft)
    QApplication.clipboard().setText("1,200.5\t035\n12k\t035\n=1+1\t007\n")
    stage.keys.press("Ctrl+V")
    assert column(stage, "quantity")[:2] == ["1200.5", "12000"]
    assert column(stage, "unit") == ["035", "035", "007"]
    stage.keys.press("Ctrl+Z")
    assert texts(stage.page.document.draft) == before
    assert stage.page.document.rows("items") == 1


def test_a_block_that_does_not_fit_is_handed_on_whole(open_page: Open) -> None:
    stage = on(open_page(lines(1)), "items[0].name")
    handed: list[str] = []
    stage.page.goods.grid.block_asked.connect(handed.append)
    block = "\n".join(f"货{n}\t甲" for n in range(60))
    QApplication.clipboard().setText(block)
    stage.keys.press("Ctrl+V")
    assert handed == [block]
    assert stage.page.document.rows("items") == 1


def test_one_text_fills_a_marked_range(open_page: Open) -> None:
    stage = on(open_page(lines(3)), "items[0].name")
    QApplication.clipboard().setText("锰矿")
    stage.keys.press("Shift+Down")
    stage.keys.press("Shift+Down")
    stage.keys.press("Ctrl+V")
    assert names(stage) == ["锰矿"] * 3
    stage.keys.press("Delete")
    assert names(stage) == [""] * 3


def test_a_column_of_the_marked_lines_is_changed_by_a_formula(open_page: Open) -> None:
    stage = on(open_page(lines(3)), "items[1].price")
    stage.page.document.put_all({"items[1].total": "98.00", "items[2].total": "196.00"}, "items[1].total")
    prices, totals = column(stage, "price"), column(stage, "total")
    stage.keys.press("Shift+Down")
    stage.keys.press("Ctrl+B")
    stage.keys.type("=值*2")
    stage.keys.press("Return")
    assert column(stage, "price") == [prices[0], "196", "196"]
    assert column(stage, "total") == [totals[0], "196.00", "392.00"]
    assert stage.at == "items[2].price"
    stage.keys.press("Ctrl+Z")
    assert (column(stage, "price"), column(stage, "total")) == (prices, totals)


def test_a_formula_that_cannot_be_worked_out_says_why_and_changes_nothing(open_page: Open) -> None:
    stage = on(open_page(lines(2)), "items[0].price")
    before = column(stage, "price")
    stage.keys.press("Ctrl+B")
    stage.keys.type("=值/0")
    stage.keys.press("Return")
    assert stage.page.goods.strips.bulk.told() == "第 1 项：除数是 0"
    assert column(stage, "price") == before
    stage.keys.press("Escape")
    assert stage.at == "items[0].price"


def test_a_weight_of_the_head_is_shared_out_to_the_last_decimal(open_page: Open) -> None:
    stage = on(open_page(lines(3)), "items[0].first_quantity")
    document = stage.page.document
    document.put_all(
        {"net_weight": "1000.5", **{f"items[{row}].quantity": text for row, text in enumerate(("1", "2", "4"))}},
        "net_weight",
    )
    before = column(stage, "first_quantity")
    stage.keys.press("Ctrl+B")
    stage.keys.type("分摊 净重 按 成交数量")
    stage.keys.press("Return")
    assert column(stage, "first_quantity") == ["142.93", "285.86", "571.71"]
    assert stage.at == "items[0].first_quantity"
    stage.keys.press("Ctrl+Z")
    assert column(stage, "first_quantity") == before


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("分摊", "分摊写成：分摊 净重 按 成交数量"),
        ("分摊 净众", "不认识“净众”"),
        ("分摊 100 按 商品名称", "没有“商品名称”这一列数字可按"),
        ("分摊 100 按 法定第一数量", "其中第 2 行没有法定第一数量，无从分摊"),
    ],
)
def test_what_cannot_be_shared_out_is_told(open_page: Open, typed: str, why: str) -> None:
    stage = on(open_page(lines(3)), "items[0].total")
    stage.page.document.put_all({"items[1].first_quantity": ""}, "items[0].total")
    before = column(stage, "total")
    stage.keys.press("Ctrl+B")
    stage.keys.type(typed)
    stage.keys.press("Return")
    assert why in stage.page.goods.strips.bulk.told()
    assert column(stage, "total") == before


def test_a_text_is_found_counted_and_replaced_everywhere(open_page: Open) -> None:
    stage = on(open_page(lines(4)), "items[0].name")
    stage.keys.press("Ctrl+R")
    stage.keys.type("种")
    stage.keys.press("Return")
    stage.keys.type("批")
    assert stage.page.goods.strips.replace.told() == "3 格会改"
    stage.keys.press("Return")
    assert names(stage)[1:] == ["第2批", "第3批", "第4批"]
    assert stage.at == "items[0].name"
    stage.keys.press("Ctrl+Z")
    assert names(stage)[1:] == ["第2种", "第3种", "第4种"]


def test_the_totals_tell_how_far_head_and_lines_are_apart(open_page: Open) -> None:
    stage = open_page(lines(1))
    assert "净重差" not in stage.page.goods.totals.words()
    weight = stage.page.document.get("net_weight")
    stage.page.document.put("net_weight", f"{int(float(weight)) + 3}")
    QApplication.processEvents()
    assert "净重差 +3" in stage.page.goods.totals.words()


def test_a_formula_is_worked_out_kept_and_shown_again_by_f2(open_page: Open) -> None:
    stage = on(open_page(lines(2)), "items[0].quantity")
    before = texts(stage.page.document.draft)
    stage.keys.type("=12*3.5")
    stage.keys.press("Return")
    assert column(stage, "quantity")[0] == "42"
    stage.page.reveal("items[0].quantity")
    stage.keys.press("F2")
    box = stage.keys.focused()
    assert isinstance(box, NumberEditor)
    assert box.text() == "=12*3.5"
    stage.keys.press("Return")
    assert column(stage, "quantity")[0] == "42"
    while stage.page.document.undo_depth():
        stage.keys.press("Ctrl+Z")
    assert texts(stage.page.document.draft) == before


def test_a_short_amount_is_spelled_out_when_left(open_page: Open) -> None:
    stage = on(open_page(lines(1)), "items[0].quantity")
    stage.keys.type("12k")
    stage.keys.press("Return")
    assert column(stage, "quantity") == ["12000"]


def test_the_two_typed_last_win_and_the_third_is_shown_as_worked_out(open_page: Open) -> None:
    stage = on(open_page(lines(1)), "items[0].quantity")
    for name, text in (("quantity", "10"), ("price", "3"), ("total", "60")):
        stage.page.reveal(f"items[0].{name}")
        stage.keys.type(text)
    assert column(stage, "quantity") == ["20.00000"]
    model = stage.page.goods.table.rows
    cells = {name: model.cell(0, model.column_of(name) or 0).is_computed for name in ("quantity", "price", "total")}
    assert cells == {"quantity": True, "price": False, "total": False}


def test_a_field_below_the_table_is_changed_in_all_lines(open_page: Open) -> None:
    stage = on(open_page(lines(3)), "items[1].name")
    stage.keys.press("Ctrl+B")
    for _ in range(60):
        if stage.page.goods.strips.bulk.column() == "destination_code":
            break
        stage.keys.press("Alt+Down")
    stage.keys.type("150824")
    stage.keys.press("Return")
    assert column(stage, "destination_code") == ["150824"] * 3
    assert stage.at == "items[1].name"


def test_the_keyboard_stays_in_the_goods_when_undo_takes_the_last_line(open_page: Open) -> None:
    stage = open_page()
    stage.page.goods.take(1)
    assert stage.at == "items[0].hs_code"
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.rows("items") == 0
    assert stage.page.goods.isAncestorOf(stage.keys.focused())
