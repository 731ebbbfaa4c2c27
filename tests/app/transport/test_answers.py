"""What answers mean: only one that names our message and digest is a success, only the gateway's own words a no."""

import base64
import hashlib
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.declarations.finding import Finding
from app.transport.answers import Answer, expect_ok, held_of, kind_of, outcome_of, page_of, time_of
from app.transport.errors import Busy, Forbidden, Garbled, NotSupported
from app.transport.gateway import Envelope, Held, Kind
from app.transport.outcome import Acked, AuthHold, Duplicate, KeyReuse, Outcome, Refused, RetryAfter, Unknown
from tests.helpers.filings import message
from tests.helpers.signing import signed

ID = "0b9c6a3e-0000-4000-8000-000000000001"
OTHER = "f" * 64
ENVELOPE = Envelope(ID, 1, "declare", signed(message()))
SHA = ENVELOPE.signed.message.sha256
TAKEN = {"message_id": ID, "sha256": SHA, "seq_no": "I20260000000000123", "received_at": "…", "duplicate": False}


def outcome(status: int, document: object, retry_after: str = "") -> Outcome:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return outcome_of(Answer(status, retry_after, body), ENVELOPE)


def test_taken_in() -> None:
    found = outcome(202, TAKEN)
    assert isinstance(found, Acked)
    assert found.seq_no == "I20260000000000123"


@pytest.mark.parametrize(("status", "document"), [(200, TAKEN | {"duplicate": True}), (409, TAKEN)])
def test_a_repetition_is_a_success(status: int, document: object) -> None:
    assert isinstance(outcome(status, document), Duplicate)


@pytest.mark.parametrize("status", [200, 202, 409])
def test_our_id_with_other_bytes_is_key_reuse(status: int) -> None:
    assert isinstance(outcome(status, TAKEN | {"sha256": OTHER}), KeyReuse)


@pytest.mark.parametrize(
    ("status", "document"),
    [
        (202, TAKEN | {"message_id": "somebody else's"}),
        (202, {"message_id": ID}),
        (202, b""),
        (202, b'{"message_id": "'),
        (200, b"<html>welcome to the hotel network</html>"),
        (202, []),
        (409, {"error": "conflict"}),
        (409, b""),
        (301, b""),
        (404, {"error": "not_found"}),
        (400, b"<html>proxy says no</html>"),
        (422, {}),
        (500, {"error": "internal"}),
        (502, b""),
        (503, {"error": "unavailable"}),
        (504, b""),
        (418, b""),
    ],
)
def test_everything_else_may_have_arrived(status: int, document: object) -> None:
    assert isinstance(outcome(status, document), Unknown)


def test_a_number_that_is_taken_refuses_ours() -> None:
    taken = {"error": "key_reuse", "key": "business_no", "message_id": "other", "sha256": OTHER}
    found = outcome(409, taken)
    assert isinstance(found, Refused)
    assert [finding.rule for finding in found.findings] == ["R159"]


def test_refused_with_findings() -> None:
    problem = {"rule": "XSD", "element": "DecList/GQty", "item": 2, "message": "数量为空"}
    found = outcome(422, {"error": "schema", "message_id": ID, "sha256": SHA, "problems": [problem]})
    assert isinstance(found, Refused)
    assert (found.code, found.findings) == ("schema", (Finding("XSD", "DecList/GQty", 2, "数量为空"),))


def test_refused_without_findings_still_says_something() -> None:
    found = outcome(400, {"error": "bad_envelope", "detail": "sha256与报文内容不符"})
    assert isinstance(found, Refused)
    assert found.findings[0].message == "sha256与报文内容不符"
    silent = outcome(413, {"error": "bad_envelope"})
    assert isinstance(silent, Refused)
    assert silent.findings[0].message


def test_refused_for_other_bytes_is_key_reuse() -> None:
    assert isinstance(outcome(422, {"error": "schema", "message_id": ID, "sha256": OTHER}), KeyReuse)


HALVES = [r'"\ud800"', r'"a\uDFFFb"', '"\\u0000\\u202e"', '"' + "长" * 5000 + '"', "1e400", "[]", "true"]


@pytest.mark.parametrize("number", HALVES)
def test_what_is_no_number_can_be_stored_all_the_same(number: str) -> None:
    body = f'{{"message_id": "{ID}", "sha256": "{SHA}", "seq_no": {number}}}'
    found = outcome(202, body.encode())
    assert isinstance(found, Acked)
    assert len(found.seq_no.encode("utf-8")) < 200
    held = held_of(Answer(200, "", body.encode()), ID)
    assert held is not None
    assert held.seq_no == found.seq_no


