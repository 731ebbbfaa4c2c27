"""Rules R020–R022 and R180, and what 概要 asks beyond its basic items: who may file in two steps, on what ground."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from app.core.draft import Mode
from app.core.rules import LACKING, Finding, Fired, Rule, rule
from app.core.tables import CodeTables
from forms.facts import flag, held, number
from forms.packs import PROFILE_FACT, TwoStepPack, pack_of
from forms.packs.document_type import step_of, type_for
from forms.packs.profiles import CONTAINER_GOODS, INSPECTED, LICENSED, TAXED
from forms.rules.law import MESSAGE_FORMAT, TRANSIT, TWO_STEP, UNVERIFIED
from forms.rules.licences import licensed_on_import
from forms.rules.route_words import is_transit
from forms.rules.tariff import inspected_on_import, tariff

STEPS = frozenset({Mode.SUMMARY, Mode.COMPLETE})
SUMMARY = frozenset({Mode.SUMMARY})
_NAMES = {Mode.ONCE: "一次申报", Mode.ADVANCE: "提前申报", Mode.SUMMARY: "概要申报", Mode.COMPLETE: "完整申报"}


@rule(
    "R020",
    at="ie_flag",
    needs="ie_flag",
    message="两步申报仅适用于进口，出口请改用一次申报或提前申报",
    english="Filing in two steps is for imports only",
    source=TWO_STEP,
    modes=STEPS,
)
def export_in_two_steps(direction: str) -> Fired:
    return direction == "E"


@rule(
    "R021",
    at="transit_relation",
    needs="?transit_relation ?edi_mark ?transit.kind",
    message="转关货物不适用两步申报，请改用一次申报，或去掉转关标志",
    english="Goods in transit (转关) cannot be filed in two steps",
    source=f"{TWO_STEP}；{TRANSIT}",
    modes=STEPS,
)
def transit_in_two_steps(relation: str | None, mark: str | None, kind: str | None) -> Fired:
    if not is_transit(relation, mark, kind):
        return None
    if is_transit(relation, None, None):
        return True
    return Finding(at="edi_mark" if is_transit(None, mark, None) else "transit.kind")


@rule(
    "R022",
    at="guarantee_mark",
    needs="?fact:guarantee_number ?fact:guarantee_balance ?fact:estimated_tax ?fact:tax_confirmed"
    " ?fact:guarantee_exempt",
    message="涉税货物{fault}",
    english="Taxable goods filed in two steps need a guarantee that covers the tax",
    source=TWO_STEP,
    modes=SUMMARY,
)
def guarantee_covers_the_tax(
    reference: object, balance: object, estimated: object, confirmed: object, exempt: object
) -> Fired:
    tax, limit = number(estimated), number(balance)
    if flag(exempt) or flag(confirmed) is False or tax == 0:
        return None
    taxable = flag(confirmed) is True or tax is not None
    if _denied(reference) or (taxable and not held(reference) and limit is None):
        return {"fault": "未选择担保备案，请选择担保备案编号，或改用一次申报"}
    if limit is None:
        return LACKING
    return _short(limit, tax)


def _short(limit: Decimal, tax: Decimal | None) -> Fired:
    if tax is None:
        return limit <= 0 and {"fault": f"担保额度不足，可用 {limit:,f} 元，请换担保备案或改用一次申报"}
    lack = tax - limit
    return lack > 0 and {"fault": f"担保额度不足，可用 {limit:,f} 元，预计税款 {tax:,f} 元，差 {lack:,f} 元"}


def _denied(reference: object) -> bool:
    return reference is False or reference == ""


@rule(
    "R022",
    at="type",
    needs=f"items[].hs_code ?trade_mode ?fact:{PROFILE_FACT} ?fact:licence_confirmed ?fact:inspection_confirmed"
    " ?fact:tax_confirmed ?fact:estimated_tax tables today",
    message="概要申报确认不{found}，与商品不符，须撤销后重新申报",
    english="The summary denied {found}, which the goods contradict: withdraw and declare anew",
    source=f"{TWO_STEP}{UNVERIFIED}",
    confidence="F",
    modes=frozenset({Mode.COMPLETE}),
)
def a_ground_was_denied_wrongly(
    codes: Sequence[str | None], regime: str | None, profile: object, *given: object
) -> Fired:
    licensed, inspected, taxed, tax, tables, today = given
    assert isinstance(today, date)
    if not pack_of({PROFILE_FACT: profile}, today).confirmed:
        return None
    known = cast("CodeTables", tables)
    rows = [row for code in codes if code and (row := tariff(known, code, today))]
    due = number(tax)
    denied = {
        LICENSED.id: licensed is False and any(licensed_on_import(row, regime or "", known) for row in rows),
        INSPECTED.id: inspected is False and any(inspected_on_import(row) for row in rows),
        TAXED.id: taxed is False and due is not None and due > 0,
    }
    return any(denied.values()) and {"found": "、".join(ground for ground, wrongly in denied.items() if wrongly)}


@rule(
    "R180",
    at="type",
    needs=f"type mode ?trade_mode ?fact:{PROFILE_FACT} ?fact:licence_confirmed ?fact:inspection_confirmed"
    " ?fact:tax_confirmed today",
    message="单据类型第 3 位{found}，与申报方式{mode}不一致，{cure}",
    english="Position 3 of Type does not go with the way of filing",
    source=f"{MESSAGE_FORMAT}（Type）{UNVERIFIED}",
    cures=True,
)
def type_says_the_step(typed: str, mode: Mode, regime: str | None, *given: object) -> Fired:
    *answers, today = given
    assert isinstance(today, date)
    facts = dict(zip((PROFILE_FACT, *(one.fact for one in _GROUPS)), answers, strict=True))
    pack = pack_of(facts, today)
    if step_of(typed).strip("0 ") == pack.steps.get(mode, "") and _confirmed(typed, mode, pack, facts):
        return None
    found = {"found": f"为 {step}" if (step := step_of(typed).strip()) else "空着", "mode": _NAMES[mode]}
    if mode in STEPS and not pack.answered(facts):
        return Finding({**found, "cure": "三项确认尚未全部作答，请先作答"})
    fix = type_for(typed, mode, regime or "", facts, today)
    rest = fix[2:].rstrip()
    said = f"第 3 位起改为“{rest}”" if rest else "第 3 位起留空"
    return Finding({**found, "cure": "请改单据类型或申报方式"}, fix=fix, said=said)


_GROUPS = (LICENSED, INSPECTED, TAXED)


def _confirmed(typed: str, mode: Mode, pack: TwoStepPack, facts: Mapping[str, object]) -> bool:
    """Tell whether the digits behind the step are the answers given; a pack without questions wants none."""
    if not pack.confirmations or mode not in STEPS:
        return True
    return typed[2:6] == pack.type_code(mode, facts)


def _shown(at: str, group: str) -> Rule:
    """Make the rule that hides a field of 概要 where its ground was denied; elsewhere it is shown."""
    ground = next(one for one in _GROUPS if one.id == group)

    def asked_on_this_ground(mode: Mode, profile: object, answer: object) -> Fired:
        pack = pack_of({PROFILE_FACT: profile})
        return mode is not Mode.SUMMARY or not pack.confirmed or answer is not False

    return rule(
        "R000",
        at=at,
        needs=f"mode ?fact:{PROFILE_FACT} ?fact:{ground.fact}",
        message="{label}必填",
        source=TWO_STEP,
        effect="visible",
    )(asked_on_this_ground)


SHOWN = tuple(_shown(at, group.id) for group in (LICENSED, INSPECTED) for at in group.adds if at != CONTAINER_GOODS)


def _wanted(id: str, at: str, needs: str) -> Callable[[Callable[..., Fired]], Rule]:
    return rule(id, at=at, needs=needs, message="{label}必填", source=TWO_STEP, modes=SUMMARY, effect="required")


_GOODS = f"?items[].hs_code ?fact:{INSPECTED.fact} tables today"
_TOLD = ("inspection_name", "attributes", "purpose")


def _inspected(code: str | None, answer: object, tables: CodeTables, today: date) -> bool:
    """Tell whether a line is 涉检: as was confirmed, else as the tariff says of its ten digits."""
    return flag(answer) is not False and (answer is True or _by_tariff(code, tables, today))


def _by_tariff(code: str | None, tables: CodeTables, today: date) -> bool:
    row = tariff(tables, code, today) if code else None
    return row is not None and inspected_on_import(row)


ASKED = tuple(_wanted("R124", f"items[].{name}", _GOODS)(_inspected) for name in _TOLD)


@rule(
    "R124",
    at="items[].inspection_name",
    needs=f"{_GOODS} ?items[].inspection_name ?items[].attributes ?items[].purpose",
    message="已确认涉检，{label}未填，概要申报应填检验检疫名称、货物属性和用途",
    english="Confirmed as inspected goods, but {label} is empty",
    source=TWO_STEP,
    modes=SUMMARY,
)
def confirmed_goods_tell_what_they_are(
    code: str | None, answer: object, tables: CodeTables, today: date, *told: str | None
) -> Fired:
    if answer is not True or _by_tariff(code, tables, today):
        return None  # of goods the tariff knows as inspected the rule of all stages speaks
    return [Finding(at=f"items[].{name}") for name, text in zip(_TOLD, told, strict=True) if text is None]


@_wanted("R000", CONTAINER_GOODS, f"?fact:{LICENSED.fact} ?fact:{INSPECTED.fact}")
def goods_of_a_container_are_asked_for(licensed: object, inspected: object) -> Fired:
    return licensed is True or inspected is True
