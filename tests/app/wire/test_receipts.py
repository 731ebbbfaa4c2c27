"""Receipts as they are seen in the wild: wrapped or bare, with extras, out of shape, hostile."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import SHANGHAI
from app.wire.receipts import ReceiptUnreadable, read_receipt

RESULT = """<DEC_RESULT><CUS_CIQ_NO>I20260000000000123</CUS_CIQ_NO><ENTRY_ID>070820261000000123</ENTRY_ID>
<NOTICE_DATE>2026-03-02T09:30:05</NOTICE_DATE><CHANNEL>L</CHANNEL><NOTE>入库成功！</NOTE><CUSTOM_MASTER>0708</CUSTOM_MASTER>
<I_E_DATE>2026-03-01T00:00:00</I_E_DATE><D_DATE>2026-03-02</D_DATE></DEC_RESULT>"""


def test_every_element() -> None:
    found = read_receipt(RESULT.encode())
    assert (found.seq_no, found.entry_id, found.channel) == ("I20260000000000123", "070820261000000123", "L")
    assert (found.note, found.customs_master, found.ie_date) == ("入库成功！", "0708", "2026-03-01T00:00:00")
    assert found.noticed_at == datetime(2026, 3, 2, 9, 30, 5, tzinfo=SHANGHAI)
    assert found.declared_at == datetime(2026, 3, 2, tzinfo=SHANGHAI)
    assert found.more == {}


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<DEC_DATA>{RESULT}<RESULT_INFO>x</RESULT_INFO></DEC_DATA>",
        f"<o><INTERFACE_VERSION>1</INTERFACE_VERSION>{RESULT}</o>",
        f"<DEC_DATA xmlns='urn:any'>{RESULT}</DEC_DATA>",
        f"<!-- a comment -->{RESULT}",
    ],
)
def test_wrapped_is_the_same(wrapped: str) -> None:
    assert read_receipt(wrapped.encode()) == read_receipt(RESULT.encode())


def test_elements_beyond_the_known_are_kept() -> None:
    found = read_receipt(RESULT.replace("<NOTE>", "<BILL_NO>GQ1</BILL_NO><NOTE>").encode())
    assert found.more == {"BILL_NO": "GQ1"}
    assert found.note == "入库成功！"


def test_gb18030_declared_honestly() -> None:
    text = f'<?xml version="1.0" encoding="GB18030"?>{RESULT}'
    assert read_receipt(text.encode("gb18030")).note == "入库成功！"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-02T09:30:05", datetime(2026, 3, 2, 9, 30, 5, tzinfo=SHANGHAI)),
        ("2026-03-02 09:30:05", datetime(2026, 3, 2, 9, 30, 5, tzinfo=SHANGHAI)),
        ("20260302093005", datetime(2026, 3, 2, 9, 30, 5, tzinfo=SHANGHAI)),
        ("2026-03-02T01:30:05Z", datetime(2026, 3, 2, 9, 30, 5, tzinfo=SHANGHAI)),
        ("", None),
        ("昨天", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_notice_dates(written: str, read: datetime | None) -> None:
    assert read_receipt(RESULT.replace("2026-03-02T09:30:05", written).encode()).noticed_at == read


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"not xml",
        b"<DEC_DATA/>",
        b"<DEC_RESULT>",
        b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><DEC_RESULT><CHANNEL>&e;</CHANNEL></DEC_RESULT>",
        b"<!DOCTYPE x><DEC_RESULT><CHANNEL>7</CHANNEL></DEC_RESULT>",
        b"<a>" * 200_000,
        b"<DEC_RESULT><NOTE>" + b"x" * 9_000_000 + b"</NOTE></DEC_RESULT>",
    ],
)
def test_hostile_bytes_get_one_chinese_sentence(hostile: bytes) -> None:
    with pytest.raises(ReceiptUnreadable, match=r"[一-龥]"):
        read_receipt(hostile)


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(content: bytes) -> None:
    with pytest.raises(ReceiptUnreadable):
        read_receipt(content)


@given(st.integers(0, len(RESULT.encode()) - 1), st.integers(0, 255))
def test_a_changed_byte_is_answered(place: int, byte: int) -> None:
    content = bytearray(RESULT.encode())
    content[place] = byte
    try:
        found = read_receipt(bytes(content))
    except ReceiptUnreadable as error:
        assert str(error)
    else:
        assert isinstance(found.channel, str)
