"""A request for 修改, 撤销 or 补充: the difference is the request; it edits no field and sends nothing itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.tables import CodeTables
from app.declarations.status import Status
from app.declarations.version import WORDS, Kind
from app.ui.keys import Act, Keys
from app.ui.models.change_list import ChangeListModel
from app.ui.models.filing_words import ENQUEUE
from app.ui.pages.alive import while_alive
from app.ui.pages.amend.change_card import ChangeCard
from app.ui.pages.amend.effect_cards import WHOLE, RefileCard, TaxCard
from app.ui.pages.amend.request_card import RequestCard
from app.ui.pages.amend.request_head import RequestHead
from app.ui.pages.amend.request_side import RequestSide
from app.ui.pages.amend.request_words import base_words, in_force
from app.ui.pages.keyboard import back_to, has_keyboard, keep_keyboard
from app.ui.pages.lifecycle import Compared, LifecycleService, Request
from app.ui.pages.path_strip import PathStrip
from app.ui.pages.services import DraftService, Standing
from app.ui.theme import Icon, Token, Tone, theme
from app.ui.widgets import Ground, Strip
from app.ui.windows import KeyHint

REFRESH_AFTER_MS = 150
BELOW = 180
HINTS = (
    KeyHint("↑ ↓", "换行"),
    KeyHint("Enter", "到该字段"),
    KeyHint("amend.take_back", "改回"),
    KeyHint("compare", "比较"),
    KeyHint("file", "提交"),
)
TYPING = frozenset({"amend.take_back", "file"})


class AmendPage(QWidget):
    """``open_form(draft id, path)`` opens a version in the form, ``open_request(draft id)`` another request.

    ``put_back(draft id, texts)`` lets a form that has the request open take fields back; False where none has.
    """

    retitled = Signal()
    hinted = Signal()

    def __init__(
        self,
        draft_id: str,
        lifecycle: LifecycleService,
        drafts: DraftService,
        tables: CodeTables,
        clock: Clock,
        open_form: Callable[[str, str], object],
        open_request: Callable[[str], object],
        put_back: Callable[[str, dict[str, str]], bool] = lambda _draft_id, _texts: False,
    ) -> None:
        super().__init__()
        self._id, self._lifecycle = draft_id, lifecycle
        self._open_form, self._open_request, self._put_back = open_form, open_request, put_back
        self._request: Request | None = None
        self._status: Status | None = None
        self._is_stale = self._is_comparing = self._was_in_front = self._busy = self._wants_rows = False
        self.head = RequestHead()
        self.strip, self.path_strip = Strip(), PathStrip()
        self.card = RequestCard()
        self.model = ChangeListModel(tables, self)
        self.changes = ChangeCard(self.model)
        self.tax, self.refile = TaxCard(), RefileCard()
        self.side = RequestSide(clock.now)
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._keys = Keys(self, self._key_acts())
        self._lay_out()
        self._bind(drafts)
        self._refresh()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        request = self._request
        if request is None:
            return "申请"
        return " ".join(part for part in (WORDS[request.kind], request.number[-4:]) if part)

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.GIT_COMPARE

    def is_marked(self) -> bool:
        """Tell that the request still waits for its clerk."""
        return self._request is not None and self._request.standing.editable

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing now."""
        if self._is_comparing:
            return (KeyHint("back", "回到本申请"),)
        return HINTS if self.is_marked() else tuple(one for one in HINTS if one.keys not in TYPING)

    def activated(self) -> None:
        """Bring the request up to date and put the keyboard on the differences."""
        if self._is_stale:
            self._refresh()
        self._wants_rows = not self._was_in_front or has_keyboard(self.head) or self.head.edit is self.focusWidget()
        if self._was_in_front and not self._wants_rows:
            back_to(self, self._focus_rows)
        else:
            self._was_in_front = True
            self._focus_rows()

    def may_close(self) -> bool:
        """Tell that the tab may go: what was typed is stored as it is left."""
        self._explain()
        return True

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- building ----------------------------------------------------------------------------------------------

    def _key_acts(self) -> dict[str, Act]:
        return {
            "amend.take_back": self._take_back,
            "file": self._file,
            "compare": self._compare_current,
            "receive": self._refresh,
            "back": self._step_back,
        }

    def _lay_out(self) -> None:
        px = theme().px
        left = Ground(Token.APP)
        column = QVBoxLayout(left)
        column.setContentsMargins(px(20), px(12), px(20), px(14))
        column.setSpacing(px(12))
        below = QHBoxLayout()
        below.setSpacing(px(14))
        for card in (self.tax, self.refile):
            card.setMinimumHeight(px(BELOW))
            below.addWidget(card, 1)
        column.addWidget(self.card)
        column.addWidget(self.changes, 1)
        column.addLayout(below)
        self.refile.hide()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.head, self.strip, self.path_strip):
            whole.addWidget(part)
        whole.addLayout(row, 1)

    def _bind(self, drafts: DraftService) -> None:
        self.changes.table.opened.connect(lambda number: self._edit(self.model.row(number).change.path))
        self.head.edit.clicked.connect(lambda: self._edit(""))
        self.head.before.clicked.connect(self._open_in_force)
        self.head.file.clicked.connect(self._file)
        self.card.explained.connect(self._explain)
        self.card.kind_asked.connect(lambda key: self._start(Kind(key)))
        self.card.attach_asked.connect(self._ask_paper)
        self.refile.decided.connect(self._decide)
        self.side.opened.connect(self._open_version)
        self.side.compared.connect(self._compare)
        self.path_strip.left.connect(self.card.attach.setFocus)
        drafts.changed.connect(self._note_change)
        self._lifecycle.changed.connect(self._note_change)
        self._timer.timeout.connect(self._refresh)

    # -- bringing ----------------------------------------------------------------------------------------------

    def _note_change(self, _draft_id: str) -> None:
        self._is_stale = True
        if self.isVisible():
            self._timer.start()

    def _refresh(self) -> None:
        self._is_stale = False
        self._lifecycle.request(self._id, while_alive(self, self._show), while_alive(self, self._fail))

    def _show(self, request: Request) -> None:
        self._request = request
        locked = not request.standing.editable
        self.head.show_request(request, self._busy)
        self.card.show_request(request, locked)
        self.side.show_request(request)
        names = (base_words(request), f"申请 {request.label}".strip())
        self.tax.show_effect(request.tax, (request.base or "现行", request.label or "申请"))
        if self._status not in (None, request.standing.status, Status.DRAFT):
            self.strip.be_quiet()  # it spoke of the request as it stood before
        self._status = request.standing.status
        self._show_refile(request, locked)
        if not self._is_comparing:
            keep_keyboard(self, lambda: self.changes.show_request(request, names), self._focus_rows)
        if self._wants_rows and self.isVisible():  # it came to the front before what was changed was known
            self._wants_rows = False
            self._focus_rows()
        self.retitled.emit()
        self.hinted.emit()

    def _show_refile(self, request: Request, locked: bool) -> None:
        fields = request.refile
        had = has_keyboard(self.refile)
        self.refile.setVisible(bool(fields) and not locked)
        if fields:
            others = len(request.changes) - len(fields)
            labels = list(dict.fromkeys(change.label for change in fields))
            why = "；".join(dict.fromkeys(change.why for change in fields if change.why))
            self.refile.show_fields(labels, why, others, f"这 {len(request.changes)} 处")
        elif had:
            self._focus_rows()

    def _fail(self, sentence: str) -> None:
        self._busy = False
        self.strip.say(Tone.ERR, sentence, [("知道了", self._quiet)])
        if self._request is not None:
            self.head.show_request(self._request, False)

    def _quiet(self) -> None:
        self.strip.be_quiet()
        self._focus_rows()

    # -- acts --------------------------------------------------------------------------------------------------

    def _focus_rows(self) -> None:
        first: QWidget = self.changes.table if self.model.rowCount() else self.head.edit
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, path: str) -> None:
        self._explain()
        self._open_form(self._id, path)

    def _open_in_force(self) -> None:
        current = in_force(self._request.versions) if self._request is not None else None
        if current is not None:
            self._open_form(current.draft_id, "")

    def _open_version(self, draft_id: str) -> None:
        if draft_id == self._id:
            self._edit("")
        else:
            self._open_form(draft_id, "")

    def _take_back(self) -> None:
        number = self.changes.table.current_row()
        if self.changes.table.hasFocus() and number >= 0 and not self._is_comparing and self.is_marked():
            self._set_back([self.model.row(number).change.path])

    def _set_back(self, paths: Sequence[str]) -> None:
        declared = self._request.declared if self._request is not None else {}
        if self._put_back(self._id, {path: declared.get(path, "") for path in paths}):
            return  # the form stores it, and its news brings the page up to date
        done = while_alive(self, lambda _none: self._refresh())
        self._lifecycle.take_back(self._id, paths, done, while_alive(self, self._fail))

    def _decide(self, way: str) -> None:
        if self._request is None:
            return
        if way == WHOLE:
            self._start(Kind.REFILE)
        else:
            self._set_back([change.path for change in self._request.refile])

    def _start(self, kind: Kind) -> None:
        done = while_alive(self, self._open_request)
        self._lifecycle.start(self._id, kind, done, while_alive(self, self._fail))

    def _explain(self) -> None:
        request = self._request
        if request is None or not self.is_marked():
            return
        reason, note, papers = self.card.explanation()
        if (reason, note, papers) != (request.reason, request.note, request.attachments):
            done = while_alive(self, lambda _none: self._refresh())
            self._lifecycle.explain(self._id, reason, note, papers, done, while_alive(self, self._fail))

    def _ask_paper(self) -> None:
        self.path_strip.ask("添加附件", "添加", lambda path: self.card.add_paper(Path(path).name))

    def _file(self) -> None:
        request = self._request
        if request is None or self._busy or not self.is_marked():
            return
        reason, note, papers = self.card.explanation()  # what was typed last may not be stored yet
        why_not = self.head.why_not(replace(request, reason=reason, note=note))
        if why_not:
            self.strip.say(Tone.WARN, why_not, [("知道了", self._quiet)])
            return
        self._busy = True
        self.head.show_request(request, True)
        send = while_alive(self, lambda _none: self._send())
        self._lifecycle.explain(self._id, reason, note, papers, send, while_alive(self, self._fail))

    def _send(self) -> None:
        self._lifecycle.file_request(self._id, while_alive(self, self._queued), while_alive(self, self._fail))

    def _queued(self, standing: Standing) -> None:
        self._busy = False
        words = standing.sentence or f"申请已签名并{ENQUEUE}，现行版本仍有效"
        self.strip.say(Tone.INFO, words, [("知道了", self._quiet)])
        self._refresh()

    # -- comparing ---------------------------------------------------------------------------------------------

    def _compare_current(self) -> None:
        self._compare(self.side.tree.current())

    def _compare(self, draft_id: str) -> None:
        """Put two versions side by side: the marked one (else the one in force) and the chosen one (else this)."""
        current = in_force(self._request.versions) if self._request is not None else None
        before = self.side.tree.base() or (current.draft_id if current is not None else "")
        if not before or not draft_id:
            return
        after = draft_id if draft_id != before else self._id
        show = while_alive(self, self._show_compared)
        self._lifecycle.compare(before, after, show, while_alive(self, self._fail))

    def _show_compared(self, compared: Compared) -> None:
        self._is_comparing = True
        self.changes.show_compared(compared)
        self.changes.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hinted.emit()

    def _step_back(self) -> None:
        if self._is_comparing:
            self._is_comparing = False
            self.hinted.emit()
            if self._request is not None:
                self._show(self._request)
            self._focus_rows()
        elif self.strip.isVisible():
            self._quiet()
        else:
            self._focus_rows()
