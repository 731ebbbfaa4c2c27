"""Opens the next thing to be written about a declaration: second step, request, new version; it sends nothing."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

import forms
from app.core.draft import Draft, Mode, Purpose
from app.core.path import rows_of, section_of
from app.declarations.actions import declaration_status, held_actions
from app.declarations.amendment import difference_of
from app.declarations.conditions import conditions
from app.declarations.guarantee import BALANCE_FACT
from app.declarations.number import new_client_seq_no
from app.declarations.outbox import State
from app.declarations.refused import SendingRefused
from app.declarations.stage_facts import SUMMARY_ACCEPTED
from app.declarations.status import Mark, Status
from app.declarations.version import PURPOSE_OF, REQUESTS, Kind
from app.store.deeds import Deed, Deeds, deeds_of, withdrawn_on
from app.store.drafts import DraftRow, StoredDraft, create_draft, load_draft, rewrite_draft
from app.store.lineage import is_in_force, line_of, put_first, put_next, successor_of
from app.store.stage_tables import lineage
from app.store.standing import WITHDRAWN_FACT, refresh, submission_of
from app.store.tables import drafts

_OF_ONE_FILING = frozenset({"filed_on", "released", "sale_recorded", BALANCE_FACT, SUMMARY_ACCEPTED})
"""Facts of what was filed, which say nothing of what is filed anew."""


class NotOpen(SendingRefused):
    """The declaration does not stand so that this can be begun; the message is one Chinese sentence."""

    rule = "R159"
    source = "《进出口货物报关单修改和撤销管理办法》（海关总署令第220号）"


def open_completion(connection: Connection, draft_id: str, sent: Mapping[str, str], now: datetime) -> str:
    """Open the second step in the same record: mode COMPLETE, ``declared`` = what the 概要 sent, numbers carried.

    ``sent`` holds the texts of the first message by path. Opened before it stays as it is. Raises NotOpen, LookupError.
    """
    stored, deeds = _filed(connection, draft_id)
    draft_id = stored.row.id
    if stored.draft.purpose is Purpose.COMPLETE:
        return draft_id
    first = deeds.first
    taken = first is not None and first.state is State.ACKED and any(one.entry_id for one in first.notices)
    if stored.row.mode is not Mode.SUMMARY or not taken:
        raise NotOpen("概要申报尚未入库，取得海关编号后才能补全完整申报")
    if stored.row.status in (Status.REJECTED, Status.CANCELLED):
        raise NotOpen("概要申报已退单或作废，请改正后重报概要")
    draft = stored.draft
    declared = {path: draft.get(path) or text for path, text in sent.items()}
    _take_along(connection, draft_id, draft, declared)
    draft.mode, draft.purpose, draft.declared = Mode.COMPLETE, Purpose.COMPLETE, declared
    draft.facts |= _accepted(first)
    draft.update(forms.load(draft.form).staged(draft))
    _carry_numbers(draft, stored.row)
    put_first(connection, draft_id, now)
    rewrite_draft(connection, draft_id, draft, now)
    submission = submission_of(connection, draft_id)
    if submission is not None:
        refresh(connection, submission)
    return draft_id


def open_amendment(connection: Connection, draft_id: str, now: datetime) -> str:
    """Return a new draft to amend a declaration: a copy whose ``declared`` are the values in force; raises NotOpen."""
    return _open_request(connection, draft_id, Kind.AMEND, now)


def open_withdrawal(connection: Connection, draft_id: str, now: datetime) -> str:
    """Return a new draft that asks for a declaration's withdrawal; raises NotOpen."""
    return _open_request(connection, draft_id, Kind.WITHDRAW, now)


def open_supplement(connection: Connection, draft_id: str, now: datetime) -> str:
    """Return a new draft of a 补充申报, on demand (Sp1) or of one's own accord; raises NotOpen."""
    return _open_request(connection, draft_id, Kind.SUPPLEMENT, now)


def new_version_of_rejected(connection: Connection, draft_id: str, now: datetime) -> str:
    """Return a new draft with a rejected one's contents and facts, its own number, linked to it; raises NotOpen."""
    stored = load_draft(connection, draft_id)
    if stored.row.status is not Status.REJECTED:
        raise NotOpen("这份单证没有被退单，可直接打开修改")
    if (
        stored.draft.purpose is not Purpose.DECLARE
    ):  # the authority holds the declaration: a second one would be one too many
        raise NotOpen("海关仍持有这一票，请在原单上改正后再交，不能另起编号重报")
    return _open_anew(connection, stored, Kind.RETRY, {}, now)


def refile(connection: Connection, draft_id: str, now: datetime, texts: Mapping[str, str] | None = None) -> str:
    """Return a new draft to declare goods anew after a withdrawal, linked to the old one; raises LookupError.

    From an amendment that cannot be made it takes the wanted values along; ``texts`` are put over all. Begun before
    the authority agrees it waits: the day of withdrawal is told to it with the consent.
    """
    stored = load_draft(connection, draft_id)
    wanted = dict(texts or {})
    line = line_of(connection, draft_id)
    if line is not None and line.kind in REQUESTS and line.parent_id and line.mark is Mark.NONE:
        changes = difference_of(stored.draft, forms.load(stored.draft.form))
        wanted = {change.path: change.new for change in changes} | wanted
        stored = load_draft(connection, line.parent_id)
    submission = submission_of(connection, stored.row.id)
    moment = withdrawn_on(deeds_of(connection, submission)) if submission else None
    facts = {WITHDRAWN_FACT: moment.date().isoformat()} if moment else {}
    return _open_anew(connection, stored, Kind.REFILE, facts, now, wanted)


