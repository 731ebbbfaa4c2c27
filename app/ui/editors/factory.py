"""From a walked field to its editor: one table over the kinds, and the charges that share a box."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.field import BoundField, Kind
from app.ui.editors.code_editor import CodeEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.date_editor import DateEditor
from app.ui.editors.number_editor import NumberEditor
from app.ui.editors.switches_editor import SwitchesEditor
from app.ui.editors.text_editor import TextEditor

FieldEditor = TextEditor | CodeEditor | NumberEditor | DateEditor | SwitchesEditor
CHARGE = ("_mark", "_rate", "_currency")


@dataclass(frozen=True, slots=True)
class Services:
    """What editors need from outside: the code tables and the day dates are counted from."""

    search: CodeSearch
    today: Callable[[], date]


def create(field: BoundField, services: Services) -> FieldEditor:
    """Return the editor of a field with everything its definition says: kind, unit, lock, name."""
    editor = _made(field, services)
    editor.setObjectName(field.path)
    editor.set_unit(field.box.unit)
    editor.set_read_only(field.box.read_only or field.kind is Kind.XML)
    editor.set_title(field.label)
    return editor


def _made(field: BoundField, services: Services) -> FieldEditor:
    match field.kind:
        case Kind.CODE:
            return CodeEditor(services.search, field.box.table)
        case Kind.DECIMAL | Kind.INTEGER:
            return NumberEditor()
        case Kind.DATE:
            return DateEditor(services.today)
        case Kind.TEXT | Kind.XML:
            return TextEditor()


def charges(fields: Sequence[BoundField]) -> dict[str, tuple[BoundField, BoundField, BoundField]]:
    """Return the triples ``x_mark, x_rate, x_currency`` standing side by side, by the path of their mark."""
    found = {}
    for mark, rate, currency in zip(fields, fields[1:], fields[2:], strict=False):
        stem = mark.name.removesuffix(CHARGE[0])
        names = (mark.name, rate.name, currency.name)
        kinds = (mark.kind, rate.kind, currency.kind)
        if names == tuple(stem + end for end in CHARGE) and kinds == (Kind.CODE, Kind.DECIMAL, Kind.CODE):
            found[mark.path] = (mark, rate, currency)
    return found
