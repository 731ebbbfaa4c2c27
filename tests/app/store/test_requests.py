"""Requests: a copy whose difference is asked for; v1 stays valid until consent; the version tree keeps everything."""

import pytest

from app.core.draft import Mode, Purpose
from app.declarations.message import XmlMessage
from app.declarations.reasons import reasons_for
from app.declarations.status import Mark, Status
from app.declarations.version import Kind, Version
from app.store import drafts, requests
from app.store.asking import enqueue_request, request_view
from app.store.drafts import DraftLocked, StoredDraft, list_drafts, load_draft, save_draft
from app.store.engine import Database
from app.store.lineage import put_reason
from app.store.requests import NotOpen
from app.store.standing import submission_of
from app.store.submissions import Queued
from app.store.told import told
from app.store.versions import version_tree
from tests.helpers.filings import NOW
from tests.helpers.lives import NUMBER, Life


def released(database: Database, mode: Mode = Mode.ONCE, number: str = NUMBER) -> Life:
    life = Life(database, mode, number)
    life.say(life.file(), "7", "L", "J", "P")
    return life


def opened(life: Life, kind: Kind = Kind.AMEND) -> str:
    openers = {
        Kind.AMEND: requests.open_amendment,
        Kind.WITHDRAW: requests.open_withdrawal,
        Kind.SUPPLEMENT: requests.open_supplement,
    }
    with life.database.writing() as connection:
        return openers[kind](connection, life.draft_id, NOW)


def asked(life: Life, draft_id: str, code: str = "02", note: str = "过磅短装", **texts: str) -> Queued:
    """Type into a request, give the reason, queue it and let it arrive."""
    with life.database.writing() as connection:
        stored = load_draft(connection, draft_id)
        stored.draft.update(texts)
        save_draft(connection, draft_id, stored.draft, stored.row.rev, NOW)
        put_reason(connection, draft_id, code, note)
        message = XmlMessage(f"<DecRequest>{draft_id}{texts}</DecRequest>".encode(), life.number)
        queued = enqueue_request(connection, request_view(connection, draft_id), message, NOW)
    life.arrive(queued)
    return queued


def tree(life: Life, draft_id: str = "") -> tuple[Version, ...]:
    with life.database.reading() as connection:
        return version_tree(connection, draft_id or life.draft_id)


def test_an_amendment_is_a_copy_that_knows_what_is_in_force(database: Database) -> None:
    life = released(database)
    draft_id = opened(life)
    with database.reading() as connection:
        stored = load_draft(connection, draft_id)
        view = request_view(connection, draft_id)
    assert (stored.draft.purpose, stored.row.status, stored.row.editable) == (Purpose.AMEND, Status.DRAFT, True)
    assert stored.draft.declared["gross_weight"] == "100"
    assert (view.changes, view.base_draft_id, view.entry_id) == ((), life.draft_id, life.shown().entry_id)
    assert view.refusal == "未选原因，请从原因表中选一项"
    assert life.shown().status is Status.RELEASED


def test_a_request_begun_is_not_begun_twice(database: Database) -> None:
    life = released(database)
    assert opened(life) == opened(life)
    assert opened(life, Kind.WITHDRAW) != opened(life)


@pytest.mark.parametrize("letters", [("7",), ("7", "E"), ("7", "L", "J", "P", "R")])
def test_what_is_not_taken_in_or_closed_is_not_amended(database: Database, letters: tuple[str, ...]) -> None:
    life = Life(database)
    life.say(life.file(), *letters)
    with pytest.raises(NotOpen):
        opened(life)


def test_what_was_never_filed_is_not_amended(database: Database) -> None:
    with pytest.raises(NotOpen, match="还没有申报过"):
        opened(Life(database))


def test_v1_stays_until_consent(database: Database) -> None:
    life = released(database)
    draft_id = opened(life)
    queued = asked(life, draft_id, gross_weight="90")
    for letters in ((), ("7", "RqL")):
        life.say(queued, *letters)
        assert (life.shown().status, life.shown().editable, life.shown().mark) == (Status.RELEASED, False, Mark.NONE)
        assert [one.current for one in tree(life)] == [True, False]
        assert not life.shown(draft_id).editable
    assert not life.stands().final  # an answer is due
    assert life.messages() == [(Purpose.DECLARE, 1), (Purpose.AMEND, 2)]
    with pytest.raises(DraftLocked), database.writing() as connection:
        stored = load_draft(connection, life.draft_id)
        save_draft(connection, life.draft_id, stored.draft, stored.row.rev, NOW)


