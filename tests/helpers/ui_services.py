"""In-memory stand-ins for what pages ask of the program: they answer at once, or when a test says so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

import forms
from app.core.clock import SHANGHAI
from app.core.draft import Draft, Mode
from app.declarations.copying import CopyPart
from app.declarations.guarantee import Balance, Guarantee
from app.declarations.status import CHINESE, EXPLAINED, Status, is_editable
from app.declarations.summary import DraftSummary
from app.ui.models.change import Change
from app.ui.models.history import Delta
from app.ui.pages.checkpoint_service import CheckpointService
from app.ui.pages.conflict.services import Conflict
from app.ui.pages.ledger_pane import Entry
from app.ui.pages.services import (
    CheckLine,
    Done,
    Event,
    Failed,
    FormKind,
    Link,
    ListedDraft,
    ListQuery,
    OpenedDraft,
    Preferences,
    QueueItem,
    QueueState,
    ReceiptItem,
    Standing,
)
from app.ui.pages.template_service import TemplateService
from app.ui.pages.upkeep import AuditCheck, AuditLine, BackupLine, RestorePlan, Slot, Slots

T = TypeVar("T")
NOW = datetime(2026, 3, 2, 14, 32, 8, tzinfo=SHANGHAI)


class FixedClock:
    """A clock that stands still."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


class Answers:
    """Gives answers at once, or keeps them while ``held`` until ``give`` is called."""

    def __init__(self) -> None:
        self.held = False
        self.refusal = ""
        self._kept: list[Callable[[], None]] = []

    def answer(self, done: Done[T], value: T, failed: Failed) -> None:
        """Answer a call, or refuse it while ``refusal`` holds a sentence."""
        sentence = self.refusal
        act: Callable[[], None] = (lambda: failed(sentence)) if sentence else (lambda: done(value))
        if self.held:
            self._kept.append(act)
        else:
            act()

    def give(self) -> None:
        """Give every answer kept so far."""
        kept, self._kept = self._kept, []
        for act in kept:
            act()


@dataclass(frozen=True, slots=True)
class FakeRow:
    """A listed draft."""

    id: str
    status: Status = Status.DRAFT
    form: str = "import"
    mode: Mode = Mode.ADVANCE
    errors: int | None = None
    seq_no: str = ""
    entry_id: str = ""
    updated_at: datetime = NOW
    starred: bool = False
    label: str = ""
    summary: DraftSummary = field(
        default_factory=lambda: DraftSummary("", "", "", "", "0708", "4", "炼焦煤", 1, "", "")
    )


def row(number: int, status: Status = Status.DRAFT, **changes: object) -> FakeRow:
    """Return a made-up draft; ``changes`` are fields of the row or of its summary."""
    summary = {
        "client_seq_no": f"PD260302{number:06}TEST",
        "contract_number": f"TEST-{number:04}",
        "bill_number": f"TESTB{number:04}",
        "trade_name": "内蒙古测试煤业有限公司",
        "port": "0708",
        "traffic_mode": "4",
        "goods": "炼焦煤",
        "goods_count": 1 + number % 7,
        "total": f"{10_000 + number * 37}.50",
        "currency": "USD",
    }
    for name in list(changes):
        if name in summary:
            summary[name] = changes.pop(name)
    made = FakeRow(f"draft-{number}", status, summary=DraftSummary(**summary))  # type: ignore[arg-type]
    return replace(made, updated_at=NOW - timedelta(minutes=7 * number), **changes)  # type: ignore[arg-type]


