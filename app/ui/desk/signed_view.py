"""Shows over the page what is signed for the declaration in front: its fields as the bytes say them, and the digest."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.desk.office import Office
from app.ui.keys import bind
from app.ui.pages.alive import while_alive
from app.ui.theme import Font, Token, Tone, theme
from app.ui.widgets import Label
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.plain_text import PlainText
from app.ui.windows import MainWindow
from app.work.signed_contents import SignedContents, signed_contents

_WIDTH, _HEIGHT = 760, 380
_NEVER = "这一票还没有申报，没有所签的报文"


class SignedView(QObject):
    """Answers the key of 看所签报文 on every page that has a declaration in front."""

    def __init__(self, window: MainWindow, office: Office) -> None:
        super().__init__(window)
        self._window, self._office = window, office
        bind(window, {"signed": self.show})

    def show(self) -> None:
        """Read the message of the declaration in front and show it."""
        draft_id = self._draft()
        if not draft_id:
            self._fail("请先选中一票")
            return
        self._office.ask(
            lambda connection: signed_contents(connection, draft_id),
            while_alive(self, self._open),
            while_alive(self, self._fail),
        )

    def _draft(self) -> str:
        key = self._window.current()
        current = getattr(self._window.page(key), "current_draft", None)
        return str(current()) if current is not None else key.partition(":")[2]

    def _open(self, contents: SignedContents | None) -> None:
        if contents is None:
            self._fail(_NEVER)
            return
        overlay = signed_overlay(self._window, contents)
        overlay.open(overlay.findChild(PlainText))

    def _fail(self, sentence: str) -> None:
        self._window.toast.say(sentence, Tone.WARN)


def signed_overlay(window: QWidget, contents: SignedContents) -> Overlay:
    """Return the overlay, not yet open."""
    overlay = Overlay(window, "所签报文", contents.sentence, _WIDTH)
    overlay.add(Label(f"SHA-256 {contents.digest}", Font.SMALL, Token.T2))
    text = PlainText("所签报文的各项")
    text.setPlainText(contents.text)
    text.setMinimumHeight(theme().px(_HEIGHT))
    overlay.add(text, 1)
    overlay.add_actions([("关闭", lambda: None)])
    return overlay