def test_with_consent_v2_is_in_force(database: Database) -> None:
    life = released(database)
    draft_id = opened(life)
    life.say(asked(life, draft_id, gross_weight="90"), "7", "RqL", "RqP")
    assert [(one.label, one.kind, one.current, one.status) for one in tree(life)] == [
        ("v1", Kind.DECLARE, False, Status.RELEASED),
        ("v2", Kind.AMEND, True, Status.RELEASED),
    ]
    assert (life.shown().mark, life.shown().editable) == (Mark.SUPERSEDED, False)
    assert (life.shown(draft_id).editable, life.shown(draft_id).version) == (False, 2)
    assert life.stands().draft_id == draft_id
    with database.reading() as connection:
        assert [row.id for row in list_drafts(connection)] == [draft_id]  # the list shows what is in force
        assert drafts.count_by_status(connection) == {Status.RELEASED: 1}
        assert submission_of(connection, life.draft_id) == submission_of(connection, draft_id)
    with database.writing() as connection:
        third = requests.open_amendment(connection, life.draft_id, NOW)  # from the old one: of what is in force
        assert request_view(connection, third).base_draft_id == draft_id
        assert load_draft(connection, third).draft.declared["gross_weight"] == "90"


def test_a_refusal_leaves_v1_and_the_request_may_be_corrected(database: Database) -> None:
    life = released(database)
    draft_id = opened(life)
    life.say(asked(life, draft_id, gross_weight="90"), "7", "RqL", "RqE")
    assert (life.shown(draft_id).status, life.shown(draft_id).editable) == (Status.REJECTED, True)
    assert [one.current for one in tree(life)] == [True, False]
    assert life.stands().state is Status.RELEASED
    life.say(asked(life, draft_id, gross_weight="95"), "7", "RqP")
    assert [one.current for one in tree(life)] == [False, True]


def test_only_one_request_at_a_time(database: Database) -> None:
    life = released(database)
    draft_id, other = opened(life), opened(life, Kind.WITHDRAW)
    queued = asked(life, draft_id, gross_weight="90")
    with pytest.raises(NotOpen, match="海关还在审"):
        asked(life, other)
    life.say(queued, "RqE")
    asked(life, other)


@pytest.mark.parametrize("letters", [("7", "L", "J", "C"), ("7", "L", "H")])
def test_nothing_is_changed_while_an_inspection_is_pending(database: Database, letters: tuple[str, ...]) -> None:
    life = Life(database)
    life.say(life.file(), *letters)
    draft_id = opened(life)
    with pytest.raises(NotOpen, match="查验或布控"):
        asked(life, draft_id, gross_weight="90")


def test_a_change_that_needs_refiling_keeps_the_request_back(database: Database) -> None:
    life = released(database)
    draft_id = opened(life)
    with pytest.raises(NotOpen, match="提运单号不能在修改单里改"):
        asked(life, draft_id, bill_number="B2", gross_weight="90")
    with database.writing() as connection:
        new = requests.refile(connection, draft_id, NOW)
        draft = load_draft(connection, new).draft
    assert (draft.get("bill_number"), draft.purpose, draft.declared) == ("B1", Purpose.DECLARE, {})


def test_refiling_takes_the_wanted_values_along(database: Database) -> None:
    life = released(database)
    draft_id = opened(life)
    with database.writing() as connection:
        stored = load_draft(connection, draft_id)
        stored.draft.put("bill_number", "B2")
        save_draft(connection, draft_id, stored.draft, stored.row.rev, NOW)
        new = requests.refile(connection, draft_id, NOW)
        draft = load_draft(connection, new).draft
    assert draft.get("bill_number") == "B2"
    assert draft.get("sign.client_seq_no") not in ("", NUMBER)
    assert [one.label for one in tree(life)] == ["v1", "v2", "v1R"]


