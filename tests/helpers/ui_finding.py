"""A made-up FindingService over the made-up drafts: numbers are places among all that ever stood there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.declarations.labels import Label
from app.declarations.list_filter import ListFilter
from app.ui.pages.finding_services import Choices
from app.ui.pages.services import Done, Failed, ListedDraft, ListQuery
from tests.helpers.ui_services import FakeDrafts, FakeRow


class FakeFinding:
    """``read`` holds every question for rows; questions for numbers stand among ``drafts.asked``."""

    def __init__(self, drafts: FakeDrafts) -> None:
        self.drafts = drafts
        self.filters: list[ListFilter] = []
        self.read: list[tuple[int, ...]] = []
        self.kept: dict[str, str] = {}
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}

    def find(self, wanted: ListFilter, done: Done[Sequence[int]], failed: Failed) -> None:
        self.filters.append(wanted)
        self.drafts.asked.append(ListQuery(wanted.statuses, wanted.text, binned=wanted.binned))
        rows = self.drafts.binned if wanted.binned else self.drafts.rows
        found = [self._number(one) for one in rows if _answers(one, wanted)]
        self.drafts.answers.answer(done, found, failed)

    def rows(self, numbers: Sequence[int], done: Done[Mapping[int, ListedDraft]], failed: Failed) -> None:
        self.read.append(tuple(numbers))
        standing = {one.id: one for one in (*self.drafts.rows, *self.drafts.binned)}
        found = {number: standing[self._ids[number]] for number in numbers if self._ids[number] in standing}
        self.drafts.answers.answer(done, found, failed)

    def choices(self, done: Done[Choices], failed: Failed) -> None:
        names = dict.fromkeys(one.summary.trade_name for one in self.drafts.rows)
        self.drafts.answers.answer(done, Choices(tuple(names), ("0708", "0702"), tuple(self.kept.items())), failed)

    def star(self, draft_ids: Sequence[str], on: bool, done: Done[None], failed: Failed) -> None:
        self._mark(draft_ids, done, failed, starred=on)

    def label(self, draft_ids: Sequence[str], label: Label | None, done: Done[None], failed: Failed) -> None:
        self._mark(draft_ids, done, failed, label=label.value if label is not None else "")

    def keep_view(self, name: str, line: str, done: Done[None], failed: Failed) -> None:
        self.kept[name] = line
        self.drafts.answers.answer(done, None, failed)

    def drop_view(self, name: str, done: Done[None], failed: Failed) -> None:
        del self.kept[name]
        self.drafts.answers.answer(done, None, failed)

    def check(self, draft_ids: Sequence[str], done: Done[Mapping[str, int]], failed: Failed) -> None:
        found = {draft_id: at % 2 for at, draft_id in enumerate(draft_ids)}
        self.drafts.rows = [replace(one, errors=found.get(one.id, one.errors)) for one in self.drafts.rows]
        self.drafts.answers.answer(done, found, failed)
        self.drafts.changed.emit("")

    def _mark(self, draft_ids: Sequence[str], done: Done[None], failed: Failed, **marks: object) -> None:
        changed = [replace(one, **marks) if one.id in draft_ids else one for one in self.drafts.rows]  # type: ignore[arg-type]
        self.drafts.rows = sorted(changed, key=lambda one: not one.starred)
        self.drafts.answers.answer(done, None, failed)
        for draft_id in draft_ids:
            self.drafts.changed.emit(draft_id)

    def _number(self, one: FakeRow) -> int:
        if one.id not in self._numbers:
            self._numbers[one.id] = len(self._ids)
            self._ids.append(one.id)
        return self._numbers[one.id]


def _answers(one: FakeRow, wanted: ListFilter) -> bool:
    return (
        (not wanted.statuses or one.status in wanted.statuses)
        and (not wanted.modes or one.mode in wanted.modes)
        and (not wanted.forms or one.form in wanted.forms)
        and (not wanted.ports or one.summary.port in wanted.ports)
        and (not wanted.labels or one.label in wanted.labels)
        and (not wanted.starred or one.starred)
        and (not wanted.text or wanted.text in f"{one.summary} {one.seq_no} {one.entry_id}")
    )
