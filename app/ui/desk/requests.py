"""A request and its versions as the window shows them, read in the store thread; it changes nothing."""

from datetime import date, datetime

import forms
from app.core.draft import Purpose
from app.core.tables import CodeTables
from app.declarations.amendment import differences
from app.declarations.conditions import Condition as Known
from app.declarations.reasons import reasons_for
from app.declarations.status import Status
from app.declarations.version import Kind
from app.store.asking import RequestView, request_view
from app.store.drafts import load_draft, load_row
from app.store.engine import Connection
from app.store.versions import version_tree
from app.ui.desk.life import events_of
from app.ui.desk.tax_effect import TaxEffects
from app.ui.models.wording import goods_words, mode_words
from app.ui.pages.lifecycle import Compared, Condition, Reason, Request, TaxEffect
from app.ui.pages.services import Standing, Verdict

_TO_FILL_IN = frozenset({"reason", "note", "changes", "refile"})
"""Conditions the clerk meets on the page itself: they wait, they do not stand against the request."""
_OTHER_PAGE = frozenset({"refile"})  # the table of changes and the card beside it say it


def read_request(
    connection: Connection, draft_id: str, tables: CodeTables, effects: TaxEffects, now: datetime
) -> Request:
    """Return a request with everything its page shows; raises LookupError for a draft that is none."""
    view = request_view(connection, draft_id)
    versions = version_tree(connection, draft_id)
    summary = view.row.summary
    base = load_row(connection, view.base_draft_id)
    own = next((one for one in versions if one.draft_id == draft_id), None)
    agreed = own is not None and own.current  # it is the declaration now, and stands where that stands
    status = Status.AGREED if agreed else view.row.status
    return Request(
        draft_id=draft_id,
        kind=view.line.kind,
        form=view.form,
        declaration=Standing(view.base_status, "", view.seq_no, view.entry_id, base.editable),
        standing=Standing(status, "", view.seq_no, view.entry_id, view.row.editable and not agreed),
        about=(mode_words(view.draft.mode), goods_words(summary), summary.trade_name),
        number=view.entry_id or view.seq_no or view.client_seq_no,
        label=own.label if own is not None else "",
        changes=view.changes,
        declared=dict(view.draft.declared),
        texts=dict(view.draft.filled()),
        reasons=_reasons(view, now.date()),
        reason=view.line.reason_code,
        note=view.line.note,
        attachments=view.line.attachments,
        conditions=tuple(_condition(one) for one in view.conditions if one.id not in _OTHER_PAGE),
        tax=_tax(view, effects, now.date()),
        versions=versions,
        base=next((one.label for one in versions if one.draft_id == view.base_draft_id), ""),
        events=tuple(events_of(connection, tables, draft_id)),
    )


def compare_versions(connection: Connection, before: str, after: str) -> Compared:
    """Return what one version changes of another."""
    first, second = load_draft(connection, before).draft, load_draft(connection, after).draft
    form = forms.load(second.form)
    labels = {one.draft_id: one.label for one in version_tree(connection, after)}
    return Compared(
        form,
        differences(first.texts, second.texts, form),
        dict(first.filled()),
        dict(second.filled()),
        (labels.get(before, "前一版"), labels.get(after, "后一版")),
    )


def _condition(one: Known) -> Condition:
    if one.met:
        return Condition(one.words, Verdict.OK)
    return Condition(one.words, Verdict.WARN if one.id in _TO_FILL_IN or not one.blocks else Verdict.BAD)


def _reasons(view: RequestView, today: date) -> tuple[Reason, ...]:
    if view.purpose is Purpose.SUPPLEMENT:
        return ()
    known = reasons_for(view.purpose, view.form.direction, view.draft.mode, today)
    return tuple(Reason(one.code, one.name, f"{one.source}{'，不计报关差错' if one.tolerant else ''}") for one in known)


def _tax(view: RequestView, effects: TaxEffects, today: date) -> TaxEffect:
    if view.line.kind is not Kind.AMEND:
        return TaxEffect(note="这类申请不改税费")
    if not view.changes:
        return TaxEffect(note="没有改动，税费不变")
    return effects.of_change(view.form, view.draft, view.draft.declared, today)
