"""Sending over real HTTP: what is taken in, what is recognised, what is refused, and what each profile remembers."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from app.gateway.gateway import Profile
from tests.gateway.running import Running, running
from tests.gateway.sender import Signer, ec_signer, envelope, rsa_signer
from tests.schemas.instances import road_import, sea_import


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as found:
        yield found


def test_a_message_is_taken_in_and_numbered(gateway: Running) -> None:
    sent = envelope(road_import())
    answer = gateway.post(sent)
    body = answer.json()
    assert answer.status_code == 202
    assert set(body) == {"message_id", "sha256", "seq_no", "received_at", "duplicate"}
    assert (body["message_id"], body["sha256"], body["duplicate"]) == (sent["message_id"], sent["sha256"], False)
    assert re.fullmatch(r"I2026\d{13}", body["seq_no"])
    assert body["received_at"] == "2026-03-02T09:30:00.000+08:00"


def test_the_same_message_again_gets_the_same_answer(gateway: Running) -> None:
    sent = envelope(road_import())
    first, second = gateway.post(sent), gateway.post(sent)
    assert second.status_code == 200
    assert second.json() == {**first.json(), "duplicate": True}
    assert [(row["message_id"], row["deliveries"]) for row in gateway.held()] == [(sent["message_id"], 2)]


def test_a_key_used_for_other_content_is_refused(gateway: Running) -> None:
    sent = envelope(road_import())
    gateway.post(sent)
    other = road_import()
    other.head["NoteS"] = "另一份"
    answer = gateway.submit(other, message_id=sent["message_id"])
    assert answer.status_code == 409
    assert answer.json() == {
        "error": "key_reuse", "key": "message_id", "message_id": sent["message_id"], "sha256": sent["sha256"],
    }  # fmt: skip


def test_one_client_number_is_one_declaration(gateway: Running) -> None:
    sent = envelope(road_import())
    gateway.post(sent)
    answer = gateway.submit(road_import())
    assert answer.status_code == 409
    assert answer.json()["key"] == "business_no"
    assert answer.json()["message_id"] == sent["message_id"]
    assert len(gateway.held()) == 1


def test_both_kinds_of_signature_are_verified(gateway: Running) -> None:
    assert gateway.submit(road_import(), signer=rsa_signer()).status_code == 202
    assert gateway.submit(sea_import(), signer=ec_signer()).status_code == 202


SIGNATURES: dict[str, dict[str, Any]] = {
    "another signature": {"signature": b64encode(b"\0" * 256).decode()},
    "another certificate": {"certificate": rsa_signer},
    "another algorithm": {"algorithm": "RSA-SHA256"},
    "no certificate": {"certificate": "-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----"},
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature_that_does_not_hold_is_refused(gateway: Running, name: str) -> None:
    changes = {key: value().certificate if callable(value) else value for key, value in SIGNATURES[name].items()}
    answer = gateway.submit(road_import(), **changes)
    assert answer.status_code == 422
    assert answer.json()["error"] == "signature"
    assert [problem["rule"] for problem in answer.json()["problems"]] == ["SIGN"]
    assert gateway.held() == []


@pytest.mark.parametrize("signer", [rsa_signer, ec_signer])
def test_one_changed_byte_breaks_the_signature(gateway: Running, signer: Callable[[], Signer]) -> None:
    good = envelope(road_import(), signer=signer())
    changed = road_import()
    changed.head["NoteS"] = "测试数捤"
    answer = gateway.post({**envelope(changed, signer=signer()), "signature": good["signature"]})
    assert (answer.status_code, answer.json()["error"]) == (422, "signature")


def test_what_the_schema_refuses_is_named(gateway: Running) -> None:
    message = sea_import()
    message.items[1]["GQty"] = "1.123456"
    sent = envelope(message)
    answer = gateway.post(sent)
    assert answer.status_code == 422
    assert answer.json()["error"] == "schema"
    assert answer.json()["sha256"] == sent["sha256"]
    assert [(found["rule"], found["element"], found["item"]) for found in answer.json()["problems"]] == [
        ("XSD", "DecList/GQty", 2)
    ]
    assert gateway.held() == []


def test_a_document_that_cannot_be_opened_is_refused(gateway: Running) -> None:
    answer = gateway.post(envelope(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))
    assert (answer.status_code, answer.json()["problems"][0]["rule"]) == (422, "XML")


@pytest.mark.parametrize(
    ("block", "name", "value"), [("sign", "OperType", "G"), ("head", "IEFlag", "X"), ("sign", "ClientSeqNo", "OTHER")]
)
def test_what_is_no_declaration_of_this_envelope_is_refused(
    gateway: Running, block: str, name: str, value: str
) -> None:
    message = road_import()
    getattr(message, block)[name] = value
    answer = gateway.submit(message, business_no=road_import().sign["ClientSeqNo"])
    assert answer.status_code == 422
    assert [found["element"].split("/")[1] for found in answer.json()["problems"]] == [name]


BAD_ENVELOPES: dict[str, dict[str, Any]] = {
    "other digest": {"sha256": "0" * 64},
    "upper-case digest": {"sha256": "A" * 64},
    "not a uuid": {"message_id": "17"},
    "no business number": {"business_no": ""},
    "another action": {"action": "destroy"},
    "unknown algorithm": {"algorithm": "SM9-SM3"},
    "unknown key": {"surprise": 1},
    "revision zero": {"revision": 0},
    "no content": {"content": None},
}


@pytest.mark.parametrize("name", BAD_ENVELOPES)
def test_an_envelope_that_cannot_be_used_is_refused(gateway: Running, name: str) -> None:
    answer = gateway.submit(road_import(), **{"message_id": str(uuid4()), **BAD_ENVELOPES[name]})
    assert answer.status_code == 400
    assert answer.json()["error"] == "bad_envelope"
    assert answer.json()["detail"]


def test_the_key_must_be_sent_and_be_the_message_id(gateway: Running) -> None:
    sent = envelope(road_import())
    for headers in ({}, {"Idempotency-Key": str(uuid4())}):
        answer = gateway.http.post("/api/v1/messages", json=sent, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (400, "bad_envelope")
    assert gateway.http.post("/api/v1/messages", content=b"{").status_code == 400


def test_a_body_too_large_is_refused_without_being_kept(gateway: Running) -> None:
    answer = gateway.http.post("/api/v1/messages", content=b"x" * (13 * 1024 * 1024))
    assert (answer.status_code, answer.json()["error"]) == (413, "bad_envelope")


def test_questions_by_message_id(gateway: Running) -> None:
    sent = envelope(road_import())
    seq_no = gateway.post(sent).json()["seq_no"]
    assert gateway.state(sent["message_id"]) == {
        "message_id": sent["message_id"], "sha256": sent["sha256"], "seq_no": seq_no,
        "entry_id": "070820261000000001", "channels": ["7", "L", "J", "P", "R"], "final": True,
    }  # fmt: skip
    absent = gateway.http.get(f"/api/v1/messages/{uuid4()}")
    assert (absent.status_code, absent.json()) == (404, {"error": "not_found"})


def test_profile_query_takes_everything_again_but_answers(tmp_path: Path) -> None:
    with running(tmp_path, profile=Profile.QUERY) as gateway:
        sent = envelope(road_import())
        first, second = gateway.post(sent), gateway.post(sent)
        assert (first.status_code, second.status_code) == (202, 202)
        assert first.json()["seq_no"] != second.json()["seq_no"]
        assert [row["deliveries"] for row in gateway.held()] == [2, 2]
        assert gateway.state(sent["message_id"])["seq_no"] == first.json()["seq_no"]


def test_profile_bare_neither_recognises_nor_answers(tmp_path: Path) -> None:
    with running(tmp_path, profile=Profile.BARE) as gateway:
        sent = envelope(road_import())
        assert [gateway.post(sent).status_code for _ in range(2)] == [202, 202]
        assert len(gateway.held()) == 2
        answer = gateway.http.get(f"/api/v1/messages/{sent['message_id']}")
        assert (answer.status_code, answer.json()) == (501, {"error": "not_supported"})


def test_what_was_taken_in_survives_a_restart(tmp_path: Path) -> None:
    sent = envelope(road_import())
    with running(tmp_path) as gateway:
        first = gateway.post(sent).json()
    with running(tmp_path) as gateway:
        assert gateway.post(sent).json() == {**first, "duplicate": True}
