"""What a 核对单 marks, and the prints there were, as rows; they change nothing."""

from enum import IntEnum

from PySide6.QtCore import QObject

from app.printing.proof import Marked
from app.store.proof_prints import ProofPrint
from app.ui.models.row_list import RowList


class MarkedListModel(RowList[Marked]):
    """One row for each changed box, in reading order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(1, parent=parent)

    def key_of(self, row: Marked) -> str:
        return str(row.number)

    def words(self, row: Marked, column: int) -> str:
        where = "" if row.page is not None else "，纸面上没有这一栏，写在附页"
        return f"{row.number}，{row.label}，原 {row.old}，现 {row.new}{where}"


class PrintColumn(IntEnum):
    """The columns in their order."""

    WHICH = 0
    WHEN = 1
    WHO = 2


class PrintListModel(RowList[ProofPrint]):
    """The prints there were, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(len(PrintColumn), right=[PrintColumn.WHO], parent=parent)

    def key_of(self, row: ProofPrint) -> str:
        return str(row.number)

    def words(self, row: ProofPrint, column: int) -> str:
        match PrintColumn(column):
            case PrintColumn.WHICH:
                return f"第 {row.number} 次"
            case PrintColumn.WHEN:
                return when_words(row)
            case PrintColumn.WHO:
                made = f"{row.copies} 份" if row.copies else "PDF"
                return "　".join(part for part in (row.printed_by, made) if part)


def when_words(row: ProofPrint) -> str:
    """Return the day and time of a print."""
    return f"{row.printed_at:%m-%d %H:%M}"