class FakeDrafts(QObject):
    """Drafts in a list; ``asked`` holds every list query, ``calls`` what was done."""

    changed = Signal(str)

    def __init__(self, rows: Iterable[FakeRow] = ()) -> None:
        super().__init__()
        self.rows = list(rows)
        self.binned: list[FakeRow] = []
        self.opened: dict[str, Draft] = {}
        self.previous: Draft | None = None
        self.asked: list[ListQuery] = []
        self.calls: list[tuple[str, ...]] = []
        self.answers = Answers()
        self.templates: TemplateService | None = None
        self.checkpoints: CheckpointService | None = None

    def kinds(self) -> Sequence[FormKind]:
        return (FormKind("import", "进口", (Mode.ONCE, Mode.ADVANCE, Mode.SUMMARY)), FormKind("export", "出口"))

    def new(self, form_id: str, mode: Mode, done: Done[str], failed: Failed) -> None:
        self.calls.append(("new", form_id, mode.value))
        made = replace(row(900 + len(self.rows), goods="", total=""), form=form_id, mode=mode, updated_at=NOW)
        self.rows.insert(0, made)
        self.answers.answer(done, made.id, failed)
        self.changed.emit(made.id)

    def load(self, draft_id: str, done: Done[OpenedDraft], failed: Failed) -> None:
        found = self._row(draft_id)
        form = forms.load(found.form)
        draft = self.opened.get(draft_id) or form.new(found.mode)
        opened = OpenedDraft(draft_id, form, draft, found.status, found.seq_no, found.entry_id, found.updated_at)
        self.answers.answer(done, opened, failed)

    def save(
        self,
        draft_id: str,
        draft: Draft,
        errors: int,
        done: Done[datetime],
        failed: Failed,
        steps: Delta | None = None,
    ) -> None:
        self.calls.append(("save", draft_id, str(errors)))
        self.opened[draft_id] = draft.copy()
        self.answers.answer(done, NOW, failed)
        self.changed.emit(draft_id)

    def older_steps(self, draft_id: str, upto: int, done: Done[Sequence[Change]], failed: Failed) -> None:
        self.answers.answer(done, (), failed)

    def copy(self, draft_id: str, done: Done[str], failed: Failed, part: CopyPart = CopyPart.WHOLE) -> None:
        self.calls.append(("copy", draft_id))
        made = replace(self._row(draft_id), id=f"{draft_id}-copy", status=Status.DRAFT, seq_no="", entry_id="")
        self.rows.insert(0, replace(made, updated_at=NOW))
        self.answers.answer(done, made.id, failed)
        self.changed.emit(made.id)

    def remember(self, draft: Draft, section: str, done: Done[int], failed: Failed) -> None:
        self.calls.append(("remember", section))
        self.answers.answer(done, 3, failed)

    def delete(self, draft_id: str, on: bool, done: Done[None], failed: Failed) -> None:
        self.calls.append(("delete", draft_id, str(on)))
        taken, given = (self.rows, self.binned) if on else (self.binned, self.rows)
        found = next(one for one in taken if one.id == draft_id)
        assert is_editable(found.status)
        taken.remove(found)
        given.append(found)
        self.rows.sort(key=lambda one: one.updated_at, reverse=True)
        self.answers.answer(done, None, failed)
        self.changed.emit(draft_id)

    def list(self, query: ListQuery, done: Done[Sequence[ListedDraft]], failed: Failed) -> None:
        self.asked.append(query)
        found = [
            one
            for one in (self.binned if query.binned else self.rows)
            if (not query.statuses or one.status in query.statuses)
            and (not query.text or query.text in f"{one.summary} {one.seq_no} {one.entry_id}")
        ]
        first = 0 if query.after is None else [one.id for one in found].index(query.after.id) + 1
        self.answers.answer(done, found[first : first + query.limit], failed)

    def counts(self, done: Done[Mapping[Status, int]], failed: Failed) -> None:
        held: dict[Status, int] = {}
        for one in self.rows:
            held[one.status] = held.get(one.status, 0) + 1
        self.answers.answer(done, held, failed)

    def import_file(self, path: Path, done: Done[str], failed: Failed) -> None:
        self.calls.append(("import", str(path)))
        self.answers.answer(done, self.rows[0].id if self.rows else "draft-0", failed)

    def export_file(
        self, draft_id: str, path: Path, done: Done[Path], failed: Failed, with_notes: bool = False
    ) -> None:
        self.calls.append(("export", draft_id, str(path), *(["notes"] if with_notes else [])))
        self.answers.answer(done, path, failed)

    def last(self, draft_id: str, done: Done[Draft | None], failed: Failed) -> None:
        self.answers.answer(done, self.previous, failed)

    def move(self, draft_id: str, status: Status) -> None:
        """Let a declaration reach another status, as a receipt would."""
        number = next(n for n, one in enumerate(self.rows) if one.id == draft_id)
        self.rows[number] = replace(self.rows[number], status=status)
        self.changed.emit(draft_id)

    def _row(self, draft_id: str) -> FakeRow:
        return next(one for one in self.rows if one.id == draft_id)


