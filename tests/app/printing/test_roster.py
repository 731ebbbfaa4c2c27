"""The roster and the 互市申报单 on paper: everybody once, over pages, sums below, no number in full."""

from datetime import date
from typing import Any

import pytest

from app.border_trade.masking import masked
from app.printing.roster import LotPaper, LotShare, RosterRow, lot_pdf, roster_pdf
from tests.app.printing.paper import words
from tests.helpers.citizens import citizens

pytestmark = pytest.mark.usefixtures("qapp")
DAY = date(2026, 5, 6)


def bare(pages: Any) -> str:
    return "".join("".join(pages).split())


def test_everybody_is_on_the_roster_once_over_two_pages_and_masked() -> None:
    numbers = citizens(61)
    rows = [RosterRow(f"边民{n}号", masked(number), f"EL-{n:05}", "", "", "长期") for n, number in enumerate(numbers)]
    read = bare(words(roster_pdf("边民名册", "二连浩特", DAY, rows)))
    for number, row in enumerate(rows):
        assert read.count(row.name) == 1, row.name
        assert read.count(row.record_number) == 1
        assert numbers[number] not in read
    assert "第2页共2页" in read
    assert read.count("组长签字") == 1


def test_a_name_too_long_for_its_column_does_not_break_the_page() -> None:
    row = RosterRow("乌云其木格" * 9 + "\n甲", "", "", "", "", "")
    assert "第1页共1页" in bare(words(roster_pdf("边民名册", "", DAY, [row])))


def test_the_paper_of_a_lot_tells_facts_shares_and_sums() -> None:
    share = LotShare("巴图", masked(citizens(1)[0]), "40", "8000.00", "8000.00", "0.00", "刷卡 05-06 10:12")
    paper = LotPaper((("商品名称", "松子"),), (share,) * 3, ("120", "24000.00", "24000.00", "0.00"))
    read = bare(words(lot_pdf(paper)))
    for text in ("边民互市进口申报单", "商品名称松子", "3人", "24000.00", "刷卡05-0610:12", "第1页共1页"):
        assert text in read, text
    assert citizens(1)[0] not in read
