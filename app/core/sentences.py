"""The sentences a reader gets for problems the engine itself finds, and the filling-in of a rule's own sentence."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.core.field import BoundField, FieldError, Kind
from app.core.form import Form
from app.core.path import bind
from app.core.problem import Fix, Problem, Severity
from app.core.rules import Finding, Rule
from app.core.tables import CodeRow

FILLING_GUIDE = "海关总署公告2019年第18号《报关单填制规范》"
MESSAGE_FORMAT = "海关总署公告2018年第67号、第185号（报关单申报电子报文格式）"
TWO_STEP = "海关总署公告2019年第127号、第216号（两步申报）"

CODE_RULE = "R016"
"""The rule of a code that is none, where the field has no rule of its own."""

MESSAGE_RULE = "R158"
"""The rule of what no message can carry: characters and lengths beyond the dictionary."""

_FORMAT_FAULTS: Mapping[str, str] = {
    "too_long": "{label}有 {length} 个字，最多 {limit} 个，请缩短",
    "too_many_bytes": "{label}有 {length} 字节（汉字算 2），最多 {limit} 字节，请缩短",
    "no_code": "{label}应填代码，最多 {limit} 位，请按 F2 查代码后改正",
    "not_a_number": "{label}应为数字，请改正",
    "not_whole": "{label}应为整数，请改正",
    "negative": "{label}不能是负数，请改正",
    "digits": "{label}格式有误，整数最多 {whole} 位、小数最多 {places} 位",
    "not_a_date": "{label}应为 8 位日期（如 20261121），请改正",
    "shape": "{label}格式有误，应为 {note}",
    "illegal_character": "{label}含报文不允许的控制字符，请删去后重输",
}


_FORMAT_ENGLISH: Mapping[str, str] = {
    "too_long": "{label} has {length} characters, at most {limit} are allowed",
    "too_many_bytes": "{label} takes {length} bytes, at most {limit} are allowed",
    "no_code": "{label} takes a code of at most {limit} characters",
    "not_a_number": "{label} is not a number",
    "not_whole": "{label} is not a whole number",
    "negative": "{label} cannot be negative",
    "digits": "{label}: at most {whole} digits before and {places} after the point",
    "not_a_date": "{label} is not a date of eight digits",
    "shape": "{label} is not in the form asked for",
    "illegal_character": "{label} holds a control character",
}


def format_problem(bound: BoundField, path: str, error: FieldError) -> Problem:
    """Say why a text could not be read; the id is the field's own rule, R158 where it has none."""
    fault = "no_code" if bound.kind is Kind.CODE and error.code in _TOO_LONG else error.code
    rule = _rule_of(bound.box.rule, fault)
    sentence = _at_row(path, _FORMAT_FAULTS[fault].format(label=bound.label, **error.values))
    english = _FORMAT_ENGLISH[fault].format(label=bound.english, **error.values)
    return Problem(rule, Severity.ERROR, path, sentence, MESSAGE_FORMAT, error.values, english=english)


_TOO_LONG = ("too_long", "too_many_bytes")
_OWN_LENGTH = frozenset(["R001", "R002", "R003", "R005", "R006", "R046", "R085", "R102", "R116", "R134", "R173"])
"""Rules that speak of the length of their field themselves; elsewhere a text beyond the dictionary is R158."""


def _rule_of(own: str, fault: str) -> str:
    if fault in _TOO_LONG:
        return own if own in _OWN_LENGTH else MESSAGE_RULE
    if fault == "no_code":
        return {"R098": "R097"}.get(own, own or CODE_RULE)
    return MESSAGE_RULE if fault == "illegal_character" else own or MESSAGE_RULE


def unknown_code_problem(bound: BoundField, path: str, code: str, severity: Severity) -> Problem:
    """Say that a code is not in its table (a warning where the installed table is known to be partial)."""
    if severity is Severity.WARNING:
        sentence = f"{bound.label} {code} 不在本机的部分代码表中，请核对或导入完整代码表"
    else:
        sentence = f"{bound.label} {code} 不存在，请按 F2 查代码后改正"
    rule = bound.box.rule or CODE_RULE
    english = f"{bound.english}: code {code} is not in the table"
    said = _at_row(path, sentence)
    return Problem(rule, severity, path, said, FILLING_GUIDE, {"code": code}, english=english)


