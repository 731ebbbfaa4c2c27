"""Write resources/codes/pinyin.json: the syllables of every name in the bundled code tables and of every field label.

Run as ``python packaging/make_pinyin.py`` after changing a table or a label, or with ``--check`` to see whether it is
up to date.
One syllable per letter, with spaces between; letters that are not Chinese stand for themselves.
"""

import csv
import json
import re
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import forms

ROOT = Path(__file__).resolve().parents[1]
CODES = ROOT / "resources" / "codes"
COLUMNS = ("name", "short_name", "alias")
SEPARATOR = ";"

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


def names() -> list[str]:
    """Return every name, short name and alias of the tables, each once, sorted."""
    found: set[str] = set()
    for path in CODES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in COLUMNS:
                    found.update(part for part in (row.get(column) or "").split(SEPARATOR) if part)
                found.add(row["name"])
    for form_id in forms.REGISTRY:
        form = forms.load(form_id)
        found.update(bound.label for bound in form.fields.values())
        found.update(fact.meaning for fact in form.facts.values())
    return sorted(name for name in found if any("一" <= letter <= "鿿" for letter in name))


def syllables(name: str) -> str:
    """Return one syllable per letter of the name."""
    spelled: list[str] = []
    for part in re.findall("[一-鿿]+|[^一-鿿]", name):
        spelled += lazy_pinyin(part, style=Style.NORMAL) if "一" <= part[0] <= "鿿" else [part.lower()]
    return " ".join(one if one.strip() else "·" for one in spelled)


def text() -> str:
    """Return the whole file."""
    load_phrases_dict({phrase: [[one] for one in reading.split()] for phrase, reading in READINGS.items()})
    return json.dumps({name: syllables(name) for name in names()}, ensure_ascii=False, indent=0) + "\n"


def main() -> int:
    """Write the file, or compare it; 1 when it differs."""
    target = CODES / "pinyin.json"
    if "--check" in sys.argv:
        return int(target.read_text(encoding="utf-8") != text())
    target.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