def test_findings_of_a_stranger_can_be_stored() -> None:
    problem = r'{"rule": "\ud800", "element": "DecHead/NetWt", "item": 1e400, "message": "\ud800<b>\u001b[31m"}'
    found = outcome(422, f'{{"error": "schema", "problems": [{problem}]}}'.encode())
    assert isinstance(found, Refused)
    assert found.findings == (Finding("?", "DecHead/NetWt", None, "?<b> [31m"),)


@pytest.mark.parametrize("status", [401, 403])
def test_our_card_is_not_accepted(status: int) -> None:
    assert isinstance(outcome(status, b""), AuthHold)


@pytest.mark.parametrize("status", [429, 503])
def test_busy_is_an_answer_only_where_it_names_a_time(status: int) -> None:
    found = outcome(status, b"", "7")
    assert isinstance(found, RetryAfter)
    assert found.seconds == 7
    assert isinstance(outcome(status, b""), Unknown)
    assert isinstance(outcome(status, b"", "Wed, 21 Oct 2026 07:28:00 GMT"), Unknown)


@given(st.integers(100, 599), st.binary(max_size=80) | st.dictionaries(st.sampled_from(list(TAKEN)), st.text()).map(
    lambda document: json.dumps(document).encode()
))  # fmt: skip
def test_nothing_that_does_not_name_us_is_a_success(status: int, body: bytes) -> None:
    assert not isinstance(outcome(status, body), Acked | Duplicate | KeyReuse)


def answer(status: int, document: object, retry_after: str = "") -> Answer:
    return Answer(status, retry_after, json.dumps(document).encode())


def test_queries() -> None:
    held = answer(200, {"message_id": ID, "sha256": SHA, "seq_no": "I1", "entry_id": "", "channels": ["7"]})
    assert held_of(held, ID) == Held(ID, SHA, "I1", "")
    assert held_of(answer(404, {"error": "not_found"}), ID) is None


ROW = {"receipt_id": "r1", "message_id": ID, "sha256": SHA, "content": "", "last": False}


@pytest.mark.parametrize("cursor", ["1e400", "NaN", "-1", "1e3", '"7"', "null", "true", "9" * 30])
def test_a_cursor_that_is_none_spoils_the_page(cursor: str) -> None:
    with pytest.raises(Garbled):
        page_of(Answer(200, "", f'{{"receipts": [], "next": {cursor}}}'.encode()))


def test_ids_beyond_bearing_stay_different() -> None:
    rows = [ROW | {"receipt_id": "长" * 100 + end} for end in ("1", "2", "\x01", "\x02", "\ud800")]
    found = page_of(Answer(200, "", json.dumps({"receipts": rows, "next": 5}).encode()))
    assert len({one.receipt_id for one in found.receipts}) == 5
    assert all(len(one.receipt_id) <= 64 for one in found.receipts)


@pytest.mark.parametrize(
    ("given_answer", "error"),
    [
        (answer(404, {"detail": "Not Found"}), Garbled),
        (answer(404, []), Garbled),
        (answer(200, {"message_id": "other", "sha256": SHA}), Garbled),
        (answer(501, {"error": "not_supported"}), NotSupported),
        (answer(403, {}), Forbidden),
        (answer(503, {}), Busy),
        (answer(200, []), Garbled),
    ],
)
def test_no_answer_is_taken_for_absence(given_answer: Answer, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"[一-龥]"):
        held_of(given_answer, ID)


def test_receipts() -> None:
    content = b"<DEC_RESULT/>"
    row = {
        "cursor": 5,
        "receipt_id": "r1",
        "message_id": ID,
        "client_seq_no": "PD1",
        "seq_no": "I1",
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": base64.b64encode(content).decode(),
        "pointers": [{"rule": "R055", "element": "DecHead/NetWt", "item": None, "message": "净重不得大于毛重"}],
        "last": True,
    }
    page = page_of(answer(200, {"receipts": [row], "next": 5}))
    (one,) = page.receipts
    assert (one.content, one.last, one.findings[0].rule, page.next) == (content, True, "R055", 5)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"receipts": [], "next": "soon"},
        {"receipts": [{}], "next": 1},
        {"receipts": [{"receipt_id": "r", "sha256": "", "content": "no base64!"}], "next": 1},
        {"receipts": "none", "next": 1},
    ],
)
def test_a_spoilt_page_is_not_taken(document: object) -> None:
    with pytest.raises(Garbled):
        page_of(answer(200, document))


def test_health_is_read_carefully() -> None:
    document = expect_ok(answer(200, {"status": "ok", "now": "2026-11-21T09:30:00.000+08:00", "profile": "query"}))
    assert time_of(document) == datetime.fromisoformat("2026-11-21T09:30:00+08:00")
    assert kind_of(document) is Kind.QUERY
    assert time_of({"now": "2026-11-21T09:30:00"}) is None
    assert time_of({}) is None
    assert kind_of({"profile": ["x"]}) is None
