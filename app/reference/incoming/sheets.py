"""Read csv and xlsx from strangers into plain cells, alone, in a folder or in a zip, within limits; no meaning here."""

import csv
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from app.core.system_words import system_words
from app.reference.incoming.unusable import Unusable

LARGEST = 50 * 1024 * 1024
LARGEST_SUM = 150 * 1024 * 1024
MOST_ENTRIES = 500
MOST_ROWS = 300_000
MOST_COLUMNS = 200
MOST_CELLS = 6_000_000
LONGEST_CELL = 8_000
HIGHEST_RATIO = 100
_SMALL = 1024 * 1024  # what is so small may be packed as tightly as it likes
_CHUNK = 1 << 16
_ZIP = b"PK\x03\x04"
_KINDS = (".csv", ".xlsx")
_HIDDEN = (".", "~$", "__MACOSX")
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,4})([0-9]{1,8})"')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?r="([0-9]{1,10})"')
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+[0-9]+")

Cell = str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as cells; ``place`` is how people are told of it, ``first`` the number of its first line."""

    place: str
    stem: str  # name of the file without folder and ending
    name: str  # name of the sheet in a workbook, empty for csv
    lines: tuple[tuple[Cell, ...], ...]
    first: int = 1
    one_of_several: bool = False  # other sheets of the same workbook may be the ones that matter


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found at a path; ``passed_over`` are files of other kinds, ``single`` tells that one file was named."""

    sheets: tuple[Sheet, ...]
    passed_over: tuple[str, ...]
    single: bool


def open_path(path: Path) -> Opened:
    """Return the sheets of a csv, an xlsx, a folder of them or a zip of them; raises Unusable."""
    try:
        if path.is_dir():
            return _folder(path)
        content = _bytes_of(path)
    except FileNotFoundError:
        raise Unusable(str(path), "找不到该文件，请核对路径", "no such file") from None
    except OSError as error:
        english = f"cannot be read ({error.strerror})"
        raise Unusable(str(path), f"无法读取（{system_words(error)}），请核对权限", english) from error
    if content.startswith(_ZIP) and not _is_workbook(content):
        return _archive(content, path.name)
    if path.suffix.lower() not in _KINDS and not content.startswith(_ZIP):
        raise Unusable(path.name, "不是 csv、xlsx、文件夹或 zip，请另存为 csv 或 xlsx", "neither csv, xlsx, nor zip")
    return Opened(tuple(_sheets(content, path.name)), (), single=True)


def _bytes_of(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unusable(str(path), "不是普通文件，请给出 csv、xlsx、文件夹或 zip", "not an ordinary file")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _too_large(path.name)
    return content


def _folder(path: Path) -> Opened:
    names = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith(_HIDDEN))
    if len(names) > MOST_ENTRIES:
        raise Unusable(path.name, f"文件超过 {MOST_ENTRIES} 个，请只放代码表", f"more than {MOST_ENTRIES} files")
    sheets: list[Sheet] = []
    total = 0
    for one in names:
        if one.suffix.lower() in _KINDS:
            content = _bytes_of(one)
            total += len(content)
            if total > LARGEST_SUM:
                raise _too_large(path.name)
            sheets += _sheets(content, one.name)
    other = tuple(one.name for one in names if one.suffix.lower() not in _KINDS)
    return Opened(tuple(sheets), other, single=False)


def _archive(content: bytes, name: str) -> Opened:
    sheets: list[Sheet] = []
    other: list[str] = []
    for entry, inner in _entries(content, name):
        if entry.lower().endswith(_KINDS):
            sheets += _sheets(inner, entry)
        else:
            other.append(entry)
    return Opened(tuple(sheets), tuple(other), single=False)