def untimely_code_problem(
    bound: BoundField, path: str, row: CodeRow, today: date, successor: CodeRow | None
) -> Problem:
    """Say that a code had its time, or will have it, and offer the one in its place where the table names one."""
    rule, code = bound.box.rule or CODE_RULE, row.code
    values = {"code": code, "since": row.since, "until": row.until, "successor": row.successor}
    if row.since is not None and today < row.since:
        said = _at_row(path, f"{bound.label} {code} 自 {row.since} 起才可申报，请改用现行代码")
        english = f"{bound.english}: code {code} is valid from {row.since} only"
        return Problem(rule, Severity.ERROR, path, said, FILLING_GUIDE, values, english=english)
    ended = f"已于 {row.until} 失效" if row.until is not None else "已失效"
    instead = (
        f"现为 {row.successor} {successor.name if successor else ''}".rstrip() if row.successor else "请改用现行代码"
    )
    said = _at_row(path, f"{bound.label} {code} {ended}，{instead}")
    english = f"{bound.english}: code {code} expired" + (f", now {row.successor}" if row.successor else "")
    fix = Fix(path, successor.code, f"改为 {successor.code} {successor.name}") if successor else None
    return Problem(rule, Severity.ERROR, path, said, FILLING_GUIDE, values, fix, english=english)


def required_problem(bound: BoundField, path: str) -> Problem:
    """Say that a required field is empty."""
    place = f"第 {bound.box.box} 栏" if bound.box.box else MESSAGE_FORMAT
    source = f"{FILLING_GUIDE}{place}" if bound.box.box else place
    sentence = _at_row(path, f"{bound.label}未填，本申报方式必填")
    return Problem("R000", Severity.ERROR, path, sentence, source, english=f"{bound.english} is required and empty")


LOCK_RULE = "LOCKED"
"""The rule of the stage matrix (rules.md §1.3): what 概要 declared stands at 完整 until a request for 修改 opens it."""


def locked_problem(bound: BoundField, path: str, held: str) -> Problem:
    """Say that a field fixed by an earlier step was changed, and offer what was declared."""
    sentence = _at_row(path, f"{bound.label}已申报为 {held}，不能在本步改动，需改请另提修改申请")
    english = f"{bound.english} was declared as {held}; change it by a request for amendment"
    fix = Fix(path, held, f"恢复为 {held}")
    return Problem(LOCK_RULE, Severity.ERROR, path, sentence, TWO_STEP, {"declared": held}, fix, english)


def rule_problem(rule: Rule, finding: Finding, rows: tuple[int, ...], form: Form) -> Problem:
    """Fill a rule's sentence with the finding's numbers and put it at its place."""
    path = bind(finding.at or rule.at, rows)
    bound = form.field(path) if rows_or_field(form, path) else None
    shown = {name: _shown(value) for name, value in finding.values.items()}
    sentence = rule.message.format(label=bound.label if bound else "", **shown)
    fix = None
    if finding.fix is not None:
        at = bind(finding.fix_at, rows) if finding.fix_at else path
        fix = Fix(at, finding.fix, finding.said or _result(form, at, finding.fix))
    english = rule.english.format(label=bound.box.xml if bound else "", **shown)
    said = _at_row(path, sentence)
    return Problem(rule.id, rule.severity, path, said, rule.source, dict(finding.values), fix, english)


def _result(form: Form, path: str, text: str) -> str:
    """Return what a field will hold, in the words of a button."""
    return f"改为 {text}" if text else f"删去{form.field(path).label}"


def rows_or_field(form: Form, path: str) -> bool:
    """Tell whether a path names a field of the form (and not a whole section)."""
    try:
        form.field(path)
    except KeyError:
        return False
    return True


_ROWS: Mapping[str, str] = {
    "items": "商品",
    "limits": "产品资质",
    "vins": "VIN 信息",
    "control": "管制要素",
    "containers": "集装箱",
    "licences": "随附单证",
    "certificates": "申请单证",
    "packs": "其他包装",
    "qualifications": "企业资质",
    "users": "使用人",
    "marks": "唛码附件",
    "edocs": "随附单据",
    "preferences": "享惠",
    "promises": "企业承诺",
    "transit_containers": "转关集装箱",
    "transit_goods": "转关箱内商品",
}


def _at_row(path: str, sentence: str) -> str:
    rows = re.findall(r"(\w+)\[(\d+)\]", path)
    places = [f"{_ROWS.get(name, '')}第 {int(number) + 1} 项" for name, number in rows]
    return f"{''.join(places)}：{sentence}" if places else sentence


def _shown(value: object) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)
