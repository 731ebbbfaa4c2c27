"""R-20: forged, rewritten, wrapped and replayed receipts are kept, shown and change nothing.

The control is a client without the gateway's receipt certificate, which can check digests only.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.declarations.status import Status
from app.gateway.receipt_key import RECEIPTS_FILE, ReceiptKey
from app.store import receipts
from app.store.engine import Database, sqlite_driver
from app.store.standing import standings
from app.transport.answers import Answer, page_of
from tests.helpers.databases import migrated_bytes
from tests.helpers.delivery import Desk
from tests.helpers.filings import filing
from tests.helpers.gateways import FILING_DAY
from tests.reliability.figures import Figures

Row = dict[str, Any]
OTHERS = ("0b9c6a3e-0000-4000-8000-00000000000f", "0" * 64, "I20269999999999999")


@dataclass
class Forger:
    """What an attacker can lay hands on: true receipts of this firm and of others, and a key of his own."""

    key: ReceiptKey
    own: ReceiptKey
    ours: list[tuple[str, str, str]]  # message id, digest, 统一编号

    def true(self, channel: str, number: int = 0, more: str = "") -> Row:
        """Return a receipt as the gateway gives it."""
        return self.signed(self.key, *self.ours[number], channel, more)

    def signed(self, key: ReceiptKey, message_id: str, digest: str, seq_no: str, channel: str, more: str = "") -> Row:
        """Return a receipt about a message, signed by a key."""
        at = FILING_DAY + timedelta(minutes=5)
        content = (
            f"<DEC_RESULT><CUS_CIQ_NO>{seq_no}</CUS_CIQ_NO><NOTICE_DATE>{at:%Y-%m-%dT%H:%M:%S}</NOTICE_DATE>"
            f"<CHANNEL>{channel}</CHANNEL><NOTE>放行</NOTE>{more}</DEC_RESULT>"
        ).encode()
        row: Row = {"cursor": 1, "receipt_id": f"{message_id[-4:]}-{seq_no[-4:]}-{channel}", "message_id": message_id}
        row |= {"message_sha256": digest, "client_seq_no": "", "seq_no": seq_no, "pointers": [], "last": False}
        return with_content(key.sealed(row, content), content)


def with_content(row: Row, content: bytes) -> Row:
    """Return a row with other bytes and a digest that fits them."""
    digest = hashlib.sha256(content).hexdigest()
    return row | {"content": base64.b64encode(content).decode(), "sha256": digest}


def rewritten(row: Row, pattern: str, instead: str) -> Row:
    """Return a row with its words changed and its signature left."""
    text = base64.b64decode(row["content"]).decode()
    changed = re.sub(pattern, instead, text)
    assert changed != text
    return with_content(row, changed.encode())


def wrapped(row: Row, forged: str) -> Row:
    """Return a document in which a forged result stands before the true one."""
    return with_content(row, b"<DEC_DATA>" + forged.encode() + base64.b64decode(row["content"]) + b"</DEC_DATA>")


RELEASE = "<DEC_RESULT><CHANNEL>P</CHANNEL></DEC_RESULT>"
REASON = [{"rule": "R055", "element": "DecHead/NetWt", "item": None, "message": "假的原因"}]
Attack = Callable[[Forger], Row]
ATTACKS: dict[str, Attack] = {
    "签名损坏": lambda f: f.true("P") | {"signature": f.true("P", 1)["signature"]},
    "没有签名": lambda f: f.true("P") | {"signature": "", "signer": ""},
    "他人的证书": lambda f: f.signed(f.own, *f.ours[0], "P"),
    "他人的证书冒名": lambda f: f.signed(f.own, *f.ours[0], "P") | {"signer": f.true("P")["signer"]},
    "改写状态": lambda f: rewritten(f.true("J"), "<CHANNEL>J", "<CHANNEL>P"),
    "改写时间": lambda f: rewritten(f.true("P"), "T09:", "T23:"),
    "包装": lambda f: wrapped(f.true("J"), RELEASE),
    "夹带第二个结果": lambda f: f.true("P", more=RELEASE),
    "插入注释": lambda f: rewritten(f.true("E"), "<CHANNEL>E", "<CHANNEL><!--E-->P"),
    "重放到另一票": lambda f: f.true("P", 1) | {"message_id": f.ours[0][0], "seq_no": f.ours[0][2]},
    "重放别家的": lambda f: f.signed(f.key, *OTHERS, "P"),
    "别家的改成本机编号": lambda f: f.signed(f.key, *OTHERS, "P") | {"message_id": f.ours[0][0]},
    "编号对不上": lambda f: f.signed(f.key, *f.ours[0][:2], OTHERS[2], "P"),
    "摘要不符": lambda f: f.true("P") | {"sha256": "0" * 64},
    "金额为负": lambda f: f.true("P", more="<TAX_AMT>-100.00</TAX_AMT>"),
    "改成最后一份": lambda f: f.true("P") | {"last": True},
    "换掉退单原因": lambda f: f.true("E") | {"pointers": REASON},
}
HARMLESS_TO_ALL = frozenset(
    {
        "包装",
        "夹带第二个结果",
        "插入注释",
        "重放到另一票",
        "重放别家的",
        "别家的改成本机编号",
        "编号对不上",
        "摘要不符",
        "金额为负",
    }
)
"""What even a client without the certificate sets aside, or nobody's."""


