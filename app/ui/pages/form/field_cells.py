"""Labels and editors for a list of walked fields, bound to one place of the draft; fields that join share a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.core.field import BoundField
from app.ui.editors import Editor, FieldLabel, JoinedEditor, Services, create, joined
from app.ui.pages.form.binder import Binder, Binding
from app.ui.pages.form.cell_grid import Cell

RARE = 50  # Box.order from which a field stands behind 其余 n 项
Place = Callable[[str], str]  # pattern → path


@dataclass(frozen=True, slots=True)
class MadeCell:
    """One cell with the fields and bindings in it."""

    cell: Cell
    fields: tuple[BoundField, ...]
    bindings: tuple[Binding, ...]

    @property
    def is_rare(self) -> bool:
        """Tell whether the cell stands behind 其余 n 项."""
        return self.fields[0].box.order >= RARE


class FieldCells:
    """The cells of some fields in page order."""

    def __init__(
        self, fields: Sequence[BoundField], binder: Binder, services: Services, title: str, place: Place
    ) -> None:
        self._binder, self._services, self._title, self._place = binder, services, title, place
        groups = joined(fields)
        inside = {one.path for owner, group in groups.items() for one in group if one.path != owner}
        owners = [field for field in fields if field.path not in inside]
        self._made = tuple(self._make(groups.get(owner.path, (owner,))) for owner in owners)

    def cells(self, with_rare: bool) -> list[Cell]:
        """Return the cells to show now, in page order."""
        return [made.cell for made in self._visible(with_rare)]

    def editors(self, with_rare: bool) -> list[Editor]:
        """Return the editors Enter goes through; locked ones are skipped."""
        bindings = (one for made in self._visible(with_rare) for one in made.bindings)
        return [one.editor for one in bindings if not one.editor.is_read_only()]

    def holds(self, editor: Editor) -> bool:
        """Tell whether an editor stands in one of the cells."""
        return any(one.editor is editor for made in self._made for one in made.bindings)

    def paths(self, with_rare: bool = True) -> list[str]:
        """Return the paths of the fields."""
        return [one.path for made in self._made if with_rare or not made.is_rare for one in made.bindings]

    def rare_paths(self) -> list[str]:
        """Return the paths of the fields behind 其余 n 项."""
        return [one.path for made in self._made if made.is_rare for one in made.bindings]

    def rare_count(self) -> int:
        """Return how many cells stand behind 其余 n 项."""
        return sum(made.is_rare for made in self._made)

    def move_to(self, place: Place) -> None:
        """Show the same fields of another row."""
        self._place = place
        for made in self._made:
            for field, binding in zip(made.fields, made.bindings, strict=True):
                self._binder.rebind(binding, place(field.path))

    def release(self) -> None:
        """Let go of the draft before being deleted."""
        for made in self._made:
            self._binder.release(made.bindings)

    def _visible(self, with_rare: bool) -> list[MadeCell]:
        seen = self._binder.document.visible
        return [one for one in self._made if (with_rare or not one.is_rare) and seen(one.bindings[0].path)]

    def _make(self, group: tuple[BoundField, ...]) -> MadeCell:
        owner = group[0]
        if len(group) > 1:
            box = JoinedEditor(group, self._services.search)
            bindings = tuple(self._bind(part, one) for part, one in zip(box.parts, group, strict=True))
            return MadeCell(self._cell(owner, FieldLabel(owner.box.words, box), box), group, bindings)
        editor = create(owner, self._services)
        cell = self._cell(owner, FieldLabel(owner.box.words, editor), editor)
        return MadeCell(cell, group, (self._bind(editor, owner),))

    def _cell(self, owner: BoundField, label: FieldLabel, widget: QWidget) -> Cell:
        label.setToolTip(owner.label if owner.box.short else "")
        return Cell(label, widget, owner.box.span)

    def _bind(self, editor: Editor, field: BoundField) -> Binding:
        if field.box.read_only:
            editor.set_hint("申报后生成")
        return self._binder.bind(editor, self._place(field.path), self._title)