class FakeSubmissions(QObject):
    """Queue, receipts and events as a test sets them."""

    changed = Signal(str)
    link_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.online = Link.ONLINE
        self.waiting: list[QueueItem] = []
        self.state = QueueState()
        self.kept: list[ReceiptItem] = []
        self.lives: dict[str, list[Event]] = {}
        self.standings: dict[str, Standing] = {}
        self.messages: dict[str, str] = {}
        self.calls: list[tuple[str, ...]] = []
        self.answers = Answers()

    def link(self) -> Link:
        return self.online

    def submit(self, draft_id: str, draft: Draft, done: Done[Standing], failed: Failed) -> None:
        self.calls.append(("submit", draft_id))
        self._become(draft_id, Status.QUEUED, done, failed)

    def recall(self, draft_id: str, done: Done[Standing], failed: Failed) -> None:
        self.calls.append(("recall", draft_id))
        self._become(draft_id, Status.CANCELLED, done, failed)

    def settle(self, draft_id: str, arrived: bool, done: Done[Standing], failed: Failed) -> None:
        self.calls.append(("settle", draft_id, str(arrived)))
        self._become(draft_id, Status.SENT if arrived else Status.QUEUED, done, failed)

    def standing(self, draft_id: str, done: Done[Standing], failed: Failed) -> None:
        self.answers.answer(done, self.standings.get(draft_id, Standing(Status.DRAFT)), failed)

    def queue(self, done: Done[Sequence[QueueItem]], failed: Failed) -> None:
        self.answers.answer(done, tuple(self.waiting), failed)

    def queue_state(self, done: Done[QueueState], failed: Failed) -> None:
        self.answers.answer(done, self.state, failed)

    def pause(self, paused: bool, done: Done[QueueState], failed: Failed) -> None:
        self.calls.append(("pause", str(paused)))
        self.state = replace(self.state, paused=paused)
        self.answers.answer(done, self.state, failed)

    def confirm_clock(self, done: Done[QueueState], failed: Failed) -> None:
        self.calls.append(("confirm_clock",))
        self.state = replace(self.state, clock_trouble="")
        self.answers.answer(done, self.state, failed)

    def wish(self, draft_id: str, held: bool, first: bool, done: Done[None], failed: Failed) -> None:
        self.calls.append(("wish", draft_id, str(held), str(first)))
        self.waiting = [
            replace(one, held=held, first=first) if one.draft_id == draft_id else one for one in self.waiting
        ]
        self.answers.answer(done, None, failed)
        self.changed.emit(draft_id)

    def receipts(self, draft_id: str, limit: int, done: Done[Sequence[ReceiptItem]], failed: Failed) -> None:
        found = [one for one in self.kept if not draft_id or one.draft_id == draft_id]
        self.answers.answer(done, found[:limit], failed)

    def events(self, draft_id: str, done: Done[Sequence[Event]], failed: Failed) -> None:
        self.answers.answer(done, tuple(self.lives.get(draft_id, ())), failed)

    def original(self, receipt_id: str, done: Done[str], failed: Failed) -> None:
        self.calls.append(("original", receipt_id))
        self.answers.answer(done, self.messages.get(receipt_id, ""), failed)

    def mark_seen(self, receipt_id: str, seen: bool) -> None:
        self.calls.append(("mark_seen", receipt_id, str(seen)))
        number = next(n for n, one in enumerate(self.kept) if one.id == receipt_id)
        self.kept[number] = replace(self.kept[number], seen=seen)
        self.changed.emit(self.kept[number].draft_id)

    def receive(self) -> None:
        self.calls.append(("receive",))

    def _become(self, draft_id: str, status: Status, done: Done[Standing], failed: Failed) -> None:
        standing = Standing(status, EXPLAINED.get(status, CHINESE[status]), editable=is_editable(status))
        self.standings[draft_id] = standing
        self.answers.answer(done, standing, failed)
        self.changed.emit(draft_id)


