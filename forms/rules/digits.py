"""Check digits of the numbers a declaration carries; what a wrong one means is the rules' business."""

import re
from collections.abc import Sequence

_SOCIAL_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SOCIAL_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"

_SOCIAL_CREDIT = re.compile(f"[{_SOCIAL_CREDIT_SIGNS}]{{18}}")
_ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]")
_CITIZEN = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CONTAINER = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_WAYBILL = re.compile(r"[0-9]{11}")


def is_social_credit(code: str) -> bool:
    """Tell whether an 18-place 统一社会信用代码 is right (GB 32100-2015)."""
    return bool(_SOCIAL_CREDIT.fullmatch(code)) and code[17] == social_credit_check(code[:17])


def foreign_sign(code: str) -> str:
    """Return the first sign no 统一社会信用代码 has (a letter O for a nought, a small letter), else nothing."""
    return next((sign for sign in code if sign not in _SOCIAL_CREDIT_SIGNS), "")


def social_credit_check(first: str) -> str:
    """Return the 18th place that belongs to the first 17 places of a 统一社会信用代码."""
    total = _weigh([_SOCIAL_CREDIT_SIGNS.index(sign) for sign in first], _SOCIAL_CREDIT_WEIGHTS)
    return _SOCIAL_CREDIT_SIGNS[(31 - total % 31) % 31]


def is_organisation(code: str) -> bool:
    """Tell whether a 9-place 组织机构代码 is right (GB 11714); it is places 9–17 of a 统一社会信用代码."""
    if not _ORGANISATION.fullmatch(code):
        return False
    check = 11 - _weigh([int(sign, 36) for sign in code[:8]], _ORGANISATION_WEIGHTS) % 11
    return code[8] == {10: "X", 11: "0"}.get(check, str(check))


def is_citizen(number: str) -> bool:
    """Tell whether an 18-place 公民身份号码 is right (GB 11643)."""
    if not _CITIZEN.fullmatch(number):
        return False
    return number[17] == _CITIZEN_CHECKS[_weigh([int(sign) for sign in number[:17]], _CITIZEN_WEIGHTS) % 11]


def is_container(number: str) -> bool:
    """Tell whether a container number of four letters and seven digits is right (ISO 6346)."""
    return bool(_CONTAINER.fullmatch(number)) and number[10] == container_check(number[:10])


def container_check(first: str) -> str:
    """Return the last digit that belongs to four capital letters and six digits."""
    weights = [1 << place for place in range(10)]
    return str(_weigh([_container_value(sign) for sign in first], weights) % 11 % 10)


def is_waybill(number: str) -> bool:
    """Tell whether an 11-digit air 总运单号 is right: the last digit is the seven before it modulo 7."""
    return bool(_WAYBILL.fullmatch(number)) and int(number[10]) == int(number[3:10]) % 7


def _container_value(sign: str) -> int:
    """Return a sign's value: letters count from 10 and leave out the multiples of 11."""
    plain = int(sign, 36)
    return plain if sign.isdecimal() else plain + (plain - 1) // 10


def _weigh(values: Sequence[int], weights: Sequence[int]) -> int:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))
