"""Rules R112–R118: 监管方式, 征免性质, 征免方式 and 备案号 against each other; no tax is computed."""

import re
from collections.abc import Iterable

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.rules.law import FILLING_GUIDE, PROCESSING_TRADE, UNVERIFIED, box
from forms.rules.tariff import named

SUPPLIED_MATERIALS = frozenset({"0214", "0245", "0255", "0258", "0265", "0300", "0345", "0845", "0865", "4400"})
IMPORTED_MATERIALS = frozenset(
    {"0615", "0642", "0644", "0654", "0657", "0664", "0700", "0715", "0744", "0844", "0864", "4600"}
)
PROCESSING = SUPPLIED_MATERIALS | IMPORTED_MATERIALS | {"0200", "0400"}
"""Modes of trade under a processing-trade book: materials, products, remainders."""
_EQUIPMENT = frozenset({"0320", "0420", "0446", "0456", "0466"})
_INVESTMENT = frozenset({"2025", "2225"})
_ORDINARY = "0110"
_EXEMPTION = "Z"  # first letter of a 征免税证明
_LENGTH = 12

_BOOKS = (  # modes of trade and the first letters their 备案号 may have; area books (H, T) serve them all
    (SUPPLIED_MATERIALS, "BEHT"),
    (IMPORTED_MATERIALS, "CEHT"),
    (frozenset({"0200", "0400"}), "BCEHT"),
    (_EQUIPMENT, "DEHT"),
    (_INVESTMENT, "DZ"),
)
_DUTY_MODES = {  # 征免性质: 征免方式 that go with it, the usual one first
    "101": "1",
    "299": "13",
    "501": "34",
    "502": "3",
    "503": "3",
    "789": "34",
    "898": "345",
}
_NATURES = {
    "0110": frozenset({"101", "118", "119"}),
    "0214": frozenset({"502"}),
    "0615": frozenset({"503"}),
    "0715": frozenset({"503"}),
    "4019": frozenset({"506", "101"}),
    "2025": frozenset({"601", "602", "603", "789"}),
    "2225": frozenset({"601", "602", "603", "789"}),
}
_LETTERS_AND_DIGITS = re.compile(r"[A-Z][0-9A-Za-z]{11}")


@rule(
    "R112",
    at="items[].duty_mode",
    needs="items[].duty_mode levy_nature tables",
    message="征免方式{duty}与征免性质{nature}不匹配，请核对",
    english="DutyMode {duty} does not go with CutMode {nature}",
    source=f"{FILLING_GUIDE}第 15、43 栏{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    modes=FULL_MODES,
    cures=True,
)
def duty_mode_fits_nature(duty: str, nature: str, tables: CodeTables) -> Fired:
    fitting = _DUTY_MODES.get(nature, duty)
    if duty in fitting:
        return None
    said = {"duty": named(tables, "duty_modes", duty), "nature": named(tables, "tax_exemption_natures", nature)}
    return Finding(said, fix=fitting if len(fitting) == 1 else None)


@rule(
    "R113",
    at="levy_nature",
    needs="levy_nature trade_mode ?manual_number tables",
    message="征免性质{nature}与监管方式{mode}不匹配，请核对",
    english="CutMode {nature} does not go with the mode of trade {mode}",
    source=f"{FILLING_GUIDE}第 14、15 栏{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    modes=FULL_MODES,
    cures=True,
)
def nature_fits_trade_mode(nature: str, mode: str, manual: str | None, tables: CodeTables) -> Fired:
    if nature in _NATURES.get(mode, {nature}) or (manual or "").startswith(_EXEMPTION):
        return None  # a 征免税证明 brings its own 征免性质
    said = {"nature": named(tables, "tax_exemption_natures", nature), "mode": named(tables, "trade_modes", mode)}
    wanted = tuple(_NATURES[mode])
    return Finding(said, fix=wanted[0] if len(wanted) == 1 else None)


@rule(
    "R114",
    at="manual_number",
    needs="trade_mode ?manual_number tables",
    message="监管方式{mode}属加工贸易，备案号未填，请填手册或账册号",
    english="Processing trade {mode} states its book number",
    source=f"{box(7)}；{PROCESSING_TRADE}",
)
def processing_trade_has_a_book(mode: str, manual: str | None, tables: CodeTables) -> Fired:
    return mode in PROCESSING and manual is None and {"mode": named(tables, "trade_modes", mode)}


@rule(
    "R115",
    at="items[].manual_item",
    needs="manual_number ?items[].manual_item",
    message="填了备案号 {manual}，备案序号未填，请填手册或账册中的序号",
    english="The line does not name its item in the book {manual}",
    source=box(33),
    modes=FULL_MODES,
)
def book_item_is_named(manual: str, item: int | None) -> Fired:
    return item is None and {"manual": manual}


@rule(
    "R116",
    at="manual_number",
    needs="manual_number",
    message="备案号 {manual} 应为 12 位，首位是大写字母，现为 {length} 位",
    english="The book number {manual} must have twelve places, the first a letter",
    source=box(7),
)
def book_number_has_twelve_places(manual: str) -> Fired:
    return not _LETTERS_AND_DIGITS.fullmatch(manual) and {"manual": manual, "length": len(manual)}


@rule(
    "R117",
    at="manual_number",
    needs="manual_number trade_mode tables",
    message="备案号首位 {letter} 与监管方式{mode}不符，应为 {wanted}",
    english="The book number's letter {letter} does not go with {mode}, which asks for {wanted}",
    source=f"{box(7)}；{PROCESSING_TRADE}",
)
def book_fits_trade_mode(manual: str, mode: str, tables: CodeTables) -> Fired:
    letters = _letters_for(mode, _BOOKS)
    if not letters or len(manual) != _LENGTH or manual[0] in letters:
        return None
    return {"letter": manual[0], "mode": named(tables, "trade_modes", mode), "wanted": "、".join(letters)}


def _letters_for(mode: str, books: Iterable[tuple[frozenset[str], str]]) -> str:
    return next((letters for modes, letters in books if mode in modes), "")


@rule(
    "R118",
    at="manual_number",
    needs="manual_number trade_mode",
    message="一般贸易不应填加工贸易手册 {manual}，请核对监管方式或备案号",
    english="Ordinary trade names no processing-trade book, {manual} is one",
    source=f"{FILLING_GUIDE}第 7、14 栏",
)
def ordinary_trade_has_no_processing_book(manual: str, mode: str) -> Fired:
    return mode == _ORDINARY and manual[0] in "BC" and len(manual) == _LENGTH and {"manual": manual}
