"""Draft to message and back: nothing may be lost, whatever was typed and however the message was ordered."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import forms
from app.core.draft import Draft, UnknownElement
from app.core.field import BoundField, Kind
from app.core.form import Form, places
from app.wire.read import read_message
from app.wire.xml import NotWritable, write
from schemas import NAMESPACE

XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30
)
_TWICE = "containers licences edocs preferences certificates packs qualifications users marks promises"
SECTIONS = {"items": 3, "items[0].limits": 2, "items[0].limits[1].vins": 2, "items[2].control": 1}
SECTIONS |= dict.fromkeys([*_TWICE.split(), "transit_containers", "transit_goods"], 2)


def _with_rows(form: Form) -> Draft:
    draft = Draft(form.id, form.version)
    for section, count in SECTIONS.items():
        for number in range(count):
            draft.insert_row(section, number, {})
    return draft


def _paths(form: Form) -> list[str]:
    draft = _with_rows(form)
    return [path for bound in form.fields.values() if bound.kind is not Kind.XML for path in places(bound.path, draft)]


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A draft of either form with any text in any of its fields, in all of its blocks."""
    form = forms.load(draw(st.sampled_from(sorted(forms.REGISTRY))))
    draft = _with_rows(form)
    texts = draw(st.dictionaries(st.sampled_from(_paths(form)), XML_TEXT, max_size=60))
    draft.update({path: text for path, text in texts.items() if path != "ie_flag"})
    draft.put("ie_flag", form.direction)
    return draft


@given(drafts())
def test_a_draft_survives_the_message(draft: Draft) -> None:
    form = forms.load(draft.form)
    again = read_message(write(form, draft)).draft
    assert dict(again.filled()) == dict(draft.filled())
    assert again.form == draft.form
    for section, count in SECTIONS.items():
        assert again.rows(section) == count
    assert again.unknown == []
    assert write(form, again) == write(form, draft)


@given(drafts(), st.randoms(use_true_random=False))
def test_the_order_of_blocks_and_elements_does_not_matter(draft: Draft, order: random.Random) -> None:
    form = forms.load(draft.form)
    root = etree.fromstring(write(form, draft))
    for parent in [root, *root.iter("{*}DecHead", "{*}DecList", "{*}DecSign", "{*}DecFreeTxt")]:
        original = list(parent)
        children = random_order(original, order)
        parent[:] = children
    assert dict(read_message(etree.tostring(root)).draft.filled()) == dict(draft.filled())


def random_order(original: list[etree._Element], order: random.Random) -> list[etree._Element]:
    """Shuffle elements, but leave rows in their order among themselves: it carries their number."""
    shuffled = list(original)
    order.shuffle(shuffled)
    rows = iter([one for one in original if etree.QName(one).localname in _ROWS])
    return [next(rows) if etree.QName(one).localname in _ROWS else one for one in shuffled]


_ROWS = {"EdocRealation", "EcoRelation", "DecControlModel", "DecGoodsLimitVin"}


@given(drafts())
def test_a_draft_survives_its_json(draft: Draft) -> None:
    draft.unknown.append(UnknownElement("items[0]", "New", f'<New xmlns="{NAMESPACE}">1</New>'))
    draft.facts["vehicle_departed"] = True
    again = Draft.from_json(draft.to_json())
    assert again == draft


def test_every_field_of_a_full_draft_reaches_its_element() -> None:
    for form_id in forms.REGISTRY:
        form = forms.load(form_id)
        draft = _with_rows(form)
        for number, path in enumerate(_paths(form)):
            draft.put(path, _sample(form.field(path), number))
        draft.put("ie_flag", form.direction)
        root = etree.fromstring(write(form, draft))
        for path in _paths(form):
            bound = form.field(path)
            texts = [one.text for one in root.iterfind("/".join(f"{{{NAMESPACE}}}{step}" for step in bound.xml_path))]
            assert draft.get(path) in texts, path


def _sample(bound: BoundField, number: int) -> str:
    if bound.kind is Kind.DATE:
        return date(2026, 1, 1 + number % 28).strftime("%Y%m%d")
    return str(number)


def test_an_export_s_countries_change_places_in_the_message() -> None:
    form = forms.load("export")
    draft = form.new()
    draft.insert_row("items", 0, {"origin_country": "CHN", "destination_country": "MNG"})
    line = etree.fromstring(write(form, draft)).find(f".//{{{NAMESPACE}}}DecList")
    assert line is not None
    assert line.findtext(f"{{{NAMESPACE}}}OriginCountry") == "MNG"
    assert line.findtext(f"{{{NAMESPACE}}}DestinationCountry") == "CHN"
    back = read_message(write(form, draft)).draft
    assert (back.get("items[0].origin_country"), back.get("items[0].destination_country")) == ("CHN", "MNG")


def test_the_two_spaces_of_type_and_line_ends_inside_a_remark_stay() -> None:
    form = forms.load("import")
    draft = form.new()
    draft.put("remark", "一\n二\r\n\t三 <&> ]]>")
    again = read_message(write(form, draft)).draft
    assert again.get("type") == "  "
    assert again.get("remark") == "一\n二\r\n\t三 <&> ]]>"


def test_unknown_elements_stay_where_they_were_unless_left_out() -> None:
    form = forms.load("import")
    draft = form.new()
    draft.insert_row("items", 0, {})
    content = write(form, draft).decode()
    content = content.replace("</DecHead>", "<NewHead>甲<Inner a='1'/></NewHead></DecHead>")
    content = content.replace("</DecList>", "<NewLine/></DecList>").replace(
        "</DecMessage>", "<NewBlock><x/></NewBlock></DecMessage>"
    )
    content = content.replace("<SeqNo/>", "<SeqNo>1</SeqNo><SeqNo>2</SeqNo>")
    again = read_message(content.encode()).draft
    assert [(one.parent, one.name) for one in again.unknown] == [
        ("DecHead", "SeqNo"), ("DecHead", "NewHead"), ("items[0]", "NewLine"), ("/", "NewBlock"),
    ]  # fmt: skip
    rewritten = write(form, again)
    assert read_message(rewritten).draft == again
    assert b"NewHead" not in write(form, again, unknown=False)
    assert b"NewHead" in rewritten


def test_a_control_character_is_named_with_its_field() -> None:
    form = forms.load("import")
    draft = form.new()
    draft.put("remark", "坏\x01")
    with pytest.raises(NotWritable, match="备注"):
        write(form, draft)


def test_blocks_without_a_published_field_list_stay_word_for_word() -> None:
    form = forms.load("import")
    draft = form.new()
    content = write(form, draft).decode()
    lax = "<SddTax><SddTaxLists><SddTaxList><A>1</A></SddTaxList></SddTaxLists></SddTax>"
    again = read_message(content.replace("</DecMessage>", f"{lax}</DecMessage>").encode()).draft
    assert again.unknown == []
    assert b"<SddTaxList>" in write(form, again, unknown=False)
