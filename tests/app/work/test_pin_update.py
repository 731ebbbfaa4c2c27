"""A signed update of pins: taken once, from the holder of the receipt key alone, and the next connection goes by it."""

import base64
import json
from pathlib import Path

import pytest

from app.gateway.pin_update import UPDATE_FILE, announce
from app.gateway.receipt_key import ReceiptKey
from app.gateway.tls import PINS_FILE
from app.store import audit
from app.store.engine import Database
from app.transport.tls import RECEIPTS_FILE, Trust, TrustUnusable
from app.work.gateway_trust import trust_told
from app.work.pin_update import PinUpdate, read_update, take
from tests.helpers.filings import NOW

FIRST, SECOND, THIRD = (base64.b64encode(bytes([one]) * 32).decode() for one in (1, 2, 3))


@pytest.fixture
def sent(tmp_path: Path) -> dict[str, object]:
    """What a gateway announces."""
    key = ReceiptKey.open(tmp_path)
    (tmp_path / "tls" / PINS_FILE).write_text(f"{FIRST}\n{SECOND}\n", "ascii")
    announce(tmp_path, key, NOW)
    document: dict[str, object] = json.loads((tmp_path / "tls" / UPDATE_FILE).read_bytes())
    return document


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    ReceiptKey.open(tmp_path)
    return Trust(receipt_certificate=tmp_path / "tls" / RECEIPTS_FILE)


def test_what_the_gateway_announces_is_pinned(database: Database, sent: dict[str, object], trust: Trust) -> None:
    update = read_update(json.dumps(sent).encode(), trust)
    with database.writing() as connection:
        take(connection, update, NOW)
        assert trust_told(connection).pins == (FIRST, SECOND)
        assert audit.entries(connection, "gateway")[0].event == "gateway.pins"


def test_none_is_taken_again_or_after_a_newer_one(database: Database) -> None:
    with database.writing() as connection:
        take(connection, PinUpdate(7, "", (SECOND, THIRD)), NOW)
        for number in (7, 6):
            with pytest.raises(TrustUnusable, match="不比现用的新"):
                take(connection, PinUpdate(number, "", (FIRST,)), NOW)
        assert trust_told(connection).pins == (SECOND, THIRD)


@pytest.mark.parametrize(
    "change",
    [{"pins": [THIRD, SECOND]}, {"pins": [FIRST]}, {"number": 2**40}, {"issued": "2099"}, {"signature": ""}],
)
def test_what_was_altered_is_refused(sent: dict[str, object], trust: Trust, change: dict[str, object]) -> None:
    with pytest.raises(TrustUnusable, match="伪造"):
        read_update(json.dumps(sent | change).encode(), trust)


def test_another_gateways_is_refused(sent: dict[str, object], tmp_path: Path) -> None:
    ReceiptKey.open(tmp_path / "other")
    stranger = Trust(receipt_certificate=tmp_path / "other" / "tls" / RECEIPTS_FILE)
    with pytest.raises(TrustUnusable, match="伪造"):
        read_update(json.dumps(sent).encode(), stranger)
    with pytest.raises(TrustUnusable, match="先在设置里指定"):
        read_update(json.dumps(sent).encode(), Trust())


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"[" * 5000, b"\xff", b'{"pin_update": 1}', b"x" * 20_000],
    ids=["empty", "list", "object", "deep", "bytes", "little", "large"],
)
def test_what_is_no_update_is_refused(content: bytes, trust: Trust) -> None:
    with pytest.raises(TrustUnusable, match="不是公钥指纹更新文件"):
        read_update(content, trust)


@pytest.mark.parametrize("change", [{"pins": []}, {"pins": ["x"]}, {"pins": [FIRST] * 3}, {"pin_update": 2}])
def test_pins_that_are_none_are_refused(sent: dict[str, object], trust: Trust, change: dict[str, object]) -> None:
    with pytest.raises(TrustUnusable, match="不是公钥指纹更新文件"):
        read_update(json.dumps(sent | change).encode(), trust)
