"""Product goal 24: a code field costs at most 3.5 keys on average, Enter included, over a script of 40 fields."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import forms
from app.core.draft import Draft
from app.core.field import Kind
from app.reference.reference import Reference, load
from app.ui.editors import CodeEditor, TextEditor
from tests.app.ui.editors.conftest import Place

SAMPLES = Path(__file__).resolve().parents[4] / "resources" / "samples"
NAMES = ("S01", "S10", "S02b-complete")
FIELDS, GOAL = 40, 3.5


def code_fields(tables: Reference) -> list[tuple[str, str]]:
    """Return 40 fields of the samples as table and code, those whose table is known here."""
    found: list[tuple[str, str]] = []
    for name in NAMES:
        draft = Draft.from_json(json.dumps(json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))))
        form = forms.load(draft.form)
        for path, text in draft.filled():
            bound = form.field(path)
            if bound.kind is Kind.CODE and not bound.box.read_only and tables.row(bound.box.table, text) is not None:
                found.append((bound.box.table, text))
    return found[:FIELDS]


def shortest(tables: Reference, table: str, code: str) -> str:
    """Return the fewest letters a clerk has to type until the code is the first answer: digits, or initials."""
    row = tables.row(table, code)
    assert row is not None
    initials = "".join(one[0] for one in tables.spelling(row.name).split())
    ways = [text[:many] for many in range(1, 12) for text in (code, initials.lower()) if many <= len(text)]
    return next((way for way in ways if tables.hits(table, way, 1)[0:1] and _first(tables, table, way) == code), code)


def _first(tables: Reference, table: str, text: str) -> str:
    found = tables.hits(table, text, 1)
    return found[0].row.code if found else ""


@pytest.mark.slow
def test_code_fields_cost_three_and_a_half_keys_at_most(place: Place) -> None:
    tables = load()
    script = code_fields(tables)
    assert len(script) == FIELDS
    for table, code in script:
        tables.remember(table, code)  # the same client had them before, as every clerk's clients have
    keys = 0
    for table, code in script:
        editor, other = CodeEditor(tables, table), TextEditor()
        place.put(editor, other)
        editor.take_focus()
        letters = shortest(tables, table, code)
        QTest.keyClicks(editor, letters)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert editor.text() == code, (table, code, letters)
        keys += len(letters) + 1
    average = keys / FIELDS
    print(f"{FIELDS} code fields, {keys} keys, {average:.2f} keys each")
    assert average <= GOAL
    typed = sum(len(code) + 1 for _, code in script) / FIELDS
    assert typed > GOAL, "whole codes typed out cost more: it is the look-up that saves them"
