"""The gateway client on a real wire: every way to fail lands where the design says, and within its time."""

import base64
import json
import os
import socket
import ssl
import threading
import time

import httpx
import pytest

from app.transport.errors import Busy, Garbled, InsecureAddress, NotSupported, Unreachable
from app.transport.gateway import Envelope, Kind
from app.transport.http import LARGEST_ANSWER, TIMEOUT, HttpGateway
from app.transport.outcome import Acked, AuthHold, NotSent, Outcome, Unknown
from tests.helpers.filings import message
from tests.helpers.loopback import Conversation, free_port, http_answer, raw_server, reset
from tests.helpers.signing import signed

ID = "0b9c6a3e-0000-4000-8000-000000000001"
ENVELOPE = Envelope(ID, 1, "declare", signed(message()))
TAKEN = json.dumps({"message_id": ID, "sha256": ENVELOPE.signed.message.sha256, "seq_no": "I1"}).encode()


def submit(conversation: Conversation, total_seconds: float = 5.0) -> Outcome:
    with raw_server(conversation) as url:
        gateway = HttpGateway(url, total_seconds=total_seconds)
        try:
            return gateway.submit(ENVELOPE)
        finally:
            gateway.close()


def answering(whole: bytes) -> Conversation:
    return lambda connection, request: connection.sendall(whole)


