"""Templates over a real store: kept, found by letters, begun with; numbers of a declaration never go to another."""

import pytest

from app.core.draft import Mode
from app.declarations.template import SOURCE, proposed_stops
from app.ui.desk.templates import DeskTemplates, initials
from app.ui.pages.services import OpenedDraft
from app.ui.pages.template_service import TemplateRow
from tests.app.ui.pages.form.test_quick_fill import FORM
from tests.helpers.bureau import Bureau, Refused, coal


def test_a_template_is_kept_and_a_draft_begins_with_it(bureau: Bureau) -> None:
    templates = DeskTemplates(bureau.office, bureau.drafts)
    stops = proposed_stops(FORM, coal())
    kept = bureau.ask(templates.keep, "宏远焦煤", coal(), stops)
    (row,) = bureau.ask(templates.rows)
    assert isinstance(row, TemplateRow)
    assert (row.name, row.letters, row.mode, row.used_at) == ("宏远焦煤", "hyjm", coal().mode, None)
    assert row.trade_mode and row.client == coal().get("trade_name")
    made: OpenedDraft = bureau.ask(bureau.drafts.load, bureau.ask(templates.start, kept))
    assert made.started is not None and made.started.quick and made.started.stops == stops
    assert made.draft.get("trade_mode") == coal().get("trade_mode")
    assert made.draft.brought["trade_mode"] == SOURCE
    assert not [path for path in stops if made.draft.get(path)]
    assert made.draft.get("sign.client_seq_no") not in ("", coal().get("sign.client_seq_no"))
    assert bureau.ask(templates.rows)[0].used_at is not None
    templates.turn_quick(made.id, False)
    again: OpenedDraft = bureau.ask(bureau.drafts.load, made.id)
    assert again.started is not None and not again.started.quick


def test_a_template_of_the_same_name_is_replaced_and_a_removed_one_gone(bureau: Bureau) -> None:
    templates = DeskTemplates(bureau.office, bureau.drafts)
    first = bureau.ask(templates.keep, "焦煤", coal(), ("contract_number",))
    changed = coal()
    changed.put("goods_place", "二号库")
    assert bureau.ask(templates.keep, "焦煤", changed, ()) == first
    assert bureau.ask(templates.load, first).draft.get("goods_place") == "二号库"
    other = coal()
    other.mode = Mode.ONCE
    assert bureau.ask(templates.keep, "焦煤", other, ()) != first
    bureau.ask(templates.remove, first)
    assert [row.mode for row in bureau.ask(templates.rows)] == [Mode.ONCE]


def test_a_template_is_renamed_but_not_into_another(bureau: Bureau) -> None:
    templates = DeskTemplates(bureau.office, bureau.drafts)
    one, two = (bureau.ask(templates.keep, name, coal(), ()) for name in ("焦煤", "板材"))
    with pytest.raises(Refused, match="已有叫 板材"):
        bureau.ask(templates.rename, one, " 板材 ")
    bureau.ask(templates.remove, two)
    bureau.ask(templates.rename, one, "板材")
    assert [(row.id, row.letters) for row in bureau.ask(templates.rows)] == [(one, "bc")]
    assert bureau.ask(templates.keep, "板材", coal(), ()) == one, "what was removed does not come between"


def test_a_template_needs_a_name(bureau: Bureau) -> None:
    with pytest.raises(Refused, match="名称"):
        bureau.ask(DeskTemplates(bureau.office, bureau.drafts).keep, "  ", coal(), ())


def test_letters_are_initials_of_syllables_and_latin_as_it_is() -> None:
    assert initials("宏远焦煤 A2") == "hyjma2"
