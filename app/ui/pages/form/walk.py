"""Where the keyboard goes on the form page: from field to field, to a path, to a section; it binds no key itself."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.core.path import bind, rows_of, section_of
from app.declarations.template import FACTS
from app.ui.editors import Editor
from app.ui.models.document import DraftDocument
from app.ui.models.quick_fill import QuickFill
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.form_frame import FormFrame
from app.ui.pages.form.goods_area import GoodsArea
from app.ui.pages.form.head_area import HeadArea
from app.ui.pages.form.sections_area import Region

GOODS = 9  # the number of the goods among the sections


class Walk:
    """The parts of the page in the order Enter goes through; behind the last one waits the button of 校验."""

    def __init__(
        self,
        document: DraftDocument,
        binder: Binder,
        sections: HeadArea,
        goods: GoodsArea,
        frame: FormFrame,
        end: QWidget,
    ) -> None:
        self._document, self._binder = document, binder
        self._sections, self._goods, self._frame, self._end = sections, goods, frame, end
        self.quick: QuickFill | None = None

    def regions(self) -> list[Region]:
        """Return the parts Enter goes through, in order."""
        sections: list[Region] = [] if self._frame.is_full() else self._sections.regions()
        return [*sections, self._goods]

    def start(self) -> None:
        """Put the keyboard into the first field; in 快填 into the first that waits."""
        waiting = self.quick.waiting() if self.quick is not None else ()
        if waiting:
            self.go_to(waiting[0])
        else:
            self._take_from(0, 1)

    def back(self) -> None:
        """Put the keyboard into the field it was in last, or into the first one."""
        editor = self._binder.editor_at(self._binder.current)
        if editor is not None:
            editor.take_focus()
        else:
            self.start()

    def advance(self, editor: Editor, direction: int) -> None:
        """Go from an editor to the next or previous field of the page; in 快填 past all that need nothing."""
        if self.quick is not None and self.quick.is_on:
            self._to_stop(self.quick.following(self._path_of(editor), direction), direction)
            return
        for at, region in enumerate(self.regions()):
            if region.owns(editor):
                if not region.step(editor, direction):
                    self._take_from(at + direction, direction)
                return

    def go_to(self, path: str) -> None:
        """Go to a field or, where its path says so, to a fact."""
        if path.startswith(FACTS):
            self.go_to_fact(path.removeprefix(FACTS))
        else:
            self.reveal(path)

    def reveal(self, path: str) -> None:
        """Bring the field of a path into view and the keyboard into it."""
        if path.startswith(self._goods.section.rows):
            self._goods.reveal(path)
            return
        self._frame.show_head()
        self._sections.reveal(path)

    def go_to_field(self, pattern: str) -> None:
        """Go to a field by its pattern: in the current row of its table, adding a first row if there is none."""
        document, current = self._document, self._binder.current
        rows: tuple[int, ...] = ()
        for at in range(pattern.count("[]")):
            section = bind("[]".join(pattern.split("[]")[: at + 1]), rows)
            if not document.rows(section):
                document.insert_row(section, 0)
            same = current.startswith(f"{section}[")
            rows = (*rows, rows_of(current)[at] if same else 0)
        path = bind(pattern, rows)
        if section_of(path) and not document.rows(section_of(path)):
            return  # the draft is locked and has no such row
        self.reveal(path)

    def go_to_fact(self, name: str) -> None:
        """Go to a fact no message carries."""
        self._frame.show_head()
        self._sections.open_fact(name)
        editor = self._sections.findChild(QWidget, f"{FACTS}{name}")
        if editor is not None and not editor.hasFocus():  # a block of several opens at its first
            editor.setFocus(Qt.FocusReason.TabFocusReason)

    def go_to_section(self, number: int) -> None:
        """Go to the n-th section of the page; 9 is the goods."""
        keys = self._sections.ids()
        if number == GOODS:
            self._goods.take(1)
        elif number <= len(keys):
            self._frame.show_head()
            self._sections.open(keys[number - 1])

    def _path_of(self, editor: Editor) -> str:
        """Return the path an editor stands for; that of a fact is its name as a widget."""
        found: object = editor
        return self._binder.path_of(editor) or (found.objectName() if isinstance(found, QObject) else "")

    def _to_stop(self, path: str, direction: int) -> None:
        if path:
            self.go_to(path)
        elif direction > 0:
            self._end.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_from(self, at: int, direction: int) -> None:
        regions = self.regions()
        while 0 <= at < len(regions):
            if direction > 0 and regions[at] is self._goods and self._sections.open_lacking():
                return
            if regions[at].take(direction):
                return
            at += direction
        if direction > 0:
            self._end.setFocus(Qt.FocusReason.TabFocusReason)
