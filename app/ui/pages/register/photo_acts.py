"""The photo of the resident shown: asked for with him, chosen from a file (P), removed; it opens no file itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.store.border_person import PersonSeen
from app.ui.pages.alive import while_alive
from app.ui.pages.register.services import RegisterService
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.ui.pages.register.register_page import RegisterPage

KINDS = "照片 (*.jpg *.jpeg *.png)"


class PhotoActs(QObject):
    """Every answer comes through the service; one for somebody no longer shown is dropped."""

    def __init__(self, page: RegisterPage, service: RegisterService) -> None:
        super().__init__(page)
        self._page, self._service = page, service
        self._question = 0
        panel = page.side.person
        panel.shown.connect(self._read)
        panel.photo_asked.connect(self.ask)
        panel.photo_dropped.connect(self.remove)

    def ask(self) -> None:
        """Ask for the file with the photo of the resident shown (P)."""
        page, seen = self._page, self._meant()
        if seen is None:
            return
        key, words = seen.resident.id, f"已保存 {seen.resident.name} 的照片"

        def keep(path: Path) -> None:
            kept = while_alive(page, lambda _none: page.say(Tone.OK, words))
            self._service.set_photo(key, path, kept, while_alive(page, page.fail))

        page.paths.ask(f"{seen.resident.name} 的照片", "保存", keep, check=_wrong_file, kinds=KINDS)

    def remove(self) -> None:
        """Forget the photo of the resident shown."""
        page, seen = self._page, self._meant()
        if seen is None:
            return
        words = f"已移除 {seen.resident.name} 的照片"
        removed = while_alive(page, lambda _none: page.say(Tone.OK, words))
        self._service.remove_photo(seen.resident.id, removed, while_alive(page, page.fail))
        page.focus_rows()  # the link that was pressed goes

    def _meant(self) -> PersonSeen | None:
        """Return the resident shown, while it is he the keyboard is on and no form is over him."""
        page, seen = self._page, self._page.side.person.seen()
        if seen is None or page.current() != seen.resident.id or not page.side.isVisible() or page.side.has_form():
            return None
        return seen

    def _read(self, resident_id: str) -> None:
        self._question += 1
        question = self._question

        def show(photo: QImage | None) -> None:
            if question == self._question:
                self._page.side.person.show_photo(photo)

        self._service.photo(resident_id, while_alive(self._page, show), while_alive(self._page, self._page.fail))


def _wrong_file(path: Path) -> str:
    return "" if path.is_file() else f"没有文件 {path}"
