"""Plays customs towards 边民互市: quota on its own books, refusals row by row, 核注 of a road manifest; no HTTP."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lxml import etree

from app.gateway.document import schema_findings
from app.gateway.finding import Finding
from app.gateway.identifiers import is_resident_id
from app.gateway.life import Stage, Step, plan
from app.gateway.register import NewMessage
from app.gateway.script import Rule
from app.gateway.settings import Envelope, ManifestCheck
from app.gateway.store import Store
from schemas import BORDER_TRADE_NAMESPACE, Kind

QUOTA = 800_000
"""Fen a person may bring in free of tax on one day (财关税〔2008〕90号)."""

RELEASED = "P"
_ROW = "btrnbPrsn"


@dataclass(frozen=True, slots=True)
class Row:
    """One resident of a declaration as customs reads him."""

    number: int
    person: str
    exempt: int
    right_number: bool


@dataclass(frozen=True, slots=True)
class Lot:
    """A read-only look at one IgdsDcl."""

    root: etree._Element

    def head(self, name: str) -> str:
        """The text of an element of Head."""
        return (self.root.findtext(f"{_tag('Head')}/{_tag(name)}") or "").strip()

    @property
    def day(self) -> str:
        """The calendar day the quota is counted by."""
        return self.head("dclTime")[:10]

    def rows(self) -> Iterator[Row]:
        """The residents."""
        for one in self.root.iter(_tag(_ROW)):
            id_number = one.findtext(_tag("idno")) or ""
            fen = int(Decimal(one.findtext(_tag("exemptAmt")) or "0") * 100)
            yield Row(int(one.findtext(_tag("prsnNo")) or 0), person_of(id_number), fen, is_resident_id(id_number))


def is_lot(root: etree._Element) -> bool:
    """Whether a document is a 互市 declaration."""
    return root.tag == _tag("IgdsDcl")


def person_of(id_number: str) -> str:
    """What the books call a person: the number itself stands only in the messages held."""
    return hashlib.sha256(id_number.strip().upper().encode()).hexdigest()


def faults_of(lot: Lot, envelope: Envelope) -> list[Finding]:
    """What keeps a declaration from being taken in at all."""
    findings = schema_findings(lot.root, Kind.BORDER_TRADE)
    if not findings and lot.head("igdsdclBscNo") != envelope.business_no:
        findings = [Finding("GATEWAY", "Head/igdsdclBscNo", None, "申报单编号与信封不一致")]
    return findings


def judge(store: Store, lot: Lot) -> list[Finding]:
    """What is wrong with single residents; the others' shares stand."""
    found, seen = [], set[str]()
    for row in lot.rows():
        left = QUOTA - used(store, row.person, lot.day)
        if not row.right_number:
            found.append(Finding("R146", f"{_ROW}/idno", row.number, "身份证号码校验错误"))
        elif row.person in seen:
            found.append(Finding("R154", f"{_ROW}/idno", row.number, "同一边民在本单中出现两次"))
        elif row.exempt > left:
            words = f"当日免税额度剩余{max(left, 0) / 100:.2f}元，申请免税{row.exempt / 100:.2f}元"
            found.append(Finding("R147", f"{_ROW}/exemptAmt", row.number, words))
        seen.add(row.person)
    return found


def used(store: Store, person: str, day: str) -> int:
    """Fen a person has used on a day, at all zones."""
    row = store.row("SELECT SUM(fen) AS fen FROM border_use WHERE person = ? AND day = ?", person, day)
    return 0 if row is None or row["fen"] is None else int(row["fen"])


def book(store: Store, lot: Lot, refused: frozenset[int]) -> None:
    """Writes down what the residents used, those refused excepted."""
    for row in lot.rows():
        if row.number not in refused:
            add_use(store, row.person, lot.day, lot.head("dclCuscd"), row.exempt)


def add_use(store: Store, person: str, day: str, zone: str, fen: int) -> None:
    """Writes down one use of a day's quota."""
    store.write("INSERT INTO border_use (person, day, zone, fen) VALUES (?, ?, ?, ?)", person, day, zone, fen)


def take(store: Store, lot: Lot, rule: Rule, shuffle: random.Random | None) -> list[Stage]:
    """Books what stands and plans the receipts: a refusal of all, or a release that names the rows refused."""
    findings = judge(store, lot)
    refused = frozenset(finding.item for finding in findings if finding.item is not None)
    if findings and all(row.number in refused for row in lot.rows()):
        return plan(rule, findings, shuffle, Step.RESIDENTS)
    stages = plan(rule, (), shuffle, Step.RESIDENTS)
    if not any(stage.channel == RELEASED for stage in stages):
        return stages
    book(store, lot, refused)
    note = f"互市申报单已放行，{len(refused)}人不予受理" if refused else "互市申报单已放行"
    return [replace(one, note=note, pointers=tuple(findings)) if one.channel == RELEASED else one for one in stages]


def new_lot(lot: Lot, envelope: Envelope) -> NewMessage:
    """A declaration as the register keeps it."""
    return NewMessage(
        message_id=envelope.message_id,
        client_seq_no=envelope.business_no,
        contract_no="",
        bill_no=lot.head("billNo"),
        revision=envelope.revision,
        direction="I",
        customs_office=lot.head("dclCuscd"),
        entry_day="",
        sha256=envelope.sha256,
        content=envelope.content,
        algorithm=envelope.algorithm,
        certificate=envelope.certificate,
        signature=envelope.signature,
        action=envelope.action,
    )


def check_manifest(store: Store, asked: ManifestCheck) -> tuple[bool, str]:
    """核注 or 反核注 of a declaration against a batch; answers whether it was done and why not."""
    held = store.row("SELECT form_id FROM border_check WHERE manifest_id = ?", asked.manifest_id)
    if asked.operation == "check":
        if held is not None and held["form_id"] != asked.form_id:
            return False, "该批次已由另一份申报单核注"
        if held is None:
            store.write(
                "INSERT INTO border_check (manifest_id, form_id, weight) VALUES (?, ?, ?)",
                asked.manifest_id, asked.form_id, asked.weight,
            )  # fmt: skip
        return True, "核注成功"
    if held is None or held["form_id"] != asked.form_id:
        return False, "该批次没有由这份申报单核注"
    store.write("DELETE FROM border_check WHERE manifest_id = ?", asked.manifest_id)
    return True, "反核注成功"


def _tag(name: str) -> str:
    return f"{{{BORDER_TRADE_NAMESPACE}}}{name}"
