"""Reading of the authority's receipts (DEC_RESULT) into typed values; tolerant of extras, it decides no status."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from app.core.clock import SHANGHAI
from app.declarations.receipt_fault import ReceiptFault
from app.wire.untrusted import Unreadable, parse


class ReceiptUnreadable(Exception):
    """The bytes are not a receipt we can read; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """One receipt; ``more`` keeps every element beyond the known ones by name, as it came.

    ``fault`` is what no honest receipt has: a second result, an element twice, a comment, an amount below nothing.
    """

    seq_no: str
    entry_id: str
    channel: str
    note: str
    noticed_at: datetime | None
    customs_master: str = ""
    ie_date: str = ""
    declared_at: datetime | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    fault: ReceiptFault | None = None


_NEGATIVE = re.compile(r"[-−－]\s*[0-9][0-9,]*(\.[0-9]*)?")
_KNOWN = {"CUS_CIQ_NO", "ENTRY_ID", "NOTICE_DATE", "CHANNEL", "NOTE", "CUSTOM_MASTER", "I_E_DATE", "D_DATE"}


def read_receipt(content: bytes) -> ReceiptContent:
    """Return the receipt in ``content``, bare or wrapped (DEC_DATA and others); raises ReceiptUnreadable."""
    try:
        root = parse(content)
    except Unreadable as error:
        raise ReceiptUnreadable("回执无法读取（不是正常的 XML），已原样保存，请联系技术支持") from error
    results = [one for one in root.iter(etree.Element) if etree.QName(one).localname == "DEC_RESULT"]
    if not results:
        raise ReceiptUnreadable("回执中没有 DEC_RESULT，已原样保存，请联系技术支持")
    names: list[str] = []
    texts: dict[str, str] = {}
    for child in results[0].iterchildren(etree.Element):
        names.append(etree.QName(child).localname)
        texts.setdefault(names[-1], "".join(child.itertext()).strip())
    more = {name: text for name, text in texts.items() if name not in _KNOWN}
    twice = len(results) > 1 or not _KNOWN.isdisjoint(name for name in names if names.count(name) > 1)
    return ReceiptContent(
        seq_no=texts.get("CUS_CIQ_NO", ""),
        entry_id=texts.get("ENTRY_ID", ""),
        channel=texts.get("CHANNEL", ""),
        note=texts.get("NOTE", ""),
        noticed_at=_moment(texts.get("NOTICE_DATE", "")),
        customs_master=texts.get("CUSTOM_MASTER", ""),
        ie_date=texts.get("I_E_DATE", ""),
        declared_at=_moment(texts.get("D_DATE", "")),
        more=more,
        fault=_fault(twice or b"<!--" in content.partition(b"DEC_RESULT")[2], more),
    )


def _fault(irregular: bool, more: Mapping[str, str]) -> ReceiptFault | None:
    if irregular:
        return ReceiptFault.IRREGULAR
    negative = any(_NEGATIVE.fullmatch(text) for text in more.values())
    return ReceiptFault.AMOUNT if negative else None


def _moment(text: str) -> datetime | None:
    """Read 2026-03-02T09:30:00, a date alone or 14 digits; the law's time zone where none is written."""
    if len(text) == 14 and text.isdigit():
        text = f"{text[:8]}T{text[8:]}"
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return None
