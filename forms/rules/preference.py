"""Rules R137–R139: a preference claim is complete, its origin belongs to the agreement, its transport is direct."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.facts import day, held
from forms.rules.law import ORIGIN_FILING, UNVERIFIED, box
from forms.rules.tariff import named

_CHINA = "CHN"
_HIGHEST_RATE = frozenset({"HRA", "HRB"})  # RCEP goods at the highest rate of the members concerned, or of all
_CLAIM = re.compile(r"Y(\d{2})")  # CertType of an origin proof: Y and the agreement's code
_PROOF_SCAN = "50000001"  # 企业提供的证明材料
_SOURCE = f"{ORIGIN_FILING}；{box(31)}"
Texts = Sequence[str | None]


def agreement_of(kind: str | None) -> str:
    """Return the agreement's code in a CertType, empty if the row claims no preference."""
    found = _CLAIM.fullmatch(kind or "")
    return found[1] if found else ""


def line_of(goods_number: str | None, lines: int) -> int | None:
    """Return the place (from 0) of the goods line a row names, None if there is none such."""
    if goods_number is None or not goods_number.isascii() or not goods_number.isdigit():
        return None
    return int(goods_number) - 1 if 0 < int(goods_number) <= lines else None


def claims(kinds: Texts, numbers: Texts, lines: int) -> dict[int, str]:
    """Return the agreement claimed for each goods line."""
    found = {}
    for kind, number in zip(kinds, numbers, strict=True):
        line = line_of(number, lines)
        if line is not None and agreement_of(kind):
            found[line] = agreement_of(kind)
    return found


def members(tables: CodeTables, agreement: str) -> frozenset[str]:
    """Return the members of an agreement with China among them; empty where the table names none."""
    row = tables.row("trade_agreements", agreement)
    listed = frozenset((row.values.get("members", "") if row else "").split(";")) - {""}
    return listed | {_CHINA} if listed else listed


@rule(
    "R137",
    at="preferences[].certificate_kind",
    needs="?preferences[].certificate_kind ?preferences[].certificate_number ?preferences[].goods_number"
    " ?preferences[].certificate_item items[*].preference_origin tables",
    message="享惠信息不全，{label}{fault}",
    english="The preference claim is incomplete: {label} is missing or wrong",
    source=f"{_SOURCE}{UNVERIFIED}",
    confidence="F",
)
def claim_is_complete(
    kind: str | None,
    proof: str | None,
    number: str | None,
    item: str | None,
    origins: Texts,
    tables: CodeTables,
) -> Fired:
    fields = (("certificate_kind", kind), ("certificate_number", proof), ("goods_number", number))
    blank = [name for name, text in (*fields, ("certificate_item", item)) if text is None]
    found = [Finding({"fault": "未填"}, f"preferences[].{name}") for name in blank]
    return found + list(_wrong(kind, number, origins, tables))


def _wrong(kind: str | None, number: str | None, origins: Texts, tables: CodeTables) -> Iterator[Finding]:
    agreement = agreement_of(kind)
    if kind and kind.startswith("Y") and (not agreement or tables.row("trade_agreements", agreement) is None):
        yield Finding({"fault": f" {kind} 应为 Y 加 2 位协定代码，如 Y22"})
    if number is None:
        return
    line = line_of(number, len(origins))
    if line is None:
        yield Finding({"fault": f" {number} 不是本票的商品项号"}, "preferences[].goods_number")
    elif agreement and origins[line] is None:
        yield Finding({"fault": "未填"}, f"items[{line}].preference_origin")


@rule(
    "R137",
    at="items[].preference_origin",
    needs="items[].preference_origin preferences[].goods_number preferences[].certificate_kind"
    " preferences[].certificate_number preferences[].certificate_item rows:items row",
    message="填了优惠原产地 {origin}，协定享惠栏没有该项的记录",
    english="The origin {origin} under an agreement has no row in the preference block",
    source=f"{_SOURCE}{UNVERIFIED}",
    confidence="F",
    modes=FULL_MODES,
)
def preference_origin_has_its_claim(
    origin: str, numbers: Texts, kinds: Texts, proofs: Texts, places: Texts, lines: int, row: tuple[int, ...]
) -> Fired:
    for number, *others in zip(numbers, kinds, proofs, places, strict=True):
        meant = line_of(number, lines)
        if meant == row[0] or (meant is None and any((number, *others))):
            return None  # a row that names no line may be meant for this one and is spoken of there
    return {"origin": origin}


@rule(
    "R138",
    at="items[].origin_country",
    needs="items[].origin_country ?items[].preference_origin preferences[].certificate_kind"
    " preferences[].goods_number rows:items row tables",
    message="原产国 {origin} 不是{agreement}的成员，不能享受该协定税率，请核对原产国",
    english="The origin {origin} is no member of the agreement claimed",
    source=f"{ORIGIN_FILING}{UNVERIFIED}",
    confidence="F",
)
def origin_is_a_member(
    origin: str,
    preferential: str | None,
    kinds: Texts,
    numbers: Texts,
    lines: int,
    row: tuple[int, ...],
    tables: CodeTables,
) -> Fired:
    agreement = claims(kinds, numbers, lines).get(row[0], "")
    allowed = members(tables, agreement)
    said = {"agreement": named(tables, "trade_agreements", agreement)}
    if not allowed:
        return None
    if origin not in allowed:
        return {**said, "origin": origin}
    outside = preferential is not None and preferential not in allowed | _HIGHEST_RATE
    return outside and Finding({**said, "origin": preferential}, "items[].preference_origin")


@rule(
    "R138",
    at="preferences[].certificate_number",
    needs="preferences[].certificate_number ?fact:origin_proof_valid_to today",
    message="原产地证明已于 {until} 失效，不能享惠，请换证",
    english="The proof of origin expired on {until}",
    source=f"{ORIGIN_FILING}{UNVERIFIED}",
    confidence="F",
)
def origin_proof_is_valid(number: str, valid_to: object, today: date) -> Fired:
    until = day(valid_to)
    return until is not None and until < today and {"until": until.isoformat()}


def indirect(trade_country: str | None, origin: str | None, agreement: str, tables: CodeTables) -> bool:
    """Tell whether goods of a member come from another country, so that direct transport must be proved."""
    return trade_country not in (None, origin) and origin in members(tables, agreement)


@rule(
    "R139",
    at="trade_country",
    needs="trade_country items[].origin_country preferences[].certificate_kind preferences[].goods_number"
    " edocs[].kind ?fact:transit_proof tables",
    message="第 {item} 项享惠，启运国 {country} 与原产国 {origin} 不同，请准备直运或中转证明",
    english="Line {item} claims a preference, yet {origin} goods come from {country}: prove the transit",
    source=ORIGIN_FILING,
    severity=Severity.WARNING,
    directions="I",
    modes=FULL_MODES,
)
def transport_is_direct(
    country: str, origins: Texts, kinds: Texts, numbers: Texts, scans: Texts, proof: object, tables: CodeTables
) -> Fired:
    if held(proof) or _PROOF_SCAN in scans:
        return None
    for line, agreement in sorted(claims(kinds, numbers, len(origins)).items()):
        if indirect(country, origins[line], agreement, tables):
            return {"item": line + 1, "country": country, "origin": origins[line]}
    return None
