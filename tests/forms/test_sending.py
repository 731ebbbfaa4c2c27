"""What sending fills in: the operation block, and in rows what their place tells; nothing a sender wrote is changed."""

import pytest

import forms
from app.core.draft import Draft
from forms.sending import prepare
from tests.helpers.scenarios import s03
from tests.helpers.two_steps import s02


def _prepared(**texts: str) -> Draft:
    draft = s03()
    draft.update(texts)
    prepare(draft)
    return draft


def test_the_operation_block_comes_from_the_operator() -> None:
    draft = _prepared(typist_card="2100000000001", **{"sign.sign": "old"})
    assert (draft.get("sign.oper_type"), draft.get("sign.sign")) == ("C", "")
    assert draft.get("sign.card_number") == "2100000000001"
    assert draft.get("sign.operator_name") == "王测试"


def test_what_a_sender_wrote_stays() -> None:
    draft = _prepared(**{"sign.card_number": "77", "items[0].limits[0].goods_number": "3", "edocs[0].format": "S"})
    assert draft.get("sign.card_number") == "77"
    assert draft.get("items[0].limits[0].goods_number") == "3"
    assert draft.get("edocs[0].format") == "S"


@pytest.mark.parametrize(("number", "own"), [("1", "1"), ("7", "7"), ("", "1"), ("x", "1"), ("1234567890", "1")])
def test_a_qualification_takes_the_number_of_its_line(number: str, own: str) -> None:
    draft = _prepared(**{"items[0].number": number, "items[0].limits[0].goods_number": " "})
    assert draft.get("items[0].limits[0].goods_number") == own


def test_an_attachment_is_a_file_unless_it_says_otherwise_and_a_blank_row_stays_blank() -> None:
    draft = s03()
    draft.put("edocs[0].format", "")
    draft.insert_row("edocs", 1, {"format": ""})
    prepare(draft)
    assert (draft.get("edocs[0].format"), draft.get("edocs[1].format")) == ("US", "")


def test_a_summary_carries_what_the_format_wants_filled_and_its_own_step() -> None:
    draft = s02()
    draft.update({"type": "  ", "price_statements": "", "items[0].destination_country": ""})
    prepare(draft)
    assert draft.get("type") == "  5"
    assert (draft.get("price_statements"), draft.get("trade_area")) == ("99999", "MNG")
    assert draft.get("items[0].destination_country") == "CHN"


def test_a_declaration_of_one_step_is_not_filled_up() -> None:
    draft = _prepared(trade_area="", price_statements="")
    assert (draft.get("trade_area"), draft.get("price_statements")) == ("", "")


def test_a_mark_the_sender_wrote_himself_stands() -> None:
    draft = s02()
    draft.put("type", "  6")
    prepare(draft)
    assert draft.get("type") == "  6"


@pytest.mark.parametrize(("regime", "type_text"), [("5015", "ML"), ("1233", "ML"), ("0110", "  ")])
def test_goods_of_a_bonded_regime_go_on_a_record_list(regime: str, type_text: str) -> None:
    assert _prepared(trade_mode=regime).get("type") == type_text


def test_both_types_are_prepared_alike() -> None:
    assert {forms.load(form_id).prepare for form_id in forms.REGISTRY} == {prepare}