def test_the_envelope_on_the_wire() -> None:
    seen: list[bytes] = []

    def take(connection: socket.socket, request: bytes) -> None:
        seen.append(request)
        connection.sendall(http_answer(202, TAKEN))

    assert isinstance(submit(take), Acked)
    head, _, body = seen[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /api/v1/messages HTTP/1.1")
    assert f"idempotency-key: {ID}".encode() in head.lower()
    document = json.loads(body)
    assert base64.b64decode(document.pop("content")) == ENVELOPE.signed.message.content
    assert base64.b64decode(document.pop("signature")) == ENVELOPE.signed.signature
    assert document.pop("certificate").startswith("-----BEGIN CERTIFICATE-----")
    assert document == {
        "message_id": ID,
        "business_no": "PD260302093000AAAA",
        "revision": 1,
        "action": "declare",
        "sha256": ENVELOPE.signed.message.sha256,
        "algorithm": "RSA-SHA256",
    }


def test_nobody_there_is_not_sent() -> None:
    assert HttpGateway(f"http://127.0.0.1:{free_port()}").submit(ENVELOPE) == NotSent("ConnectError")


@pytest.mark.parametrize(
    "conversation",
    [
        lambda connection, request: reset(connection),
        lambda connection, request: connection.close(),
        answering(b"HTTP/1.1 202 Accepted\r\nContent-Len"),
        answering(b"HTTP/1.1 202 Accepted\r\nContent-Length: 400\r\n\r\n" + TAKEN),
        answering(b"HTTP/1.1 202 Accepted\r\nConnection: close\r\n\r\n" + TAKEN[:-5]),
        answering(b"220 smtp.example.com ESMTP\r\n"),
        answering(http_answer(202, b"x" * (LARGEST_ANSWER + 1))),
        answering(http_answer(200, b"", "Content-Encoding: gzip")),
        answering(http_answer(307, b"", "Location: http://127.0.0.1:1/")),
    ],
    ids=["rst", "eof", "half a head", "short body", "cut body", "not http", "endless", "empty gzip", "redirect"],
)
def test_a_broken_answer_is_unknown(conversation: Conversation) -> None:
    assert isinstance(submit(conversation), Unknown)


def test_a_dripping_server_meets_the_total_deadline() -> None:
    over = threading.Event()

    def drip(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 100000\r\n\r\n")
        while not over.wait(0.02):
            connection.sendall(b" ")

    began = time.monotonic()
    try:
        assert isinstance(submit(drip, total_seconds=0.4), Unknown)
    finally:
        over.set()
    assert time.monotonic() - began < 3


def test_a_server_that_drips_its_head_meets_it_too() -> None:
    over = threading.Event()

    def drip(connection: socket.socket, request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 202 Accepted\r\nX-Slow: ")
        while not over.wait(0.02):
            connection.sendall(b"z")

    began = time.monotonic()
    try:
        assert isinstance(submit(drip, total_seconds=0.4), Unknown)
    finally:
        over.set()
    assert time.monotonic() - began < 3


def test_a_deadline_before_the_connection_means_nothing_left() -> None:
    seen: list[bytes] = []
    with raw_server(lambda connection, request: seen.append(request)) as url:
        gateway = HttpGateway(url, total_seconds=0.0)
        found = [gateway.submit(ENVELOPE) for _ in range(5)]
    assert all(isinstance(one, NotSent | Unknown) for one in found)
    assert sum(isinstance(one, Unknown) for one in found) >= len(
        [request for request in seen if ID.encode() in request]
    )


def test_closing_ends_a_call_under_way_and_refuses_the_next() -> None:
    arrived, over = threading.Event(), threading.Event()

    def hang(connection: socket.socket, request: bytes) -> None:
        arrived.set()
        over.wait(5)

    with raw_server(hang) as url:
        gateway = HttpGateway(url)
        found: list[Outcome] = []
        call = threading.Thread(target=lambda: found.append(gateway.submit(ENVELOPE)))
        call.start()
        assert arrived.wait(5)
        gateway.close()
        call.join(5)
        over.set()
        assert isinstance(found[0], Unknown)
        assert isinstance(gateway.submit(ENVELOPE), NotSent)
        with pytest.raises(Unreachable):
            gateway.query(ID)


def test_a_proxy_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    assert isinstance(submit(answering(http_answer(202, TAKEN))), Acked)


def test_the_limits_are_the_designs() -> None:
    assert TIMEOUT.as_dict() == {"connect": 10.0, "write": 30.0, "read": 60.0, "pool": 5.0}


@pytest.mark.parametrize(
    "url", ["http://192.168.1.5:8080", "http://example.com", "http://127.0.0.1.example.com", "http://0.0.0.0:1"]
)
def test_plain_http_leaves_this_machine_for_nobody(url: str) -> None:
    with pytest.raises(InsecureAddress, match="https"):
        HttpGateway(url)


@pytest.mark.parametrize("url", ["", "ftp://127.0.0.1", "127.0.0.1:8080", "http://", "https://", "http://[::1"])
def test_what_is_no_address_is_named(url: str) -> None:
    with pytest.raises(InsecureAddress, match="无法识别"):
        HttpGateway(url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://localhost:1/", "http://[::1]:1", "https://sw.example"])
def test_addresses_that_will_do(url: str) -> None:
    gateway = HttpGateway(url)
    assert gateway.endpoint == url.rstrip("/")
    gateway.close()


def test_a_name_stands_for_an_address_that_changes() -> None:
    assert HttpGateway("http://127.0.0.1:1", name="embedded").endpoint == "embedded"


def test_a_gateway_that_names_itself_is_known_by_that_name_at_any_address() -> None:
    answer = http_answer(200, b'{"receipts": [], "next": 0}', "Gateway-Id: 5f1c2b9e-77aa-4c1e-9d11-000000000001")
    with raw_server(answering(answer)) as url:
        gateway = HttpGateway(url)
        assert gateway.is_at(url)
        assert not gateway.is_at("5f1c2b9e-77aa-4c1e-9d11-000000000001")
        gateway.receipts(0)
        assert gateway.endpoint == "5f1c2b9e-77aa-4c1e-9d11-000000000001"
        assert gateway.is_at(gateway.endpoint)
        assert gateway.is_at(url)
        assert not gateway.is_at("https://elsewhere.example.cn")
        gateway.close()


def test_what_a_gateway_does_with_repeats_is_heard_on_any_answer() -> None:
    answer = http_answer(503, b"{}", "Gateway-Profile: bare")
    with raw_server(answering(answer)) as url:
        gateway = HttpGateway(url)
        before = gateway.kind
        with pytest.raises(Busy):
            gateway.receipts(0)
        assert (before, gateway.kind) == (None, Kind.BARE)
        gateway.close()


@pytest.mark.parametrize("name", ["", "x", "a" * 65, "id with spaces", "口岸"])
def test_a_name_that_is_none_is_not_taken(name: str) -> None:
    headers = {b"Gateway-Id": name.encode()}
    answer = httpx.Response(200, headers=headers, stream=httpx.ByteStream(b'{"receipts": [], "next": 0}'))
    gateway = HttpGateway("http://127.0.0.1:1", transport=httpx.MockTransport(lambda request: answer))
    gateway.receipts(0)
    assert gateway.endpoint == "http://127.0.0.1:1"


def streamed(status: int, document: object) -> httpx.Response:
    return httpx.Response(status, stream=httpx.ByteStream(json.dumps(document).encode()))


def served(status: int, document: object) -> HttpGateway:
    transport = httpx.MockTransport(lambda request: streamed(status, document))
    return HttpGateway("http://127.0.0.1:1", transport=transport)


def test_questions_and_answers() -> None:
    assert served(404, {"error": "not_found"}).query(ID) is None
    assert served(200, {"receipts": [], "next": 7}).receipts(7).next == 7
    assert served(200, {"status": "ok", "profile": "bare"}).health().kind is Kind.BARE
    with pytest.raises(NotSupported):
        served(501, {"error": "not_supported"}).query(ID)
    with pytest.raises(Busy):
        served(503, {"error": "unavailable"}).receipts(0)
    with pytest.raises(Garbled):
        served(200, []).health()


def test_the_paths_of_the_questions() -> None:
    seen: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url.raw_path, "ascii"))
        return streamed(200, {"receipts": [], "next": 0, "now": "x", "message_id": ID, "sha256": "0"})

    gateway = HttpGateway("http://127.0.0.1:1/gateway/", transport=httpx.MockTransport(note))
    gateway.query(ID)
    gateway.receipts(12, 50)
    gateway.health()
    assert seen == [
        f"/gateway/api/v1/messages/{ID}",
        "/gateway/api/v1/receipts?after=12&limit=50",
        "/gateway/healthz",
    ]


def test_an_endless_answer_to_a_question_is_given_up() -> None:
    with raw_server(answering(http_answer(200, b"x" * (LARGEST_ANSWER + 1)))) as url, pytest.raises(Garbled):
        HttpGateway(url).receipts(0)


def test_a_server_that_wants_a_card_is_no_lost_answer() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        cause = ssl.SSLError(1, "[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required")
        cause.reason = "TLSV13_ALERT_CERTIFICATE_REQUIRED"
        raise httpx.ReadError("broken") from cause

    gateway = HttpGateway("http://127.0.0.1:1", transport=httpx.MockTransport(refuse))
    assert isinstance(gateway.submit(ENVELOPE), AuthHold)


def test_only_a_signed_message_can_be_put_into_an_envelope() -> None:
    gateway = served(202, {})
    unsigned = Envelope(ID, 1, "declare", message())  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        gateway.submit(unsigned)
