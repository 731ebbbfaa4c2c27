"""Judges the two answers of the Single Window: the response to an import and the business receipt."""

from __future__ import annotations

import pytest
from lxml import etree

from schemas import NAMESPACE, Kind, path_of


def accepts(kind: Kind, text: str) -> bool:
    return bool(etree.XMLSchema(etree.parse(str(path_of(kind)))).validate(etree.fromstring(text.encode())))


def response(inner: str) -> str:
    return f'<DecImportResponse xmlns="{NAMESPACE}">{inner}</DecImportResponse>'


def receipt(**changes: str | None) -> str:
    values: dict[str, str | None] = {
        "CUS_CIQ_NO": "I20260000000000901", "ENTRY_ID": "", "NOTICE_DATE": "2026-03-02T09:20:00", "CHANNEL": "7",
        "NOTE": "直接申报成功", "CUSTOM_MASTER": "0708", "I_E_DATE": "", "D_DATE": "2026-03-02", **changes,
    }  # fmt: skip
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in values.items() if value is not None)
    return f"<DEC_RESULT>{inner}</DEC_RESULT>"


def test_an_import_response_names_the_number_only_when_it_succeeded() -> None:
    echo = "<ErrorMessage>暂存成功</ErrorMessage><ClientSeqNo>TM20260302000000000A1</ClientSeqNo>"
    success = f"<ResponseCode>0</ResponseCode>{echo}<SeqNo>I20260000000000901</SeqNo><TrnPreId/>"
    assert accepts(Kind.IMPORT_RESPONSE, response(success))
    assert accepts(Kind.IMPORT_RESPONSE, response(f"<ResponseCode>1</ResponseCode>{echo}"))
    assert not accepts(Kind.IMPORT_RESPONSE, response(f"<ResponseCode/>{echo}"))
    assert not accepts(Kind.IMPORT_RESPONSE, response(echo))
    assert not accepts(Kind.IMPORT_RESPONSE, response(success.replace("901</SeqNo>", "9012</SeqNo>")))
    assert not accepts(Kind.IMPORT_RESPONSE, "<DecImportResponse/>")


def test_a_receipt_stands_alone_or_in_its_wrapper() -> None:
    assert accepts(Kind.RECEIPT, receipt())
    wrapped = "<DEC_DATA>{}{}<RESULT_INFO>text <b/></RESULT_INFO></DEC_DATA>"
    assert accepts(Kind.RECEIPT, wrapped.format("", receipt()))
    assert accepts(Kind.RECEIPT, wrapped.format("<INTERFACE_VERSION>1</INTERFACE_VERSION>", receipt()))
    assert not accepts(Kind.RECEIPT, "<DEC_DATA/>")
    assert not accepts(Kind.RECEIPT, receipt().replace("<DEC_RESULT>", f'<DEC_RESULT xmlns="{NAMESPACE}">'))


@pytest.mark.parametrize("name", ["ENTRY_ID", "CUSTOM_MASTER", "I_E_DATE", "D_DATE"])
def test_what_receipts_leave_empty_may_also_be_absent(name: str) -> None:
    assert accepts(Kind.RECEIPT, receipt(**{name: ""}))
    assert accepts(Kind.RECEIPT, receipt(**{name: None}))


@pytest.mark.parametrize("name", ["CUS_CIQ_NO", "NOTICE_DATE", "CHANNEL"])
def test_what_every_receipt_carries_must_be_filled(name: str) -> None:
    assert not accepts(Kind.RECEIPT, receipt(**{name: ""}))
    assert not accepts(Kind.RECEIPT, receipt(**{name: None}))


def test_the_channel_is_open() -> None:
    for letter in ("R", "SpL", "#", "未来"):
        assert accepts(Kind.RECEIPT, receipt(CHANNEL=letter))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NOTICE_DATE", "2026-03-02 09:20:00"),
        ("NOTICE_DATE", "2026-03-02T24:00:00"),
        ("D_DATE", "20260302"),
        ("ENTRY_ID", "0708202610000009012"),
        ("CUSTOM_MASTER", "07080"),
    ],
)
def test_a_receipt_of_wrong_form_is_refused(name: str, value: str) -> None:
    assert not accepts(Kind.RECEIPT, receipt(**{name: value}))


def test_the_richer_receipt_is_accepted_in_its_order() -> None:
    assert accepts(Kind.RECEIPT, receipt(SEQ_NO="1", DECL_PORT="0708", GROSS_WT="1.5"))
    assert not accepts(Kind.RECEIPT, receipt(GROSS_WT="1.5", SEQ_NO="1"))
    assert not accepts(Kind.RECEIPT, receipt(INVENTED="1"))
