"""Paint the pages of a declaration's further life with made-up work into PNGs: ``python -m … [folder] [names]``."""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.declarations.status import Status
from app.ui.pages.amend.amend_page import AmendPage
from app.ui.pages.lifecycle import Condition, Expiry, Storage
from app.ui.pages.services import Event, Verdict
from app.ui.pages.two_lane.two_lane_page import TwoLanePage
from tests.helpers import page_pictures
from tests.helpers.page_pictures import CLOCK, TABLES, drafts, shot
from tests.helpers.ui_lifecycle import FakeLifecycle, amended, lanes
from tests.helpers.ui_services import NOW, FakeSubmissions

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


def two_lane_page(status: Status = Status.CONDITIONAL, *, stored: bool = True) -> TwoLanePage:
    """Return meat that may be moved and not be sold."""
    service = FakeLifecycle()
    day = NOW - timedelta(days=2)
    life = [
        Event(day, "单一窗口接收", "", "7", "1", Status.SENT),
        Event(day + timedelta(minutes=4), "海关入库", "", "L", "2", Status.ACCEPTED),
        Event(day + timedelta(minutes=21), "审结", "电子审单通过", "J", "3", Status.REVIEWED),
        Event(day + timedelta(hours=18), "查验通知", "口岸检查，抽样 2 份", "C", "4", Status.INSPECTION),
        Event(day + timedelta(hours=25), "提货放行", "样品送检", "K", "5", Status.CONDITIONAL),
        Event(NOW, "放行", "", "P", "6", Status.RELEASED),
    ]
    life = life[: next(number for number, one in enumerate(life) if one.status is status) + 1]
    storage = Storage(
        "呼和浩特测试冷库 3 号库", "TEST-0318", "蒙A 0000 挂", NOW - timedelta(hours=8), "23400", "王测试 13900006620"
    )
    later, soon = (NOW.date() + timedelta(days=days) for days in (6, 2))
    expiries = (Expiry("应出结果", later), Expiry("检疫许可证到期", soon))
    made = lanes(status, life[::-1], storage=storage if stored else None, expiries=expiries if stored else ())
    service.lanes["d1"] = made
    return TwoLanePage("d1", service, FakeSubmissions(), CLOCK, _nothing, _nothing)


shot("18-timeline-two-lane", "list", two_lane_page)
shot("18-released", "list", lambda: two_lane_page(Status.RELEASED))
shot("18-edit", "list", lambda: two_lane_page(stored=False), lambda page: page._edit())
shot("18-before", "list", lambda: two_lane_page(Status.REVIEWED, stored=False))

if __name__ == "__main__":
    page_pictures.main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"), sys.argv[2:])
