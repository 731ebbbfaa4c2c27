"""Texts a chosen code brings along when the keyboard leaves it: into blank fields alone, marked, one step to undo."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.declarations.template_offer import REMARK, Template, phrases, template_at
from app.ui.models.document import DraftDocument

SOURCE = "regime"
BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class Brought:
    """What a template did and what it would still add: labels of the fields filled, phrases the remark lacks."""

    template: Template
    filled: tuple[str, ...]
    phrases: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Return what a clerk is told."""
        names = "、".join(self.filled)
        said = f"{self.template.name} 带入 {len(self.filled)} 项：{names}，Ctrl Z 撤回" if names else ""
        lacks = f"备注还缺：{BETWEEN.join(self.phrases)}" if self.phrases else ""
        return "。".join(part for part in (said, lacks) if part)


class Bringing(QObject):
    """Watches what was typed in one open document; ``brought(Brought)`` when a chosen template has something to say."""

    brought = Signal(object)

    def __init__(self, document: DraftDocument, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._today = document, today
        self._typed: set[str] = set()

    def typed(self, path: str) -> None:
        """Note that somebody typed into a field."""
        self._typed.add(path)

    def left(self, path: str) -> tuple[str, ...]:
        """Fill in what the code typed at ``path`` brings along; returns the fields filled."""
        if path not in self._typed:
            return ()
        self._typed.discard(path)
        document = self._document
        texts = document.form.brings(document.form, document.draft, path, document.tables, self._today)
        wanted = {at: text for at, text in texts.items() if document.present(at)}
        filled = document.fill_empty(wanted, path, SOURCE) if wanted else ()
        self._tell(path, filled)
        return filled

    def add_phrases(self, told: Brought) -> None:
        """Put the phrases the remark lacks behind what stands there."""
        now = self._document.get(REMARK).strip()
        self._document.put_all({REMARK: BETWEEN.join((now, *told.phrases) if now else told.phrases)}, REMARK, SOURCE)

    def _tell(self, path: str, filled: tuple[str, ...]) -> None:
        document = self._document
        template = template_at(document.form, document.draft, path, self._today)
        if template is None:
            return
        labels = tuple(dict.fromkeys(document.form.field(at).box.words for at in filled))
        can_remark = document.present(REMARK) and not document.locked_at(REMARK)
        lacks = phrases(document.form, document.draft, template, self._today) if can_remark else ()
        if labels or lacks:
            self.brought.emit(Brought(template, labels, lacks))
