"""The head of the register: where, how many, and what can be done; it asks nobody."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout

from app.ui.theme import Font, Icon, Token, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label

HEIGHT = 50
ROOMY = 1100


class RegisterHead(Ground):
    """Signals of its buttons: ``import_asked``, ``print_asked``, ``day_asked``, ``card_asked``, ``new_asked``."""

    import_asked = Signal()
    print_asked = Signal()
    day_asked = Signal()
    card_asked = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE, "bottom")
        px = theme().px
        self.setFixedHeight(px(HEIGHT))
        self._words = Label("", Font.SMALL, Token.T2)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(Label("边民名册", Font.PAGE))
        row.addSpacing(px(6))
        row.addWidget(self._words, 1)
        row.addWidget(_act("日报", Icon.CHART_COLUMN, self.day_asked))
        row.addWidget(_act("导入名单", Icon.UPLOAD, self.import_asked))
        row.addWidget(_act("打印名册", Icon.PRINTER, self.print_asked))
        row.addWidget(_act("读身份证", Icon.ID_CARD, self.card_asked, ButtonLook.SECONDARY, "F3"))
        row.addWidget(_act("登记边民", Icon.USER_PLUS, self.new_asked, ButtonLook.PRIMARY, "Ins"))

    def show_counts(self, zone: str, people: int, active: int) -> None:
        """Show the zone and how many residents there are, and how many of them may take part."""
        self._words.set_words("   ".join(part for part in (zone, f"{people} 人", f"在册有效 {active}") if part))

    def words(self) -> str:
        """Return zone and counts as shown."""
        return self._words.words()


def _act(words: str, icon: Icon, asked: SignalInstance, look: ButtonLook = ButtonLook.PLAIN, keys: str = "") -> Button:
    button = Button(words, look, icon, keys, tall=True)
    button.clicked.connect(lambda: asked.emit())
    return button
