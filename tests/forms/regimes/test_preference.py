"""A claim begins with agreement, line and origin; the proof's own numbers stay blank for the clerk."""

from app import reference
from app.core.draft import Draft
from forms import load
from forms.regimes.preference import APTA, RCEP, brought, claim, claimable
from tests.helpers.scenarios import s01, s10


def test_mongolian_goods_may_claim_apta_and_japanese_ones_rcep() -> None:
    tables = reference.load()
    assert claimable(s01(), 0, tables) == (APTA,)
    assert claimable(s10(), 0, tables) == (RCEP,)
    american = s10()
    american.put("items[0].origin_country", "USA")
    assert claimable(american, 0, tables) == ()


def test_a_claim_brings_its_row_and_the_origin() -> None:
    form, draft = load("import"), s01()
    begun = claim(form, draft, 0, APTA)
    assert begun.row["certificate_kind"] == "Y01"
    assert begun.row["goods_number"] == "1"
    assert "certificate_number" not in begun.row
    assert begun.texts == {"items[0].preference_origin": "MNG"}
    draft.put("items[0].preference_origin", "KOR")
    assert claim(form, draft, 0, APTA).texts == {}


def test_a_line_without_origin_brings_none() -> None:
    draft = Draft("import", "1")
    draft.insert_row("items", 0, {})
    assert claim(load("import"), draft, 0, RCEP).texts == {}


def test_a_row_begun_is_told_from_the_only_line_and_its_origin() -> None:
    tables, draft = reference.load(), s01()
    draft.insert_row("preferences", 0, {})
    told = {"preferences[0].goods_number": "1", "preferences[0].certificate_kind": "Y01"}
    assert brought(draft, 0, tables) == {**told, "items[0].preference_origin": "MNG"}
    draft.put("preferences[0].certificate_kind", "Y22")  # Mongolia is no member of RCEP
    assert "items[0].preference_origin" not in brought(draft, 0, tables)
    draft.put("preferences[0].goods_number", "7")
    assert brought(draft, 0, tables) == {}
