"""Rules R133, R134 and R136: which licences the control marks of the tariff line ask for, by direction and trade."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.core.rules import Finding, Fired, rule
from app.core.tables import CodeRow, CodeTables
from forms.rules.law import FOREIGN_TRADE, ORIGIN_FILING, UNVERIFIED, box
from forms.rules.regime import PROCESSING
from forms.rules.tariff import INTO, OUT_OF, control_marks, tariff

_SOURCE = f"{FOREIGN_TRADE}；{box(16)}、第 31 栏"
_IN_LICENCE_BOX = frozenset("12345Gxy")  # marks whose licence number stands in 许可证号, the others in 随附单证
_INSPECTION = frozenset("AB")
_USED_MACHINES = "6"  # forbids used machinery only, which the mark alone does not show
_FORBIDDEN = frozenset("89")
_BORDER_TRADE = "4019"
_TEMPORARY = frozenset({"2600", "2700", "1300"})
_INVESTMENT = frozenset({"2025", "2225"})
_BONDED = frozenset(
    {"1200", "1210", "1233", "1234", "5000", "5010", "5014", "5015", "5033", "5034", "5100", "5335", "6033"}
)
_RETURNED = frozenset({"4400", "4500", "4561", "4600"})
_NO_AUTOMATIC_LICENCE = PROCESSING | _TEMPORARY | _INVESTMENT | _BONDED | _RETURNED
"""Modes that need no automatic import licence: 《货物自动进口许可管理办法》（商务部、海关总署令2004年第26号）第十条."""
_NO_EXPORT_LICENCE = PROCESSING | _TEMPORARY | _BONDED | _RETURNED | {_BORDER_TRADE}
"""Modes that need no ordinary export licence: bonded and temporary ones, and those with a mark of their own, x or y."""
_NUMBER = re.compile(r"[0-9A-Za-z]{2}-[0-9A-Za-z]{2}-[0-9A-Za-z]{1,14}")


def _asked(marks: str, direction: str, trade_mode: str, tables: CodeTables) -> Iterator[tuple[str, str]]:
    """Yield the marks with their document names that this direction and trade ask for."""
    for mark in marks:
        row = tables.row("license_documents", mark)
        if row is None or mark in _INSPECTION or mark == _USED_MACHINES:
            continue
        if direction in row.values.get("direction", "") and _applies(mark, trade_mode):
            yield mark, row.name


def licensed_on_import(row: CodeRow, trade_mode: str, tables: CodeTables) -> bool:
    """Tell whether goods of a tariff line need any licence document on import (涉证)."""
    return any(True for _ in _asked(control_marks(row), INTO, trade_mode, tables))


def _applies(mark: str, trade_mode: str) -> bool:
    match mark:
        case "7" | "O":
            return trade_mode not in _NO_AUTOMATIC_LICENCE
        case "4":
            return trade_mode not in _NO_EXPORT_LICENCE
        case "v" | "x":
            return trade_mode in PROCESSING
        case "y":
            return trade_mode == _BORDER_TRADE
        case _:
            return True


Documents = Sequence[str | None]


def _lacking(
    direction: str,
    code: str,
    trade_mode: str,
    licence: str | None,
    kinds: Documents,
    numbers: Documents,
    tables: CodeTables,
    today: date,
) -> Iterator[Finding]:
    row = tariff(tables, code, today)
    marks = control_marks(row) if row else ""
    held = {kind for kind, number in zip(kinds, numbers, strict=True) if number} if marks else frozenset()
    for mark, name in _asked(marks, direction, trade_mode, tables):
        if mark in held or (mark in _IN_LICENCE_BOX and licence):
            continue
        if mark in _FORBIDDEN:
            yield Finding(
                {
                    "mark": mark,
                    "need": f"属{name}（代码 {mark}）",
                    "where": f"不得{direction}，获准的在随附单证填批准文件",
                }
            )
        elif mark in _IN_LICENCE_BOX:
            yield Finding({"mark": mark, "need": f"需{name}（代码 {mark}）", "where": "应填许可证号"})
        else:
            yield Finding(
                {"mark": mark, "need": f"需{name}（代码 {mark}）", "where": f"应在随附单证填代码 {mark} 和编号"}
            )


_NEEDS = "items[].hs_code trade_mode ?licence_number licences[].kind licences[].number tables today"


@rule(
    "R133",
    at="items[].hs_code",
    needs=_NEEDS,
    message="该商品编号{need}，{where}",
    english="The control mark {mark} of the commodity code asks for a licence on import",
    source=_SOURCE,
    directions="I",
)
def import_has_its_licences(
    code: str,
    trade_mode: str,
    licence: str | None,
    kinds: Documents,
    numbers: Documents,
    tables: CodeTables,
    today: date,
) -> Fired:
    return tuple(_lacking(INTO, code, trade_mode, licence, kinds, numbers, tables, today))


@rule(
    "R133",
    at="items[].hs_code",
    needs=_NEEDS,
    message="该商品编号{need}，{where}",
    english="The control mark {mark} of the commodity code asks for a licence on export",
    source=_SOURCE,
    directions="E",
)
def export_has_its_licences(
    code: str,
    trade_mode: str,
    licence: str | None,
    kinds: Documents,
    numbers: Documents,
    tables: CodeTables,
    today: date,
) -> Fired:
    return tuple(_lacking(OUT_OF, code, trade_mode, licence, kinds, numbers, tables, today))


@rule(
    "R134",
    at="licence_number",
    needs="licence_number",
    message="许可证号 {number} 格式有误，应为年-发证机关-序号，如 26-XX-000001",
    english="The licence number {number} is not written year-office-serial",
    source=box(16),
)
def licence_number_is_well_formed(number: str) -> Fired:
    return not _NUMBER.fullmatch(number) and {"number": number}


@rule(
    "R136",
    at="licences[].kind",
    needs="licences[].kind",
    message="原产地证明（代码 Y）不再填随附单证，应改填优惠贸易协定享惠栏",
    english="Proofs of origin go to the preference block, not to the licence documents",
    source=f"{ORIGIN_FILING}{UNVERIFIED}",
    confidence="F",
)
def origin_proof_is_not_a_licence_document(kind: str) -> Fired:
    return kind == "Y"
