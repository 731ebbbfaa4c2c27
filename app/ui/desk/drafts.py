"""Drafts for the pages: new, open, save, copy, bin, list, import and export, all in the store thread."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

import forms
from app.core.check import Checker
from app.core.draft import Draft, Mode
from app.core.system_words import system_words
from app.declarations.copying import CopyPart, copy_part
from app.declarations.number import new_client_seq_no
from app.declarations.section_memory import begin_with, texts_of_section
from app.declarations.status import Status
from app.declarations.summary import client_of
from app.declarations.two_step_pack import PROFILE as PACK_PROFILE
from app.declarations.two_step_pack import keep_profile
from app.store import drafts
from app.store.conflicts import note_exported
from app.store.draft_steps import load_steps, older_steps, save_steps
from app.store.drafts import DraftRow, StaleDraft, StoredText
from app.store.engine import Connection
from app.store.section_memory import remember_section, remembered_sections
from app.store.settings import get_setting
from app.store.templates import start_of
from app.ui.desk.incoming import OURS, Met, keep_ours, meet
from app.ui.desk.office import Office, Refusal
from app.ui.models.change import Change
from app.ui.models.change_text import change_in, readable, text_of
from app.ui.models.history import Delta, Stack
from app.ui.pages.checkpoint_service import CheckpointService
from app.ui.pages.services import FormKind, ListedDraft, ListQuery, OpenedDraft, Started
from app.ui.pages.template_service import TemplateService
from app.wire.files import UnreadableFile, read_file, write_file
from app.wire.xml import NotWritable, write
from app.work.news import Changed, Done

PROFILE = "profile"
"""Setting that holds what every new draft of this operator starts with (path → text)."""

MOST_READ = 400  # steps brought from the store at once
_MODES = {"I": (Mode.ONCE, Mode.ADVANCE, Mode.SUMMARY), "E": (Mode.ONCE, Mode.ADVANCE)}
Failed = Callable[[str], None]


class DeskDrafts(QObject):
    """DraftService over the store. Revisions are kept in the store thread alone, so saves in a row never collide.

    ``left_out(str)`` says what of an imported file was not taken along, ``conflicted(str)`` which draft was changed in
    two places: both versions are kept, and wait to be merged.
    """

    changed = Signal(str)
    left_out = Signal(str)
    conflicted = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self.templates: TemplateService | None = None
        self.checkpoints: CheckpointService | None = None
        self._revisions: dict[str, int] = {}
        self._tried: dict[str, StoredText] = {}
        self._bases: dict[str, str] = {}
        office.changed.connect(self._on_news)

    def kinds(self) -> Sequence[FormKind]:
        words = {"I": "进口", "E": "出口"}
        found = (forms.load(form_id) for form_id in forms.REGISTRY)
        return [FormKind(form.id, words[form.direction], _MODES[form.direction]) for form in found]

    def new(self, form_id: str, mode: Mode, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[str]:
            form = forms.load(form_id)
            draft = form.new(mode)
            profile = get_setting(connection, PROFILE, {})
            draft.update({path: text for path, text in profile.items() if isinstance(text, str)})
            begin_with(form, draft, remembered_sections(connection, form_id, client_of(draft)))
            keep_profile(form, draft, get_setting(connection, f"preferences.{PACK_PROFILE}"))
            return self.keep_new(connection, draft)

        self._office.change(operation, done, failed)

    def load(self, draft_id: str, done: Callable[[OpenedDraft], None], failed: Failed) -> None:
        def operation(connection: Connection) -> OpenedDraft:
            stored = drafts.load_draft(connection, draft_id)
            if draft_id not in self._revisions:  # who only looks must not let an open page write over what it never saw
                self.adopt(draft_id, stored.row.rev, stored.draft)
            row, form, draft = stored.row, forms.load(stored.row.form), stored.draft
            checker = Checker(form, draft, self._office.tables, self._office.clock.now().date())
            numbers = (row.seq_no, row.entry_id)
            known = (_stack(connection, draft_id), _started(connection, draft_id))
            at = row.updated_at
            return OpenedDraft(row.id, form, draft, row.status, *numbers, at, checker, row.editable, *known)

        self._office.ask(operation, done, failed)

    def save(
        self,
        draft_id: str,
        draft: Draft,
        errors: int,
        done: Callable[[datetime], None],
        failed: Failed,
        steps: Delta | None = None,
    ) -> None:
        copy = draft.copy()  # the page goes on typing while the store writes
        base = self._bases.get(draft_id, "")

        def operation(connection: Connection) -> Done[datetime | None]:
            try:
                written = self.write(connection, draft_id, copy, errors)
            except StaleDraft:
                keep_ours(connection, draft_id, base, copy, self._office.clock.now())
                return Done(None)
            if steps is not None:
                save_steps(connection, draft_id, steps.keep, [text_of(step) for step in steps.steps], steps.done)
            return Done(written.value, written.changed)

        def stored(at: datetime | None) -> None:
            if at is None:
                failed(OURS)
                self.conflicted.emit(draft_id)
            else:
                self._bases[draft_id] = copy.to_json()
                done(at)

        self._office.change(operation, stored, failed)

    def older_steps(self, draft_id: str, upto: int, done: Callable[[Sequence[Change]], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Sequence[Change]:
            return readable(older_steps(connection, draft_id, upto, MOST_READ))

        self._office.ask(operation, done, failed)

    def adopt(self, draft_id: str, rev: int, draft: Draft) -> None:
        """Take a revision for the one this window knows: a page shows it from now on."""
        self._revisions[draft_id], self._bases[draft_id] = rev, draft.to_json()

    def let_go(self, draft_id: str) -> None:
        """Forget which revision this window knows: no page shows the draft any more."""
        self._revisions.pop(draft_id, None)
        self._bases.pop(draft_id, None)

    def write(self, connection: Connection, draft_id: str, draft: Draft, errors: int) -> Done[datetime]:
        """Store a draft over the revision this window knows (store thread only); raises StaleDraft, DraftLocked."""
        now = self._office.clock.now()
        drafts.save_draft(connection, draft_id, draft, self._revision(connection, draft_id), now, errors)
        self._tried[draft_id] = drafts.stored_text(connection, draft_id)
        return Done(now, Changed(drafts=frozenset({draft_id})))

    def copy(self, draft_id: str, done: Callable[[str], None], failed: Failed, part: CopyPart = CopyPart.WHOLE) -> None:
        def operation(connection: Connection) -> Done[str]:
            stored = drafts.load_draft(connection, draft_id)
            form = forms.load(stored.draft.form)
            draft = copy_part(form, stored.draft, part)
            keep_profile(form, draft, get_setting(connection, f"preferences.{PACK_PROFILE}"))
            return self.keep_new(connection, draft)

        self._office.change(operation, done, failed)

    def remember(self, draft: Draft, section: str, done: Callable[[int], None], failed: Failed) -> None:
        form = forms.load(draft.form)
        texts = texts_of_section(form, draft, section)

        def operation(connection: Connection) -> Done[int]:
            remember_section(connection, form.id, section, "", texts, self._office.clock.now())
            return Done(len(texts))

        self._office.change(operation, done, failed)

    def delete(self, draft_id: str, on: bool, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            drafts.delete_draft(connection, draft_id, on, self._office.clock.now())
            return Done(None, Changed(drafts=frozenset({draft_id})))

        self._office.change(operation, done, failed)

    def list(self, query: ListQuery, done: Callable[[Sequence[ListedDraft]], None], failed: Failed) -> None:
        after = query.after if isinstance(query.after, DraftRow) else None

        def operation(connection: Connection) -> Sequence[ListedDraft]:
            return drafts.list_drafts(connection, query.statuses, query.text, after, query.limit, query.binned)

        self._office.ask(operation, done, failed)

    def counts(self, done: Callable[[Mapping[Status, int]], None], failed: Failed) -> None:
        self._office.ask(drafts.count_by_status, done, failed)

    def import_file(self, path: Path, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[tuple[str, str, Met | None]]:
            try:
                incoming = read_file(path)
            except UnreadableFile as error:
                raise Refusal(str(error)) from error
            names = "、".join(attached.name for attached in incoming.attachments)
            if met := meet(connection, incoming.draft, path, self._office.clock.now()):
                return Done((met.draft_id, names, met))
            stored = self.keep_new(connection, incoming.draft)
            return Done((stored.value, names, None), stored.changed)

        def read(found: tuple[str, str, Met | None]) -> None:
            draft_id, names, met = found
            if met is not None and not met.told:
                self.conflicted.emit(draft_id)
            done(draft_id)
            if names:
                self.left_out.emit(f"压缩包里的附件没有带入：{names}")
            elif met is not None and met.told:
                self.left_out.emit(met.told)

        self._office.change(operation, read, failed)

    def export_file(
        self, draft_id: str, path: Path, done: Callable[[Path], None], failed: Failed, with_notes: bool = False
    ) -> None:
        def operation(connection: Connection) -> Done[Path]:
            stored = drafts.load_draft(connection, draft_id)
            _replace(path, _exported(stored.draft, path, with_notes))
            note_exported(connection, draft_id, stored.draft, self._office.clock.now())
            return Done(path)

        self._office.change(operation, done, failed)

    def last(self, draft_id: str, done: Callable[[Draft | None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Draft | None:
            form = drafts.load_row(connection, draft_id).form
            for row in drafts.list_drafts(connection, limit=50):
                if row.id != draft_id and row.form == form:
                    return drafts.load_draft(connection, row.id).draft
            return None

        self._office.ask(operation, done, failed)

    def keep_new(self, connection: Connection, draft: Draft) -> Done[str]:
        """Store a new draft under a number of its own (store thread only)."""
        form = forms.load(draft.form)
        now = self._office.clock.now()
        if not draft.get(form.identity):
            draft.put(form.identity, new_client_seq_no(now))
        row = drafts.create_draft(connection, draft, now)
        return Done(row.id, Changed(drafts=frozenset({row.id})))

    def _revision(self, connection: Connection, draft_id: str) -> int:
        """Return the revision this window may write over: the one it read, or what it has written itself since.

        A write may be taken back after all (a refused filing, a full disk) or stand although its commit failed, so
        what is ours is told by what stands in the store.
        """
        stored = drafts.stored_text(connection, draft_id)
        if draft_id not in self._revisions or stored == self._tried.get(draft_id):
            self._revisions[draft_id] = stored.rev
        return self._revisions[draft_id]

    def _on_news(self, news: Changed) -> None:
        for draft_id in news.drafts:
            self.changed.emit(draft_id)
        if news.submissions:
            self.changed.emit("")


def _stack(connection: Connection, draft_id: str) -> Stack | None:
    """Return what can be undone from before, None if the draft was changed elsewhere since."""
    stored = load_steps(connection, draft_id, MOST_READ)
    if stored is None:
        return None
    done, undone = readable(stored.done), [change_in(text) for text in stored.undone]
    if len(done) != len(stored.done) or None in undone:
        return None  # an older program read this stack: what it says cannot be relied on
    return Stack(stored.below, tuple(done), tuple(one for one in undone if one is not None))


def _started(connection: Connection, draft_id: str) -> Started | None:
    start = start_of(connection, draft_id)
    return None if start is None else Started(start.template_id, start.name, start.stops, start.quick)


def _exported(draft: Draft, path: Path, with_notes: bool) -> bytes:
    match path.suffix.lower():
        case ".json":
            return draft.to_json(with_notes).encode("utf-8")
        case ".xml":
            try:
                return write(forms.load(draft.form), draft)
            except NotWritable as error:
                raise Refusal(str(error)) from error
        case other:
            raise Refusal(f"不能导出为 {other or '无扩展名'} 文件，请把文件名写成 .xml 或 .json 结尾")


def _replace(path: Path, content: bytes) -> None:
    try:
        write_file(path, content)
    except OSError as error:
        raise Refusal(f"{path}：无法写入（{system_words(error)}），请检查文件夹和磁盘空间") from error
