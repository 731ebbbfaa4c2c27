"""Paint the pages of states (conflict, first start, settings) with made-up work: ``python -m … [folder] [names]``."""

import sys
from datetime import timedelta
from pathlib import Path

import forms
from app.core.draft import Draft
from app.declarations.merge import by_value, merge
from app.ui.pages.conflict.conflict_page import ConflictPage
from app.ui.pages.conflict.services import Conflict
from tests.helpers import scenarios
from tests.helpers.filings import NOW
from tests.helpers.page_pictures import CLOCK, TABLES, main, shot
from tests.helpers.ui_services import FakeConflicts


def conflict(conflicts: int = 4) -> Conflict:
    """Return a coal declaration two people changed."""
    base = scenarios.s01()
    mine, theirs = base.copy(), base.copy()
    both = (
        ("net_weight", "4326730", "4325530"),
        ("goods_place", "神华甘泉监管作业场所", "甘其毛都口岸物流园 2 号"),
        ("voyage_number", "0712-A31", "0712-B07"),
        ("items[0].price", "124.10", "118.40"),
    )
    for path, ours, others in both[:conflicts]:
        mine.put(path, ours)
        theirs.put(path, others)
    mine.put("contract_number", "GQ-TT2026-1107")
    theirs.put("mark_number", "GQ 1-20")
    theirs.put("items[0].origin_country", "RUS")
    mine.put("remark", "按过磅单更正")
    form = forms.load(base.form)
    return _conflict(base, mine, theirs, form.id)


def _conflict(base: Draft, mine: Draft, theirs: Draft, form_id: str) -> Conflict:
    form = forms.load(form_id)
    found = merge(base, mine, theirs, by_value(form))
    at = NOW - timedelta(minutes=4)
    return Conflict("draft-1", form, found, "王志强", "文件", at, "李娜", NOW - timedelta(minutes=2), 3)


def conflict_page(conflicts: int = 4) -> ConflictPage:
    """Return the page of a conflict."""
    return ConflictPage(conflict(conflicts), FakeConflicts(), TABLES, CLOCK)


def _choose(page: ConflictPage) -> None:
    from app.declarations.merge import Side

    for row, side in zip(page.choices.rows[:-1], (Side.MINE, Side.THEIRS, Side.MINE), strict=False):
        row.choose(side)
        row.chosen.emit(side)
    page.choices.to_open()


shot("conflict", "list", conflict_page, _choose)
shot("conflict-none", "list", lambda: conflict_page(0))

if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"), sys.argv[2:])
