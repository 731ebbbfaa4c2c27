"""The scenarios filed in two steps, S02 and S02b: what 概要 says, and the same record made whole for 完整."""

from collections.abc import Mapping

import forms
from app.core.draft import Draft, Mode, Purpose
from app.core.stage import for_stage
from tests.helpers.starts import ORE, TRADE, papers, row, start

_S02_HEAD = {
    "sign.client_seq_no": "PD2026031300001",
    "traffic_mode": "3",
    "traffic_name": "58123456",
    "voyage_number": "20260312",
    "bill_number": "EL2026031201",
    "gross_weight": "3450200",
}

_S02_LINE = {
    "hs_code": "2601112000",
    "name": "未烧结铁矿砂",
    "quantity": "3450.2",
    "unit": "070",
    "total": "269115.60",
    "currency": "USD",
    "origin_country": "MNG",
    "inspection_name": "铁矿砂",
    "attributes": "19",
    "purpose": "26",
}


def s02() -> Draft:
    """S02 二连浩特 铁矿砂 铁路 两步申报 概要（涉证、涉检、涉税）."""
    draft = start("import", Mode.SUMMARY, ORE, "0702", "0702")
    draft.update(_S02_HEAD)
    row(draft, "items", _S02_LINE)
    row(draft, "licences", {"kind": "7", "number": "26-XX-000002"})
    draft.facts.update(
        licence_confirmed=True,
        inspection_confirmed=True,
        tax_confirmed=True,
        estimated_tax="287467.96",
        guarantee_number="G07022600001",
        guarantee_balance="300000.00",
        entry_day="2026-03-12",
    )
    return draft


_S02_REST = {
    "contract_number": "TI-2026-012",
    "overseas_consignor_name": "TEST IRON LLC",
    "trade_area": "MNG",
    "trade_country": "MNG",
    "departure_port": "MNG000",
    "stop_port": "MNG000",
    "goods_place": "二连车站监管场所",
    "terms": "3",
    "fee_mark": "2",
    "fee_rate": "12.00",
    "fee_currency": "USD",
    "insurance_mark": "1",
    "insurance_rate": "0.3",
    "pack_type": "00",
    "pack_count": "1",
    "net_weight": "3450200",
    "items[0].model": "0|3|破碎|平均粒度3mm|铁62%|无滞期费|MNG某矿|20260215|20260305",
    "items[0].price": "78.0000",
    "items[0].first_quantity": "3450200",
    "items[0].first_unit": "035",
    "items[0].district": "15059",
    "items[0].destination_code": "152501",
}


def s02_complete() -> Draft:
    """S02 完整申报，与概要为同一票."""
    return _completed(s02(), _S02_REST)


_S02B_HEAD = {
    "sign.client_seq_no": "PD2026031900001",
    "traffic_mode": "3",
    "traffic_name": "58123499",
    "voyage_number": "20260318",
    "bill_number": "EL2026031802",
    "gross_weight": "9200",
}

_S02B_LINE = {
    "hs_code": "841370",
    "name": "离心泵",
    "quantity": "20",
    "unit": "001",
    "total": "60000.00",
    "currency": "USD",
    "origin_country": "RUS",
}


def s02b() -> Draft:
    """S02b 离心泵 铁路 两步申报 概要（不涉证、不涉检、涉税）."""
    draft = start("import", Mode.SUMMARY, TRADE, "0702", "0702")
    draft.update(_S02B_HEAD)
    row(draft, "items", _S02B_LINE)
    row(draft, "containers", {"container_id": "TBJU1234565", "container_type": "21"})
    draft.facts.update(
        licence_confirmed=False,
        inspection_confirmed=False,
        tax_confirmed=True,
        estimated_tax="93890.40",
        guarantee_number="G07012600001",
        guarantee_balance="100000.00",
        entry_day="2026-03-18",
    )
    return draft


_S02B_REST = {
    "contract_number": "TP-2026-061",
    "overseas_consignor_name": "TEST PUMP OOO",
    "trade_area": "RUS",
    "trade_country": "RUS",
    "departure_port": "RUS000",
    "stop_port": "RUS000",
    "goods_place": "二连车站监管场所",
    "terms": "1",
    "pack_type": "23",
    "pack_count": "20",
    "net_weight": "8600",
    "items[0].hs_code": "8413709990",
    "items[0].model": "4|3|工业用|TEST|型号B|流量150m3/h",
    "items[0].price": "3000.0000",
    "items[0].first_quantity": "20",
    "items[0].first_unit": "001",
    "items[0].second_quantity": "8600",
    "items[0].second_unit": "035",
    "items[0].district": "15019",
    "containers[0].goods_numbers": "1",
}


def s02b_complete() -> Draft:
    """S02b 完整申报，与概要为同一票（木质包装警告 R061 由申报人确认）."""
    return _completed(s02b(), _S02B_REST)


def _completed(draft: Draft, rest: Mapping[str, str]) -> Draft:
    """Return the same record at its second step: what was sent is declared, the rest is filled in."""
    form = forms.load(draft.form)
    draft.declared = dict(for_stage(form, draft).filled())
    draft.purpose, draft.mode = Purpose.COMPLETE, Mode.COMPLETE
    draft.update(rest)
    draft.update(form.staged(draft))
    papers(draft)
    draft.facts["summary_accepted"] = "2026-03-13" if draft.facts["entry_day"] == "2026-03-12" else "2026-03-19"
    return draft
