"""Bytes of a csv, an xlsx or a zip of them as sheets; it runs in the limited child and opens no file."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from app.foreign.archive import ZIP, entries, names, refuse_active, refuse_doctype
from app.foreign.bounds import bound, clean, shown
from app.foreign.scan import Notable, notable, parts, refuse_wide
from app.foreign.sheet import Mark, Opened, Sheet
from app.foreign.unusable import Unusable

KINDS = (".csv", ".xlsx")
HIDDEN = (".", "~$", "__MACOSX")
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_OTHER_SHEETS = (".xls", ".xlsm", ".xlsb", ".xltm", ".xlam", ".ods", ".et")
_BLOCK = 500  # rows
_OLD = b"\xd0\xcf\x11\xe0"


def answer(name: str, content: bytes) -> tuple[Mapping[str, Any], bytes]:
    """Return the sheets of a file's bytes for the way through a pipe; raises Unusable.

    Each sheet is a line that tells of it and then lines of so many rows: one document of 50 MB would keep whoever reads
    it, and with him the window, from everything else for most of a second.
    """
    opened = opened_bytes(content, name)
    written = (_json(part) for one in opened.sheets for part in _in_blocks(one))
    return {"passed_over": opened.passed_over, "single": opened.single}, b"\n".join(written)


def _in_blocks(one: Sheet) -> Iterator[Sequence[object]]:
    starts = range(0, len(one.lines), _BLOCK)
    yield one.place, one.stem, one.name, len(starts), one.first, one.one_of_several, one.first_column
    for start in starts:
        yield one.lines[start : start + _BLOCK], one.marks[start : start + _BLOCK]


def _json(part: Sequence[object]) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()


def opened_answer(head: Mapping[str, Any], body: bytes) -> Opened:
    """Return what answer() told; raises ValueError, TypeError for anything else."""
    parts = map(json.loads, io.BytesIO(body))
    sheets = []
    for place, stem, name, blocks, first, several, first_column in parts:
        lines: list[tuple[str, ...]] = []
        marks: list[str] = []
        for some, theirs in islice(parts, blocks):
            lines += map(tuple, some)
            marks += theirs
        sheets.append(Sheet(place, stem, name, tuple(lines), first, several, first_column, tuple(marks)))
    return Opened(tuple(sheets), tuple(head["passed_over"]), bool(head["single"]))


def preload() -> None:
    """Read one file of every kind: what that loads cannot be loaded later, when strangers' bytes are read."""
    import python_calamine  # noqa: F401 - loaded for later

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for encoding in ("utf-8-sig", "gb18030", "utf-16", "cp437"):
            made.writestr(f"{encoding}.csv", "代码".encode(encoding, "replace"))
        made.writestr("表.txt", b"")
    opened_bytes(packed.getvalue(), "a.zip")


def opened_bytes(content: bytes, name: str) -> Opened:
    """Return the sheets of a file's bytes, be it a csv, an xlsx or a zip of them; raises Unusable."""
    if content.startswith(ZIP):
        inside = names(content)
        refuse_active(inside, name)
        if inside and _WORKBOOK not in inside:
            return _archive(content, name)
    return Opened(tuple(sheets_of(content, name)), (), single=True)


def sheets_of(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets of one csv or xlsx; raises Unusable."""
    if content.startswith(ZIP):
        return list(_workbook(content, name))
    if content.startswith(_OLD) or name.lower().endswith(_OTHER_SHEETS):
        why = "是旧格式、带宏或加了密码的表格，请在 Excel 里另存为不带密码的 xlsx"
        raise Unusable(name, f"不是有效的 xlsx 文件：{why}", "not a valid xlsx, save it as one", "E-XLS-04")
    if name.lower().endswith(".xlsx"):
        why = "不是有效的 xlsx 文件（可能加了密码或是旧格式），请另存为 xlsx"
        raise Unusable(name, why, "not a valid xlsx", "E-XLS-04")
    return [_csv(content, name)]


def _archive(content: bytes, name: str) -> Opened:
    sheets: list[Sheet] = []
    other: list[str] = []
    for path, inner in entries(content, name):
        base = path.rpartition("/")[2]
        if not base or base.startswith(HIDDEN) or "__MACOSX" in path:
            continue
        if base.lower().endswith(KINDS):
            sheets += sheets_of(inner, base)
        else:
            other.append(base)
    return Opened(tuple(sheets), tuple(other), single=False)


def _csv(content: bytes, name: str) -> Sheet:
    text = _decoded(content, name)
    head = text[: text.find("\n") + 1 or len(text)]
    delimiter = max(",\t;", key=head.count)
    lines: list[tuple[str, ...]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            cells += len(line)
            bound(len(lines) + 1, len(line), cells, name)
            lines.append(tuple(clean(cell, name, len(lines) + 1) for cell in line))
    except csv.Error as error:
        why = f"第 {reader.line_num} 行附近的引号或分隔不完整，请重新导出"
        english = f"broken quoting or separators near line {reader.line_num}"
        raise Unusable(name, why, english, "E-XLS-12") from error
    return Sheet(name, name.rpartition(".")[0], "", tuple(lines))


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    why = "不是文本，或编码不是 UTF-8 也不是 GB18030，请另存为 UTF-8 的 csv"
    raise Unusable(name, why, "neither UTF-8 nor GB18030 text", "E-XLS-11")


def _workbook(content: bytes, name: str) -> Iterator[Sheet]:
    refuse_active(names(content), name)
    kept: dict[str, bytes] = {}
    for path, inner in entries(content, name):
        refuse_doctype(path, inner, name)
        if "heet" in path.rpartition("/")[2]:
            refuse_wide(inner, name)
            kept[path] = inner
        elif path in (_WORKBOOK, _RELATIONS):
            kept[path] = inner
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        where = parts(kept.get(_WORKBOOK, b"<x/>"), kept.get(_RELATIONS, b"<x/>"))
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet_name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(sheet_name)
            several = len(workbook.sheet_names) > 1
            place = f"{name} 的“{sheet_name}”表" if several else name
            odd = notable(kept.get(where.get(sheet_name, ""), b""))
            start = sheet.start or (0, 0)
            lines, marks = _cells(sheet.to_python(skip_empty_area=True), odd, start, place)
            if any(any(line) for line in lines) or odd:
                stem = name.rpartition(".")[0]
                yield Sheet(place, stem, sheet_name, lines, start[0] + 1, several, start[1] + 1, marks)
    except (CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        why = "xlsx 内容无法读取（可能已损坏或加密），请在 Excel 里另存一份"
        raise Unusable(name, why, "the xlsx cannot be read, save it anew", "E-XLS-13") from error


def _cells(
    rows: Sequence[Sequence[object]], odd: Notable, start: tuple[int, int], place: str
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the texts and the marks of a sheet; ``odd`` knows which cells are no plain values."""
    lines: list[tuple[str, ...]] = []
    marks: list[str] = []
    for number, row in enumerate(rows, start[0] + 1):
        pairs = [shown(cell) for cell in row]
        texts = [clean(text, place, number) for text, _ in pairs]
        letters = [str(mark) for _, mark in pairs]
        if odd:
            for at in range(len(row)):
                found = odd.get((number, start[1] + 1 + at))
                if found is not None:
                    letters[at] = str(found[0])
                    texts[at] = texts[at] or (found[1] if found[0] is Mark.FAULT else "")
        lines.append(tuple(texts))
        marks.append("".join(letters))
    return tuple(lines), tuple(marks)