def _entries(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Unpack an archive in memory, trusting none of the sizes it tells of itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [one for one in archive.infolist() if not one.is_dir()]
            if len(infos) > MOST_ENTRIES:
                raise Unusable(name, f"压缩包里超过 {MOST_ENTRIES} 个文件，未读取", f"more than {MOST_ENTRIES} files")
            left = LARGEST_SUM
            for info in infos:
                inner = _unpacked(archive, info, min(left, LARGEST), name)
                left -= len(inner)
                base = info.filename.replace("\\", "/").rpartition("/")[2]
                if base and not base.startswith(_HIDDEN) and "__MACOSX" not in info.filename:
                    yield base, inner
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        why = "压缩包已损坏、加密或用了不支持的压缩方式，请重新打包"
        raise Unusable(name, why, "the archive is damaged, encrypted or packed in an unsupported way") from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    parts, size = [], 0
    with archive.open(info) as stream:
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > most:
                raise _too_large(f"{name} 里的 {info.filename}")
            if size > _SMALL and size > HIGHEST_RATIO * max(info.compress_size, 1):
                why = f"压缩比超过 {HIGHEST_RATIO} 倍，像是压缩炸弹，未读取"
                raise Unusable(f"{name} 里的 {info.filename}", why, "packed suspiciously tight, not read")
            parts.append(part)
    return b"".join(parts)


def _too_large(name: str) -> Unusable:
    limit = LARGEST // 1048576
    return Unusable(name, f"超过 {limit} MB 上限，不是正常的代码表", f"more than the {limit} MB of any code table")


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _sheets(content: bytes, name: str) -> list[Sheet]:
    if content.startswith(_ZIP):
        return list(_workbook(content, name))
    if name.lower().endswith(".xlsx"):
        raise Unusable(name, "不是有效的 xlsx 文件（可能加了密码或是旧格式），请另存为 xlsx", "not a valid xlsx")
    return [_csv(content, name)]


def _csv(content: bytes, name: str) -> Sheet:
    text = _decoded(content, name)
    head = text[: text.find("\n") + 1 or len(text)]
    delimiter = max(",\t;", key=head.count)
    lines: list[tuple[Cell, ...]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            cells += len(line)
            _bound(len(lines) + 1, len(line), cells, name)
            lines.append(tuple(_text(cell, name, len(lines) + 1) for cell in line))
    except csv.Error as error:
        why = f"第 {reader.line_num} 行附近的引号或分隔不完整，请重新导出"
        raise Unusable(name, why, f"broken quoting or separators near line {reader.line_num}") from error
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
    raise Unusable(
        name, "不是文本，或编码不是 UTF-8 也不是 GB18030，请另存为 UTF-8 的 csv", "neither UTF-8 nor GB18030 text"
    )


def _workbook(content: bytes, name: str) -> Iterator[Sheet]:
    for entry, inner in _entries(content, name):
        if "heet" in entry:
            _refuse_wide(inner, name)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet_name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(sheet_name)
            first = (sheet.start or (0, 0))[0] + 1
            several = len(workbook.sheet_names) > 1
            place = f"{name} 的“{sheet_name}”表" if several else name
            rows = sheet.to_python(skip_empty_area=True)
            lines = tuple(
                tuple(_text(_plain(cell), place, number) for cell in row) for number, row in enumerate(rows, first)
            )
            if any(any(line) for line in lines):
                yield Sheet(place, name.rpartition(".")[0], sheet_name, lines, first, several)
    except (CalamineError, OSError, ValueError) as error:
        why = "xlsx 内容无法读取（可能已损坏或加密），请在 Excel 里另存一份"
        raise Unusable(name, why, "the xlsx cannot be read, save it anew") from error


def _refuse_wide(xml: bytes, name: str) -> None:
    """Refuse a sheet whose corner lies far out: the reader lays out the whole rectangle in memory."""
    widest = deepest = cells = 0
    for found in _CELL.finditer(xml):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        widest, deepest, cells = max(widest, column), max(deepest, int(found[2])), cells + 1
    deepest = max([deepest, *(int(found[1]) for found in _ROW.finditer(xml))])
    _bound(deepest, widest, max(cells, widest * deepest), name)


def _bound(rows: int, columns: int, cells: int, name: str) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
        why = f"超过 {MOST_ROWS:,} 行、{MOST_COLUMNS} 列或 {MOST_CELLS:,} 格的上限，不是正常的代码表"
        raise Unusable(name, why, "more rows, columns or cells than any code table has")


def _plain(value: object) -> str:
    """Return a cell as the text a person sees; a formula is only its last result, which is never computed anew."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _text(cell: str, place: str, row: int) -> str:
    if len(cell) > LONGEST_CELL:
        why = f"第 {row} 行有一格超过 {LONGEST_CELL:,} 字，不是正常的代码表"
        raise Unusable(place, why, f"row {row}: a cell of more than {LONGEST_CELL:,} letters")
    return " ".join(_UNSEEN.sub(" ", cell).split())


def is_scientific(text: str) -> bool:
    """Tell that a spreadsheet turned a long number into 2.70112E+09."""
    return bool(_SCIENTIFIC.fullmatch(text))
