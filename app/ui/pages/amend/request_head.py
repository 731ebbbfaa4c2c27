"""The head of a request: what it is, where declaration and request stand, and its acts; it performs none of them."""

from PySide6.QtWidgets import QHBoxLayout

from app.declarations.version import WORDS, Kind
from app.ui.models.status_look import look_of
from app.ui.pages.amend.request_words import VERBS, in_force, standing_words
from app.ui.pages.form.document_head import FactsLabel
from app.ui.pages.lifecycle import Request
from app.ui.pages.services import Verdict
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Chip, Ground, Label

HEIGHT = 50


class RequestHead(Ground):
    """The buttons are public."""

    def __init__(self) -> None:
        super().__init__(Token.SURFACE, "bottom")
        px = theme().px
        self.setFixedHeight(px(HEIGHT))
        self._title = Label("申请", Font.TITLE)
        self._declaration, self._standing = Chip("", Tone.NEU), Chip("", Tone.NEU)
        self._facts = FactsLabel("", Font.SMALL, Token.T2)
        self.before = Button("查看现行版本", ButtonLook.PLAIN, Icon.FILE_TEXT, tall=True)
        self.edit = Button("改表单", ButtonLook.SECONDARY, Icon.PENCIL, tall=True)
        self.file = Button("提交修改", ButtonLook.PRIMARY, Icon.SEND, "file", tall=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(16), 1)
        row.setSpacing(px(8))
        for part in (self._title, self._declaration, self._standing):
            row.addWidget(part)
        row.addSpacing(px(4))
        row.addWidget(self._facts, 1)
        for button in (self.before, self.edit, self.file):
            row.addWidget(button)

    def show_request(self, request: Request, busy: bool) -> None:
        """Show where a request stands and which acts are open."""
        editable = request.standing.editable
        look = look_of(request.declaration.status)
        self._title.set_words(WORDS[request.kind])
        self._declaration.show_state(look.words, look.tone, look.icon)
        self._standing.show_state(*standing_words(request.standing.status))
        self._facts.show_facts((request.number, *request.about))
        current = in_force(request.versions)
        self.before.set_words(f"查看 {current.label}" if current is not None else "查看现行版本")
        self.before.setEnabled(current is not None)
        self.edit.set_words("改表单" if editable and request.kind is not Kind.WITHDRAW else "看表单")
        self.file.set_words(f"提交{VERBS.get(request.kind, '申请')}")
        why_not = self.why_not(request)
        self.file.setEnabled(editable and not busy and not why_not)
        self.file.setToolTip(why_not)

    def why_not(self, request: Request) -> str:
        """Return why a request cannot be handed in now, empty if it can."""
        if request.refile:
            return f"{request.refile[0].label}须撤销重报，先移出或改走撤销重报"
        if request.kind is not Kind.WITHDRAW and not request.changes:
            return "还没有改动，先在表单里改"
        if request.reasons and not request.reason:
            return "还没有选原因"
        if not request.note.strip():
            return "还没有写说明"
        return next((one.words for one in request.conditions if one.verdict is Verdict.BAD), "")
