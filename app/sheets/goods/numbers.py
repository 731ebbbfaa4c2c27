"""Numbers as strangers write them in sheets, cleaned and judged; a doubtful one is offered, never taken silently."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from app.core.field import Kind
from app.core.formula import NoFormula, is_formula, plain_number, spelled_out, worked_out
from app.sheets.goods.columns import Target
from app.sheets.goods.judged import Cell, State

_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
_WITH_UNIT = re.compile(r"([+-]?[0-9.,]+)\s*([^\d\s.,+\-][^\d]*)")
_SIGNS = re.compile(r"^(?:us)?[$¥￥€]|(?:usd|cny|rmb|eur)$|^(?:usd|cny|rmb|eur)", re.IGNORECASE)
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "。": ".", "，": ",", "、": ","})
_LOOKS = re.compile(r"[OoIl|]+")  # a unit of these letters alone is a digit mistyped
_NOISE_DIGITS = 12  # decimals beyond which a spreadsheet's binary number shows through


def read_number(raw: str, target: Target) -> tuple[Cell, str]:
    """Return the judged cell and the unit or currency words found beside the number ("" if none)."""
    text = unicodedata.normalize("NFKC", raw).replace("。", ".").strip().replace("\u00a0", "").replace(" ", "")
    if not text or text in ("-", "--", "/"):
        return Cell(raw), ""
    bare = _SIGNS.sub("", text)
    beside = text.replace(bare, "", 1) if bare != text else ""
    if _GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare):
        return _fitted(raw, Decimal(bare.replace(",", "")), target), beside
    if _SCIENTIFIC.fullmatch(bare):
        return _fitted(raw, Decimal(bare), target, "表格写成了科学记数，可能已丢位"), beside
    if is_formula(bare):
        return _from_formula(raw, bare, target), beside
    found = _WITH_UNIT.fullmatch(bare)
    if found and not _LOOKS.fullmatch(found[2]) and spelled_out(bare) == bare and _is_number(found[1]):
        return _fitted(raw, Decimal(found[1].replace(",", "")), target), found[2]
    return _no_number(raw, bare), ""


def _is_number(text: str) -> bool:
    return bool(_GROUPED.fullmatch(text) or _PLAIN.fullmatch(text))


def _from_formula(raw: str, bare: str, target: Target) -> Cell:
    try:
        value = worked_out(bare, target.digits.places if target.digits else 5)
    except NoFormula as error:
        return Cell(raw, state=State.BAD, why=f"“{raw[:20]}”不是数，{error}")
    return Cell(raw, plain_number(value), State.GUESS, why="按算式算出")


def _no_number(raw: str, bare: str) -> Cell:
    full = spelled_out(bare)
    if full != bare:
        return Cell(raw, state=State.BAD, why=f"“{raw[:20]}”不是数，像是简写", offer=full)
    mended = bare.translate(_LOOKALIKES)
    if mended != bare and _is_number(mended):
        letter = next(one for one, new in zip(bare, mended, strict=True) if one != new)
        what = f"含字母 {letter}" if letter.isalpha() else f"含“{letter}”"
        return Cell(raw, state=State.BAD, why=f"“{raw[:20]}”不是数，{what}", offer=mended.replace(",", ""))
    if re.fullmatch(r"[0-9,]+(?:\.[0-9]*)?", bare):
        return Cell(raw, state=State.BAD, why=f"“{raw[:20]}”的逗号不在千位上")
    return Cell(raw, state=State.BAD, why=f"“{raw[:20]}”不是数")


def _fitted(raw: str, value: Decimal, target: Target, doubt: str = "") -> Cell:
    """Fit a number into the digits of its field; what had to be rounded is a guess unless it is a machine's noise."""
    places = 0 if target.kind is Kind.INTEGER else target.digits.places if target.digits else 5
    try:
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except DecimalException:
        return Cell(raw, state=State.BAD, why=f"“{raw[:20]}”太大，填不进{target.words}")
    if target.digits is not None and not target.digits.holds(rounded):
        return Cell(raw, state=State.BAD, why=f"“{raw[:20]}”太大，填不进{target.words}")
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    if doubt:
        return Cell(raw, plain_number(rounded), State.GUESS, why=doubt)
    if rounded != value and decimals < _NOISE_DIGITS:
        return Cell(raw, plain_number(rounded), State.GUESS, why=f"最多 {places} 位小数，已四舍五入")
    return Cell(raw, plain_number(rounded) if decimals > places else f"{value:f}".lstrip("+"))
