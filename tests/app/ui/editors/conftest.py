"""A window that has the keyboard, with fields in it, and code tables to search."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.tables import CodeRow
from app.reference.memory import MemoryTable
from app.reference.reference import Reference
from app.reference.table import TableInfo

TODAY = date(2026, 11, 21)


class Place:
    """A shown window; fields put into it are really there, one below the other."""

    def __init__(self, window: QWidget, column: QVBoxLayout) -> None:
        self.window, self._column = window, column

    def put(self, *fields: QWidget) -> None:
        """Add fields and let them be laid out."""
        for field in fields:
            self._column.addWidget(field)
            field.show()
        QApplication.processEvents()


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    """A window with the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 600)
    column = QVBoxLayout(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Place(window, column)


def _table(stem: str, complete: bool, *rows: tuple[str, str, dict[str, str]]) -> MemoryTable:
    info = TableInfo(stem, stem, complete, "测试", TODAY)
    made = [CodeRow(stem, code, name, values, source="测试", as_of="2026-11-20") for code, name, values in rows]
    return MemoryTable(info, made, {row.name: row.values["pinyin"] for row in made if "pinyin" in row.values})


@pytest.fixture
def tables() -> Reference:
    """Countries (complete), ports (partial), marks, currencies and units."""
    countries = _table(
        "countries",
        True,
        ("MNG", "蒙古", {"pinyin": "meng gu", "old": "124", "iso2": "MN", "name_en": "Mongolia"}),
        ("USA", "美国", {"pinyin": "mei guo", "name_en": "United States"}),
        ("RUS", "俄罗斯", {"pinyin": "e luo si", "name_en": "Russia"}),
        *((f"X{number:02}", f"某国{number}", {}) for number in range(20)),
    )
    ports = _table("ports", False, ("MNG901", "乌兰巴托（蒙古）", {}))
    marks = _table("marks", True, ("1", "率", {}), ("2", "单价", {}), ("3", "总价", {}))
    currencies = _table("currencies", True, ("USD", "美元", {}), ("CNY", "人民币", {}))
    units = _table("units", True, ("035", "千克", {}), ("070", "吨", {}))
    made = {"countries": countries, "ports": ports, "marks": marks, "currencies": currencies, "units": units}
    return Reference({stem: partial(made.__getitem__, stem) for stem in made})
