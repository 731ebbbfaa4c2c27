"""Arithmetic typed into a number field, worked out exactly in decimals; it runs no code and knows only given names."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException

SIGN = "="
LONGEST = 200
DEEPEST = 20
_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)([kK万]?)(%?)|(.))")
_SHORT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)([kK万])")
_TIMES = {"": 1, "k": 1_000, "K": 1_000, "万": 10_000}
_EXACT = Context(prec=40)


class NoFormula(ValueError):
    """The text is no arithmetic; the message says in Chinese what is wrong with it."""


def is_formula(text: str) -> bool:
    """Tell whether a typed text asks to be worked out: it begins with the equals sign, full width or not."""
    return unicodedata.normalize("NFKC", text.strip()).startswith(SIGN)


def worked_out(text: str, places: int, names: Mapping[str, Decimal] | None = None) -> Decimal:
    """Return what ``=12*3.5`` comes to, rounded half up to ``places`` decimals. Raises NoFormula.

    names: words that stand for a number, such as the column 单价; the longest one that fits is meant.
    """
    plain = unicodedata.normalize("NFKC", text.strip()).replace("×", "*").replace("÷", "/").replace(",", "")
    if len(plain) > LONGEST:
        raise NoFormula(f"算式超过 {LONGEST} 字")
    for name in sorted(names or (), key=len, reverse=True):
        plain = plain.replace(name, f"({(names or {})[name]:f})")
    reader = _Reader(plain.removeprefix(SIGN))
    try:
        value = reader.whole()
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    except DecimalException:
        raise NoFormula("算式的结果不是一个能填的数") from None


def spelled_out(text: str) -> str:
    """Return a short amount in full, ``12k`` as ``12000`` and ``1.5万`` as ``15000``; any other text unchanged."""
    found = _SHORT.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    if found is None:
        return text
    return f"{plain_number(Decimal(found[1].replace(',', '')) * _TIMES[found[2]])}"


def plain_number(value: Decimal) -> str:
    """Return a number without exponent and without noughts at its end."""
    words = f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


class _Reader:
    """Reads sums of products of signed numbers and brackets, from left to right."""

    def __init__(self, text: str) -> None:
        self._tokens = [token for token in _TOKEN.findall(text.rstrip()) if any(token)]
        self._at = 0
        self._depth = 0

    def whole(self) -> Decimal:
        """Return the value of the whole text."""
        if not self._tokens:
            raise NoFormula("等号后面没有算式")
        value = self._sum()
        if self._at < len(self._tokens):
            raise NoFormula(f"算式里有看不懂的“{self._sign() or self._tokens[self._at][0]}”")
        return value

    def _sign(self) -> str:
        return self._tokens[self._at][3] if self._at < len(self._tokens) else ""

    def _takes(self, *signs: str) -> str:
        sign = self._sign()
        if sign and sign in signs:
            self._at += 1
            return sign
        return ""

    def _sum(self) -> Decimal:
        value = self._product()
        while sign := self._takes("+", "-"):
            other = self._product()
            value = _EXACT.add(value, other) if sign == "+" else _EXACT.subtract(value, other)
        return value

    def _product(self) -> Decimal:
        value = self._factor()
        while sign := self._takes("*", "/"):
            other = self._factor()
            if sign == "/" and not other:
                raise NoFormula("除数是 0")
            value = _EXACT.multiply(value, other) if sign == "*" else _EXACT.divide(value, other)
        return value

    def _factor(self) -> Decimal:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NoFormula("算式的括号套得太深")
        try:
            if sign := self._takes("+", "-"):
                return self._factor() if sign == "+" else -self._factor()
            if self._takes("("):
                value = self._sum()
                if not self._takes(")"):
                    raise NoFormula("算式少一个右括号")
                return value
            return self._number()
        finally:
            self._depth -= 1

    def _number(self) -> Decimal:
        if self._at >= len(self._tokens):
            raise NoFormula("算式没有写完")
        digits, short, percent, other = self._tokens[self._at]
        if other:
            raise NoFormula(f"算式里有看不懂的“{other}”")
        self._at += 1
        value = _EXACT.multiply(Decimal(digits), Decimal(_TIMES[short]))
        return _EXACT.divide(value, Decimal(100)) if percent else value
