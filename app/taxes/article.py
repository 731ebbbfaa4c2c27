"""The kinds of tax a bill is made of, in the order in which they are counted."""

from enum import StrEnum


class Article(StrEnum):
    """税种; the value is the word for it."""

    DUTY = "关税"
    SURCHARGE = "反倾销等附加关税"
    CONSUMPTION = "消费税"
    VAT = "增值税"
