"""Labels and editors for a list of walked fields, bound to one place of the draft; fields that join share a cell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.core.field import BoundField
from app.ui.editors import Editor, FieldLabel, JoinedEditor, Services, create, joined
from app.ui.pages.form.binder import Binder, Binding
from app.ui.pages.form.cell_grid import Cell

RARE = 50  # Box.order from which a field stands behind 其余 n 项
Place = Callable[[str], str]  # pattern → path
Shows = Callable[[str], bool]  # whether a field of a path belongs on the page now
Group = tuple[BoundField, ...]  # the fields of one cell, its owner first


@dataclass(frozen=True, slots=True)
class MadeCell:
    """One cell with the bindings in it, parallel to the fields of its group."""

    cell: Cell
    bindings: tuple[Binding, ...]


def groups_of(fields: Sequence[BoundField]) -> list[Group]:
    """Return the fields cell by cell in page order."""
    shared = joined(fields)
    inside = {one.path for owner, group in shared.items() for one in group if one.path != owner}
    return [shared.get(field.path, (field,)) for field in fields if field.path not in inside]


def is_rare(group: Group) -> bool:
    """Tell whether a cell stands behind 其余 n 项."""
    return group[0].box.order >= RARE


class FieldCells:
    """The cells of some fields in page order; a cell is made when it is first shown."""

    def __init__(
        self,
        fields: Sequence[BoundField],
        binder: Binder,
        services: Services,
        title: str,
        place: Place,
        shows: Shows | None = None,
    ) -> None:
        self._binder, self._services, self._title, self._place = binder, services, title, place
        self._shows: Shows = shows or binder.document.present
        self._groups = groups_of(fields)
        self._made: dict[Group, MadeCell] = {}

    def cells(self, with_rare: bool) -> list[Cell]:
        """Return the cells to show now, in page order."""
        return [self._cell(group).cell for group in self._visible(with_rare)]

    def editors(self, with_rare: bool) -> list[Editor]:
        """Return the editors Enter goes through; locked ones are skipped."""
        bindings = (one for group in self._visible(with_rare) for one in self._cell(group).bindings)
        return [one.editor for one in bindings if not one.editor.is_read_only()]

    def holds(self, editor: Editor) -> bool:
        """Tell whether an editor stands in one of the cells."""
        return any(one.editor is editor for made in self._made.values() for one in made.bindings)

    def rare_paths(self) -> list[str]:
        """Return the paths of the fields behind 其余 n 项."""
        return [self._place(field.path) for group in self._rare() for field in group]

    def rare_count(self) -> int:
        """Return how many cells stand behind 其余 n 项."""
        return sum(1 for _ in self._rare())

    def move_to(self, place: Place) -> None:
        """Show the same fields of another row."""
        self._place = place
        for group, made in self._made.items():
            for field, binding in zip(group, made.bindings, strict=True):
                self._binder.rebind(binding, place(field.path))

    def _visible(self, with_rare: bool) -> Iterator[Group]:
        shown = (one for one in self._groups if with_rare or not is_rare(one))
        return (one for one in shown if self._shows(self._place(one[0].path)))

    def _rare(self) -> Iterator[Group]:
        return (one for one in self._groups if is_rare(one) and self._shows(self._place(one[0].path)))

    def _cell(self, group: Group) -> MadeCell:
        if group not in self._made:
            self._made[group] = self._make(group)
        return self._made[group]

    def _make(self, group: Group) -> MadeCell:
        owner = group[0]
        if len(group) > 1:
            box = JoinedEditor(group, self._services.search)
            bindings = tuple(self._bind(part, one) for part, one in zip(box.parts, group, strict=True))
            return MadeCell(_labelled(owner, FieldLabel(owner.box.words, box), box), bindings)
        editor = create(owner, self._services)
        cell = _labelled(owner, FieldLabel(owner.box.words, editor), editor)
        return MadeCell(cell, (self._bind(editor, owner),))

    def _bind(self, editor: Editor, field: BoundField) -> Binding:
        if field.box.read_only:
            editor.set_hint("申报后生成")
        return self._binder.bind(editor, self._place(field.path), self._title)


def _labelled(owner: BoundField, label: FieldLabel, widget: QWidget) -> Cell:
    label.setToolTip(owner.label if owner.box.short else "")
    return Cell(label, widget, owner.box.span)
