"""In-memory stand-ins for the further life of a declaration: requests, versions, lanes and what is due."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Signal

import forms
from app.core.draft import Draft, Mode
from app.declarations.amendment import differences
from app.declarations.inbox import NeedKind
from app.declarations.lanes import Notice, Stored
from app.declarations.lanes import lanes as two_lanes
from app.declarations.status import Status
from app.declarations.version import Kind, Version
from app.ui.pages.lifecycle import (
    Arrived,
    Compared,
    Expiry,
    LaneGoods,
    Need,
    Next,
    Reason,
    Request,
    Storage,
    TwoLane,
)
from app.ui.pages.services import Done, Event, Failed, Standing
from tests.helpers import scenarios
from tests.helpers.ui_services import NOW, Answers

REASONS = (Reason("1", "溢短装", "测试用的原因表"), Reason("9", "容错", "测试用的原因表"))
RELEASED = Standing(Status.RELEASED, "", "I20260000700000001", "070820261000000001", editable=False)


class FakeLifecycle(QObject):
    """Requests in a dict; ``calls`` holds what was asked."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.requests: dict[str, Request] = {}
        self.lanes: dict[str, TwoLane] = {}
        self.waiting: list[Need] = []
        self.steps: dict[str, Next] = {}
        self.effect = Arrived("")
        self.calls: list[tuple[object, ...]] = []
        self.answers = Answers()
        self.sale = ""  # why the goods may not be sold

    def start(self, draft_id: str, kind: Kind, done: Done[str], failed: Failed) -> None:
        self.calls.append(("start", draft_id, kind.value))
        self.answers.answer(done, f"{draft_id}-{kind.value}", failed)

    def complete(self, draft_id: str, done: Done[str], failed: Failed) -> None:
        self.calls.append(("complete", draft_id))
        self.answers.answer(done, draft_id, failed)

    def next_step(self, draft_id: str, done: Done[Next], failed: Failed) -> None:
        self.answers.answer(done, self.steps.get(draft_id, Next()), failed)

    def request(self, draft_id: str, done: Done[Request], failed: Failed) -> None:
        self.answers.answer(done, self.requests[draft_id], failed)

    def explain(
        self, draft_id: str, reason: str, note: str, attachments: Sequence[str], done: Done[None], failed: Failed
    ) -> None:
        self.calls.append(("explain", draft_id, reason, note, tuple(attachments)))
        one = self.requests[draft_id]
        self.requests[draft_id] = replace(one, reason=reason, note=note, attachments=tuple(attachments))
        self.answers.answer(done, None, failed)

    def take_back(self, draft_id: str, paths: Sequence[str], done: Done[None], failed: Failed) -> None:
        self.calls.append(("take_back", draft_id, tuple(paths)))
        one = self.requests[draft_id]
        texts = {**one.texts, **{path: one.declared.get(path, "") for path in paths}}
        changes = differences(one.declared, texts, one.form)
        self.requests[draft_id] = replace(one, texts=texts, changes=changes)
        self.answers.answer(done, None, failed)

    def file_request(self, draft_id: str, done: Done[Standing], failed: Failed) -> None:
        self.calls.append(("file_request", draft_id))
        standing = Standing(Status.QUEUED, editable=False)
        self.requests[draft_id] = replace(self.requests[draft_id], standing=standing)
        self.answers.answer(done, standing, failed)

    def compare(self, before: str, after: str, done: Done[Compared], failed: Failed) -> None:
        self.calls.append(("compare", before, after))
        one = next(iter(self.requests.values()))
        found = Compared(one.form, one.changes[:1], one.declared, one.texts, ("v1", "v2"))
        self.answers.answer(done, found, failed)

    def two_lane(self, draft_id: str, done: Done[TwoLane], failed: Failed) -> None:
        self.answers.answer(done, self.lanes[draft_id], failed)

    def store_goods(
        self, draft_id: str, storage: Storage, expiries: Sequence[Expiry], done: Done[None], failed: Failed
    ) -> None:
        self.calls.append(("store_goods", draft_id, storage, tuple(expiries)))
        self.lanes[draft_id] = replace(self.lanes[draft_id], storage=storage, expiries=tuple(expiries))
        self.answers.answer(done, None, failed)

    def sell(self, draft_id: str, done: Done[None], failed: Failed) -> None:
        self.calls.append(("sell", draft_id))
        if self.sale:
            failed(self.sale)
        else:
            self.answers.answer(done, None, failed)

    def needs(self, done: Done[Sequence[Need]], failed: Failed) -> None:
        self.answers.answer(done, tuple(self.waiting), failed)

    def arrived(self, draft_id: str, day: date, done: Done[Arrived], failed: Failed) -> None:
        self.calls.append(("arrived", draft_id, day))
        self.answers.answer(done, self.effect, failed)


