"""Code 128 (ISO/IEC 15417) as bar and space widths; it knows nothing of paper."""

import re

# Widths of bar, space, bar, space, bar, space for the values 0-105; 103-105 start the sets A, B and C.
_WIDTHS = re.findall(
    r"\d{6}",
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232",
)
_STOP = "2331112"
_START_B, _START_C, _TO_C, _TO_B = 104, 105, 99, 100
QUIET = 10  # modules left white on either side


def modules(text: str) -> str:
    """Return the symbol as ``1`` (bar) and ``0`` (space) modules; "" if the text holds signs Code 128 B lacks."""
    if not text or any(not " " <= sign <= "~" for sign in text):
        return ""
    values = _values(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    widths = "".join(_WIDTHS[value] for value in (*values, check)) + _STOP
    return "".join(("1" if place % 2 == 0 else "0") * int(wide) for place, wide in enumerate(widths))


def _values(text: str) -> list[int]:
    """Choose set C for runs of digits worth the switch, set B for all else."""
    values: list[int] = []
    place, in_c = 0, False
    while place < len(text):
        digits = _digits(text, place)
        to_the_end = place + digits == len(text)
        if in_c and digits < 2:
            values.append(_TO_B)
            in_c = False
        elif not in_c and (digits >= 6 or (digits >= 4 and (place == 0 or to_the_end))):
            if digits % 2 and place > 0:  # the odd digit stays outside, before the pairs
                values.append(ord(text[place]) - 32)
                place += 1
            values.append(_TO_C if values else _START_C)
            in_c = True
        elif not values:
            values.append(_START_B)
        elif in_c:
            values.append(int(text[place : place + 2]))
            place += 2
        else:
            values.append(ord(text[place]) - 32)
            place += 1
    return values


def _digits(text: str, place: int) -> int:
    end = place
    while end < len(text) and text[end].isdigit():
        end += 1
    return end - place
