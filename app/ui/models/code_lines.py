"""The lines of a code table as shown: the tariff as a tree with hits, other tables as rows; it finds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.tables import CodeRow
from app.reference.match import Hit
from app.reference.tree import FoundLine, HsTree, Level, TreeNode
from app.ui.theme.paint import LEFT, RIGHT
from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
Span = tuple[int, int]
_ROOT = QModelIndex()


class CodeColumn(IntEnum):
    """The columns."""

    NAME = 0
    UNIT = 1
    MARKS = 2
    MORE = 3
    USED = 4


RATES, RATE_GAP = ("最惠国", "增值税"), "     "
HEADS = ("编码  名称", "单位", "监管条件", RATE_GAP.join(RATES), "用过")
PLAIN_HEADS = ("编码  名称", "其他代码", "", "有效", "用过")


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line: a heading of the tree (``children`` under it) or a row; ``spans`` are letters of the name to mark."""

    code: str
    name: str
    depth: int = 0
    is_heading: bool = False
    is_open: bool = False
    row: CodeRow | None = None
    spans: tuple[Span, ...] = ()
    code_span: Span | None = None
    chip: str = ""


def tree_lines(tree: HsTree, opened: frozenset[str]) -> list[CodeLine]:
    """Return the tree with the opened headings unfolded."""
    found: list[CodeLine] = []

    def add(node: TreeNode, depth: int) -> None:
        is_heading = node.level is not Level.LINE
        is_open = is_heading and node.code in opened
        found.append(CodeLine(node.code, node.name, depth, is_heading, is_open, node.row))
        if is_open:
            for child in tree.children(node.code):
                add(child, depth + 1)

    for section in tree.sections():
        add(section, 0)
    return found


def hit_lines(found: Sequence[FoundLine], text: str, folded: frozenset[str]) -> list[CodeLine]:
    """Return the lines that answer a search under the headings that lead to them; ``folded`` ones are closed."""
    made: list[CodeLine] = []
    shown: set[str] = set()
    for one in found:
        if any(node.code in folded for node in one.path):
            keep = next(at for at, node in enumerate(one.path) if node.code in folded) + 1
        else:
            keep = len(one.path) + 1
        for depth, node in enumerate((*one.path, one.node)[:keep]):
            if node.code in shown:
                continue
            shown.add(node.code)
            is_heading = node.level is not Level.LINE
            is_open = is_heading and node.code not in folded
            line = CodeLine(node.code, node.name, depth, is_heading, is_open, node.row, _spans(node.name, text))
            made.append(line if is_heading else _marked(line, one.hit))
    return made


def plain_lines(hits: Sequence[Hit]) -> list[CodeLine]:
    """Return the rows of a table that is no tree."""
    return [_marked(CodeLine(hit.row.code, hit.row.name, row=hit.row), hit) for hit in hits]


def _marked(line: CodeLine, hit: Hit) -> CodeLine:
    if hit.span[0] == hit.span[1]:
        return line
    if hit.column == "code":
        return replace(line, code_span=hit.span)
    return replace(line, spans=(hit.span,)) if hit.column in ("", "name") else line


def _spans(name: str, text: str) -> tuple[Span, ...]:
    wanted = text.strip()
    if not wanted:
        return ()
    found, at = [], name.find(wanted)
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = name.find(wanted, at + len(wanted))
    return tuple(found)


class CodeLinesModel(QAbstractTableModel):
    """The lines; ``LINE_ROLE`` carries the CodeLine."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[CodeLine, ...] = ()
        self._heads: Sequence[str] = HEADS
        self._used: Mapping[str, int] = {}
        self.today = date.min

    def show_lines(self, lines: Sequence[CodeLine], is_tariff: bool, used: Mapping[str, int], today: date) -> None:
        """Show other lines; ``used`` says how often codes were chosen."""
        self.beginResetModel()
        self._lines, self._used, self.today = tuple(lines), used, today
        self._heads = HEADS if is_tariff else PLAIN_HEADS
        self.endResetModel()

    def is_tariff(self) -> bool:
        """Tell whether the lines are those of the tariff."""
        return self._heads is HEADS

    def line(self, row: int) -> CodeLine:
        """Return a line."""
        return self._lines[row]

    def lines(self) -> tuple[CodeLine, ...]:
        """Return all lines."""
        return self._lines

    def key(self, row: int) -> str:
        """Return the code of a line."""
        return self._lines[row].code

    def number_of(self, code: str) -> int:
        """Return the line of a code, -1 if it is not shown."""
        return next((row for row, one in enumerate(self._lines) if one.code == code), -1)

    def used(self, code: str) -> int:
        """Return how often a code was chosen."""
        return self._used.get(code, 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == CodeColumn.NAME:
            return plain_tip(f"{line.code} {line.name}")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == CodeColumn.NAME:
                state = ("，已展开" if line.is_open else "，已折叠") if line.is_heading else ""
                return f"{line.code} {line.name}{state}"
            if index.column() == CodeColumn.USED:
                return f"用过 {self.used(line.code)}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if section >= CodeColumn.MORE else LEFT).value
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None
