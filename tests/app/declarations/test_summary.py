"""The list's words for a draft, from any raw text."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.draft import Draft
from app.declarations.summary import summarise


def draft(**texts: str) -> Draft:
    made = Draft("import", "4.8")
    made.update(texts)
    return made


def test_words_and_sum() -> None:
    made = draft(contract_number=" TM-2026-017 ", bill_number="GQMD1", entry_customs="0708", traffic_mode="4")
    made.update({"items[0].name": "炼焦煤", "items[0].total": "194089.00", "items[0].currency": "USD"})
    made.update({"items[1].name": "无烟煤", "items[1].total": "10.5", "items[1].currency": "USD"})
    made.put("sign.client_seq_no", "GQ-1118-037")
    found = summarise(made)
    assert (found.contract_number, found.bill_number, found.port) == ("TM-2026-017", "GQMD1", "0708")
    assert (found.goods, found.goods_count, found.total, found.currency) == ("炼焦煤", 2, "194099.50", "USD")
    assert found.client_seq_no == "GQ-1118-037"


def test_no_sum_over_two_currencies_or_unreadable_amounts() -> None:
    made = draft()
    made.update({"items[0].total": "1", "items[0].currency": "USD", "items[1].total": "1", "items[1].currency": "CNY"})
    assert (summarise(made).total, summarise(made).currency) == ("", "")
    made.update({"items[1].currency": "USD", "items[1].total": "一百"})
    assert summarise(made).total == ""
    for amount in ("NaN", "1e999999", "1e9999999", "1_000", "１２", "-0", "0x1", "1" * 25):
        made.put("items[1].total", amount)
        assert summarise(made).total == "", amount


def test_what_the_list_shows_can_be_stored_and_shown() -> None:
    found = summarise(draft(contract_number="\ud800\u202e甲", bill_number="长" * 5000))
    assert (found.contract_number, len(found.bill_number)) == (" 甲", 200)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_answered(total: str, currency: str) -> None:
    made = draft()
    made.update({"items[0].total": total, "items[0].currency": currency})
    assert summarise(made).goods_count == 1
