"""From a walked field to its editor: one table over the kinds, and the fields that share a box."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.field import BoundField, Kind
from app.ui.editors.code_editor import CodeEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.date_editor import DateEditor
from app.ui.editors.list_editor import ListEditor
from app.ui.editors.number_editor import NumberEditor, places_of
from app.ui.editors.switches_editor import SwitchesEditor
from app.ui.editors.text_editor import TextEditor

FieldEditor = TextEditor | CodeEditor | NumberEditor | DateEditor | SwitchesEditor


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
    if field.box.parts:
        return SwitchesEditor(field.box.parts)
    match field.kind:
        case Kind.CODE:
            return CodeEditor(services.search, field.box.table)
        case Kind.DECIMAL | Kind.INTEGER:
            return NumberEditor(places=places_of(field))
        case Kind.DATE:
            return DateEditor(services.today)
        case Kind.TEXT | Kind.XML if field.box.lists:
            return ListEditor(services.search, field.box.lists)
        case Kind.TEXT | Kind.XML:
            return TextEditor(field.box.blanks)


def joined(fields: Sequence[BoundField]) -> Mapping[str, tuple[BoundField, ...]]:
    """Return the fields that share a box, in order, by the path of the one that owns it; one that stands alone is out.

    A box can hold a code before a number and a code after it; anything else stays in boxes of its own.
    """
    found: dict[str, tuple[BoundField, ...]] = {}
    for owner in fields:
        others = [one for one in fields if one.box.joins == owner.name and _row_of(one) == _row_of(owner)]
        group = (owner, *others)
        if others and [one.kind is Kind.CODE for one in group] in ([True, False, True], [False, True]):
            found[owner.path] = group
    return found


def _row_of(field: BoundField) -> str:
    return field.path.removesuffix(field.name)