def amended(texts: Mapping[str, str], draft: Draft | None = None, kind: Kind = Kind.AMEND) -> Request:
    """Return a request that changes these texts of a released coal declaration."""
    before = draft or scenarios.s01()
    after = before.copy()
    after.update(texts)
    form = forms.load(before.form)
    versions = (
        Version(1, Kind.DECLARE, "d1", Status.RELEASED, NOW - timedelta(hours=4), "王测试", True, "v1"),
        Version(2, kind, "d2", Status.DRAFT, NOW - timedelta(minutes=6), "王测试", False, "v2", "d1"),
    )
    return Request(
        draft_id="d2",
        kind=kind,
        form=form,
        declaration=RELEASED,
        standing=Standing(Status.DRAFT),
        about=("提前申报", "炼焦煤 1 项", "内蒙古测试煤业有限公司"),
        number=RELEASED.entry_id,
        label="v2",
        changes=differences(before.texts, after.texts, form),
        declared=dict(before.texts),
        texts=dict(after.texts),
        reasons=REASONS,
        versions=versions,
        base="v1",
    )


CHANNELS = {
    Status.SENT: "7",
    Status.ACCEPTED: "L",
    Status.REVIEWED: "J",
    Status.TAX: "T",
    Status.INSPECTION: "C",
    Status.CONDITIONAL: "K",
    Status.RELEASED: "P",
    Status.CLOSED: "R",
    Status.REJECTED: "E",
    Status.CANCELLED: "D",
}


def lanes(
    status: Status,
    events: Sequence[Event] = (),
    *,
    asked: bool = True,
    storage: Storage | None = None,
    expiries: Sequence[Expiry] = (),
) -> TwoLane:
    """Return the two lanes of a meat declaration to which these receipts came."""
    goods = (
        LaneGoods(1, "0204430000", "冻去骨绵羊肉", "20 千克/箱", "14500", "千克"),
        LaneGoods(2, "0204423000", "冻带骨绵羊腿", "15 千克/箱", "6000", "千克"),
    )
    draft = forms.load("import").new(Mode.SUMMARY)
    draft.put("access.conditional", "1" if asked else "")
    for number, one in enumerate(goods):
        draft.put(f"items[{number}].name", one.name)
    notices = [Notice(CHANNELS[one.status], one.at, one.detail) for one in events if one.status is not None]
    stored = Stored(storage.place, storage.arrived_at) if storage is not None else None
    return TwoLane(
        draft_id="d1",
        status=status,
        number="070220261000000002",
        about=("二连浩特", "公路", "冻羊肉 2 项", "呼和浩特测试进出口有限公司"),
        port="二连海关",
        destination="呼和浩特",
        lanes=two_lanes(draft, notices, stored),
        goods=goods,
        events=tuple(events),
        asked=asked,
        storage=storage,
        expiries=tuple(expiries),
    )


def need(number: int, wants: NeedKind, at: datetime = NOW, **changes: object) -> Need:
    """Return something that waits for a person."""
    made = Need(
        f"draft-{number}",
        wants,
        f"炼焦煤 {number} 项",
        "内蒙古测试煤业有限公司",
        f"07082026{number:010}",
        "0708",
        "4",
        "",
        at,
    )
    return replace(made, **changes)  # type: ignore[arg-type]
