"""A lot and the residents who may share it, as a file or another program states them; it divides and checks nothing."""

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_RESIDENTS = 1_000
_MOST_BYTES = 2_000_000
Money = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2)]


class RequestUnreadable(ValueError):
    """The text is no statement of a lot; the message is one Chinese sentence that names the place."""

    def __init__(self, sentence: str, english: str) -> None:
        super().__init__(sentence)
        self.english = english


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class GoodsAsked(_Part):
    """The goods of a lot."""

    code: str = ""
    name: str = ""
    origin: str = ""
    quantity: Decimal = Field(gt=0, max_digits=15, decimal_places=3)
    unit: str = ""
    price: Decimal = Field(gt=0, max_digits=15, decimal_places=4)


class ResidentAsked(_Part):
    """One resident and what is known of him today; ``quantity`` or ``value`` sets his share by hand."""

    id_number: str = Field(repr=False)
    name: str = Field(default="", repr=False)
    used_today: Money = Decimal(0)
    used_elsewhere: str = ""
    authorized: bool = True
    weight: int = Field(default=1, ge=0, le=1_000_000)
    quantity: Decimal | None = Field(default=None, ge=0, max_digits=15, decimal_places=3)
    value: Money | None = None


class RatesAsked(_Part):
    """Rates that stand in for the tables for this once, as parts of one."""

    duty: Decimal = Field(ge=0, le=10)
    vat: Decimal = Field(ge=0, lt=1)


class LotAsked(_Part):
    """A lot to be divided."""

    zone: str = ""
    day: date = Field(alias="date")
    group: str = ""
    goods: GoodsAsked
    residents: tuple[ResidentAsked, ...] = Field(min_length=1, max_length=MOST_RESIDENTS)
    rates: RatesAsked | None = None

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a statement; numbers may be JSON numbers or texts, and neither passes through a float."""
        if len(text) > _MOST_BYTES:
            raise RequestUnreadable("文件过大，不是一个批次", "too large for one lot")
        try:
            document: Any = json.loads(text, parse_float=Decimal, parse_int=Decimal)
        except (ValueError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
            raise RequestUnreadable(f"第 {line} 行不是有效的 JSON，请改正", f"line {line} is not JSON") from error
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            raise _unreadable(error) from None  # pydantic's own text repeats the input, ID numbers included


_WORDS = {
    "missing": "缺少",
    "extra_forbidden": "没有这一项",
    "too_short": "至少要有一项",
    "too_long": "项数过多",
    "greater_than": "应大于 0",
    "greater_than_equal": "不能是负数",
    "decimal_max_places": "小数位数过多",
    "decimal_max_digits": "数字过大",
    "decimal_parsing": "应为数字",
    "decimal_type": "应为数字",
    "finite_number": "应为数字",
    "date_from_datetime_parsing": "应为日期，如 2026-05-01",
    "date_parsing": "应为日期，如 2026-05-01",
    "date_type": "应为日期，如 2026-05-01",
    "date_from_datetime_inexact": "应为日期，如 2026-05-01",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "model_type": "应为一个对象",
    "string_type": "应为文字",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
}


def _unreadable(error: ValidationError) -> RequestUnreadable:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = "".join(_step(part) for part in first["loc"]).lstrip(".")
    word = _WORDS.get(first["type"], "填写有误")
    return RequestUnreadable(f"{place or '文件'} {word}，请改正", f"{place or 'the file'}: {first['type']}")


def _step(part: int | str) -> str:
    """Write one step to the place; a key with digits may be a person's number, so it is not repeated."""
    if isinstance(part, int):
        return f"[{part}]"
    return ".?" if any(place.isdigit() for place in part) else f".{part}"