class FakePrints:
    """Gives a file made beforehand as every preview."""

    def __init__(self, page: Path) -> None:
        self.page = page
        self.saved: list[tuple[Path, Path]] = []
        self.answers = Answers()

    def preview(self, draft_id: str, draft: Draft, done: Done[Path], failed: Failed) -> None:
        self.answers.answer(done, self.page, failed)

    def save(self, source: Path, target: Path, done: Done[Path], failed: Failed) -> None:
        self.saved.append((source, target))
        self.answers.answer(done, target, failed)

    def together(self, files: Sequence[Path], done: Done[Path], failed: Failed) -> None:
        self.joined = list(files)
        self.answers.answer(done, self.page, failed)


class FakeMemory:
    """Remembers in a dict."""

    def __init__(self, **kept: str) -> None:
        self.kept = dict(kept)

    def get(self, key: str, default: str = "") -> str:
        return self.kept.get(key, default)

    def put(self, key: str, value: str) -> None:
        self.kept[key] = value


class FakeLedger:
    """Holds guarantees nobody uses."""

    def __init__(self) -> None:
        self.held: dict[str, Guarantee] = {}
        self.answers = Answers()

    def entries(self, done: Done[Sequence[Entry]], failed: Failed) -> None:
        unused = [Entry(one, Balance(one.limit, Decimal(), Decimal())) for one in self.held.values()]
        self.answers.answer(done, unused, failed)

    def put(self, guarantee: Guarantee, done: Done[None], failed: Failed) -> None:
        self.held[guarantee.number] = guarantee
        self.answers.answer(done, None, failed)


class FakeSettings:
    """Holds the settings and gives canned check lines."""

    def __init__(self, preferences: Preferences | None = None, lines: Sequence[CheckLine] = ()) -> None:
        self.preferences = preferences or Preferences()
        self.lines = tuple(lines)
        self.saved: list[Preferences] = []
        self.answers = Answers()

    def load(self, done: Done[Preferences], failed: Failed) -> None:
        self.answers.answer(done, self.preferences, failed)

    def save(self, preferences: Preferences, done: Done[None], failed: Failed) -> None:
        self.saved.append(preferences)
        self.preferences = preferences
        self.answers.answer(done, None, failed)

    def doctor(self, done: Done[Sequence[CheckLine]], failed: Failed) -> None:
        self.answers.answer(done, self.lines, failed)


