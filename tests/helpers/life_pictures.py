"""Paint the pages of a declaration's further life with made-up work into PNGs: ``python -m … [folder] [names]``."""

import sys
from dataclasses import replace
from pathlib import Path

from app.ui.pages.amend.amend_page import AmendPage
from app.ui.pages.lifecycle import Condition
from app.ui.pages.services import Verdict
from tests.helpers import page_pictures
from tests.helpers.page_pictures import CLOCK, TABLES, drafts, shot
from tests.helpers.ui_lifecycle import FakeLifecycle, amended

CONDITIONS = (
    Condition("没有未结的查验、布控", Verdict.OK),
    Condition("未结关，可修改", Verdict.OK),
    Condition("附件未登记", Verdict.WARN),
)


def _nothing(*_words: str) -> None:
    """Stand for a window that opens documents."""


def amend_page(refile: bool = True) -> AmendPage:
    """Return a request with all three ways."""
    service = FakeLifecycle()
    texts = {"gross_weight": "1986000", "net_weight": "1986000", "goods_place": "甘其毛都物流园 2 号库"}
    texts |= {"items[0].quantity": "1986", "items[0].first_quantity": "1986000"}
    if refile:
        texts["bill_number"] = "TEST-OTHER-02"
    request = amended(texts)
    service.requests["d2"] = replace(request, conditions=CONDITIONS, note="过磅短装，按过磅单更正", reason="1")
    return AmendPage("d2", service, drafts(), TABLES, CLOCK, _nothing, _nothing)


shot("13-amend", "list", amend_page)
shot("13-amend-plain", "list", lambda: amend_page(refile=False))

if __name__ == "__main__":
    page_pictures.main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"), sys.argv[2:])
