"""The official page for the pages: written once where it can be previewed, copied where the person wants it."""

import os
import secrets
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

import forms
from app.core.draft import Draft
from app.core.system_words import system_words
from app.declarations.status import CHINESE, Status
from app.printing import official_pdf
from app.printing.joined import joined
from app.store import drafts
from app.store.drafts import DraftRow
from app.store.engine import Connection
from app.ui.desk.life import declared_on
from app.ui.desk.office import Office, told
from app.ui.pages.background import background
from app.wire.files import write_file

T = TypeVar("T")

_OUT_OF_CUSTOMS = frozenset({Status.RELEASED, Status.CLOSED})


class DeskPrinting(QObject):
    """PrintService: the status comes from the store, the page is drawn in the background."""

    def __init__(self, office: Office, folder: Path) -> None:
        super().__init__(office)
        self._office = office
        self.folder = folder

    def preview(self, draft_id: str, draft: Draft, done: Callable[[Path], None], failed: Callable[[str], None]) -> None:
        copy = draft.copy()

        def stored(connection: Connection) -> tuple[DraftRow, date | None]:
            return drafts.load_row(connection, draft_id), declared_on(connection, draft_id)

        def known(found: tuple[DraftRow, date | None]) -> None:
            self.run(lambda: self._print(*found, copy), done, failed)

        self._office.ask(stored, known, failed)

    def save(self, source: Path, target: Path, done: Callable[[Path], None], failed: Callable[[str], None]) -> None:
        self.run(lambda: _copied(source, target), done, failed)

    def together(self, files: Sequence[Path], done: Callable[[Path], None], failed: Callable[[str], None]) -> None:
        target = self.folder / f"{secrets.token_hex(8)}.together.pdf"

        def joining() -> Path:
            keep(target, joined([file.read_bytes() for file in files]))
            return target

        self.run(joining, done, failed)

    def _print(self, row: DraftRow, declared: date | None, draft: Draft) -> Path:
        form = forms.load(draft.form)
        given = {
            "unified": row.seq_no,
            "customs": row.entry_id,
            "pre_entry": "",
        }  # the page prints 统一编号 there itself
        for bound in form.fields.values():
            if bound.box.assigned and not draft.get(bound.path):
                draft.put(bound.path, given[bound.box.assigned])
        released = row.status in _OUT_OF_CUSTOMS
        words = CHINESE[row.status]
        tables = self._office.tables
        content = official_pdf(form, draft, tables, released=released, status_words=words, declared_on=declared)
        path = self.folder / f"{row.id}.pdf"
        keep(path, content)
        return path

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]) -> None:
        """Do a piece of work in the background; files that cannot be written are told as such."""

        def spoken() -> T:
            try:
                return work()
            except OSError as error:
                raise ValueError(f"无法写入文件（{system_words(error)}），请检查文件夹和磁盘空间") from error
            except Exception as error:
                raise ValueError(told(error)) from error  # the asker gets it, as the answer of a store would be

        background().run(spoken, done, failed)


def keep(path: Path, content: bytes) -> None:
    """Write a page whole or not at all, for its owner alone; a preview may still be reading the one before."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> Path:
    write_file(target, source.read_bytes())
    return target
