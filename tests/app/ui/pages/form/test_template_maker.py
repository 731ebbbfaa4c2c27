"""A declaration is kept as a template: a name, the fields every shipment fills in, marked on the form itself."""

from app.declarations.template import proposed_stops
from app.ui.pages.form.template_strip import VARIES
from tests.app.ui.pages.form.conftest import Open
from tests.app.ui.pages.form.test_quick_fill import FORM, STOPS, marks
from tests.helpers import scenarios
from tests.helpers.ui_templates import FakeTemplates


def test_a_declaration_is_kept_as_a_template_with_the_fields_that_vary(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    templates = FakeTemplates()
    stage.drafts.templates = templates
    stage.page.drafting.maker._templates = templates
    stage.keys.press("Ctrl+Shift+T")
    assert marks(stage, "contract_number").stop == VARIES
    assert not marks(stage, "trade_mode").stop
    stage.keys.press("Tab")
    stage.page.reveal("contract_number")
    stage.keys.press("Alt+V")
    stage.page.reveal("trade_mode")
    stage.keys.press("Alt+V")
    assert marks(stage, "trade_mode").stop and not marks(stage, "contract_number").stop
    stage.keys.press("Ctrl+Shift+T")
    stage.keys.type("JM")
    stage.keys.accept()
    ((name, draft, stops),) = templates.kept
    assert name == "JM" and draft.get("trade_mode")
    assert "trade_mode" in stops and "contract_number" not in stops
    assert not marks(stage, "trade_mode").stop, "the marks go with the question"
    assert stage.at == "trade_mode"


def test_esc_keeps_nothing(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.drafting.maker._templates = FakeTemplates()
    stage.keys.press("Ctrl+Shift+T", "Escape")
    assert not stage.page.drafting.maker.strip.isVisible()
    assert not marks(stage, "contract_number").stop


def test_what_varies_is_guessed_from_what_the_declaration_holds() -> None:
    assert proposed_stops(FORM, scenarios.s01()) == STOPS
    assert {"contract_number", "bill_number", "net_weight", "items[0].quantity", "items[0].total"} <= set(STOPS)
    empty = scenarios.s01()
    empty.put("contract_number", "")
    assert "contract_number" not in proposed_stops(FORM, empty)
