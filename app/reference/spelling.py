"""Spell Chinese names for searching, when tables are made or imported; at run time only the results are read."""

import re
from functools import cache

# Readings the library does not give: names of places on the border, and words of the trade.
READINGS = {
    "康巴什": "kang ba shi",
    "赫勒拿": "he le na",
    "郭勒": "guo le",
    "昆都仑": "kun du lun",
    "洪都拉斯": "hong du la si",
    "甘其毛都": "gan qi mao du",
    "满都拉": "man du la",
    "额布都格": "e bu du ge",
    "长吨": "chang dun",
}
_PARTS = re.compile("[一-鿿]+|[^一-鿿]")


@cache
def _ready() -> None:
    from pypinyin import load_phrases_dict

    load_phrases_dict({name: [[one] for one in reading.split()] for name, reading in READINGS.items()})


def syllables(name: str) -> str:
    """Return one syllable per letter of the name, with spaces between; other letters stand for themselves."""
    from pypinyin import Style, lazy_pinyin

    _ready()
    spelled: list[str] = []
    for part in _PARTS.findall(name):
        spelled += lazy_pinyin(part, style=Style.NORMAL) if "一" <= part[0] <= "鿿" else [part.lower()]
    return " ".join(one if one.strip() else "·" for one in spelled)


def is_chinese(name: str) -> bool:
    """Tell whether there is anything to spell."""
    return any("一" <= letter <= "鿿" for letter in name)
