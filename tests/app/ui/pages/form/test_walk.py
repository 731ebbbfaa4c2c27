"""Where Enter, Tab and the section keys go, and that every field can be reached without a mouse."""

from PySide6.QtWidgets import QApplication, QWidget

from app.core.field import Kind
from app.ui.editors import CodeEditor
from app.ui.pages.form.field_cells import RARE
from app.ui.pages.form.field_finder import FieldFinder
from app.ui.pages.form.tab_order import tab_stops
from app.ui.widgets.search_box import SearchBox
from tests.app.ui.pages.form.conftest import SMALL, Open, Stage
from tests.helpers import keys, scenarios


def find(stage: Stage, text: str) -> None:
    """Go to a field with Ctrl+Shift+F."""
    stage.keys.press("Ctrl+Shift+F")
    assert isinstance(stage.keys.focused(), SearchBox)
    stage.keys.type(text)
    stage.keys.press("Return")


def test_enter_follows_the_page_and_skips_what_is_locked(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    for _ in range(8):
        at = stage.at
        stage.keys.press("Return")
        assert stage.at == stage.after(at)
    before = stage.at
    stage.keys.press("Return", "Shift+Return")
    assert stage.at == before


def test_tab_stops_at_locked_fields_too(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.keys.press("Tab")
    assert stage.at == "seq_no"


def test_enter_unfolds_sections_that_lack_something(open_page: Open) -> None:
    stage = open_page(size=SMALL)
    assert not stage.page.sections.is_open("fee")
    last = [one.path for one in stage.page.document.form.page("trade") if one.box.order < RARE][-1]
    stage.page.reveal(last)
    stage.keys.press("Return")
    assert stage.at == stage.after(last)
    assert stage.page.sections.is_open("fee")


def test_the_parts_of_a_charge_are_fields_of_their_own(open_page: Open) -> None:
    stage = open_page()
    stage.page.reveal("fee_mark")
    for path, text in (("fee_mark", "3"), ("fee_rate", "1200"), ("fee_currency", "USD")):
        assert stage.at == path
        stage.keys.type(text)
        stage.keys.accept()
    assert [stage.page.document.get(f"fee_{name}") for name in ("mark", "rate", "currency")] == ["3", "1200", "USD"]
    assert stage.at == stage.after("fee_currency")


def test_price_statements_are_five_switches(open_page: Open) -> None:
    stage = open_page()
    stage.page.reveal("price_statements")
    stage.keys.type("10910")
    assert stage.page.document.get("price_statements") == "10910"
    stage.keys.press("Return")
    assert stage.at == stage.after("price_statements")


def test_numbers_go_to_sections(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    for key, path in (("Ctrl+3", "traffic_mode"), ("Ctrl+6", "pack_type"), ("Ctrl+9", "items[0].hs_code")):
        stage.keys.press(key)
        assert stage.at == path
    stage.keys.press("Ctrl+7")
    assert stage.at == "destination_customs"
    assert stage.page.sections.is_open("ciq")


FOUND = {
    "jz": "net_weight",
    "提运单号": "bill_number",
    "UN": "items[0].un_number",
    "jzxh": "containers[0].container_id",
    "启运国": "trade_country",
}


def test_a_field_is_found_by_name_and_pinyin(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.reveal("contract_number")
    for text, path in FOUND.items():
        find(stage, text)
        assert stage.at == path


def test_a_fact_is_found_too(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    find(stage, "已从启运口岸启运")
    stage.keys.type("0")
    assert stage.page.document.draft.facts["vehicle_departed"] is False


def test_tab_goes_round_once_with_many_sections_open(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    for key in ("licences", "edocs", "ciq"):
        stage.page.sections.open(key)
    stage.page.reveal("declaration_customs")
    seen: list[QWidget] = []
    for _ in range(400):
        focused = stage.keys.focused()
        if focused in seen:
            break
        seen.append(focused)
        stage.keys.press("Tab")
    stops = tab_stops(stage.page, stage.page.parts())
    skipped = [one for one in stops if one not in seen and not stage.page.goods.table.isAncestorOf(one)]
    tables = [one for one in skipped if "[" not in one.objectName()]
    assert tables == []


def test_every_field_a_clerk_can_fill_is_reached_by_the_keyboard(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    form = stage.page.document.form
    missed = []
    for section in form.sections:
        for field in form.page(section.id):
            if field.box.read_only or field.box.row_number or field.kind is Kind.XML:
                continue
            stage.page.go_to_field(field.path)
            at = stage.page.binder.current
            focused = QApplication.focusWidget()
            reached = stage.page.document.form.field(at).path == field.path
            shown = focused is not None and focused.isVisible()
            if not (reached and shown and focused is stage.page.binder.widget_at(at)):
                missed.append(field.path)
    assert missed == []


def test_everything_that_takes_the_keyboard_has_a_name(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    for key in stage.page.sections.ids():
        stage.page.sections.section(key)
        stage.page.sections.open(key)
    stage.page.document.show_all()
    page = stage.page
    stops = tab_stops(page, page.parts())
    assert len(stops) > 150
    assert [type(one).__name__ for one in stops if not one.accessibleName()] == []
    assert [one for one in stops if one.accessibleName().startswith("*")] == []


def test_the_name_of_a_field_says_section_and_value(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    widget = stage.page.binder.widget_at("traffic_mode")
    assert isinstance(widget, CodeEditor)
    assert widget.accessibleName() == "运输方式，运输，4 公路运输"
    assert "必填" in widget.accessibleDescription()


def test_enter_does_not_leave_a_field_while_the_input_method_composes(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.reveal("goods_place")
    widget = stage.keys.focused()
    keys.compose(widget, "ganqi")
    stage.keys.press("Return")
    assert stage.at == "goods_place"
    keys.commit(widget, "甘其毛都")
    assert stage.page.document.get("goods_place") == "甘其毛都"
    stage.keys.press("Return")
    assert stage.at == stage.after("goods_place")


def test_a_code_is_chosen_by_initials_and_goes_on(open_page: Open) -> None:
    stage = open_page()
    stage.page.reveal("trade_country")
    stage.keys.type("mg")
    stage.keys.accept()
    assert stage.page.document.get("trade_country") == "MNG"
    assert stage.at == "price_statements"


def test_f2_opens_the_full_table_and_comes_back(open_page: Open) -> None:
    stage = open_page()
    stage.page.reveal("trade_country")
    stage.keys.press("F2")
    assert isinstance(stage.keys.focused(), SearchBox)
    stage.keys.type("蒙古")
    stage.keys.press("Return")
    assert stage.page.document.get("trade_country") == "MNG"
    assert stage.at == "price_statements"


def test_escape_from_the_finder_gives_the_keyboard_back(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.reveal("bill_number")
    before: QWidget = stage.keys.focused()
    stage.keys.press("Ctrl+Shift+F")
    finder = stage.window.findChild(FieldFinder)
    assert finder is not None
    stage.keys.press("Escape")
    assert stage.keys.focused() is before
