"""Check and schema judge alike: what the check passes is valid, what the schema refuses the check refused first."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app.reference
import forms
from app.core.draft import Draft, Mode, UnknownElement
from app.core.form import Form, places
from app.core.path import bind
from app.wire import schema
from app.wire.read import read_message
from app.wire.xml import write
from app.work.examine import Examined, examine
from tests.helpers.scenarios import SCENARIOS

TABLES = app.reference.load()
NS = 'xmlns="http://www.chinaport.gov.cn/dec"'
NUMBERS = """0 -0 +0 +5 5. .5 -5 -1.5 12.0 00012 1,000 1e5 0x10 1_000 NaN inf Infinity 5.50 5.123456 0.00000 １２ ٣ ² Ⅷ
9999999999999999999 999999999999999999999999999999 1.00000000000000000000 123456789.12345 -123456789012345678.12345"""
DAYS = "20260302 2026-03-02 ２０２６０３０２ 20260230 00010101 99991231 2026-02-30 2027-01-01"
WORDS = "x XXXXX 中 😀 true None <&>]]> 0708 USD MNG CHN 070 1 2 3 7 Y N I E M QUJD"
LONG = ["X" * 33, "X" * 300, "中" * 20, "中" * 130, "𠮷" * 40, "€" * 10]
BROKEN = [
    "",
    " ",
    "\u3000",
    "5\n",
    "\t5",
    "\u00a05",
    "\u200b5",
    "1 000",
    "a\nb",
    "a\rb",
    "a\r\nb",
    "\x00",
    "\x0b",
    "\ud800",
    "\ufffe",
]
PIECES = [
    "<x/>",
    f"<DecSupplementLists {NS}><a/>t</DecSupplementLists>",
    f"<SddTaxDetails {NS}>&undeclared;</SddTaxDetails>",
    f'<!DOCTYPE a [<!ENTITY e "x">]><SddTaxLists {NS}>&e;</SddTaxLists>',
    "QU JD\n==",
]
TEXTS = st.one_of(
    st.sampled_from([*NUMBERS.split(), *DAYS.split(), *WORDS.split(), *LONG, *BROKEN, *PIECES]),
    st.text(max_size=12),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Form, Draft, date]:
    """A scenario's draft after somebody has typed anything anywhere and moved rows about."""
    scenario = draw(st.sampled_from(list(SCENARIOS.values())))
    draft = scenario.build()
    form = forms.load(draft.form)
    draft.mode = draw(st.sampled_from([draft.mode, *Mode]))
    for _ in range(draw(st.integers(1, 8))):
        match draw(st.sampled_from(["type", "type", "type", "type", "add", "remove", "move"])):
            case "type":
                pattern = draw(st.sampled_from(list(form.fields)))
                draft.put(draw(st.sampled_from(_somewhere(pattern, draft))), draw(TEXTS))
            case act:
                _shift_rows(act, draw(st.sampled_from([name for name in form.blocks if "[]" not in name])), draft, draw)
    return form, draft, scenario.today


def _somewhere(pattern: str, draft: Draft) -> list[str]:
    """Return the paths a pattern has in a draft, and one in a row that is not there yet."""
    sections = [pattern[:place] for place in range(len(pattern)) if pattern.startswith("[]", place)]
    rows: tuple[int, ...] = ()
    for section in sections:
        rows += (min(draft.rows(bind(section, rows)), 2),)
    return [*places(pattern, draft), bind(pattern, rows)]


def _shift_rows(act: str, section: str, draft: Draft, draw: st.DrawFn) -> None:
    count = draft.rows(section)
    if act == "add":
        fresh = forms.load(draft.form).new_row(section)
        draft.insert_row(section, draw(st.integers(0, count)), draw(st.sampled_from([{}, fresh])))
    elif act == "remove" and count:
        draft.remove_row(section, draw(st.integers(0, count - 1)))
    elif count:
        draft.move_row(section, draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1)))


def refused_by_schema_alone(examined: Examined) -> list[str]:
    return [f"{one.path}: {one.message}" for one in examined.problems if one.rule == "XSD" and one.blocks]


