"""Write resources/codes/pinyin.json: the syllables of every name in the bundled code tables and of every field label.

Run as ``python packaging/make_pinyin.py`` after changing a table or a label, or with ``--check`` to see whether it is
up to date.
One syllable per letter, with spaces between; letters that are not Chinese stand for themselves.
"""

import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import forms
from app.reference.spelling import is_chinese, syllables

ROOT = Path(__file__).resolve().parents[1]
CODES = ROOT / "resources" / "codes"
COLUMNS = ("name", "short_name", "alias")
SEPARATOR = ";"


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
    return sorted(name for name in found if is_chinese(name))


def text() -> str:
    """Return the whole file."""
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