def _filed(connection: Connection, draft_id: str) -> tuple[StoredDraft, Deeds]:
    """Return the version in force of a filed declaration with its messages; raises NotOpen, LookupError."""
    in_force = draft_id
    while (later := successor_of(connection, in_force)) is not None:
        in_force = later
    submission = submission_of(connection, in_force)
    if submission is None:
        raise NotOpen("这份单证还没有申报过，可直接修改")
    return load_draft(connection, in_force), deeds_of(connection, submission)


def _open_request(connection: Connection, draft_id: str, kind: Kind, now: datetime) -> str:
    stored, deeds = _filed(connection, draft_id)
    purpose = PURPOSE_OF[kind]
    if stored.row.kind in REQUESTS and not is_in_force(connection, stored.row.id):
        raise NotOpen("这是一份申请，请在原报关单上再提")
    held = held_actions(deeds.actions)
    opening = conditions(purpose, declaration_status(held), held, "00", "说明", ())[0]
    if not opening.met:
        raise NotOpen(opening.words)
    begun = _begun(connection, stored.row.id, kind)
    if begun is not None:
        return begun
    draft = _as_declared(stored, deeds)
    _carry_numbers(draft, stored.row)
    draft.purpose, draft.declared = purpose, dict(draft.filled())
    row = create_draft(connection, draft, now, errors=0)
    put_next(connection, row.id, stored.row.id, kind, now)
    return row.id


def _as_declared(stored: StoredDraft, deeds: Deeds) -> Draft:
    """Return a copy of what the authority holds: the 概要 alone before its 完整 is taken."""
    if stored.draft.purpose is not Purpose.COMPLETE or deeds.held.purpose is Purpose.COMPLETE:
        return stored.draft.copy()
    held = stored.draft
    draft = Draft(held.form, held.version, Mode.SUMMARY, dict(held.facts))
    draft.update({path: held.get(path) or text for path, text in held.declared.items()})
    draft.update(forms.load(draft.form).staged(draft))
    return draft


def _take_along(connection: Connection, draft_id: str, draft: Draft, declared: Mapping[str, str]) -> None:
    """Bring what was typed ahead into the second step of an amended 概要: it stands in the version before."""
    line = line_of(connection, draft_id)
    if line is None or line.kind is not Kind.AMEND or line.parent_id is None:
        return
    for path, text in load_draft(connection, line.parent_id).draft.filled():
        section = section_of(path)
        lost = bool(section) and 0 < draft.rows(section) <= rows_of(path)[-1]  # a row the amendment took away
        if path not in declared and not draft.get(path) and not lost:
            draft.put(path, text)


def _begun(connection: Connection, parent_id: str, kind: Kind) -> str | None:
    """Return the request of this kind that was begun and never sent, so that none is begun twice."""
    query = (
        select(drafts.c.id)
        .join(lineage, lineage.c.draft_id == drafts.c.id)
        .where(lineage.c.parent_id == parent_id, lineage.c.kind == kind.value)
        .where(drafts.c.status == Status.DRAFT.value, drafts.c.deleted.is_(False))
        .order_by(lineage.c.number.desc())
    )
    return connection.execute(query.limit(1)).scalar_one_or_none()


def _open_anew(
    connection: Connection,
    stored: StoredDraft,
    kind: Kind,
    facts: Mapping[str, object],
    now: datetime,
    texts: Mapping[str, str] | None = None,
) -> str:
    form = forms.load(stored.draft.form)
    draft = form.copy_of(stored.draft)
    kept = {name: value for name, value in stored.draft.facts.items() if name not in _OF_ONE_FILING}
    draft.facts = kept | dict(facts)
    draft.purpose, draft.declared = Purpose.DECLARE, {}
    if draft.mode is Mode.COMPLETE:
        draft.mode = Mode.SUMMARY  # a two-step declaration begins again with its first step
    draft.update(texts or {})
    draft.update(form.staged(draft))
    draft.put(form.identity, new_client_seq_no(now))
    row = create_draft(connection, draft, now)
    put_next(connection, row.id, stored.row.id, kind, now)
    return row.id


def _accepted(first: Deed | None) -> dict[str, str]:
    """Return the day customs took the 概要 in, as the fact the rate day hangs on."""
    days = [one.noticed_at.date() for one in first.notices if one.entry_id and one.noticed_at] if first else []
    return {SUMMARY_ACCEPTED: min(days).isoformat()} if days else {}


def _carry_numbers(draft: Draft, row: DraftRow) -> None:
    """Write the authority's numbers where the form keeps them."""
    given = {"unified": row.seq_no, "customs": row.entry_id}
    for path, bound in forms.load(draft.form).fields.items():
        if number := given.get(bound.box.assigned, ""):
            draft.put(path, number)
