"""Writes a receipt as real DEC_RESULT XML; when and to whom it goes is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import etree


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one DEC_RESULT says; `entry_id` and `accepted_at` are empty before L."""

    seq_no: str
    entry_id: str
    notice_at: datetime
    channel: str
    note: str
    customs_office: str
    entry_day: str
    """进出口日期 as the declaration wrote it (yyyyMMdd or empty)."""
    accepted_at: datetime | None

    def to_bytes(self) -> bytes:
        """UTF-8 XML without a namespace, elements in the order of message.md §3.2."""
        day = self.entry_day
        values = {
            "CUS_CIQ_NO": self.seq_no,
            "ENTRY_ID": self.entry_id,
            "NOTICE_DATE": _moment(self.notice_at),
            "CHANNEL": self.channel,
            "NOTE": self.note,
            "CUSTOM_MASTER": self.customs_office,
            "I_E_DATE": f"{day[:4]}-{day[4:6]}-{day[6:]}T00:00:00" if day else "",
            "D_DATE": "" if self.accepted_at is None else _moment(self.accepted_at),
        }
        root = etree.Element("DEC_RESULT")
        for name, text in values.items():
            etree.SubElement(root, name).text = text or None
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
