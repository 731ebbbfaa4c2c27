"""Reads a list of border residents from csv or xlsx, columns in any order; it stores nothing and repeats no number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from app.border_trade.register import Person
from app.foreign.opening import open_path
from app.foreign.sheet import Sheet
from app.foreign.strict import text_cell, value_cell
from app.foreign.unusable import Unusable
from forms.rules.digits import is_citizen

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "name"),
    "id_number": ("身份证号", "身份证号码", "公民身份号码", "证件号码", "idno", "id_number"),
    "record_number": ("备案编号", "备案号", "边民证号", "btrnbprsnputrecno", "record_number"),
    "id_until": ("证件有效期止", "证件有效期至", "边民证有效至", "边民证有效期", "证件有效期", "id_until"),
    "record_until": ("备案有效日期", "备案有效期", "备案有效期至", "record_until"),
    "county": ("旗县", "户籍", "户籍旗县", "居住地址", "county"),
    "sex": ("性别", "sex"),
    "nation": ("民族", "nation"),
    "phone": ("手机", "手机号", "手机号码", "联系电话", "phone"),
    "card": ("ic卡号", "卡号", "card"),
    "note": ("备注", "note"),
    "group": ("互助组", "所属互助组", "group"),
    "mandate_until": ("委托至", "委托有效期", "委托书有效期至", "mandate_until"),
}
_BY_TITLE = {title: column for column, titles in _COLUMNS.items() for title in titles}
_TITLE = {column: titles[0] for column, titles in _COLUMNS.items()}
_DIGITS = frozenset({"id_number", "record_number", "card"})  # digits that are no number
_DAYS = frozenset({"id_until", "record_until", "mandate_until"})
_WITHOUT_END = frozenset({"长期", "永久"})
_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One usable row; ``mandate_until`` None = none given, date.max = without end."""

    person: Person = field(repr=False)
    group: str
    mandate_until: date | None


@dataclass(frozen=True, slots=True)
class ResidentList:
    """What a file holds: the usable rows and, for each of the others, place, column and cure in one sentence."""

    rows: tuple[Listed, ...]
    faults: tuple[str, ...]
    ignored: tuple[str, ...]  # titles of columns nothing is known of


class _Bad(ValueError):
    pass


def read_residents(path: Path) -> ResidentList:
    """Return the residents listed in a file; raises Unusable where it is no list of residents at all."""
    rows: list[Listed] = []
    faults: list[str] = []
    ignored: list[str] = []
    seen: dict[str, str] = {}
    for sheet in open_path(path).sheets:
        at, columns = _header(sheet)
        if at is None:
            continue
        ignored += [title for title in sheet.lines[at] if title.strip() and _plain(title) not in _BY_TITLE]
        for number, line in enumerate(sheet.lines[at + 1 :], sheet.first + at + 1):
            if not any(cell.strip() for cell in line):
                continue
            try:
                _refuse_changed(sheet, number - sheet.first, columns)
                listed = _listed(columns, line)
                other = seen.setdefault(listed.person.id_number, f"{sheet.place} 第 {number} 行")
                if other != f"{sheet.place} 第 {number} 行":
                    raise _Bad(f"身份证号与{other}相同，请删去其一")
                rows.append(listed)
            except Unusable as changed:
                faults.append(str(changed))
            except _Bad as bad:
                faults.append(f"{sheet.place} 第 {number} 行：{bad}")
    if not rows and not faults:
        raise Unusable(path.name, "没有“姓名”和“身份证号”两列，不是边民名单", "no columns of names and ID numbers")
    if len(rows) > MOST:
        raise Unusable(path.name, f"超过 {MOST} 人，请分成几个文件", f"more than {MOST} residents")
    return ResidentList(tuple(rows), tuple(faults), tuple(dict.fromkeys(ignored)))


def _header(sheet: Sheet) -> tuple[int | None, Mapping[str, int]]:
    for at, line in enumerate(sheet.lines[:20]):
        columns = {
            _BY_TITLE[_plain(cell)]: n for n, cell in reversed(list(enumerate(line))) if _plain(cell) in _BY_TITLE
        }
        if {"name", "id_number"} <= columns.keys():
            return at, columns
    return None, {}


def _refuse_changed(sheet: Sheet, line: int, columns: Mapping[str, int]) -> None:
    """Raise Unusable for a number of ours the spreadsheet keeps as its own kind of number, and for formulas."""
    for column, at in columns.items():
        check = text_cell if column in _DIGITS else value_cell
        check(sheet, line, at, _TITLE[column])


def _plain(title: str) -> str:
    return "".join(title.split()).lower().rstrip("*：:")


def _listed(columns: Mapping[str, int], line: Sequence[str]) -> Listed:
    cells = {column: line[n].strip() if n < len(line) else "" for column, n in columns.items()}
    number = cells["id_number"].upper().replace(" ", "")
    if not cells["name"]:
        raise _Bad("姓名未填，请补填")
    if not is_citizen(number):
        why = "校验位不符" if len(number) == 18 else f"应为 18 位，现为 {len(number)} 位"
        raise _Bad(f"身份证号{why}，请对照证件改正（该列应为文本格式）")
    days = dict(_days(cells))
    texts = {
        name: cells.get(name, "") for name in ("record_number", "county", "sex", "nation", "phone", "card", "note")
    }
    person = Person(
        cells["name"], number, id_until=days.get("id_until"), record_until=days.get("record_until"), **texts
    )
    endless = cells.get("mandate_until", "") in _WITHOUT_END
    return Listed(person, cells.get("group", ""), date.max if endless else days.get("mandate_until"))


def _days(cells: Mapping[str, str]) -> Iterator[tuple[str, date | None]]:
    for column in _DAYS & cells.keys():
        text = cells[column]
        yield column, None if not text or text in _WITHOUT_END else _day(text, _TITLE[column])


def _day(text: str, title: str) -> date:
    for pattern in _FORMATS:
        try:
            return datetime.strptime(text.split(" ")[0].split("T")[0], pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise _Bad(f"{title}不是日期，应如 2027-05-31 或“长期”")
