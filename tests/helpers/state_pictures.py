"""Paint the pages of states (conflict, first start, settings) with made-up work: ``python -m … [folder] [names]``."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import forms
from app.core.draft import Draft
from app.declarations.merge import by_value, merge
from app.ui.pages.conflict.conflict_page import ConflictPage
from app.ui.pages.conflict.services import Conflict
from app.ui.pages.first_run_page import FirstRun, FirstRunPage
from app.ui.pages.services import CheckLine, Preferences, Verdict
from app.ui.pages.settings_page import SettingsPage
from app.ui.pages.upkeep import AuditLine, BackupLine, Slot, Slots
from tests.helpers import scenarios
from tests.helpers.filings import NOW
from tests.helpers.page_pictures import CLOCK, TABLES, main, shot
from tests.helpers.ui_services import FakeConflicts, FakeLedger, FakeSettings, FakeUpkeep


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


def upkeep() -> FakeUpkeep:
    """Return three backups, a passphrase and a log."""
    made = FakeUpkeep()
    made.kinds = ["passphrase", "recovery"]
    for hours, size in ((2, 412_000_000), (20, 411_000_000), (70, 405_000_000), (140, 398_000_000)):
        at = NOW - timedelta(hours=hours)
        made.kept.append(BackupLine(Path(f"/data/口岸申报台/backups/{at:%Y%m%d-%H%M}"), at, size, 214, "hourly"))
    for number in range(40, 0, -1):
        made.lines.append(AuditLine(number, NOW - timedelta(minutes=41 - number), "李娜", "signed", "GQ-1118-037"))
    return made


def settings(percent: int = 100) -> SettingsPage:
    """Return the settings with everything behind them."""
    names = ("数据文件夹", "磁盘空间", "数据文件", "数据加密", "签名证书", "网关", "发送队列", "代码表", "字体", "版本")
    lines = [CheckLine(name, Verdict.OK, "好，都在期限内") for name in names]
    lines[1] = CheckLine("磁盘空间", Verdict.WARN, "还有 0.6 GB，不足 1 GB，请尽快清出空间")
    lines[7] = CheckLine("代码表", Verdict.WARN, "42 张，其中 2 张过了期限（关区等，最早 2022-06-30），请导入新表")
    fields = [("a", "申报单位名称"), ("b", "报关人员")]
    kept = Preferences(percent=percent, profile={"a": "内蒙古测试煤业有限公司"})
    return SettingsPage(FakeSettings(kept, tuple(lines)), FakeLedger(), CLOCK, fields, upkeep())


def _turn(part: str) -> Callable[[SettingsPage], None]:
    return lambda page: page.nav.choose(part)


for part in ("checks", "gateway", "signing", "slots", "keys", "look", "audit"):
    shot(f"prefs-{part}", "settings", settings, _turn(part))


def _begin(step: int) -> Callable[[SettingsPage], None]:
    def begin(page: SettingsPage) -> None:
        facts = FirstRun(
            "4 票单证、一本边民名册", "演示证书，有效期到 2027-03-01", True, "2026-05-01 版，42 张表", "随程序带来"
        )
        first = FirstRunPage(page.window(), facts)
        first.show_slots(
            Slots((Slot("demo", "演示档案", "密钥在数据旁边的文件里，正式使用请加设口令后移除", False),), True)
        )
        first.begin()
        for _ in range(step):
            first._take()

    return begin


for step in range(4):
    shot(f"first-run-{step + 1}", "settings", settings, _begin(step))
shot("conflict", "list", conflict_page, _choose)
shot("conflict-none", "list", lambda: conflict_page(0))

if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"), sys.argv[2:])