class FakeUpkeep:
    """UpkeepService in memory; the passphrase is what was set last."""

    def __init__(self) -> None:
        self.answers = Answers()
        self.kinds = ["demo"]
        self.passphrase = ""
        self.kept: list[BackupLine] = []
        self.lines: list[AuditLine] = []
        self.broken: tuple[str, ...] = ()
        self.is_locked = False
        self.ordered: BackupLine | None = None
        self.restarts = False

    def slots(self, done: Done[Slots], failed: Failed) -> None:
        words = {"demo": "演示档案", "passphrase": "口令", "recovery": "办公室恢复密钥", "keyring": "系统登录"}
        daily = [kind for kind in self.kinds if kind != "recovery"]
        made = [Slot(one, words[one], "说明", one == "recovery" or len(daily) > 1) for one in self.kinds]
        self.answers.answer(done, Slots(made, "demo" in self.kinds, "passphrase" in self.kinds), failed)

    def set_passphrase(self, new: str, done: Done[None], failed: Failed) -> None:
        self.passphrase = new
        self.kinds = [*(one for one in self.kinds if one != "passphrase"), "passphrase"]
        self.answers.answer(done, None, failed)

    def add_keyring(self, done: Done[None], failed: Failed) -> None:
        failed("这台电脑没有可用的系统密钥串，请改设口令")

    def new_recovery_key(self, done: Done[str], failed: Failed) -> None:
        self.kinds = [*(one for one in self.kinds if one != "recovery"), "recovery"]
        self.answers.answer(done, "AGE-SECRET-KEY-1TESTTESTTESTTESTTESTTESTTESTTEST", failed)

    def remove(self, kind: str, done: Done[None], failed: Failed) -> None:
        self.kinds.remove(kind)
        self.answers.answer(done, None, failed)

    def backups(self, done: Done[Sequence[BackupLine]], failed: Failed) -> None:
        self.answers.answer(done, tuple(self.kept), failed)

    def back_up(self, done: Done[BackupLine], failed: Failed) -> None:
        made = BackupLine(Path(f"backups/{len(self.kept)}"), datetime(2026, 3, 2, 14, 0, tzinfo=SHANGHAI), 412_000_000)
        self.kept.insert(0, made)
        self.answers.answer(done, made, failed)

    def verify(self, folder: Path, done: Done[BackupLine], failed: Failed) -> None:
        self.answers.answer(done, next(one for one in self.kept if one.folder == folder), failed)

    def weigh_restore(self, folder: Path, done: Done[RestorePlan], failed: Failed) -> None:
        line = next(one for one in self.kept if one.folder == folder)
        self.answers.answer(done, RestorePlan(line, 14, 3, 1, 2), failed)

    def order_restore(self, folder: Path, now: bool, done: Done[BackupLine], failed: Failed) -> None:
        self.ordered = next(one for one in self.kept if one.folder == folder)
        self.restarts = now
        self.answers.answer(done, self.ordered, failed)

    def ordered_restore(self, done: Done[BackupLine | None], failed: Failed) -> None:
        self.answers.answer(done, self.ordered, failed)

    def cancel_restore(self, done: Done[None], failed: Failed) -> None:
        self.ordered = None
        self.answers.answer(done, None, failed)

    def hand_over(self, target: Path, passphrase: str, done: Done[Path], failed: Failed) -> None:
        self.answers.answer(done, target, failed)

    def audit(self, before: int | None, done: Done[Sequence[AuditLine]], failed: Failed) -> None:
        found = [one for one in self.lines if before is None or one.seq < before]
        self.answers.answer(done, tuple(found), failed)

    def audit_check(self, done: Done[AuditCheck], failed: Failed) -> None:
        self.answers.answer(done, AuditCheck(len(self.lines), 1, self.broken), failed)

    def lock(self, done: Done[None], failed: Failed) -> None:
        self.is_locked = True
        self.answers.answer(done, None, failed)

    def unlock(self, passphrase: str, done: Done[None], failed: Failed) -> None:
        if passphrase == self.passphrase:
            self.is_locked = False
            self.answers.answer(done, None, failed)
        else:
            failed("口令不对，数据未打开，请重新输入")


class FakeConflicts:
    """ConflictService that keeps what was merged."""

    def __init__(self) -> None:
        self.answers = Answers()
        self.merged: list[Draft] = []

    def load(self, draft_id: str, done: Done[Conflict], failed: Failed) -> None:
        failed("没有要合并的单证")

    def save(self, conflict: Conflict, merged: Draft, done: Done[None], failed: Failed) -> None:
        self.merged.append(merged)
        self.answers.answer(done, None, failed)