@settings(max_examples=300)
@given(drafts())
def test_check_and_schema_judge_alike(given_draft: tuple[Form, Draft, date]) -> None:
    form, draft, today = given_draft
    examined = examine(form, draft, TABLES, today)
    assert refused_by_schema_alone(examined) == []
    assert examined.ok == (examined.message is not None)
    if examined.message is not None:
        assert schema.findings(examined.message.content) == ()
        again = read_message(examined.message.content).draft
        again.mode = draft.mode
        assert examine(form, again, TABLES, today).message == examined.message, (
            "a message read back is the same message"
        )


@pytest.mark.parametrize(
    ("path", "raw", "sent"),
    [
        ("net_weight", "+1980500", "1980500"),
        ("net_weight", "1,980,500.", "1980500"),
        ("net_weight", "１９８０５００", "1980500"),
        ("net_weight", " 1980499.50\n", "1980499.50"),
        ("net_weight", "001980500", "1980500"),
        ("pack_count", "1.0", "1"),
        ("despatch_date", "2026-03-01", "20260301"),
        ("despatch_date", "00010101", "00010101"),
        ("trade_country", " MNG\t", "MNG"),
        ("items[0].factor", "-0", "0"),
    ],
)
def test_what_can_be_read_is_sent_in_its_canonical_form(path: str, raw: str, sent: str) -> None:
    scenario = SCENARIOS["S01"]
    draft = scenario.build()
    form = forms.load(draft.form)
    draft.put(path, raw)
    examined = examine(form, draft, TABLES, scenario.today)
    assert examined.message is not None, examined.problems
    assert read_message(examined.message.content).draft.get(path) == sent


@pytest.mark.parametrize(
    ("path", "raw", "rule"),
    [
        ("pack_count", "-1", "R058"),
        ("items[0].manual_item", "-1", "R115"),
        ("trade_country", "MN\nG", "R158"),
        ("edocs[2].format", "XXXXX", "R016"),
        ("marks[0].content", "不是base64", "R158"),
        ("royalty.ends", "20270101", "R158"),
        ("supplements", "<x/>", "R158"),
        ("supplements", "5 < 6", "R158"),
        ("tax_bill.lists", f'<!DOCTYPE a [<!ENTITY e "x">]><SddTaxLists {NS}>&e;</SddTaxLists>', "R158"),
    ],
)  # fmt: skip
def test_what_the_schema_would_refuse_is_said_at_its_field(path: str, raw: str, rule: str) -> None:
    scenario = SCENARIOS["S01"]
    draft = scenario.build()
    form = forms.load(draft.form)
    draft.put(path, raw)
    examined = examine(form, draft, TABLES, scenario.today)
    assert (path, rule) in [(one.path, one.rule) for one in examined.problems if one.blocks]
    assert refused_by_schema_alone(examined) == []
    assert examined.message is None


def test_the_schema_would_have_spoken() -> None:
    """A control: without the check, the schema has something to say of such drafts, each thing at its own field."""
    scenario = SCENARIOS["S01"]
    draft = scenario.build()
    form = forms.load(draft.form)
    wrong = {"net_weight": "+5", "edocs[2].format": "XXXXX", "items[0].total": "1.23456", "marks[0].name": "X" * 81}
    draft.update(wrong)
    found = {one.path for one in schema.problems(form, write(form, draft))}
    assert found >= set(wrong)
    assert "marks[0].content" in found
    draft.remove_row("items", 0)
    assert "items[0].hs_code" in {one.path for one in schema.problems(form, write(form, draft))}


def test_unknown_elements_are_told_and_left_out() -> None:
    scenario = SCENARIOS["S01"]
    draft = scenario.build()
    draft.unknown.append(UnknownElement("items[0]", "NewThing", f"<NewThing {NS}>1</NewThing>"))
    examined = examine(forms.load(draft.form), draft, TABLES, scenario.today)
    assert [(one.rule, one.blocks) for one in examined.problems if "NewThing" in one.message] == [("XSD", False)]
    assert examined.message is not None
    assert b"NewThing" not in examined.message.content
