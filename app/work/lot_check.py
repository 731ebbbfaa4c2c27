"""What stands against a lot of 边民互市: the form's own rules over a draft in which no ID number is ever written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.border_trade.lot import units, yuan
from app.border_trade.register import Standing
from app.core.check import check
from app.core.draft import Draft
from app.core.path import rows_of
from app.core.problem import Problem, Severity
from app.core.tables import CodeTables
from app.work.lot_view import FAILED, GONE, OPEN_STATES, Cure, CureKind, LotIssue, LotRow, LotView, lot_of
from forms.border_trade import FORM

_OF_PEOPLE = frozenset({"R145", "R147", "R148", "R149", "R150", "R152", "R154"})
_DIVISION = "R153"
_OUT = frozenset({Standing.EXPIRED, Standing.INACTIVE})
_TITLES = {
    "R145": "备案过期",
    "R149": "当日在别处申报过",
    "R150": "超过限量",
    "R152": "未授权互助组",
    "R154": "重复分配",
}


def issues_of(
    view: LotView, draft: Draft, tables: CodeTables, today: date, elsewhere: dict[str, str]
) -> tuple[LotIssue, ...]:
    """Return the findings: the lot's own, then the residents' in the order of the list, what blocks first.

    elsewhere: the name of another zone where a resident took a share that day, by resident.
    """
    rows = [row for row in view.rows if row.takes_part]
    stated = _stated(view, draft, rows, elsewhere)
    found = []
    for problem in check(FORM, {}, tables, stated, today).problems:
        if not problem.path.startswith("residents["):
            found.append(_of_lot(problem))
        elif problem.rule in _OF_PEOPLE:
            row = rows[rows_of(problem.path)[0]]
            if row.share.state not in GONE:
                found.append(_of_resident(problem, row, view))
    here = [row for row in rows if row.share.state in OPEN_STATES]
    found += [_unfit(row) for row in here if row.fitness.standing in _OUT]
    found += [_claims_too_much(row) for row in here if row.share.exempt > max(row.quota - row.used, 0)]
    found += [_aside(row) for row in view.rows if not row.takes_part and not row.fitness.fit]
    found += [_refused(row) for row in view.rows if row.share.state in FAILED]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def _stated(view: LotView, draft: Draft, rows: Sequence[LotRow], elsewhere: dict[str, str]) -> Draft:
    """Write the shares beside what was typed; a resident is told apart by his share, never by his ID number."""
    stated, lot = draft.copy(), lot_of(draft)
    stated.put("day", view.lot.day.strftime("%Y%m%d"))
    stated.put("value", "" if lot is None else str(yuan(lot.value)))
    stated.put("group_number", view.group.number if view.group else "")
    for number, row in enumerate(rows):
        at = f"residents[{number}]"
        agreed = view.group is None or row.fitness.standing.name != "NO_MANDATE"
        stated.update(
            {
                f"{at}.id_number": row.share.id[-12:],
                f"{at}.name": row.name,
                f"{at}.registered": "1",
                f"{at}.authorized": "1" if agreed else "0",
                f"{at}.county": _county(row.id_masked),
                f"{at}.quantity": format(units(row.share.quantity), "f"),
                f"{at}.value": str(yuan(row.share.value)),
                f"{at}.used_today": str(yuan(row.used)),
                f"{at}.used_elsewhere": elsewhere.get(row.share.resident_id, ""),
            }
        )
    return stated


def _county(masked: str) -> str:
    """Return the county a number was given out in: its first six places, which the mask leaves."""
    return masked[:6] if masked[:6].isdecimal() else ""


def _of_lot(problem: Problem) -> LotIssue:
    pattern = problem.path.replace("[0]", "[]")
    label = FORM.field(pattern).label if pattern in FORM.fields else "批次"
    cure = Cure(CureKind.DIVIDE, "重新分配") if problem.rule == _DIVISION else None
    return LotIssue(problem.rule, problem.severity, label, problem.message, path=problem.path, cure=cure)


def _of_resident(problem: Problem, row: LotRow, view: LotView) -> LotIssue:
    if problem.rule in ("R147", "R148"):
        return _over(problem, row, view)
    told = "户籍旗县待核" if problem.path.endswith(".county") else _TITLES.get(problem.rule, problem.rule)
    title = f"{row.name} {told}"
    return LotIssue(problem.rule, problem.severity, title, problem.message, row.share.id)


def _over(problem: Problem, row: LotRow, view: LotView) -> LotIssue:
    left = yuan(max(row.quota - row.used, 0))
    tax = "" if row.share.tax is None else f"，超出部分约征税 {money(yuan(row.share.tax))} 元"
    words = f"今日已用 {money(yuan(row.used))} 元。" if row.used else ""
    if row.most > 0:
        most = f"{amount(row.most)} {view.unit}".strip()
        body = f"{words}本批最多再申报 {money(left)} 元，即 {most}{tax}"
        cure = Cure(CureKind.QUANTITY, f"改为 {most}", row.most)
    else:
        body, cure = f"{words}今日额度已用完{tax}", Cure(CureKind.ASIDE, "移出本批")
    title = f"{row.name} 超 {money(yuan(row.over))} 元"
    return LotIssue(problem.rule, problem.severity, title, body, row.share.id, cure=cure)


def _unfit(row: LotRow) -> LotIssue:
    """Say that one who takes part may not any more: what he was let in with ran out or was withdrawn since."""
    cure = Cure(CureKind.ASIDE, "移出本批")
    title = f"{row.name} {row.fitness.standing.value}"
    return LotIssue("R145", Severity.ERROR, title, row.fitness.why, row.share.id, cure=cure)


def _claims_too_much(row: LotRow) -> LotIssue:
    """Say that a share claims more than is left: another lot took of the quota after it was divided."""
    left, claimed = yuan(max(row.quota - row.used, 0)), yuan(row.share.exempt)
    body = f"另一批次已用 {money(yuan(row.used))} 元，只剩 {money(left)} 元可免税，本批仍按 {money(claimed)} 元免税"
    title = f"{row.name} 免税额已变"
    cure = Cure(CureKind.DIVIDE, "重新分配")
    return LotIssue("R147", Severity.ERROR, title, body, row.share.id, cure=cure)


def _aside(row: LotRow) -> LotIssue:
    title = f"{row.name} {row.fitness.standing.value}，不参加"
    return LotIssue("", Severity.WARNING, title, row.fitness.why, row.share.id)


def _refused(row: LotRow) -> LotIssue:
    body = row.share.reason or "请看回执"
    return LotIssue(
        "", Severity.WARNING, f"{row.name} 被退单", f"{body}；改好后 Ctrl+Shift+R 只重报退回的", row.share.id
    )


def money(value: Decimal) -> str:
    """Write yuan for people: without decimals where there are none."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def amount(quantity: int) -> str:
    """Write thousandths of a unit for people."""
    return f"{units(quantity):,f}"