def test_an_agreed_withdrawal_closes_v1_for_good_and_dates_the_late_fee(database: Database) -> None:
    life = released(database)
    draft_id = opened(life, Kind.WITHDRAW)
    with database.writing() as connection:
        early = requests.refile(connection, life.draft_id, NOW)
        assert "withdrawn_on" not in load_draft(connection, early).draft.facts
    queued = asked(life, draft_id)
    life.say(queued, "7", "RqL")
    assert (life.stands().state, life.shown().editable) == (Status.RELEASED, False)
    life.say(queued, "RqP", "D")
    assert (life.stands().state, life.shown().mark, life.shown().editable) == (Status.CANCELLED, Mark.WITHDRAWN, False)
    assert life.shown(draft_id).status is Status.AGREED
    with database.writing() as connection:
        assert told(connection, early)["withdrawn_on"].value == "2026-03-02"
        assert load_draft(connection, early).draft.facts["withdrawn_on"] == "2026-03-02"
        late = requests.refile(connection, life.draft_id, NOW)
        assert load_draft(connection, late).draft.facts["withdrawn_on"] == "2026-03-02"
    assert not any(one.current for one in tree(life))


def test_a_supplement_answers_what_was_demanded(database: Database) -> None:
    life = Life(database, Mode.SUMMARY)
    life.say(life.file(), "7", "SpL", "Sp1")
    assert life.stands().needs_clerk
    queued = asked(life, opened(life, Kind.SUPPLEMENT), "1", "成交价格说明")
    assert not life.stands().needs_clerk
    life.say(queued, "7", "RqP")
    assert life.stands().state is Status.ACCEPTED


def test_a_rejected_declaration_gets_a_new_version_with_one_call(database: Database) -> None:
    life = Life(database)
    with database.writing() as connection:
        stored = load_draft(connection, life.draft_id)
        stored.draft.facts["vehicle_departed"] = True
        save_draft(connection, life.draft_id, stored.draft, stored.row.rev, NOW)
    life.say(life.file(), "7", "E")
    with database.writing() as connection:
        new = requests.new_version_of_rejected(connection, life.draft_id, NOW)
        draft = load_draft(connection, new).draft
    assert draft.facts == {"vehicle_departed": True}
    assert draft.get("gross_weight") == "100"
    assert draft.get("sign.client_seq_no") not in ("", NUMBER)
    found = tree(life, new)
    assert [(one.label, one.kind, one.parent, one.status) for one in found] == [
        ("v1", Kind.DECLARE, "", Status.REJECTED),
        ("v2", Kind.RETRY, life.draft_id, Status.DRAFT),
    ]
    assert found == tree(life)
    with database.reading() as connection:
        assert {row.id for row in list_drafts(connection)} == {life.draft_id, new}


def test_only_what_was_rejected_gets_one(database: Database) -> None:
    life = released(database)
    with pytest.raises(NotOpen), database.writing() as connection:
        requests.new_version_of_rejected(connection, life.draft_id, NOW)


def test_a_draft_alone_is_its_own_version(database: Database) -> None:
    life = Life(database)
    (only,) = tree(life)
    assert (only.number, only.kind, only.current, only.draft_id) == (1, Kind.DECLARE, False, life.draft_id)
    life.say(life.file(), "7", "L")
    assert tree(life)[0].current


def test_two_step_refiling_begins_with_its_first_step(database: Database) -> None:
    life = Life(database, Mode.SUMMARY)
    life.say(life.file(), "7", "SpL", "SpJ", "SpK")
    with database.writing() as connection:
        requests.open_completion(connection, life.draft_id, {}, NOW)
        new = requests.refile(connection, life.draft_id, NOW)
        assert load_draft(connection, new).draft.mode is Mode.SUMMARY


def test_a_version_keeps_its_place(database: Database) -> None:
    life = released(database)
    opened(life)
    for statement in ("UPDATE lineage SET parent_id = NULL, number = 7", "DELETE FROM lineage"):
        with pytest.raises(Exception, match=r"keeps its place|append-only"), database.writing() as connection:
            connection.exec_driver_sql(statement)


def between_steps(database: Database) -> Life:
    """A 概要 that may leave, opened for its second step and typed into."""
    life = Life(database, Mode.SUMMARY)
    life.say(life.file(), "7", "SpL", "SpJ", "SpK")
    with database.writing() as connection:
        requests.open_completion(connection, life.draft_id, {"bill_number": "B1", "gross_weight": "100"}, NOW)
        stored = load_draft(connection, life.draft_id)
        stored.draft.update({"goods_place": "二连车站监管场所", "items[0].model": "预先录入"})
        save_draft(connection, life.draft_id, stored.draft, stored.row.rev, NOW)
    return life


