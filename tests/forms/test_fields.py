"""Every field of every form, walked: XSD place and length, code table, page seat, label."""

import re
from collections import Counter

import pytest
from lxml import etree

import app.reference
import forms
from app.core.field import BoundField, Kind
from app.core.form import BoundBlock, Form
from schemas import Kind as Schema
from schemas import path_of

XS = "{http://www.w3.org/2001/XMLSchema}"
FORMS = [forms.load(form_id) for form_id in forms.REGISTRY]
EVERY = [pytest.param(form, bound, id=f"{form.id}:{bound.path}") for form in FORMS for bound in form.fields.values()]
REFERENCE = app.reference.load()


class Judge:
    """The XSD read as a document: where an element is declared, with which type, in which order."""

    def __init__(self) -> None:
        self.root = etree.parse(path_of(Schema.MESSAGE)).getroot()
        self.types = {str(one.get("name")): one for one in self.root if one.get("name")}

    def element(self, steps: tuple[str, ...]) -> etree._Element | None:
        """Return the declaration of the element at ``steps`` below DecMessage."""
        holder = self.types["DecMessage"]
        found = None
        for step in steps:
            found = next(
                (one for one in holder.iter(f"{XS}element") if one is not holder and one.get("name") == step), None
            )
            if found is None:
                return None
            holder = self.types.get(str(found.get("type")), found)
        return found

    def order(self, steps: tuple[str, ...]) -> list[str]:
        """Return the names of the elements declared directly in the block at ``steps``."""
        found = self.element(steps) if steps else self.types["DecMessage"]
        assert found is not None
        holder = self.types.get(str(found.get("type")), found)
        return [str(one.get("name")) for one in holder.iter(f"{XS}element") if one is not holder]


JUDGE = Judge()


@pytest.mark.parametrize(("form", "bound"), EVERY)
def test_the_schema_has_the_element_at_that_place_with_that_length(form: Form, bound: BoundField) -> None:
    declared = JUDGE.element(bound.xml_path)
    assert declared is not None, bound.xml_path
    unlimited = bound.max_length is None and bound.digits is None and bound.kind is not Kind.DATE
    if bound.kind is Kind.XML or unlimited:
        return
    limit = re.fullmatch(r"([A-Za-z]+)(\d+)(?:_(\d+))?M?", str(declared.get("type")))
    assert limit is not None, declared.get("type")
    match bound.kind:
        case Kind.DATE:
            assert limit[1] == "D"
        case Kind.DECIMAL | Kind.INTEGER:
            assert bound.digits is not None
            assert (int(limit[2]), int(limit[3] or 0)) == (bound.digits.total, bound.digits.places)
        case _:
            assert int(limit[2]) == bound.max_length


@pytest.mark.parametrize(("form", "bound"), EVERY)
def test_what_the_schema_wants_filled_the_form_requires(form: Form, bound: BoundField) -> None:
    declared = JUDGE.element(bound.xml_path)
    assert declared is not None
    filled_when_sent = {
        "sign.oper_type",
        "sign.client_seq_no",
        "items[].limits[].goods_number",
    }  # forms.sending, render
    if str(declared.get("type")).endswith("M") and bound.path not in filled_when_sent:
        assert bound.box.need[0] == "R", f"{bound.path} may be empty here but not in the XSD"


@pytest.mark.parametrize(("form", "bound"), EVERY)
def test_a_code_field_names_a_table_that_is_installed(form: Form, bound: BoundField) -> None:
    if bound.box.table:
        assert bound.kind is Kind.CODE
        assert REFERENCE.exists(bound.box.table)


@pytest.mark.parametrize(("form", "bound"), EVERY)
def test_the_line_is_whole(form: Form, bound: BoundField) -> None:
    assert re.search(r"[\u4e00-\u9fff]|B/L|UN|VIN", bound.label), "official Chinese label"
    assert re.fullmatch(r"[a-z0-9 ]+", bound.english)
    assert re.fullmatch(r"[ROC-]{2}[LG-]?", bound.box.need)
    assert 0 <= bound.box.box <= 49, "the official page has boxes 1 to 49"
    assert not bound.box.section or bound.box.section in {section.id for section in form.sections}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_no_two_fields_share_a_seat_on_the_page_or_an_element(form: Form) -> None:
    seats = Counter(bound.box.at for bound in form.fields.values() if bound.box.at)
    assert [seat for seat, count in seats.items() if count > 1] == []
    places = Counter(bound.xml_path for bound in form.fields.values())
    assert [place for place, count in places.items() if count > 1] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_order_of_every_block_is_the_schema_s(form: Form) -> None:
    def compare(block: BoundBlock, steps: tuple[str, ...]) -> None:
        own = [one.xml_path[-1] if isinstance(one, BoundField) else one.steps[0] for one in block.order]
        declared = [name for name in JUDGE.order(steps) if name in own]
        assert own == declared
        for one in block.order:
            if isinstance(one, BoundBlock):
                compare(one, (*steps, *one.steps))

    compare(form.tree, ())


def test_the_head_has_91_elements_and_a_goods_line_49() -> None:
    for form in FORMS:
        paths = [bound.xml_path for bound in form.fields.values()]
        assert sum(path[0] == "DecHead" for path in paths) == 91
        assert sum(path[:2] == ("DecLists", "DecList") and len(path) == 3 for path in paths) == 49


def test_an_export_carries_the_destination_in_origin_country() -> None:
    export = forms.load("export")
    assert export.by_element["DecList/OriginCountry"].path == "items[].destination_country"
    assert export.by_element["DecList/DestinationCountry"].path == "items[].origin_country"
    assert forms.load("import").by_element["DecList/OriginCountry"].path == "items[].origin_country"
