"""Single cells taken at their word or refused with their address: what a spreadsheet has changed is never guessed."""

from app.foreign.sheet import Mark, Sheet
from app.foreign.unusable import Unusable


def text_cell(sheet: Sheet, line: int, column: int, title: str) -> str:
    """Return a cell that has to be text (ID numbers, HS codes); raises Unusable for numbers, formulas and faults.

    A spreadsheet keeps 15 digits of a number and drops the zeros before it, so a number here may be another one.
    """
    mark = sheet.mark(line, column)
    if mark in (Mark.NUMBER, Mark.DATE, Mark.FLAG):
        why = f"{title}是数字格式，可能已丢位或丢掉开头的 0，请把该列设为文本后重填"
        english = f"{sheet.address(line, column)} is a number and may have lost digits, make the column text"
        raise Unusable(_place(sheet, line, column), why, english, "E-XLS-21")
    return value_cell(sheet, line, column, title)


def value_cell(sheet: Sheet, line: int, column: int, title: str) -> str:
    """Return any cell with a value of its own; raises Unusable for formulas and faults."""
    mark = sheet.mark(line, column)
    if mark is Mark.FORMULA:
        why = f"{title}是公式，其结果未必是您看到的值，请选择性粘贴为数值后再导入"
        english = f"{sheet.address(line, column)} is a formula, paste its value instead"
        raise Unusable(_place(sheet, line, column), why, english, "E-XLS-22")
    if mark is Mark.FAULT:
        why = f"{title}是错误值（{sheet.text(line, column)}），请改正后再导入"
        english = f"{sheet.address(line, column)} is an error value"
        raise Unusable(_place(sheet, line, column), why, english, "E-XLS-23")
    return sheet.text(line, column)


def _place(sheet: Sheet, line: int, column: int) -> str:
    return f"{sheet.spot(line, column)}（{sheet.address(line, column)}）"
