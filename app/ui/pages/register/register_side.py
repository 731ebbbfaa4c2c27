"""The side of the register: a resident, or a form over him; on narrow windows a strip that F7 opens."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.pages.form.side_panel import StripButton
from app.ui.pages.register.mandate_form import MandateForm
from app.ui.pages.register.person_form import PersonForm
from app.ui.pages.register.person_panel import WIDTH, PersonPanel
from app.ui.theme import Icon, Token, theme
from app.ui.widgets import EmptyState, Ground
from app.ui.widgets.panel_tabs import PanelTab

NARROW = 40
_Form = TypeVar("_Form", PersonForm, MandateForm)


class RegisterSide(Ground):
    """``left()`` when a form was closed without keeping anything; ``person_kept``, ``mandate_kept`` as its form's."""

    left = Signal()
    person_kept = Signal(object)
    mandate_kept = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(Token.SURFACE, "left")
        self._is_wide, self._is_open = True, False
        self._today = today
        self._forms: list[QWidget] = []
        self.person = PersonPanel()
        self._nobody = EmptyState(Icon.USERS, "没有选中边民", "用 ↑ ↓ 选一行。", [])
        self._stack = QStackedWidget()
        for part in (self._nobody, self.person):
            self._stack.addWidget(part)
        self.opener = StripButton(PanelTab("person", "资料"))
        self.opener.clicked.connect(self.toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(self._stack, 1)
        self._fold()

    @cached_property
    def form(self) -> PersonForm:
        """The form for a person, made when it is first asked for."""
        made = PersonForm(self._today)
        made.kept.connect(self.person_kept)
        return self._added(made)

    @cached_property
    def mandate(self) -> MandateForm:
        """The form for a mandate, made when it is first asked for."""
        made = MandateForm(self._today)
        made.kept.connect(self.mandate_kept)
        return self._added(made)

    def fit(self, wide: bool) -> None:
        """Take the room a window of this width leaves."""
        if wide != self._is_wide:
            self._is_wide = wide
            self._is_open = False
            self._fold()

    def toggle(self) -> None:
        """Open the side where it is folded, or fold it again."""
        if not self._is_wide:
            self._is_open = not self._is_open
            self._fold()

    def is_open_over(self) -> bool:
        """Tell whether it was unfolded on a narrow window."""
        return self._is_open and not self._is_wide

    def has_form(self) -> bool:
        """Tell whether a form is shown, which must not be taken away by news."""
        return self._stack.currentWidget() in self._forms

    def show_nobody(self) -> None:
        """Show that no resident is meant."""
        if not self.has_form():
            self._stack.setCurrentWidget(self._nobody)

    def show_person(self) -> None:
        """Show the resident, unless a form is open."""
        if not self.has_form():
            self._stack.setCurrentWidget(self.person)

    def open_form(self) -> None:
        """Show the form for a person."""
        self._open(self.form)

    def open_mandate(self) -> None:
        """Show the form for a mandate."""
        self._open(self.mandate)

    def close_form(self) -> None:
        """Show the resident again."""
        for form in self._forms:
            if isinstance(form, PersonForm):
                form.forget()
        self._stack.setCurrentWidget(self.person if self.person.seen() is not None else self._nobody)

    def _added(self, form: _Form) -> _Form:
        form.left.connect(self._leave)
        self._stack.addWidget(form)
        self._forms.append(form)
        return form

    def _open(self, form: PersonForm | MandateForm) -> None:
        if not self._is_wide and not self._is_open:
            self.toggle()
        self._stack.setCurrentWidget(form)

    def _leave(self) -> None:
        self.close_form()
        self.left.emit()

    def _fold(self) -> None:
        px = theme().px
        is_shown = self._is_wide or self._is_open
        self._stack.setVisible(is_shown)
        self.opener.setVisible(not is_shown)
        self.setFixedWidth(px(WIDTH if is_shown else NARROW))
