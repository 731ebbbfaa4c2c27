"""Rules R161, R172 and R179: what an estimate of the taxes says of the declaration; nothing is computed here."""

from collections.abc import Sequence
from datetime import date

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from forms.facts import number
from forms.rules.law import FILLING_GUIDE, TARIFF_LAW, UNVERIFIED, box
from forms.settings import DUTY_EXEMPT

_PAPERS = {"00000001": "发票", "00000002": "装箱单", "00000003": "提运单"}
_YES, _NO = "1", "0"


@rule(
    "R161",
    at="edocs",
    needs="edocs[].kind fact:estimated_tax",
    message="涉税进口随附单据不全，缺 {missing}，请加随附单据",
    english="A taxable import lacks papers: {missing}",
    source=f"《中华人民共和国海关法》第二十四条；{FILLING_GUIDE}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
)
def taxable_import_has_its_papers(attached: Sequence[str | None], estimated: object) -> Fired:
    tax = number(estimated)
    missing = "、".join(name for kind, name in _PAPERS.items() if kind not in attached)
    return tax is not None and tax > 0 and bool(missing) and {"missing": missing}


@rule(
    "R172",
    at="tax_mark",
    needs="tax_mark fact:estimated_tax",
    message="涉税进口的自报自缴为否，建议改为 1 是",
    english="A taxable import is better declared and paid by oneself",
    source=f"{box(47)}；{TARIFF_LAW}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
    cures=True,
)
def taxes_are_self_declared(mark: str, estimated: object) -> Fired:
    tax = number(estimated)
    return mark == _NO and tax is not None and tax > 0 and Finding(fix=_YES)


@rule(
    "R179",
    at="tax_mark",
    needs="fact:estimated_duty today",
    message="估算关税 {duty} 元不超过 {limit} 元，可能免征，以海关核定为准",
    english="The estimated duty {duty} is at most {limit} and may be waived",
    source=f"{TARIFF_LAW}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
)
def duty_may_be_waived(estimated: object, today: date) -> Fired:
    duty, limit = number(estimated), DUTY_EXEMPT.on(today)
    return duty is not None and 0 < duty <= limit and {"duty": duty, "limit": limit}
