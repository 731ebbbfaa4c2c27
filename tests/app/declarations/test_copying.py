"""A declaration is copied whole, or its head, or its goods; numbers, notes and reasons never come along."""

import forms
from app.core.note import Note
from app.declarations.copying import CopyPart, copy_part
from tests.helpers import scenarios

FORM = forms.load("import")


def test_the_whole_is_all_but_its_numbers() -> None:
    draft = scenarios.s01()
    draft.notes["net_weight"] = Note("旧")
    copy = copy_part(FORM, draft, CopyPart.WHOLE)
    assert copy.get("net_weight") == draft.get("net_weight")
    assert copy.row_texts("items", 0) == draft.row_texts("items", 0)
    assert copy.get("sign.client_seq_no") == "" and not copy.notes


def test_the_head_has_no_goods_and_the_goods_no_head() -> None:
    draft = scenarios.s01()
    head, goods = (copy_part(FORM, draft, part) for part in (CopyPart.HEAD, CopyPart.GOODS))
    assert head.rows("items") == 0 and head.get("trade_name") == draft.get("trade_name")
    assert goods.rows("items") == draft.rows("items") and goods.get("trade_name") == ""
    assert goods.row_texts("items", 0) == draft.row_texts("items", 0)
    assert goods.mode is draft.mode and goods.get("ie_flag") == draft.get("ie_flag")