@dataclass
class Office:
    """A desk with two declarations that were taken in, and what its forger knows."""

    desk: Desk
    forger: Forger

    def stand(self) -> list[object]:
        """Return everything a receipt could change."""
        with self.desk.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT message_id, state, doubt, gateway_no FROM outbox ORDER BY 1")
            shown = connection.exec_driver_sql("SELECT id, status, seq_no, entry_id, final FROM submissions ORDER BY 1")
            return [*rows.all(), *shown.all()]

    def shown(self) -> int:
        """Count the receipts the clerk sees as set aside or as nobody's."""
        with self.desk.database.reading() as connection:
            return len(receipts.set_aside(connection)) + len(receipts.orphans(connection))

    def deliver(self, row: Row) -> None:
        """Let the gateway's answer bring a receipt."""
        answer = Answer(200, "", json.dumps({"receipts": [row], "next": 1}, ensure_ascii=False).encode())
        self.desk.gateway.delivered.extend(page_of(answer).receipts)
        self.desk.delivery.collect()


def office(folder: Path, pinned: bool) -> Office:
    folder.mkdir()
    (folder / "portdesk.db").write_bytes(migrated_bytes())
    desk = Desk(Database(sqlite_driver(folder / "portdesk.db")))
    key, own = ReceiptKey.open(folder / "gateway"), ReceiptKey.open(folder / "attacker")
    certificate = folder / "gateway" / "tls" / RECEIPTS_FILE
    desk.profile = replace(desk.profile, receipt_certificate=certificate if pinned else None)
    desk.restart()
    queued = [desk.put(filing(f"PD{number}", f"货物{number}")) for number in (1, 2)]
    desk.work()
    rows = [desk.row(one) for one in queued]
    return Office(desk, Forger(key, own, [(row.message_id, row.payload_sha256, row.gateway_no) for row in rows]))


def outcome(folder: Path, attack: Attack, pinned: bool) -> str:
    """Return what is wrong after an attack, "" if it changed nothing, is shown, and the true receipt still counts."""
    place = office(folder, pinned)
    before = place.stand()
    place.deliver(attack(place.forger))
    if place.stand() != before:
        return "状态变了"
    if place.shown() != 1:
        return "没有列出"
    place.deliver(place.forger.true("P"))
    with place.desk.database.reading() as connection:
        found = [one.state for one in standings(connection)]
    place.desk.database.close()
    return "" if found.count(Status.RELEASED) == 1 else "真回执被挡住"


def prove(figures: Figures, folder: Path, attacks: dict[str, Attack]) -> None:
    wrong = {}
    for number, (name, attack) in enumerate(attacks.items()):
        if why := outcome(folder / f"pinned{number}", attack, pinned=True):
            wrong[name] = why
    control = {
        name
        for number, (name, attack) in enumerate(attacks.items())
        if outcome(folder / f"open{number}", attack, pinned=False)
    }
    figures.record(
        "R-20",
        figure=f"{len(attacks)} 种攻击：{len(attacks) - len(wrong)} 种隔离并列出、状态未变，"
        f"其后的真回执照常生效{wrong or ''}",
        control=f"不登记回执证书的同一程序：{len(control)} 种得逞（{'、'.join(sorted(control))}）",
        passed=not wrong and control == set(attacks) - HARMLESS_TO_ALL,
    )


@pytest.mark.reliability("R-20")
def test_forged_receipts_change_nothing_small(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, {name: ATTACKS[name] for name in ("改写状态", "包装")})


@pytest.mark.slow
@pytest.mark.reliability("R-20")
def test_forged_receipts_change_nothing(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, ATTACKS)
