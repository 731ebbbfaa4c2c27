"""The rows of a section as a table: what is painted, what is spoken, what is summed."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

import forms
from app.core.problem import Severity
from app.reference import load
from app.ui.models.document import DraftDocument
from app.ui.models.rows_model import LEADING, STATE, CellView, RowsModel
from tests.helpers import scenarios

FORM = forms.load("import")
TABLES = load()
FIELDS = [FORM.fields[f"items[].{name}"] for name in ("hs_code", "name", "quantity", "unit", "total", "currency")]


@pytest.fixture
def rows(qtbot: QtBot) -> Iterator[RowsModel]:
    document = DraftDocument(FORM, scenarios.s01(), TABLES, date(2026, 3, 2))
    model = RowsModel(document, "items", FIELDS, document)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    del tester


def document_of(model: RowsModel) -> DraftDocument:
    found = model.parent()
    assert isinstance(found, DraftDocument)
    return found


def test_cells_show_numbers_grouped_and_codes_with_names(rows: RowsModel) -> None:
    assert rows.cell(0, LEADING + 2) == CellView("1,980.5", is_number=True)
    assert rows.cell(0, LEADING + 3) == CellView("070", "吨", is_code=True)
    assert rows.cell(0, LEADING + 1).text == "未制成型的炼焦煤"


def test_cells_are_spoken_with_their_head(rows: RowsModel) -> None:
    index = rows.index(0, LEADING + 3)
    assert rows.data(index, Qt.ItemDataRole.AccessibleTextRole) == "成交单位，070 吨"
    assert rows.data(rows.index(0, STATE), Qt.ItemDataRole.AccessibleTextRole) == "状态，无问题"


def test_a_problem_tints_its_cell_and_its_row(rows: RowsModel) -> None:
    document = document_of(rows)
    document.put("items[0].hs_code", "12")
    document.settle()
    assert rows.cell(0, LEADING).severity is Severity.ERROR
    assert rows.cell(0, STATE).severity is Severity.ERROR
    assert rows.data(rows.index(0, LEADING), Qt.ItemDataRole.ToolTipRole) == document.shown("items[0].hs_code").message  # type: ignore[union-attr]


def test_an_untouched_row_is_unfinished_not_wrong(rows: RowsModel) -> None:
    document_of(rows).insert_row("items", 1)
    state = rows.cell(1, STATE)
    assert state.severity is None
    assert not state.is_finished
    assert rows.rowCount() == 2


def test_sums_carry_their_units(rows: RowsModel) -> None:
    document = document_of(rows)
    document.copy_row("items", 0)
    document.put("items[1].quantity", "19.5")
    assert rows.sums() == [
        ("合计", "2,000.0 吨"),
        ("总价", f"USD {194089 + 1911:,}.00"),
        ("法定数量", "3,961,000 千克"),
    ]
    document.put("items[1].unit", "035")
    assert rows.sums()[0] == ("合计", "1,980.5 吨  19.5 千克")
    document.put("items[1].quantity", "abc")
    assert rows.sums()[0] == ("合计", "1,980.5 吨")


def test_only_the_changed_cell_is_told(rows: RowsModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.dataChanged) as told:
        document_of(rows).put("items[0].name", "煤")
    assert told.args is not None
    assert (told.args[0].row(), told.args[0].column()) == (0, LEADING + 1)