def test_between_the_steps_only_what_was_declared_is_amended(database: Database) -> None:
    life = between_steps(database)
    draft_id = opened(life)
    with database.reading() as connection:
        draft = load_draft(connection, draft_id).draft
        assert request_view(connection, draft_id).changes == ()
    assert (draft.mode, draft.get("goods_place"), draft.rows("items")) == (Mode.SUMMARY, "", 0)
    life.say(asked(life, draft_id, gross_weight="90"), "7", "RqP")
    assert life.stands().state is Status.CONDITIONAL
    with database.writing() as connection:  # the second step goes on from what is in force, with what was typed ahead
        assert (
            requests.open_completion(connection, life.draft_id, {"bill_number": "B1", "gross_weight": "100"}, NOW)
            == draft_id
        )
        second = load_draft(connection, draft_id)
    assert (second.draft.mode, second.row.editable) == (Mode.COMPLETE, True)
    assert second.draft.declared["gross_weight"] == "90"
    assert (second.draft.get("goods_place"), second.draft.get("items[0].model")) == ("二连车站监管场所", "预先录入")


def test_a_wrong_confirmation_is_withdrawn_and_filed_anew(database: Database) -> None:
    life = between_steps(database)
    with database.reading() as connection:
        codes = [one.code for one in reasons_for(Purpose.WITHDRAW, "I", Mode.SUMMARY, NOW.date())]
    assert "10" in codes
    life.say(asked(life, opened(life, Kind.WITHDRAW), "10", "涉检确认有误"), "7", "RqP", "D")
    with database.writing() as connection:
        new = requests.refile(connection, life.draft_id, NOW)
        draft = load_draft(connection, new).draft
    assert (draft.mode, draft.get("goods_place"), draft.facts["withdrawn_on"]) == (
        Mode.SUMMARY, "二连车站监管场所", "2026-03-02",
    )  # fmt: skip
    assert not {"filed_on", "released", "summary_accepted"} & set(draft.facts)


def test_a_filed_draft_knows_its_day_and_its_release(database: Database) -> None:
    life = released(database)
    assert (life.draft.facts["filed_on"], life.draft.facts["released"]) == ("2026-03-02", True)
    other = Life(database, number="PD2")
    other.say(other.file(), "7", "L")
    assert "released" not in other.draft.facts


def sent_back(database: Database) -> Life:
    """A 概要 that may leave whose 完整 was sent back."""
    life = between_steps(database)
    life.say(life.file(Purpose.COMPLETE), "E")
    assert life.shown().status is Status.REJECTED
    return life


def test_a_second_step_sent_back_leaves_the_first_to_be_withdrawn(database: Database) -> None:
    life = sent_back(database)
    draft_id = opened(life, Kind.WITHDRAW)
    with database.reading() as connection:
        view = request_view(connection, draft_id)
    assert view.base_status is Status.CONDITIONAL
    assert view.base_sha256 == life.row(first_message(life)).payload_sha256
    assert load(life, draft_id).draft.get("goods_place") == ""  # what was sent back is nothing the authority holds
    life.say(asked(life, draft_id, "10", "涉税确认有误"), "7", "RqP", "D")
    assert life.stands().state is Status.CANCELLED


def test_what_the_authority_still_holds_is_not_declared_twice(database: Database) -> None:
    life = sent_back(database)
    with pytest.raises(NotOpen, match="海关仍持有"), database.writing() as connection:
        requests.new_version_of_rejected(connection, life.draft_id, NOW)
    other = released(database, number="PD7")
    draft_id = opened(other)
    other.say(asked(other, draft_id, gross_weight="90"), "RqE")
    with pytest.raises(NotOpen, match="海关仍持有"), database.writing() as connection:
        requests.new_version_of_rejected(connection, draft_id, NOW)


def first_message(life: Life) -> Queued:
    standing = life.stands()
    return Queued(standing.id, standing.actions[0].message_id, resumed=False)


def load(life: Life, draft_id: str) -> StoredDraft:
    with life.database.reading() as connection:
        return load_draft(connection, draft_id)
