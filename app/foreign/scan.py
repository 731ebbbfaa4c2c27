"""Which cells of a workbook's part are formulas or faults, by a stream over its XML; values are read elsewhere."""

import pyexpat
import re
from collections.abc import Iterable, Mapping

from app.foreign.bounds import bound
from app.foreign.sheet import Mark

_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,4})([0-9]{1,8})"')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?r="([0-9]{1,10})"')
_NOTABLE = re.compile(rb"""<(?:\w+:)?f[\s>/]|\bt\s*=\s*["']e["']""")
Notable = Mapping[tuple[int, int], tuple[Mark, str]]
"""Row and column (both from 1) of what is no plain value: its mark, and the words of a fault."""


def refuse_wide(xml: bytes, name: str) -> None:
    """Refuse a sheet whose corner lies far out: the reader lays out the whole rectangle in memory."""
    widest = deepest = cells = 0
    for found in _CELL.finditer(xml):
        widest, deepest, cells = max(widest, _column(found[1].decode())), max(deepest, int(found[2])), cells + 1
    deepest = max([deepest, *(int(found[1]) for found in _ROW.finditer(xml))])
    bound(deepest, widest, max(cells, widest * deepest), name)


def notable(xml: bytes) -> Notable:
    """Return the formulas and faults of a sheet's part; raises ValueError where it is not XML."""
    if not _NOTABLE.search(xml):
        return {}
    scan = _Scan()
    parser = pyexpat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.words
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise ValueError("not XML") from error
    return scan.found


def parts(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Return the path of each sheet's part by the sheet's name; raises ValueError where either is not XML."""
    targets = {one.get("Id", ""): one.get("Target", "") for one in _attributes(relations, "Relationship")}
    found = {}
    for one in _attributes(workbook, "sheet"):
        relation = next((value for key, value in one.items() if key.rpartition(" ")[2] == "id"), "")
        target = targets.get(relation, "")
        found[one.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _attributes(xml: bytes, name: str) -> Iterable[Mapping[str, str]]:
    found: list[Mapping[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(" ")[2] == name:
            found.append(attributes)

    parser = pyexpat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise ValueError("not XML") from error
    return found


class _Scan:
    """Follows rows and cells, with an address or without."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], tuple[Mark, str]] = {}
        self._row = self._column = 0
        self._value: list[str] | None = None
        self._fault = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isascii() and number.isdigit() else self._row + 1
            self._column = 0
        elif name == "c":
            column = "".join(sign for sign in attributes.get("r", "") if "A" <= sign <= "Z")
            self._column = _column(column) if column else self._column + 1
            self._fault = attributes.get("t") == "e"
            if self._fault:
                self.found[self._row, self._column] = (Mark.FAULT, "")
        elif name == "f":
            self.found[self._row, self._column] = (Mark.FORMULA, "")
        elif name == "v" and self._fault:
            self._value = []

    def end(self, element: str) -> None:
        if element.rpartition(" ")[2] == "v" and self._value is not None:
            mark, _ = self.found[self._row, self._column]
            self.found[self._row, self._column] = (mark, "".join(self._value)[:20])
            self._value = None

    def words(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)


def _column(word: str) -> int:
    column = 0
    for letter in word[:4]:
        column = column * 26 + ord(letter) - 64
    return column
