"""The faces beside the messages: health, OpenAPI, the offline page and the admin face on loopback."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from httpx import ASGITransport, AsyncClient

from app.gateway.api import create_app
from app.gateway.gateway import Gateway
from app.gateway.store import Store
from tests.gateway.running import SetClock, running
from tests.gateway.sender import envelope
from tests.schemas.instances import road_import


def test_health_tells_the_clock(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        assert gateway.http.get("/healthz").json() == {
            "status": "ok", "now": "2026-03-02T09:30:00.000+08:00", "profile": "idempotent",
        }  # fmt: skip


def test_every_answer_names_the_store_whatever_its_address(tmp_path: Path) -> None:
    names = set()
    for _ in range(2):
        with running(tmp_path / "a") as gateway:
            gateway.http.post("/_admin/faults", json={"status_503": 1.0})
            answers = [gateway.http.get(path) for path in ("/healthz", "/api/v1/receipts", "/nowhere")]
            assert [answer.status_code for answer in answers] == [200, 503, 404]
            names |= {answer.headers["gateway-id"] for answer in answers}
            assert {answer.headers["gateway-profile"] for answer in answers} == {"idempotent"}
    assert len(names) == 1
    with running(tmp_path / "b") as other:
        assert other.http.get("/healthz").headers["gateway-id"] not in names


def test_openapi_names_every_call_of_the_contract(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        document = gateway.http.get("/openapi.json").json()
    assert set(document["paths"]) == {
        "/api/v1/messages", "/api/v1/messages/{message_id}", "/api/v1/receipts", "/healthz", "/_admin/declarations",
        "/_admin/faults", "/_admin/pace", "/_admin/scripts", "/_admin/manifests", "/api/v1/manifests",
        "/api/v1/border-trade/manifest-checks", "/_admin/border-use",
    }  # fmt: skip
    submit = document["paths"]["/api/v1/messages"]["post"]
    assert set(submit["responses"]) >= {"200", "202", "400", "409", "422", "503"}
    schema = submit["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["required"]) == set(envelope(road_import()))


def test_the_docs_page_needs_no_network(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        answer = gateway.http.get("/docs")
    assert answer.headers["content-type"].startswith("text/html")
    assert "charset=utf-8" in answer.headers["content-type"].lower()
    assert not re.search(r"<(script|link|img|iframe)|https?://|@import|url\(", answer.text)
    for text in ("/api/v1/messages", "/_admin/scripts", "Idempotency-Key".lower(), "answer_lost", "单一窗口"):
        assert text in answer.text, text


def test_the_admin_face_lists_what_is_held(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        sent = envelope(road_import())
        seq_no = gateway.post(sent).json()["seq_no"]
        assert gateway.held() == [
            {
                "message_id": sent["message_id"], "client_seq_no": sent["business_no"], "contract_no": "TM-2026-901",
                "seq_no": seq_no, "entry_id": "070820261000000001", "deliveries": 1,
                "channels": ["7", "L", "J", "P", "R"],
            }
        ]  # fmt: skip


def test_the_admin_face_answers_on_loopback_only(tmp_path: Path) -> None:
    store = Store(tmp_path)
    app = create_app(Gateway(store, SetClock()))

    async def ask(client: str) -> int:
        transport = ASGITransport(app=app, client=(client, 1))
        async with AsyncClient(transport=transport, base_url="http://gateway") as http:
            return (await http.get("/_admin/declarations")).status_code

    assert asyncio.run(ask("127.0.0.1")) == 200
    assert asyncio.run(ask("192.0.2.7")) == 403
    store.close()
