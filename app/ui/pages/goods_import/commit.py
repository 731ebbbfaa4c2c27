"""Writes a mended sheet into the open draft as one step, and what is beyond the limit into new drafts before that."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.check import Checker
from app.core.draft import Draft
from app.core.form import Form
from app.core.tables import CodeTables
from app.declarations.goods_split import Part
from app.ui.models.document import DraftDocument
from app.ui.models.import_sheet import ImportSheet, sources_under
from app.ui.pages.alive import while_alive
from app.ui.pages.background import background
from app.ui.pages.in_steps import in_steps
from app.ui.pages.services import DraftService, OpenedDraft


class Commit(QObject):
    """``done(str)`` when all is written, ``refused(str)`` when a new draft could not be stored: nothing was written."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        sheet: ImportSheet,
        document: DraftDocument,
        drafts: DraftService,
        draft_id: str,
        flush: Callable[[Callable[[], None]], object],
        today: date,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._document, self._drafts, self._id, self._flush = sheet, document, drafts, draft_id, flush
        self._today = today
        self._is_writing = False
        self._made: list[str] = []  # the drafts made for what is beyond the limit

    def write(self) -> None:
        """Write everything, once: to be asked again in the midst of it changes nothing."""
        if self._is_writing:
            return
        self._is_writing, self._made = True, []
        parts = self._sheet.parts()
        if len(parts) == 1:
            self._finish(parts)
        else:
            self._flush(lambda: self._next(parts, 1))

    def _next(self, parts: Sequence[Part], at: int) -> None:
        """Store the drafts behind the first one after another; the open draft comes last, so that nothing is half."""
        if at == len(parts):
            self._finish(parts)
            return
        take = while_alive(self, partial(self._fill, parts, at))

        def copied(draft_id: str) -> None:
            self._made.append(draft_id)
            self._drafts.load(draft_id, take, self._fail)

        self._drafts.copy(self._id, while_alive(self, copied), self._fail)

    def _fill(self, parts: Sequence[Part], at: int, opened: OpenedDraft) -> None:
        """Fill a new draft, count off the UI thread what blocks it, and store it."""
        draft = opened.draft
        self._put(draft, parts[at])
        go_on = while_alive(self, lambda _when: self._next(parts, at + 1))

        def store(errors: int) -> None:
            self._drafts.save(opened.id, draft, errors, go_on, self._fail)

        count = partial(_blocking, opened.form, draft, self._document.tables, self._today)
        background().run(count, while_alive(self, store), self._fail)

    def _put(self, draft: Draft, part: Part) -> None:
        section = self._sheet.goods.section
        for row in reversed(range(draft.rows(section))):
            draft.remove_row(section, row)
        for at, row_texts in enumerate(self._sheet.rows_for(part.lines, self._fresh())):
            draft.insert_row(section, at, row_texts)
        for path, text in part.head.items():
            draft.put(path, text)
        draft.brought.update(self._sheet.brought(part.lines, 0))
        self._document.form.renumber(draft)

    def _finish(self, parts: Sequence[Part]) -> None:
        """Write the first part into the open draft: behind the lines it has, unless the sheet was split."""
        section, part = self._sheet.goods.section, parts[0]
        before = self._sheet.standing() if len(parts) == 1 else []
        kept = sources_under(self._document.draft, section) if before else {}
        rows = [*before, *self._sheet.rows_for(part.lines, self._fresh())]
        brought = {**kept, **self._sheet.brought(part.lines, len(before))}
        at = f"{section}[{len(before)}].{self._sheet.goods.code}"
        with self._document.one_step(at):
            self._document.replace_rows(section, rows, at, part.head, brought)
            if self._made:
                self._document.note_drafts(at, self._made)
        more = f"，另存 {len(parts) - 1} 票草稿" if len(parts) > 1 else ""
        back = "，另存的进回收站" if len(parts) > 1 else ""
        words = f"已写入 {len(part.lines)} 项{more}，Ctrl+Z 一次撤回{back}"
        in_steps(self, iter(()), partial(self._end, words))  # the way back to the form is a step of its own

    def _end(self, words: str) -> None:
        self._is_writing = False
        self.done.emit(words)

    def _fresh(self) -> dict[str, str]:
        return dict(self._document.form.new_row(self._sheet.goods.section))

    def _fail(self, sentence: str) -> None:
        self._is_writing = False
        made, self._made = self._made, []
        for draft_id in made:  # those before the one that failed: half a split is none
            self._drafts.delete(draft_id, True, lambda _none: None, lambda _sentence: None)
        self.refused.emit(f"新草稿未能保存，什么也没有写入：{sentence}")


def _blocking(form: Form, draft: Draft, tables: CodeTables, today: date) -> int:
    """Return how many problems keep a draft from being filed."""
    return sum(problem.blocks for problem in Checker(form, draft, tables, today).problems())
